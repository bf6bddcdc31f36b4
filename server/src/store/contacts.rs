//! Resource persons: whom the office may call in each institution. Those of the agent's structure alone.

use app::follow_up::{Contact, NewContact};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const NAME: Place = Place {
    table: "contacts",
    column: "name",
};
const PHONE: Place = Place {
    table: "contacts",
    column: "phone",
};
const NOTE: Place = Place {
    table: "contacts",
    column: "note",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    organisation: String,
    name: Sealed,
    phone: Sealed,
    note: Sealed,
}

const OF_STRUCTURE: &str = "SELECT id, organisation, name, phone, note FROM contacts
                            WHERE structure_id = $1 AND NOT closed";
/// Of two who write in one structure's list at once, the second waits for the first: PostgreSQL would let neither see the other.
const TAKEN: &str = "UPDATE structures SET contact = contact WHERE id = $1";

impl Store {
    /// The resource persons of the agent's structure, by organisation and name.
    pub async fn contacts(&self, agent: &Agent) -> Result<Vec<Contact>, StoreError> {
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(OF_STRUCTURE)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        let opened = rows.into_iter().map(|row| self.open_contact(row));
        let mut contacts = opened.collect::<Result<Vec<_>, StoreError>>()?;
        contacts.sort_by_cached_key(|contact| {
            let who = &contact.who;
            (
                who.organisation.clone(),
                who.name.to_lowercase(),
                contact.id,
            )
        });
        Ok(contacts)
    }

    /// Adds one to the agent's structure; the same one, sent twice, is there once.
    pub async fn add_contact(
        &self,
        agent: &Agent,
        contact: &NewContact,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO contacts (id, structure_id, organisation, name, phone, note, closed)
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let id = Uuid::now_v7();
        let name = self.vault.seal(NAME, id, &contact.name)?;
        let phone = self.vault.seal(PHONE, id, &contact.phone)?;
        let note = self.vault.seal(NOTE, id, &contact.note)?;
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(TAKEN)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?;
            let rows: Vec<Row> = sqlx::query_as(OF_STRUCTURE)
                .bind(agent.structure())
                .fetch_all(&mut *tx)
                .await?;
            for row in rows {
                if self.open_contact(row)?.who == *contact {
                    return Ok(());
                }
            }
            sqlx::query(SQL)
                .bind(id)
                .bind(agent.structure())
                .bind(&contact.organisation)
                .bind(name)
                .bind(phone)
                .bind(note)
                .bind(false)
                .execute(&mut *tx)
                .await?;
            write_journal!(self, tx, on_contact(agent, id, Event::ContactAdded, now));
            tx.commit().await?;
        });
        Ok(())
    }

    /// Takes one off the list. `false` when they are not on the structure's.
    pub async fn close_contact(
        &self,
        agent: &Agent,
        contact: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE contacts SET closed = $1
                           WHERE id = $2 AND structure_id = $3 AND NOT closed";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let closed = sqlx::query(SQL)
                .bind(true)
                .bind(contact)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if closed {
                write_journal!(
                    self,
                    tx,
                    on_contact(agent, contact, Event::ContactClosed, now)
                );
                tx.commit().await?;
            }
            closed
        }))
    }

    fn open_contact(&self, row: Row) -> Result<Contact, StoreError> {
        Ok(Contact {
            who: NewContact {
                name: self.vault.open(NAME, row.id, &row.name)?,
                phone: self.vault.open(PHONE, row.id, &row.phone)?,
                note: self.vault.open(NOTE, row.id, &row.note)?,
                organisation: row.organisation,
            },
            id: row.id,
        })
    }
}

fn on_contact(agent: &Agent, id: Uuid, event: Event, now: DateTime<Utc>) -> Entry {
    let details = json!({ "contact": id });
    Entry::on_agent(agent.structure(), agent.id(), event, details, now)
}

//! What may be known of a bilan by who may not read it: that it exists, when the person agreed; and, in an emergency, all of it for
//! an hour, journaled with its reason.

use app::sharing::{EMERGENCY_MINUTES, Exists, Sought};
use app::structures::roles::Role;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, code,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::Key,
};
use crate::{
    geography::plain,
    seal::{Place, Sealed},
    session::Agent,
};

const REASON: Place = Place {
    table: "emergencies",
    column: "reason",
};

impl Store {
    /// Lets other structures know that a person has a bilan here, or no longer. `false` when there is no such real bilan for this
    /// agent.
    pub async fn set_findable(
        &self,
        agent: &Agent,
        bilan: Uuid,
        sought: Option<&Sought>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const PERSON: &str =
            "SELECT person_id FROM bilans WHERE id = $1 AND structure_id = $2 AND kind = 'real'";
        const FORGET: &str = "DELETE FROM findable WHERE person_id = $1";
        const SQL: &str = "INSERT INTO findable (person_id, person_index, at) VALUES ($1, $2, $3)";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let person: Option<Uuid> = sqlx::query_scalar(PERSON)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let Some(person) = person else {
                return Ok(false);
            };
            sqlx::query(FORGET).bind(person).execute(&mut *tx).await?;
            if let Some(sought) = sought {
                sqlx::query(SQL)
                    .bind(person)
                    .bind(self.person_index(sought))
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
            }
            let details = json!({"findable": sought.is_some()});
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::FindableSet, details, now)
            );
            tx.commit().await?;
            true
        }))
    }

    /// Whether other structures may know that the person of a bilan has one.
    pub async fn is_findable(&self, agent: &Agent, bilan: Uuid) -> Result<bool, StoreError> {
        const SQL: &str =
            "SELECT f.person_id FROM findable f JOIN bilans b ON b.person_id = f.person_id
                           WHERE b.id = $1 AND b.structure_id = $2";
        let found: Option<Uuid> = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(bilan)
            .bind(agent.structure())
            .fetch_optional(pool)
            .await)?;
        Ok(found.is_some())
    }

    /// The other structures that have a bilan of this very person and may say so. The journal keeps that it was asked, not about
    /// whom.
    pub async fn exists(
        &self,
        agent: &Agent,
        sought: &Sought,
        now: DateTime<Utc>,
    ) -> Result<Vec<Exists>, StoreError> {
        const SQL: &str = "SELECT DISTINCT s.name, s.contact
                           FROM findable f
                           JOIN persons p ON p.id = f.person_id
                           JOIN structures s ON s.id = p.structure_id
                           WHERE f.person_index = $1 AND s.id <> $2
                           ORDER BY s.name, s.contact";
        if !agent.allowed().receive {
            return Err(StoreError::NoAgreement);
        }
        let rows: Vec<(String, String)> = on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let rows: Vec<(String, String)> = sqlx::query_as(SQL)
                .bind(self.person_index(sought))
                .bind(agent.structure())
                .fetch_all(&mut *tx)
                .await?;
            let details = json!({"found": rows.len()});
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::PersonSought, details, now)
            );
            tx.commit().await?;
            rows
        });
        let told = rows
            .into_iter()
            .map(|(structure, contact)| Exists { structure, contact });
        Ok(told.collect())
    }

    /// Opens a bilan by its reference, in an emergency: one's own structure's for a manager, any for an administrator. `None` when
    /// there is none, or for anybody else.
    pub async fn open_in_emergency(
        &self,
        agent: &Agent,
        reference: &str,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        const FIND: &str = "SELECT b.id, k.person_id, k.wrapped
                            FROM bilans b JOIN person_keys k ON k.person_id = b.person_id
                            WHERE b.reference_index = $1 AND b.kind = 'real' AND ($2 OR b.structure_id = $3)";
        const SQL: &str =
            "INSERT INTO emergencies (id, bilan_id, agent_id, structure_id, reason, at, until_at)
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let everywhere = agent.roles().has(Role::Administrator);
        if !everywhere && !agent.roles().has(Role::Manager) {
            return Ok(None);
        }
        let Some(index) = self.reference_index(reference) else {
            return Ok(None);
        };
        let id = Uuid::now_v7();
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let found: Option<(Uuid, Uuid, Sealed)> = sqlx::query_as(FIND)
                .bind(index)
                .bind(everywhere)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let bilan = found.as_ref().map(|(bilan, ..)| *bilan);
            if let Some((bilan, person_id, wrapped)) = found {
                let vault = self.vault_of(&Key { person_id, wrapped })?;
                sqlx::query(SQL)
                    .bind(id)
                    .bind(bilan)
                    .bind(agent.id())
                    .bind(agent.structure())
                    .bind(vault.seal(REASON, id, &reason.to_owned())?)
                    .bind(now)
                    .bind(now + TimeDelta::minutes(EMERGENCY_MINUTES))
                    .execute(&mut *tx)
                    .await?;
                let details = json!({"reason": reason});
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::OpenedInEmergency, details, now)
                );
                tx.commit().await?;
            }
            bilan
        }))
    }

    /// Whether the agent opened a bilan in an emergency less than an hour ago.
    pub async fn is_in_emergency(
        &self,
        agent: &Agent,
        bilan: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT id FROM emergencies
                           WHERE bilan_id = $1 AND agent_id = $2 AND structure_id = $3 AND until_at > $4 LIMIT 1";
        let open: Option<Uuid> = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(bilan)
            .bind(agent.id())
            .bind(agent.structure())
            .bind(now)
            .fetch_optional(pool)
            .await)?;
        Ok(open.is_some())
    }

    /// Under which a bilan is found by its reference, however it was typed; `None` for what can be no reference.
    pub(super) fn reference_index(&self, typed: &str) -> Option<Vec<u8>> {
        let folded = code::fold(typed);
        let (head, tail) = folded.split_at_checked(2)?;
        let written = format!("{head}-{tail}");
        Some(self.vault.index("bilans.reference", &[written.as_bytes()]))
    }

    /// Case, accents, hyphens and spaces of names do not count.
    pub(super) fn person_index(&self, sought: &Sought) -> Vec<u8> {
        let born = sought.born.map(|day| day.to_string()).unwrap_or_default();
        let first = plain(&sought.first_name);
        let last = plain(&sought.last_name);
        self.vault.index(
            "findable.person",
            &[first.as_bytes(), last.as_bytes(), born.as_bytes()],
        )
    }
}

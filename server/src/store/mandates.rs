//! Mandates: what a person lets the office do in their name online. Revoked, never rewritten.

use app::follow_up::{EndingMandate, Mandate, NewMandate};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents, bilans,
    follow_ups::{HELD, HELD_TAKEN},
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::{Key, vault_of_bilan},
};
use crate::{
    seal::{PersonVault, Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "mandates",
    column: "content",
};

/// What is sealed of a mandate. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    organisations: Vec<String>,
    scope: String,
    signed_on: NaiveDate,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    content: Sealed,
    ends_on: NaiveDate,
    revoked_at: Option<DateTime<Utc>>,
    agent_id: Uuid,
    agent_name: Sealed,
}

#[derive(sqlx::FromRow)]
struct EndingRow {
    bilan_id: Uuid,
    opening: Sealed,
    #[sqlx(flatten)]
    key: Key,
    #[sqlx(flatten)]
    mandate: Row,
}

const OF_BILAN: &str =
    "SELECT m.id, m.content, m.ends_on, m.revoked_at, m.agent_id, a.name AS agent_name
                        FROM mandates m JOIN agents a ON a.id = m.agent_id
                        WHERE m.bilan_id = $1 ORDER BY m.at DESC, m.id DESC";

impl Store {
    /// The mandates of a bilan, the last one first; none when the agent does not reach it.
    pub async fn mandates(&self, agent: &Agent, bilan: Uuid) -> Result<Vec<Mandate>, StoreError> {
        let (key, rows): (Key, Vec<Row>) = on_pool!(self.pools, |pool| {
            let held: Option<Key> = sqlx::query_as(HELD)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(pool)
                .await?;
            let Some(key) = held else {
                return Ok(Vec::new());
            };
            (
                key,
                sqlx::query_as(OF_BILAN).bind(bilan).fetch_all(pool).await?,
            )
        });
        let vault = self.vault_of(&key)?;
        rows.iter()
            .map(|row| self.open_mandate(&vault, row))
            .collect()
    }

    /// Keeps a mandate; one that stands already in the same words is not kept twice. `false` when the agent does not reach the bilan.
    pub async fn add_mandate(
        &self,
        agent: &Agent,
        bilan: Uuid,
        mandate: &NewMandate,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "INSERT INTO mandates (id, bilan_id, content, ends_on, agent_id, structure_id, at)
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let id = Uuid::now_v7();
        let kept = Kept {
            organisations: mandate.organisations.clone(),
            scope: mandate.scope.clone(),
            signed_on: mandate.signed_on,
        };
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(HELD_TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(false);
            }
            let vault = vault_of_bilan!(self, tx, bilan);
            let rows: Vec<Row> = sqlx::query_as(OF_BILAN)
                .bind(bilan)
                .fetch_all(&mut *tx)
                .await?;
            for row in &rows {
                let known = self.open_mandate(&vault, row)?;
                if known.what == *mandate && known.revoked_at.is_none() {
                    return Ok(true);
                }
            }
            sqlx::query(SQL)
                .bind(id)
                .bind(bilan)
                .bind(vault.seal(CONTENT, id, &kept)?)
                .bind(mandate.ends_on)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let details = json!({ "mandate": id });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::MandateKept, details, now)
            );
            tx.commit().await?;
            true
        }))
    }

    /// Revokes a mandate of a bilan; one that is revoked stays as it was. `false` when the agent does not reach it.
    pub async fn revoke_mandate(
        &self,
        agent: &Agent,
        bilan: Uuid,
        mandate: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE mandates SET revoked_at = COALESCE(revoked_at, $1)
                           WHERE id = $2 AND bilan_id = $3";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(HELD_TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let revoked = match taken {
                None => 0,
                Some(bilan) => sqlx::query(SQL)
                    .bind(now)
                    .bind(mandate)
                    .bind(bilan)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected(),
            };
            if revoked > 0 {
                let details = json!({ "mandate": mandate });
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::MandateRevoked, details, now)
                );
                tx.commit().await?;
            }
            revoked > 0
        }))
    }

    /// The mandates in force between two days that end on the second at the latest, soonest first, in the bilans the agent reaches.
    pub async fn ending_mandates(
        &self,
        agent: &Agent,
        (today, by): (NaiveDate, NaiveDate),
    ) -> Result<Vec<EndingMandate>, StoreError> {
        const SQL: &str =
            "SELECT m.id, m.content, m.ends_on, m.revoked_at, m.agent_id, a.name AS agent_name,
                                  m.bilan_id, b.opening, k.person_id, k.wrapped
                           FROM mandates m
                           JOIN agents a ON a.id = m.agent_id
                           JOIN bilans b ON b.id = m.bilan_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           WHERE b.structure_id = $1 AND b.kind = 'real'
                             AND m.revoked_at IS NULL AND m.ends_on >= $2 AND m.ends_on <= $3
                           ORDER BY m.ends_on, m.id";
        let rows: Vec<EndingRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .bind(today)
            .bind(by)
            .fetch_all(pool)
            .await)?;
        let opened = rows.into_iter().map(|row| {
            let vault = self.vault_of(&row.key)?;
            Ok(EndingMandate {
                bilan: row.bilan_id,
                reference: bilans::open_reference(&vault, row.bilan_id, &row.opening)?,
                mandate: self.open_mandate(&vault, &row.mandate)?,
            })
        });
        opened.collect()
    }

    fn open_mandate(&self, vault: &PersonVault<'_>, row: &Row) -> Result<Mandate, StoreError> {
        let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
        Ok(Mandate {
            id: row.id,
            what: NewMandate {
                organisations: kept.organisations,
                scope: kept.scope,
                signed_on: kept.signed_on,
                ends_on: row.ends_on,
            },
            agent: self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?,
            revoked_at: row.revoked_at,
        })
    }
}

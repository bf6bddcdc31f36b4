//! Requests that a person be erased: asked by whoever holds their bilan, granted or refused by whoever looks after the structure,
//! journaled each time with its reason.

use app::{
    erasure::{Erasure, Wish},
    structures::roles::may,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents, bilans,
    erasure::erase_person,
    follow_ups::HELD,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::Key,
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "erasures",
    column: "content",
};

/// What is sealed of a request. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    reason: String,
    refusal: Option<String>,
    #[serde(default)]
    objection: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    bilan_id: Uuid,
    opening: Sealed,
    opened_on: NaiveDate,
    content: Sealed,
    agent_id: Uuid,
    agent_name: Sealed,
    #[sqlx(flatten)]
    key: Key,
    at: DateTime<Utc>,
    refused_at: Option<DateTime<Utc>>,
}

/// What a decision is about.
#[derive(sqlx::FromRow)]
struct Waiting {
    bilan_id: Uuid,
    content: Sealed,
    #[sqlx(flatten)]
    key: Key,
    agent_id: Uuid,
    at: DateTime<Utc>,
}

/// A request that waits, in the agent's structure.
const WAITING: &str = "SELECT e.bilan_id, k.person_id, k.wrapped, e.content, e.agent_id, e.at
                       FROM erasures e JOIN bilans b ON b.id = e.bilan_id
                       JOIN person_keys k ON k.person_id = b.person_id
                       WHERE e.id = $1 AND b.structure_id = $2 AND e.refused_at IS NULL";

fn decides(agent: &Agent) -> bool {
    agent.roles().may(may::STRUCTURE)
}

impl Store {
    /// Asks that the person of a real bilan of the agent's structure be erased, or writes their objection. `false` when there is no such bilan, or when it was
    /// asked already and nothing was decided.
    pub async fn ask_erasure(
        &self,
        agent: &Agent,
        bilan: Uuid,
        (wish, reason): (Wish, &str),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const FORGET: &str = "DELETE FROM erasures WHERE bilan_id = $1 AND refused_at IS NOT NULL";
        const SQL: &str = "INSERT INTO erasures (id, bilan_id, content, agent_id, at)
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (bilan_id) DO NOTHING";
        let id = Uuid::now_v7();
        let kept = Kept {
            reason: reason.to_owned(),
            refusal: None,
            objection: wish == Wish::Objection,
        };
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let held: Option<Key> = sqlx::query_as(HELD)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let Some(key) = held else {
                return Ok(false);
            };
            sqlx::query(FORGET).bind(bilan).execute(&mut *tx).await?;
            let asked = sqlx::query(SQL)
                .bind(id)
                .bind(bilan)
                .bind(self.vault_of(&key)?.seal(CONTENT, id, &kept)?)
                .bind(agent.id())
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if asked > 0 {
                let details = json!({ "reason": reason, "objection": kept.objection });
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::ErasureAsked, details, now)
                );
                tx.commit().await?;
            }
            asked > 0
        }))
    }

    /// What was asked about a bilan of the agent's structure: it waits, or was refused.
    pub async fn erasure_of(
        &self,
        agent: &Agent,
        bilan: Uuid,
    ) -> Result<Option<Erasure>, StoreError> {
        const SQL: &str = "SELECT e.id, e.bilan_id, b.opening, b.opened_on, e.content, e.agent_id, a.name AS agent_name,
                                  k.person_id, k.wrapped, e.at, e.refused_at
                           FROM erasures e JOIN bilans b ON b.id = e.bilan_id JOIN agents a ON a.id = e.agent_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           WHERE e.bilan_id = $1 AND b.structure_id = $2";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(bilan)
            .bind(agent.structure())
            .fetch_optional(pool)
            .await)?;
        row.map(|row| self.open_erasure(&row)).transpose()
    }

    /// What waits for a decision in the structure the agent looks after, the first asked first.
    pub async fn erasures(&self, agent: &Agent) -> Result<Vec<Erasure>, StoreError> {
        const SQL: &str = "SELECT e.id, e.bilan_id, b.opening, b.opened_on, e.content, e.agent_id, a.name AS agent_name,
                                  k.person_id, k.wrapped, e.at, e.refused_at
                           FROM erasures e JOIN bilans b ON b.id = e.bilan_id JOIN agents a ON a.id = e.agent_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           WHERE b.structure_id = $1 AND e.refused_at IS NULL ORDER BY e.at, e.id";
        if !decides(agent) {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.iter().map(|row| self.open_erasure(row)).collect()
    }

    /// Refuses to erase a person. `false` when nothing waits under this name, or for whoever does not look after the structure.
    pub async fn refuse_erasure(
        &self,
        agent: &Agent,
        id: Uuid,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE erasures SET content = $1, refused_at = $2 WHERE id = $3 AND refused_at IS NULL";
        if !decides(agent) {
            return Ok(false);
        }
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let waiting: Option<Waiting> = sqlx::query_as(WAITING)
                .bind(id)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let Some(waiting) = waiting else {
                return Ok(false);
            };
            let vault = self.vault_of(&waiting.key)?;
            let mut kept: Kept = vault.open(CONTENT, id, &waiting.content)?;
            kept.refusal = Some(reason.to_owned());
            let refused = sqlx::query(SQL)
                .bind(vault.seal(CONTENT, id, &kept)?)
                .bind(now)
                .bind(id)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if refused > 0 {
                let details = json!({ "reason": reason });
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, waiting.bilan_id, Event::ErasureRefused, details, now)
                );
                tx.commit().await?;
            }
            refused > 0
        }))
    }

    /// Erases the person, with everything said and written of them, in one transaction; then leaves nothing of it in the files.
    /// `false` when nothing waits under this name, or for whoever does not look after the structure.
    pub async fn grant_erasure(
        &self,
        agent: &Agent,
        id: Uuid,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        if !decides(agent) {
            return Ok(false);
        }
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let waiting: Option<Waiting> = sqlx::query_as(WAITING)
                .bind(id)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            let Some(waiting) = waiting else {
                return Ok(false);
            };
            let details =
                json!({ "reason": reason, "asked_by": waiting.agent_id, "asked_at": waiting.at });
            let person = waiting.key.person_id;
            erase_person!(self, tx, person, Some(agent.id()), details, now);
            tx.commit().await?;
        });
        self.sweep().await?;
        Ok(true)
    }

    fn open_erasure(&self, row: &Row) -> Result<Erasure, StoreError> {
        let vault = self.vault_of(&row.key)?;
        let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
        Ok(Erasure {
            id: row.id,
            reference: bilans::open_reference(&vault, row.bilan_id, &row.opening)?,
            opened_on: row.opened_on,
            wish: if kept.objection {
                Wish::Objection
            } else {
                Wish::Erasure
            },
            by: self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?,
            at: row.at,
            reason: kept.reason,
            refused: row.refused_at.zip(kept.refusal),
        })
    }
}

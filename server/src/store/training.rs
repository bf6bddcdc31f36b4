//! Training bilans: seen by nobody but the agent who holds them, and erased whole, at their end or after a day.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    erasure::erase_rows,
    journal::{Entry, Event, write_journal},
    on_writer,
};
use crate::session::Agent;

/// How long a training bilan may be read.
pub(super) fn oldest(now: DateTime<Utc>) -> DateTime<Utc> {
    now - Duration::days(1)
}

/// A training bilan, its person, and where it was opened.
type Found = (Uuid, Uuid, Uuid);

/// The line of the journal that says why the others of this bilan tell nothing any more.
fn entry(agent: Option<&Agent>, (bilan, _, structure): Found, at: DateTime<Utc>) -> Entry {
    Entry {
        at,
        structure,
        agent: agent.map(Agent::id),
        bilan: Some(bilan),
        event: Event::TrainingErased,
        details: json!({}),
    }
}

impl Store {
    /// Erases a training bilan of this agent. `false` when there is no such one.
    pub async fn erase_training(
        &self,
        agent: &Agent,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT id, person_id, structure_id FROM bilans
                           WHERE id = $1 AND agent_id = $2 AND structure_id = $3 AND kind = 'training'";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let found: Option<Found> = sqlx::query_as(SQL)
                .bind(id)
                .bind(agent.id())
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(found) = found {
                erase_rows!(tx, found.1);
                write_journal!(self, tx, entry(Some(agent), found, now));
                tx.commit().await?;
            }
            found.is_some()
        }))
    }

    /// Erases every training bilan opened more than a day before `now`; says how many.
    pub async fn erase_old_trainings(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        // In one order, so that two servers take the chains of several structures one after the other.
        const SQL: &str = "SELECT id, person_id, structure_id FROM bilans
                           WHERE kind = 'training' AND created_at < $1 ORDER BY structure_id, id";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let found: Vec<Found> = sqlx::query_as(SQL)
                .bind(oldest(now))
                .fetch_all(&mut *tx)
                .await?;
            for found in &found {
                erase_rows!(tx, found.1);
                write_journal!(self, tx, entry(None, *found, now));
            }
            tx.commit().await?;
            found.len()
        }))
    }
}

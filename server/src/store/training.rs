//! Training bilans: seen by nobody but the agent who holds them, and erased whole, at their end or after a day.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{BeginWrite as _, Store, StoreError, on_pool};
use crate::session::Agent;

/// How long a training bilan may be read.
pub(super) fn oldest(now: DateTime<Utc>) -> DateTime<Utc> {
    now - Duration::days(1)
}

const ANSWERS: &str = "DELETE FROM answers WHERE bilan_id = $1";
const FORM_KEYS: &str = "DELETE FROM form_keys WHERE bilan_id = $1";
const ISSUED: &str = "DELETE FROM issued WHERE bilan_id = $1";
const FOLLOW_UP_STEPS: &str = "DELETE FROM follow_up_steps
                               WHERE follow_up_id IN (SELECT id FROM follow_ups WHERE bilan_id = $1)";
const FOLLOW_UPS: &str = "DELETE FROM follow_ups WHERE bilan_id = $1";
const ORIENTATION_STEPS: &str = "DELETE FROM orientation_steps
                                 WHERE orientation_id IN (SELECT id FROM orientations WHERE bilan_id = $1)";
const ORIENTATIONS: &str = "DELETE FROM orientations WHERE bilan_id = $1";
const NOTE_VERSIONS: &str = "DELETE FROM note_versions
                             WHERE note_id IN (SELECT id FROM notes WHERE bilan_id = $1)";
const NOTES: &str = "DELETE FROM notes WHERE bilan_id = $1";
const FOLLOWERS: &str = "DELETE FROM followers WHERE bilan_id = $1";
const MANDATES: &str = "DELETE FROM mandates WHERE bilan_id = $1";
const JOURNAL: &str = "DELETE FROM journal WHERE bilan_id = $1";
const SHARES: &str = "DELETE FROM shares WHERE bilan_id = $1";
const EMERGENCIES: &str = "DELETE FROM emergencies WHERE bilan_id = $1";
const BILAN: &str = "DELETE FROM bilans WHERE id = $1";
const PERSON: &str = "DELETE FROM persons WHERE id = $1";

/// What is erased of a bilan: rows that point at others first. The journal of a training tells nothing of anybody, and would
/// count it among real ones.
const ERASE: [&str; 15] = [
    ANSWERS,
    FORM_KEYS,
    ISSUED,
    FOLLOW_UP_STEPS,
    FOLLOW_UPS,
    NOTE_VERSIONS,
    NOTES,
    FOLLOWERS,
    ORIENTATION_STEPS,
    ORIENTATIONS,
    MANDATES,
    SHARES,
    EMERGENCIES,
    JOURNAL,
    BILAN,
];

impl Store {
    /// Erases a training bilan of this agent. `false` when there is no such one.
    pub async fn erase_training(&self, agent: &Agent, id: Uuid) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT id, person_id FROM bilans
                           WHERE id = $1 AND agent_id = $2 AND structure_id = $3 AND kind = 'training'";
        Ok(on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            let found: Option<(Uuid, Uuid)> = sqlx::query_as(SQL)
                .bind(id)
                .bind(agent.id())
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            if let Some((bilan, person)) = found {
                for sql in ERASE {
                    sqlx::query(sql).bind(bilan).execute(&mut *tx).await?;
                }
                sqlx::query(PERSON).bind(person).execute(&mut *tx).await?;
                tx.commit().await?;
            }
            found.is_some()
        }))
    }

    /// Erases every training bilan opened more than a day before `now`; says how many.
    pub async fn erase_old_trainings(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        const SQL: &str =
            "SELECT id, person_id FROM bilans WHERE kind = 'training' AND created_at < $1";
        Ok(on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            let found: Vec<(Uuid, Uuid)> = sqlx::query_as(SQL)
                .bind(oldest(now))
                .fetch_all(&mut *tx)
                .await?;
            for (bilan, person) in &found {
                for sql in ERASE {
                    sqlx::query(sql).bind(bilan).execute(&mut *tx).await?;
                }
                sqlx::query(PERSON).bind(person).execute(&mut *tx).await?;
            }
            tx.commit().await?;
            found.len()
        }))
    }
}

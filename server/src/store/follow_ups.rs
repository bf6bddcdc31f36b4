//! Follow-ups: one row per right that is followed in a bilan, and everything that happened to it.
//!
//! Who reaches a bilan is asked once for each need: [`REACHED`] and [`TAKEN`] for one bilan,
//! [`Store::all_steps`] for all of them; which rights of a shared bilan may be known is for the desk. Training bilans are followed by nobody. A write says which version it replaces; another
//! in between is told, and nothing is overwritten. The same write sent twice writes once.

use app::follow_up::{FollowUp, Move, Moved, Standing, Step};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents,
    followers::FOLLOW,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::{Key, vault_of_bilan},
    standing::Kept,
};
use crate::{
    seal::{PersonVault, Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "follow_ups",
    column: "content",
};
/// What happened to a right, in one step.
pub(super) const STEP: Place = Place {
    table: "follow_up_steps",
    column: "content",
};

/// The key of the person of a bilan, when it is of the agent's structure: mandates are given to it alone.
pub(super) const HELD: &str = "SELECT k.person_id, k.wrapped
                               FROM bilans b JOIN person_keys k ON k.person_id = b.person_id
                               WHERE b.id = $1 AND b.structure_id = $2 AND b.kind = 'real'";
/// Whether it is, before writing: writes about one bilan follow one another.
pub(super) const HELD_TAKEN: &str = "UPDATE bilans SET changed_at = changed_at
                                     WHERE id = $1 AND structure_id = $2 AND kind = 'real' RETURNING id";
/// The same when the agent reaches the bilan, their structure's or one shared with it.
pub(super) const REACHED: &str = "SELECT k.person_id, k.wrapped
                       FROM bilans b JOIN person_keys k ON k.person_id = b.person_id
                       WHERE b.id = $1 AND b.kind = 'real'
                         AND EXISTS (SELECT 1 FROM reach r
                                     WHERE r.bilan_id = b.id AND r.structure_id = $2 AND (r.share_id IS NULL OR $3))";
/// Whether they do, before writing.
pub(super) const TAKEN: &str = "UPDATE bilans SET changed_at = changed_at
                     WHERE id = $1 AND kind = 'real'
                       AND EXISTS (SELECT 1 FROM reach r
                                   WHERE r.bilan_id = bilans.id AND r.structure_id = $2 AND (r.share_id IS NULL OR $3))
                     RETURNING id";

const FIND: &str = "SELECT f.id, f.content, f.version, f.agent_id, a.name AS agent_name, f.at
                    FROM follow_ups f JOIN agents a ON a.id = f.agent_id
                    WHERE f.bilan_id = $1 AND f.right_index = $2";
const INSERT: &str = "INSERT INTO follow_ups
    (id, bilan_id, right_index, content, version, due_on, agent_id, structure_id, at)
    VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8) ON CONFLICT (bilan_id, right_index) DO NOTHING";
const ADD_STEP: &str =
    "INSERT INTO follow_up_steps (id, follow_up_id, content, agent_id, structure_id, at)
                        VALUES ($1, $2, $3, $4, $5, $6)";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    content: Sealed,
    version: i64,
    agent_id: Uuid,
    agent_name: Sealed,
    at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: Uuid,
    content: Sealed,
    agent_id: Uuid,
    agent_name: Sealed,
    at: DateTime<Utc>,
}

impl Store {
    /// The rights followed in a bilan, the last one written first; none when the agent does not reach it.
    pub async fn follow_ups(
        &self,
        agent: &Agent,
        bilan: Uuid,
    ) -> Result<Vec<FollowUp>, StoreError> {
        const SQL: &str =
            "SELECT f.id, f.content, f.version, f.agent_id, a.name AS agent_name, f.at
                           FROM follow_ups f JOIN agents a ON a.id = f.agent_id
                           WHERE f.bilan_id = $1 ORDER BY f.at DESC, f.id DESC";
        let (key, rows): (Key, Vec<Row>) = on_pool!(self.pools, |pool| {
            let reached: Option<Key> = sqlx::query_as(REACHED)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(pool)
                .await?;
            let Some(key) = reached else {
                return Ok(Vec::new());
            };
            (key, sqlx::query_as(SQL).bind(bilan).fetch_all(pool).await?)
        });
        let vault = self.vault_of(&key)?;
        rows.iter()
            .map(|row| self.open_follow_up(&vault, row))
            .collect()
    }

    /// What happened to one right of a bilan, oldest first.
    pub async fn follow_up_steps(
        &self,
        agent: &Agent,
        bilan: Uuid,
        right: &str,
    ) -> Result<Vec<Step>, StoreError> {
        const SQL: &str = "SELECT s.id, s.content, s.agent_id, a.name AS agent_name, s.at
                           FROM follow_up_steps s
                           JOIN follow_ups f ON f.id = s.follow_up_id
                           JOIN agents a ON a.id = s.agent_id
                           WHERE f.bilan_id = $1 AND f.right_index = $2 ORDER BY s.at, s.id";
        let (key, rows): (Key, Vec<StepRow>) = on_pool!(self.pools, |pool| {
            let reached: Option<Key> = sqlx::query_as(REACHED)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(pool)
                .await?;
            let Some(key) = reached else {
                return Ok(Vec::new());
            };
            let rows = sqlx::query_as(SQL)
                .bind(bilan)
                .bind(self.right_index(bilan, right))
                .fetch_all(pool)
                .await?;
            (key, rows)
        });
        let vault = self.vault_of(&key)?;
        let opened = rows.iter().map(|row| {
            let kept: Kept = vault.open(STEP, row.id, &row.content)?;
            let author = self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?;
            Ok(Step {
                note: kept.note.clone(),
                standing: kept.standing()?,
                author,
                at: row.at,
            })
        });
        opened.collect()
    }

    /// Begins to follow rights, each with the next day something is due; those that are followed already stay as they are. Whoever asks
    /// follows the bilan from then on: what waits for it is on their bench. `false` when the agent does not reach the bilan.
    pub async fn start_following(
        &self,
        agent: &Agent,
        bilan: Uuid,
        first: &[(Standing, Option<NaiveDate>)],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(false);
            }
            let vault = vault_of_bilan!(self, tx, bilan);
            let mut begun = Vec::new();
            for (standing, due_on) in first {
                let (id, step) = (Uuid::now_v7(), Uuid::now_v7());
                let kept = Kept::new(standing, "");
                let written = sqlx::query(INSERT)
                    .bind(id)
                    .bind(bilan)
                    .bind(self.right_index(bilan, &standing.right))
                    .bind(vault.seal(CONTENT, id, &kept)?)
                    .bind(due_on)
                    .bind(agent.id())
                    .bind(agent.structure())
                    .bind(now)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
                if written > 0 {
                    sqlx::query(ADD_STEP)
                        .bind(step)
                        .bind(id)
                        .bind(vault.seal(STEP, step, &kept)?)
                        .bind(agent.id())
                        .bind(agent.structure())
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                    begun.push(standing.right.clone());
                }
            }
            let mine = if first.is_empty() {
                0
            } else {
                sqlx::query(FOLLOW)
                    .bind(Uuid::now_v7())
                    .bind(bilan)
                    .bind(agent.id())
                    .bind(agent.structure())
                    .bind(now)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
            };
            if !begun.is_empty() {
                let details = json!({ "rights": begun });
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::FollowUpBegun, details, now)
                );
            }
            if mine > 0 {
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::BilanFollowed, json!({}), now)
                );
            }
            tx.commit().await?;
            true
        }))
    }

    /// Says where a right stands from now on, and the next day something is due. `None` when the agent does not reach the bilan.
    pub async fn move_on(
        &self,
        agent: &Agent,
        bilan: Uuid,
        to: &Move,
        due_on: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Result<Option<Moved>, StoreError> {
        const REPLACE: &str =
            "UPDATE follow_ups SET content = $1, version = version + 1, due_on = $2, agent_id = $3,
                                 structure_id = $4, at = $5
                               WHERE id = $6 AND version = $7";
        let index = self.right_index(bilan, &to.standing.right);
        let kept = Kept::new(&to.standing, &to.note);
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(None);
            }
            let vault = vault_of_bilan!(self, tx, bilan);
            let stands: Option<Row> = sqlx::query_as(FIND)
                .bind(bilan)
                .bind(&index)
                .fetch_optional(&mut *tx)
                .await?;
            let id = match &stands {
                None => {
                    let id = Uuid::now_v7();
                    sqlx::query(INSERT)
                        .bind(id)
                        .bind(bilan)
                        .bind(&index)
                        .bind(vault.seal(CONTENT, id, &kept)?)
                        .bind(due_on)
                        .bind(agent.id())
                        .bind(agent.structure())
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                    id
                }
                Some(row) => {
                    if says_already(&vault, row, to)? {
                        return Ok(Some(Moved::Done));
                    }
                    let replaced = sqlx::query(REPLACE)
                        .bind(vault.seal(CONTENT, row.id, &kept)?)
                        .bind(due_on)
                        .bind(agent.id())
                        .bind(agent.structure())
                        .bind(now)
                        .bind(row.id)
                        .bind(i64::from(to.seen))
                        .execute(&mut *tx)
                        .await?
                        .rows_affected();
                    if replaced == 0 {
                        let theirs = self.open_follow_up(&vault, row)?;
                        return Ok(Some(Moved::Stale(Box::new(theirs))));
                    }
                    row.id
                }
            };
            let step = Uuid::now_v7();
            sqlx::query(ADD_STEP)
                .bind(step)
                .bind(id)
                .bind(vault.seal(STEP, step, &kept)?)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let details = json!({ "right": to.standing.right, "state": to.standing.state.word() });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::FollowUpMoved, details, now)
            );
            tx.commit().await?;
            Some(Moved::Done)
        }))
    }

    /// Everything that happened in the bilans of the agent's structure, and to the rights it follows in those shared with it, right by
    /// right and oldest first; nothing of whom.
    pub async fn all_steps(&self, agent: &Agent) -> Result<Vec<(Uuid, Standing)>, StoreError> {
        const SQL: &str = "SELECT s.id, s.follow_up_id, s.content, k.person_id, k.wrapped
                           FROM follow_up_steps s
                           JOIN follow_ups f ON f.id = s.follow_up_id
                           JOIN bilans b ON b.id = f.bilan_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           WHERE b.kind = 'real'
                             AND (b.structure_id = $1
                                  OR (f.structure_id = $1
                                      AND EXISTS (SELECT 1 FROM reach r
                                                  WHERE r.bilan_id = b.id AND r.structure_id = $1 AND (r.share_id IS NULL OR $2))))
                           ORDER BY s.follow_up_id, s.at, s.id";
        type Line = (Uuid, Uuid, Sealed, Uuid, Sealed);
        let rows: Vec<Line> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .fetch_all(pool)
            .await)?;
        let opened = rows.into_iter().map(|row| {
            let (id, follow_up, content, person_id, wrapped) = row;
            let vault = self.vault_of(&Key { person_id, wrapped })?;
            let kept: Kept = vault.open(STEP, id, &content)?;
            Ok((follow_up, kept.standing()?))
        });
        opened.collect()
    }

    pub(super) fn right_index(&self, bilan: Uuid, right: &str) -> Vec<u8> {
        self.vault
            .index("follow_ups.right", &[bilan.as_bytes(), right.as_bytes()])
    }

    fn open_follow_up(&self, vault: &PersonVault<'_>, row: &Row) -> Result<FollowUp, StoreError> {
        let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
        Ok(FollowUp {
            standing: kept.standing()?,
            version: u32::try_from(row.version)
                .map_err(|_| StoreError::Unexpected("follow_ups.version"))?,
            author: self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?,
            at: row.at,
        })
    }
}

/// Whether what stands is what the form says: nothing to write, and nobody disagrees. A note said again is the same form sent twice.
fn says_already(vault: &PersonVault<'_>, row: &Row, to: &Move) -> Result<bool, StoreError> {
    let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
    let same_note = to.note.is_empty() || to.note == kept.note;
    Ok(same_note && kept.standing()? == to.standing)
}

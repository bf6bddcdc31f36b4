//! Who follows which bilan, and the bench that is made from it. A page is read at a time, never every follow-up.

use app::desk::BilanState;
use app::follow_up::bench::{Asked, Followed, Followers, PEOPLE};
use app::words::sharing::SHARED;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents, bilans,
    follow_ups::TAKEN,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::Key,
    persons,
};
use crate::{seal::Sealed, session::Agent};

/// An agent follows a bilan; nothing when they do already.
pub(super) const FOLLOW: &str = "INSERT INTO followers (id, bilan_id, agent_id, structure_id, since)
                                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (bilan_id, agent_id, structure_id) DO NOTHING";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    structure_id: Uuid,
    opening: Sealed,
    opened_on: NaiveDate,
    state: String,
    #[sqlx(flatten)]
    key: Key,
    identity: Option<Sealed>,
}

impl Store {
    /// Who of the agent's structure follows a bilan it reaches. Whoever left the structure follows nobody there.
    pub async fn followers(&self, agent: &Agent, bilan: Uuid) -> Result<Followers, StoreError> {
        const SQL: &str = "SELECT a.id, a.name FROM followers f
                           JOIN agents a ON a.id = f.agent_id
                           WHERE f.bilan_id = $1 AND f.structure_id = $2
                             AND EXISTS (SELECT 1 FROM memberships m
                                         WHERE m.agent_id = f.agent_id AND m.structure_id = $2 AND m.ended_at IS NULL)
                             AND EXISTS (SELECT 1 FROM reach r
                                         WHERE r.bilan_id = $1 AND r.structure_id = $2 AND (r.share_id IS NULL OR $3))
                           ORDER BY f.since, f.id";
        let rows: Vec<(Uuid, Sealed)> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(bilan)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .fetch_all(pool)
            .await)?;
        let mut followers = Followers::default();
        for (id, name) in rows {
            followers.mine |= id == agent.id();
            followers
                .names
                .push(self.vault.open(agents::NAME, id, &name)?);
        }
        Ok(followers)
    }

    /// The agent follows a bilan they reach, or no longer. `false` when they do not reach it.
    pub async fn follow(
        &self,
        agent: &Agent,
        bilan: Uuid,
        on: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const STOP: &str =
            "DELETE FROM followers WHERE bilan_id = $1 AND agent_id = $2 AND structure_id = $3";
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
            let changed = if on {
                sqlx::query(FOLLOW)
                    .bind(Uuid::now_v7())
                    .bind(bilan)
                    .bind(agent.id())
                    .bind(agent.structure())
                    .bind(now)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
            } else {
                sqlx::query(STOP)
                    .bind(bilan)
                    .bind(agent.id())
                    .bind(agent.structure())
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
            };
            if changed > 0 {
                let event = if on {
                    Event::BilanFollowed
                } else {
                    Event::BilanLeft
                };
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, event, json!({}), now)
                );
                tx.commit().await?;
            }
            true
        }))
    }

    /// One page of the people the agent follows, or of those followed in their structure, what is due first; and whether there are
    /// others. What became of their rights is not in it.
    pub async fn bench(
        &self,
        agent: &Agent,
        asked: Asked,
    ) -> Result<(Vec<Followed>, bool), StoreError> {
        const SQL: &str = "SELECT s.id, s.structure_id, s.opening, s.opened_on, s.state, s.person_id, s.wrapped, s.identity FROM (
                SELECT b.id, b.structure_id, b.opening, b.opened_on, b.state, k.person_id, k.wrapped, b.changed_at, p.identity,
                       (SELECT MIN(f.due_on) FROM follow_ups f
                        WHERE f.bilan_id = b.id AND (b.structure_id = $1 OR f.structure_id = $1)) AS right_due,
                       (SELECT MIN(o.due_on) FROM orientations o
                        WHERE o.bilan_id = b.id AND b.structure_id = $1 AND o.over_at IS NULL) AS sent_due
                FROM bilans b
                JOIN persons p ON p.id = b.person_id
                JOIN person_keys k ON k.person_id = b.person_id
                WHERE b.kind = 'real'
                  AND EXISTS (SELECT 1 FROM reach r
                              WHERE r.bilan_id = b.id AND r.structure_id = $1 AND (r.share_id IS NULL OR $2))
                  AND (EXISTS (SELECT 1 FROM followers w
                               WHERE w.bilan_id = b.id AND w.structure_id = $1 AND (w.agent_id = $3 OR $4))
                       OR ($4 AND EXISTS (SELECT 1 FROM follow_ups f
                                          WHERE f.bilan_id = b.id AND (b.structure_id = $1 OR f.structure_id = $1)))
                       OR ($4 AND EXISTS (SELECT 1 FROM orientations o
                                          WHERE o.bilan_id = b.id AND b.structure_id = $1 AND o.over_at IS NULL)))
            ) s
            ORDER BY CASE WHEN COALESCE(s.right_due, s.sent_due) IS NULL THEN 1 ELSE 0 END,
                     COALESCE(CASE WHEN s.right_due < s.sent_due THEN s.right_due ELSE s.sent_due END, s.right_due, s.sent_due),
                     s.changed_at DESC, s.id
            LIMIT $5 OFFSET $6";
        let size = i64::from(PEOPLE);
        let before = i64::from(asked.page.max(1) - 1) * size;
        let mut rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .bind(agent.id())
            .bind(asked.all)
            .bind(size + 1)
            .bind(before)
            .fetch_all(pool)
            .await)?;
        let more = rows.len() > PEOPLE as usize;
        rows.truncate(PEOPLE as usize);
        let opened = rows.into_iter().map(|row| {
            let vault = self.vault_of(&row.key)?;
            let identity = row
                .identity
                .map(|sealed| persons::open_identity(&vault, row.key.person_id, &sealed))
                .transpose()?;
            Ok(Followed {
                bilan: row.id,
                reference: if row.structure_id == agent.structure() {
                    bilans::open_reference(&vault, row.id, &row.opening)?
                } else {
                    SHARED.to_owned()
                },
                name: identity.map(|identity| identity.full()),
                opened_on: row.opened_on,
                state: match row.state.as_str() {
                    "open" => BilanState::Open,
                    _ => BilanState::Closed,
                },
                followers: Followers::default(),
                rights: Vec::new(),
                orientations: Vec::new(),
            })
        });
        let people: Result<_, StoreError> = opened.collect();
        Ok((people?, more))
    }
}

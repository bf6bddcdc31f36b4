//! Memberships: who works in which structure, as what. A membership ends; it is never deleted, so that whoever wrote an answer can
//! still be named.

use app::structures::{
    Changed, Member, Workplace,
    roles::{Role, Roles},
};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{seal::Sealed, session::Agent};

pub(super) const INSERT: &str = "INSERT INTO memberships (agent_id, structure_id, roles, since)
                                 VALUES ($1, $2, $3, $4)
                                 ON CONFLICT (agent_id, structure_id)
                                 DO UPDATE SET roles = excluded.roles, since = excluded.since, ended_at = NULL";

/// Takes the turn of changing a team: two managers who leave at once would not see each other.
const TAKE_TURN: &str = "UPDATE structures SET name = name WHERE id = $1";

#[derive(sqlx::FromRow)]
struct WorkplaceRow {
    structure_id: Uuid,
    name: String,
    roles: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    agent_id: Uuid,
    name: Sealed,
    roles: String,
    since: DateTime<Utc>,
}

pub(super) fn roles(words: &str) -> Result<Roles, StoreError> {
    Roles::parse(words).ok_or(StoreError::Unexpected("memberships.roles"))
}

impl Store {
    /// Where an agent works, the structure their account was made in first; none is current.
    pub async fn workplaces(&self, agent: Uuid) -> Result<Vec<Workplace>, StoreError> {
        const SQL: &str = "SELECT m.structure_id, s.name, m.roles
                           FROM memberships m
                           JOIN structures s ON s.id = m.structure_id
                           JOIN agents a ON a.id = m.agent_id
                           WHERE m.agent_id = $1 AND m.ended_at IS NULL AND s.closed_at IS NULL
                           ORDER BY CASE WHEN a.structure_id = s.id THEN 0 ELSE 1 END, s.name, s.id";
        let rows: Vec<WorkplaceRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent)
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(|row| {
                Ok(Workplace {
                    structure: row.structure_id,
                    name: row.name,
                    roles: roles(&row.roles)?,
                    current: false,
                })
            })
            .collect()
    }

    /// Makes the agent's session work in another of their structures. `false` when they do not work there.
    pub async fn work_at(
        &self,
        agent: &Agent,
        structure: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE sessions SET structure_id = $1
                           WHERE token_hash = $2 AND agent_id = $3
                             AND EXISTS (SELECT 1 FROM memberships m JOIN structures s ON s.id = m.structure_id
                                         WHERE m.agent_id = $3 AND m.structure_id = $1
                                           AND m.ended_at IS NULL AND s.closed_at IS NULL)";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let moved = sqlx::query(SQL)
                .bind(structure)
                .bind(&agent.token_hash()[..])
                .bind(agent.id())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if moved > 0 {
                write_journal!(
                    self,
                    tx,
                    Entry::on_agent(
                        structure,
                        agent.id(),
                        Event::StructureChanged,
                        json!({}),
                        now
                    )
                );
                tx.commit().await?;
            }
            moved > 0
        }))
    }

    /// Who works in a structure, by name: one's own, or any for an administrator; nobody otherwise.
    pub async fn members(&self, agent: &Agent, structure: Uuid) -> Result<Vec<Member>, StoreError> {
        const SQL: &str = "SELECT m.agent_id, a.name, m.roles, m.since
                           FROM memberships m JOIN agents a ON a.id = m.agent_id
                           WHERE m.structure_id = $1 AND m.ended_at IS NULL";
        if !looks_after(agent, structure) {
            return Ok(Vec::new());
        }
        let rows: Vec<MemberRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(structure)
            .fetch_all(pool)
            .await)?;
        let mut members = rows
            .into_iter()
            .map(|row| {
                Ok(Member {
                    name: self.vault.open(agents::NAME, row.agent_id, &row.name)?,
                    agent: row.agent_id,
                    roles: roles(&row.roles)?,
                    since: row.since,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        members.sort_by_cached_key(|member| member.name.to_lowercase());
        Ok(members)
    }

    /// What somebody of the agent's structure is from now on; no role is that they left it, and their sessions there end. `None`
    /// when they do not work there. A structure keeps somebody to look after it; the territory's keeps an administrator; only
    /// an administrator makes one; and nobody gives themselves a role.
    pub async fn set_roles(
        &self,
        agent: &Agent,
        who: Uuid,
        to: Roles,
        now: DateTime<Utc>,
    ) -> Result<Option<Changed>, StoreError> {
        const STANDING: &str = "SELECT roles FROM memberships
                                WHERE agent_id = $1 AND structure_id = $2 AND ended_at IS NULL";
        const OTHERS: &str = "SELECT roles FROM memberships
                              WHERE structure_id = $1 AND agent_id <> $2 AND ended_at IS NULL";
        const CHANGE: &str =
            "UPDATE memberships SET roles = $1 WHERE agent_id = $2 AND structure_id = $3";
        const END: &str =
            "UPDATE memberships SET ended_at = $1 WHERE agent_id = $2 AND structure_id = $3";
        const SIGN_OUT: &str = "DELETE FROM sessions WHERE agent_id = $1 AND structure_id = $2";
        // Slots they would have held wait for somebody else.
        const REBOOK: &str = "UPDATE appointments SET state = 'to_rebook'
                              WHERE agent_id = $1 AND structure_id = $2 AND state = 'booked' AND starts_at > $3";
        let structure = agent.structure();
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(TAKE_TURN)
                .bind(structure)
                .execute(&mut *tx)
                .await?;
            let standing: Option<String> = sqlx::query_scalar(STANDING)
                .bind(who)
                .bind(structure)
                .fetch_optional(&mut *tx)
                .await?;
            let Some(standing) = standing else {
                return Ok(None);
            };
            let standing = roles(&standing)?;
            let others: Vec<String> = sqlx::query_scalar(OTHERS)
                .bind(structure)
                .bind(who)
                .fetch_all(&mut *tx)
                .await?;
            let others = others
                .iter()
                .map(|words| roles(words))
                .collect::<Result<Vec<_>, _>>()?;
            let loses = |role: Role| {
                standing.has(role) && !to.has(role) && !others.iter().any(|other| other.has(role))
            };
            if loses(Role::Manager) || loses(Role::Administrator) {
                return Ok(Some(Changed::LastManager));
            }
            // Nobody gives themselves a role: who sees no answers would then see them.
            let given = to.and(standing) != standing;
            let raised = to.has(Role::Administrator) && !standing.has(Role::Administrator);
            if (raised && !administers(agent)) || (given && who == agent.id()) {
                return Ok(None);
            }
            if to.is_empty() {
                sqlx::query(END)
                    .bind(now)
                    .bind(who)
                    .bind(structure)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(SIGN_OUT)
                    .bind(who)
                    .bind(structure)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(REBOOK)
                    .bind(who)
                    .bind(structure)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
            } else {
                sqlx::query(CHANGE)
                    .bind(to.words())
                    .bind(who)
                    .bind(structure)
                    .execute(&mut *tx)
                    .await?;
            }
            let details = json!({"agent": who, "from": standing.words(), "to": to.words()});
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::RolesChanged, details, now)
            );
            tx.commit().await?;
            Some(Changed::Done)
        }))
    }
}

/// Whether an agent looks after the territory.
pub(super) fn administers(agent: &Agent) -> bool {
    agent.roles().has(Role::Administrator)
}

/// Whether an agent looks after a structure: their own as a manager, any as an administrator.
pub(super) fn looks_after(agent: &Agent, structure: Uuid) -> bool {
    administers(agent) || (agent.roles().has(Role::Manager) && agent.structure() == structure)
}

//! Sessions: one row per signed-in browser. Only the digest of its token is known here; `crate::session` decides what a
//! row is worth.

use app::structures::{Allowed, roles::Roles};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, WriteOnce as _, agents,
    journal::{Entry, Event, write_journal},
    memberships, on_pool, on_writer, structures,
};
use crate::{seal::Sealed, session::Agent};

/// A session with its agent, as the session room needs it.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Whose session.
    pub agent: Uuid,
    /// The structure they work in.
    pub structure: Uuid,
    /// The structure's name.
    pub structure_name: String,
    /// The name shown.
    pub name: String,
    /// As what.
    pub roles: Roles,
    /// What that structure may do today.
    pub allowed: Allowed,
    /// The password must be changed first.
    pub must_change: bool,
    /// The agent has a confirmed second factor, or the identity provider vouched for one.
    pub protected: bool,
    /// The structure asks everybody for one.
    pub protection_required: bool,
    /// Last activity, to the minute.
    pub seen_at: DateTime<Utc>,
    /// The absolute end.
    pub expires_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    agent_id: Uuid,
    structure_id: Uuid,
    structure_name: String,
    kind: String,
    allows: Option<String>,
    name: Sealed,
    roles: String,
    must_change: bool,
    second_factor: bool,
    vouched: bool,
    confirmed_at: Option<DateTime<Utc>>,
    seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Store {
    /// Opens a session in a structure for somebody whose password was verified, and clears away the sessions that are over.
    pub async fn open_session(
        &self,
        who: Uuid,
        structure: Uuid,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO sessions (token_hash, agent_id, structure_id, created_at, seen_at, expires_at)
                           VALUES ($1, $2, $3, $4, $5, $6)";
        const CLEAR: &str = "DELETE FROM sessions WHERE expires_at <= $1";
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(CLEAR).bind(now).execute(&mut *tx).await?;
            sqlx::query(SQL)
                .bind(&token_hash[..])
                .bind(who)
                .bind(structure)
                .bind(now)
                .bind(now)
                .bind(expires_at)
                .execute(&mut *tx)
                .await?;
            write_journal!(
                self,
                tx,
                Entry::on_agent(structure, who, Event::SignedIn, json!({}), now)
            );
            tx.commit().await?;
        });
        Ok(())
    }

    /// The session of a token, over or not, with what its structure may do on `today`; none when the agent no longer works
    /// there.
    pub async fn session(
        &self,
        token_hash: &[u8; 32],
        today: NaiveDate,
    ) -> Result<Option<SessionRow>, StoreError> {
        const SQL: &str = "SELECT n.agent_id, n.structure_id, s.name AS structure_name, s.kind,
                                  (SELECT g.allows FROM agreements g
                                   WHERE g.structure_id = s.id AND g.since <= $2 AND g.until >= $2
                                   ORDER BY g.since DESC, g.id DESC LIMIT 1) AS allows,
                                  a.name, m.roles, a.must_change, s.second_factor, n.second_factor AS vouched, f.confirmed_at,
                                  n.seen_at, n.expires_at
                           FROM sessions n
                           JOIN agents a ON a.id = n.agent_id
                           JOIN structures s ON s.id = n.structure_id AND s.closed_at IS NULL
                           JOIN memberships m ON m.agent_id = n.agent_id AND m.structure_id = n.structure_id
                                             AND m.ended_at IS NULL
                           LEFT JOIN second_factors f ON f.agent_id = n.agent_id
                           WHERE n.token_hash = $1";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(&token_hash[..])
            .bind(today)
            .fetch_optional(pool)
            .await)?;
        row.map(|row| {
            Ok(SessionRow {
                agent: row.agent_id,
                structure: row.structure_id,
                structure_name: row.structure_name,
                name: self.vault.open(agents::NAME, row.agent_id, &row.name)?,
                roles: memberships::roles(&row.roles)?,
                allowed: structures::allowed(structures::kind(&row.kind)?, row.allows.as_deref()),
                must_change: row.must_change,
                protected: row.vouched || row.confirmed_at.is_some(),
                protection_required: row.second_factor,
                seen_at: row.seen_at,
                expires_at: row.expires_at,
            })
        })
        .transpose()
    }

    /// Remembers that the identity provider said, of a session just opened, that a second factor was used.
    pub async fn vouch_for_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE sessions SET second_factor = $1 WHERE token_hash = $2";
        on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(SQL).bind(true).bind(&token_hash[..]))
            .await)?;
        Ok(())
    }

    /// Remembers that the session was used.
    pub async fn touch_session(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE sessions SET seen_at = $1 WHERE token_hash = $2";
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(SQL)
                .bind(now)
                .bind(&token_hash[..])
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        });
        Ok(())
    }

    /// Ends the session the agent is using.
    pub async fn close_session(&self, agent: &Agent, now: DateTime<Utc>) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM sessions WHERE token_hash = $1";
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(SQL)
                .bind(&agent.token_hash()[..])
                .execute(&mut *tx)
                .await?;
            write_journal!(
                self,
                tx,
                Entry::on_agent(
                    agent.structure(),
                    agent.id(),
                    Event::SignedOut,
                    json!({}),
                    now
                )
            );
            tx.commit().await?;
        });
        Ok(())
    }
}

//! Sessions: one row per signed-in browser. Only the digest of its token is known here; `crate::session` decides what a
//! row is worth.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Credentials, Role, Store, StoreError, agents,
    journal::{Entry, Event, write_journal},
    on_pool,
};
use crate::{seal::Sealed, session::Agent};

/// A session with its agent, as the session room needs it.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Whose session.
    pub agent: Uuid,
    /// The agent's structure.
    pub structure: Uuid,
    /// The structure's name.
    pub structure_name: String,
    /// The name shown.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The password must be changed first.
    pub must_change: bool,
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
    name: Sealed,
    role: String,
    must_change: bool,
    seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Store {
    /// Opens a session for somebody whose password was verified, and clears away the sessions that are over.
    pub async fn open_session(
        &self,
        who: &Credentials,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO sessions (token_hash, agent_id, created_at, seen_at, expires_at)
                           VALUES ($1, $2, $3, $4, $5)";
        const CLEAR: &str = "DELETE FROM sessions WHERE expires_at <= $1";
        on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            sqlx::query(CLEAR).bind(now).execute(&mut *tx).await?;
            sqlx::query(SQL)
                .bind(&token_hash[..])
                .bind(who.agent)
                .bind(now)
                .bind(now)
                .bind(expires_at)
                .execute(&mut *tx)
                .await?;
            write_journal!(
                self,
                tx,
                Entry::on_agent(who.structure, who.agent, Event::SignedIn, json!({}), now)
            );
            tx.commit().await?;
        });
        Ok(())
    }

    /// The session of a token, over or not.
    pub async fn session(&self, token_hash: &[u8; 32]) -> Result<Option<SessionRow>, StoreError> {
        const SQL: &str = "SELECT n.agent_id, a.structure_id, s.name AS structure_name, a.name, a.role, a.must_change,
                                  n.seen_at, n.expires_at
                           FROM sessions n
                           JOIN agents a ON a.id = n.agent_id
                           JOIN structures s ON s.id = a.structure_id
                           WHERE n.token_hash = $1";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(&token_hash[..])
            .fetch_optional(pool)
            .await)?;
        row.map(|row| {
            Ok(SessionRow {
                agent: row.agent_id,
                structure: row.structure_id,
                structure_name: row.structure_name,
                name: self.vault.open(agents::NAME, row.agent_id, &row.name)?,
                role: Role::from_word(&row.role)?,
                must_change: row.must_change,
                seen_at: row.seen_at,
                expires_at: row.expires_at,
            })
        })
        .transpose()
    }

    /// Remembers that the session was used.
    pub async fn touch_session(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE sessions SET seen_at = $1 WHERE token_hash = $2";
        on_pool!(self.pools, |pool| sqlx::query(SQL)
            .bind(now)
            .bind(&token_hash[..])
            .execute(pool)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Ends the session the agent is using.
    pub async fn close_session(&self, agent: &Agent, now: DateTime<Utc>) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM sessions WHERE token_hash = $1";
        on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
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

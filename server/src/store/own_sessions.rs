//! An agent's own sessions, as they see them: which browser opened each, when it was last used, and how to end it from another.

use app::accounts::OpenSession;
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, WriteOnce as _,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const BROWSER: Place = Place {
    table: "sessions",
    column: "browser",
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    token_hash: Vec<u8>,
    browser: Option<Sealed>,
    structure: String,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
}

impl Store {
    /// Keeps which browser a session was just opened with, sealed, under the name by which its owner may end it.
    pub async fn name_session(
        &self,
        token_hash: &[u8; 32],
        browser: Option<&str>,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE sessions SET id = $1, browser = $2 WHERE token_hash = $3";
        let id = Uuid::new_v4();
        let sealed = browser
            .map(|browser| self.vault.seal(BROWSER, id, &browser))
            .transpose()?;
        on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(SQL).bind(id).bind(sealed).bind(&token_hash[..]))
            .await)?;
        Ok(())
    }

    /// The sessions of the agent that still stand: the one in use first, then the last used.
    pub async fn own_sessions(
        &self,
        agent: &Agent,
        used_after: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<OpenSession>, StoreError> {
        const SQL: &str =
            "SELECT n.id, n.token_hash, n.browser, s.name AS structure, n.created_at, n.seen_at
                           FROM sessions n JOIN structures s ON s.id = n.structure_id
                           WHERE n.agent_id = $1 AND n.id IS NOT NULL AND n.seen_at > $2 AND n.expires_at > $3
                           ORDER BY n.seen_at DESC, n.created_at DESC";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.id())
            .bind(used_after)
            .bind(now)
            .fetch_all(pool)
            .await)?;
        let mut sessions = rows
            .into_iter()
            .map(|row| {
                let browser = row
                    .browser
                    .map(|sealed| self.vault.open(BROWSER, row.id, &sealed));
                Ok(OpenSession {
                    id: row.id,
                    browser: browser.transpose()?,
                    structure: row.structure,
                    opened_at: row.created_at,
                    seen_at: row.seen_at,
                    current: row.token_hash == agent.token_hash(),
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        sessions.sort_by_key(|session| !session.current);
        Ok(sessions)
    }

    /// Ends one of the agent's own sessions. `false` when it is not theirs, or over already.
    pub async fn end_session(
        &self,
        agent: &Agent,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM sessions WHERE id = $1 AND agent_id = $2";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let ended = sqlx::query(SQL)
                .bind(id)
                .bind(agent.id())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if ended > 0 {
                let details = json!({"elsewhere": ended});
                write_journal!(self, tx, Entry::by(agent, Event::SignedOut, details, now));
                tx.commit().await?;
            }
            ended > 0
        }))
    }

    /// Ends every session of the agent but the one in use.
    pub async fn end_other_sessions(
        &self,
        agent: &Agent,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM sessions WHERE agent_id = $1 AND token_hash <> $2";
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let ended = sqlx::query(SQL)
                .bind(agent.id())
                .bind(&agent.token_hash()[..])
                .execute(&mut *tx)
                .await?
                .rows_affected();
            let details = json!({"elsewhere": ended});
            write_journal!(self, tx, Entry::by(agent, Event::SignedOut, details, now));
            tx.commit().await?;
        });
        Ok(())
    }
}

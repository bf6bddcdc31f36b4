//! Which agent comes in through the identity provider as whom. A line is written by an agent who is signed in, or with the account that an
//! invitation makes (`invitations.rs`): nobody is matched by name or e-mail.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{seal::Sealed, session::Agent};

pub(super) const INSERT: &str =
    "INSERT INTO provider_identities (agent_id, issuer, subject_index, at)
                                 VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

/// Somebody, as an identity provider names them.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Which provider.
    pub issuer: String,
    /// Its own name for them.
    pub subject: String,
}

/// The agent an identity is linked to.
#[derive(Clone, Debug)]
pub struct LinkedAgent {
    /// Who.
    pub agent: Uuid,
    /// Their login, for the throttle.
    pub login: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    login: Sealed,
}

impl Store {
    /// The agent who is linked to an identity.
    pub async fn agent_linked_to(
        &self,
        identity: &Identity,
    ) -> Result<Option<LinkedAgent>, StoreError> {
        const SQL: &str =
            "SELECT a.id, a.login FROM provider_identities p JOIN agents a ON a.id = p.agent_id
                           WHERE p.issuer = $1 AND p.subject_index = $2";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(&identity.issuer)
            .bind(self.subject_index(identity))
            .fetch_optional(pool)
            .await)?;
        row.map(|row| {
            Ok(LinkedAgent {
                agent: row.id,
                login: self.vault.open(agents::LOGIN, row.id, &row.login)?,
            })
        })
        .transpose()
    }

    /// Whether the agent is linked to somebody at this provider.
    pub async fn is_linked(&self, agent: &Agent, issuer: &str) -> Result<bool, StoreError> {
        const SQL: &str =
            "SELECT COUNT(*) FROM provider_identities WHERE agent_id = $1 AND issuer = $2";
        let count: i64 = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(agent.id())
            .bind(issuer)
            .fetch_one(pool)
            .await)?;
        Ok(count > 0)
    }

    /// Whether a password opens the agent's account.
    pub async fn has_password(&self, agent: &Agent) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT has_password FROM agents WHERE id = $1";
        Ok(on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(agent.id())
            .fetch_one(pool)
            .await)?)
    }

    /// Links the agent to an identity. `false` when it is somebody's already, or when they are linked to another.
    pub async fn link_provider(
        &self,
        agent: &Agent,
        identity: &Identity,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let written = sqlx::query(INSERT)
                .bind(agent.id())
                .bind(&identity.issuer)
                .bind(self.subject_index(identity))
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if written > 0 {
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::ProviderLinked, json!({}), now)
                );
                tx.commit().await?;
            }
            written > 0
        }))
    }

    /// Links them no longer. `false` when they were not, or when it is how they come in, for want of a password.
    pub async fn unlink_provider(
        &self,
        agent: &Agent,
        issuer: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM provider_identities WHERE agent_id = $1 AND issuer = $2
                             AND EXISTS (SELECT 1 FROM agents a WHERE a.id = $1 AND a.has_password)";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let removed = sqlx::query(SQL)
                .bind(agent.id())
                .bind(issuer)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if removed > 0 {
                write_journal!(
                    self,
                    tx,
                    Entry::by(agent, Event::ProviderUnlinked, json!({}), now)
                );
                tx.commit().await?;
            }
            removed > 0
        }))
    }

    /// The same person of two providers has two indexes.
    pub(super) fn subject_index(&self, identity: &Identity) -> Vec<u8> {
        self.vault.index(
            "provider_identities.subject",
            &[identity.issuer.as_bytes(), identity.subject.as_bytes()],
        )
    }
}

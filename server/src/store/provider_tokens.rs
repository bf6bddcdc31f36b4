//! The last token that the identity provider gave of an agent, kept no longer than a session may last: it is what ends the provider's own
//! session when the agent signs out.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{BeginWrite as _, Store, StoreError, on_pool, on_writer};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const TOKEN: Place = Place {
    table: "provider_tokens",
    column: "token",
};

impl Store {
    /// Keeps the token of who just came through the provider, in place of the one before, and clears away those that are over.
    pub async fn keep_provider_token(
        &self,
        agent: Uuid,
        token: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const CLEAR: &str = "DELETE FROM provider_tokens WHERE until <= $1";
        const SQL: &str = "INSERT INTO provider_tokens (agent_id, token, until) VALUES ($1, $2, $3)
                           ON CONFLICT (agent_id) DO UPDATE SET token = excluded.token, until = excluded.until";
        let sealed = self.vault.seal(TOKEN, agent, &token)?;
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(CLEAR).bind(now).execute(&mut *tx).await?;
            sqlx::query(SQL)
                .bind(agent)
                .bind(sealed)
                .bind(until)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        });
        Ok(())
    }

    /// The token of the agent who is asking, when they came through the provider less than a session ago. It stays: they may be signed in
    /// elsewhere too.
    pub async fn provider_token(
        &self,
        agent: &Agent,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        const SQL: &str = "SELECT token FROM provider_tokens WHERE agent_id = $1 AND until > $2";
        let sealed: Option<Sealed> = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(agent.id())
            .bind(now)
            .fetch_optional(pool)
            .await)?;
        let token = sealed.map(|sealed| self.vault.open(TOKEN, agent.id(), &sealed));
        Ok(token.transpose()?)
    }
}

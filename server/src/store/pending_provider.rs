//! Browsers that left for the identity provider and did not come back yet. Each row serves once; `crate::session` decides what it is worth.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{BeginWrite as _, Store, StoreError, on_writer};
use crate::seal::{Place, Sealed};

const CONTENT: Place = Place {
    table: "pending_provider",
    column: "content",
};

/// What is kept of whoever left, sealed. A row lives for minutes: what is written here need not be read by another version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// What the token must quote.
    pub nonce: String,
    /// What proves that the code is traded by whoever asked for it.
    pub verifier: String,
    /// What for.
    pub purpose: Purpose,
}

/// Why somebody leaves for the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// To sign in, and go on to this page of ours.
    SignIn(Option<String>),
    /// To link the account of this agent, who is signed in.
    Link(Uuid),
    /// To use an invitation.
    Join {
        /// Its code.
        code: String,
        /// The login they choose; empty for whoever has an account.
        login: String,
        /// The name shown; empty for whoever has an account.
        name: String,
        /// They have an account in another structure.
        known: bool,
    },
}

impl Store {
    /// Remembers somebody who leaves, and clears away those who never came back.
    pub async fn leave_for_provider(
        &self,
        key: &[u8; 32],
        away: &Away,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        const CLEAR: &str = "DELETE FROM pending_provider WHERE expires_at <= $1";
        const SQL: &str = "INSERT INTO pending_provider (token_hash, id, content, expires_at) VALUES ($1, $2, $3, $4)";
        let id = Uuid::new_v4();
        let sealed = self.vault.seal(CONTENT, id, away)?;
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(CLEAR).bind(now).execute(&mut *tx).await?;
            sqlx::query(SQL)
                .bind(&key[..])
                .bind(id)
                .bind(sealed)
                .bind(expires_at)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        });
        Ok(())
    }

    /// Who left with this key, once: of two who come back with it, one is known.
    pub async fn back_from_provider(
        &self,
        key: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Away>, StoreError> {
        const SQL: &str = "DELETE FROM pending_provider WHERE token_hash = $1 AND expires_at > $2 RETURNING id, content";
        let row: Option<(Uuid, Sealed)> = on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let row = sqlx::query_as(SQL)
                .bind(&key[..])
                .bind(now)
                .fetch_optional(&mut *tx)
                .await?;
            tx.commit().await?;
            row
        });
        row.map(|(id, sealed)| Ok(self.vault.open(CONTENT, id, &sealed)?))
            .transpose()
    }
}

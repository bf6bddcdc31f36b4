//! What the installation remembers about itself: the check of its key, and the last proof that it could write.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Pools, Store, StoreError, on_pool};
use crate::seal::{Place, Sealed, Vault};

const VALUE: Place = Place {
    table: "settings",
    column: "value",
};
const KEY_CHECK: &str = "key_check";
const STARTED_AT: &str = "started_at";
const INSIDE: &str = "bilan";

const READ: &str = "SELECT id, value FROM settings WHERE name = $1";

/// The key check of this database, when a key was ever used with it.
pub(super) async fn key_check(pools: &Pools) -> Result<Option<(Uuid, Sealed)>, StoreError> {
    Ok(on_pool!(pools, |pool| sqlx::query_as(READ)
        .bind(KEY_CHECK)
        .fetch_optional(pool)
        .await)?)
}

/// Writes the key check unless there is one already, and returns the one that stands.
pub(super) async fn keep_key_check(
    pools: &Pools,
    vault: &Vault,
) -> Result<(Uuid, Sealed), StoreError> {
    const SQL: &str =
        "INSERT INTO settings (name, id, value) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    let id = Uuid::now_v7();
    let value = vault.seal(VALUE, id, &INSIDE)?;
    on_pool!(pools, |pool| sqlx::query(SQL)
        .bind(KEY_CHECK)
        .bind(id)
        .bind(value)
        .execute(pool)
        .await
        .map(drop))?;
    key_check(pools)
        .await?
        .ok_or(StoreError::Unexpected("settings"))
}

/// Whether this key opens the check.
pub(super) fn is_ours(vault: &Vault, id: Uuid, check: &Sealed) -> bool {
    vault
        .open::<String>(VALUE, id, check)
        .is_ok_and(|inside| inside == INSIDE)
}

impl Store {
    /// Writes the time of this start: a file, folder or disk that refuses writing is noticed now, not at the first answer.
    pub(super) async fn prove_writable(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO settings (name, id, value) VALUES ($1, $2, $3)
                           ON CONFLICT (name) DO UPDATE SET id = excluded.id, value = excluded.value";
        let id = Uuid::now_v7();
        let value = self.vault.seal(VALUE, id, &now)?;
        on_pool!(self.pools, |pool| sqlx::query(SQL)
            .bind(STARTED_AT)
            .bind(id)
            .bind(value)
            .execute(pool)
            .await
            .map(drop))?;
        Ok(())
    }
}

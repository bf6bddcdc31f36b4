//! What the installation remembers about itself: the check of its key, the keys that left the file and still open lines of the journal,
//! and the last proof that it could write.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Pools, Store, StoreError, WriteOnce as _, on_pool, on_writer};
use crate::seal::{Place, SealError, Sealed, Vault};

const VALUE: Place = Place {
    table: "settings",
    column: "value",
};
const KEY_CHECK: &str = "key_check";
const STARTED_AT: &str = "started_at";
const INSIDE: &str = "bilan";
/// What the name of a kept key begins with; its number follows.
const KEPT_KEY: &str = "sealing_key_";

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
    on_writer!(pools, |writer| writer
        .write_once(sqlx::query(SQL).bind(KEY_CHECK).bind(id).bind(value))
        .await)?;
    key_check(pools)
        .await?
        .ok_or(StoreError::Unexpected("settings"))
}

/// Whether this key opens the check. A number that the ring lacks is told: the file is an older copy, or it was cut.
pub(super) fn is_ours(vault: &Vault, id: Uuid, check: &Sealed) -> Result<bool, SealError> {
    match vault.open::<String>(VALUE, id, check) {
        Ok(inside) => Ok(inside == INSIDE),
        Err(error @ SealError::UnknownKey { .. }) => Err(error),
        Err(_) => Ok(false),
    }
}

impl Store {
    /// Keeps a sealing key that leaves the key file, sealed under the one that seals now.
    pub(super) async fn keep_key(&self, number: u16, key: &[u8; 32]) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO settings (name, id, value) VALUES ($1, $2, $3)
                           ON CONFLICT (name) DO UPDATE SET id = excluded.id, value = excluded.value";
        let id = Uuid::now_v7();
        let value = self.vault.seal(VALUE, id, key)?;
        on_writer!(self.pools, |writer| writer
            .write_once(
                sqlx::query(SQL)
                    .bind(format!("{KEPT_KEY}{number}"))
                    .bind(id)
                    .bind(value)
            )
            .await)?;
        Ok(())
    }

    /// Opens with the kept keys too.
    pub(super) async fn learn_kept_keys(&self) -> Result<(), StoreError> {
        const SQL: &str = "SELECT name, id, value FROM settings ORDER BY name";
        let rows: Vec<(String, Uuid, Sealed)> =
            on_pool!(self.pools, |pool| sqlx::query_as(SQL).fetch_all(pool).await)?;
        for (name, id, value) in rows {
            let number = name
                .strip_prefix(KEPT_KEY)
                .and_then(|rest| rest.parse().ok());
            if let Some(number) = number {
                let key: [u8; 32] = self.vault.open(VALUE, id, &value)?;
                self.vault.also_opens_with(number, &key);
            }
        }
        Ok(())
    }

    /// Writes the time of this start: a file, folder or disk that refuses writing is noticed now, not at the first answer.
    pub(super) async fn prove_writable(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO settings (name, id, value) VALUES ($1, $2, $3)
                           ON CONFLICT (name) DO UPDATE SET id = excluded.id, value = excluded.value";
        let id = Uuid::now_v7();
        let value = self.vault.seal(VALUE, id, &now)?;
        on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(SQL).bind(STARTED_AT).bind(id).bind(value))
            .await)?;
        Ok(())
    }
}

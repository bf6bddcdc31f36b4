//! The key of each person: drawn with them, sealed under the ring, destroyed when they are erased.
//!
//! A list carries `person_id` and `wrapped` in its rows, joined in its own query, and asks [`Store::vault_of`]; a write takes
//! `vault_of_bilan!` in its transaction. A key is opened each time and never kept in memory: that costs as much as one value, and
//! another server may erase the person meanwhile.

use uuid::Uuid;

use super::{BeginWrite as _, Store, StoreError, on_pool, on_writer};
use crate::seal::{PersonVault, Place, Sealed, Under};

pub(super) const WRAPPED: Place = Place {
    table: "person_keys",
    column: "wrapped",
};

/// The SQL of a new key, written in the transaction that adds the person.
pub(super) const INSERT: &str = "INSERT INTO person_keys (person_id, wrapped) VALUES ($1, $2)";
/// The key of the person of a bilan; none once they are erased.
pub(super) const OF_BILAN: &str = "SELECT k.person_id, k.wrapped
     FROM person_keys k JOIN bilans b ON b.person_id = k.person_id WHERE b.id = $1";

/// A key as it lies in the table.
#[derive(sqlx::FromRow)]
pub(super) struct Key {
    pub(super) person_id: Uuid,
    pub(super) wrapped: Sealed,
}

/// The vault of the person of a bilan, in the open transaction `$tx`: a second connection asked for meanwhile could wait for ever.
macro_rules! vault_of_bilan {
    ($store:expr, $tx:expr, $bilan:expr) => {{
        let key: Option<crate::store::person_keys::Key> =
            sqlx::query_as(crate::store::person_keys::OF_BILAN)
                .bind($bilan)
                .fetch_optional(&mut *$tx)
                .await?;
        $store.vault_of(&key.ok_or(StoreError::Unexpected("person_keys.person_id"))?)?
    }};
}
pub(super) use vault_of_bilan;

impl Store {
    /// Draws a key for a person.
    pub(super) fn draw_key(&self, person_id: Uuid) -> Result<Key, StoreError> {
        let wrapped = self.vault.draw_key(WRAPPED, person_id)?;
        Ok(Key { person_id, wrapped })
    }

    /// The vault of a person.
    pub(super) fn vault_of(&self, key: &Key) -> Result<PersonVault<'_>, StoreError> {
        Ok(self.vault.person(WRAPPED, key.person_id, &key.wrapped)?)
    }

    /// Gives a key to whoever was known before people had one: at every start, because a newer version may have been left for an
    /// older one meanwhile. What was said of them opens as before, and moves under their key when `bilan key` moves it.
    pub(super) async fn give_keys(&self) -> Result<(), StoreError> {
        const WITHOUT: &str = "SELECT p.id,
                                      (SELECT b.opening FROM bilans b WHERE b.person_id = p.id ORDER BY b.id LIMIT 1)
                               FROM persons p
                               WHERE NOT EXISTS (SELECT 1 FROM person_keys k WHERE k.person_id = p.id)
                               ORDER BY p.id LIMIT 500";
        const SQL: &str = "INSERT INTO person_keys (person_id, wrapped)
                           SELECT id, $2 FROM persons WHERE id = $1
                           ON CONFLICT (person_id) DO NOTHING";
        loop {
            let without: Vec<(Uuid, Option<Sealed>)> =
                on_pool!(self.pools, |pool| sqlx::query_as(WITHOUT)
                    .fetch_all(pool)
                    .await)?;
            if without.is_empty() {
                return Ok(());
            }
            on_writer!(self.pools, |writer| {
                let mut tx = writer.begin_write().await?;
                for (person, opening) in without {
                    // Another key would hide that theirs is gone.
                    if opening.and_then(|opening| opening.under()) == Some(Under::Person) {
                        return Err(StoreError::PersonKeyGone);
                    }
                    sqlx::query(SQL)
                        .bind(person)
                        .bind(self.draw_key(person)?.wrapped)
                        .execute(&mut *tx)
                        .await?;
                }
                tx.commit().await?;
            });
        }
    }
}

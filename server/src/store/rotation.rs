//! Turning the ring: one more sealing key in the file, everything sealed again under it, then the older ones out of the file. Each part
//! can be cut off and run again, while servers work.

use std::path::Path;

use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, on_pool, on_writer,
    person_keys::Key,
    sealed::{COLUMNS, Column, Whose},
    settings,
};
use crate::seal::{
    Ring, Sealed, Under, Vault,
    key_file::{self, KeyError},
};

/// How often everything is walked again for what servers wrote meanwhile under the key before.
const ROUNDS: usize = 3;

/// A row of a column, with the key of the person when it is a person's.
type Read = (Uuid, Sealed, Option<Key>);

impl Store {
    /// The numbers of the sealing keys in the file of this database, and the one that seals.
    pub fn key_numbers(&self, file: &Path) -> Result<(Vec<u16>, u16), StoreError> {
        let ring = key_file::read(file)?.ok_or_else(|| KeyError::Missing(file.to_owned()))?;
        Ok((ring.numbers(), ring.present()))
    }

    /// Adds a sealing key to the file, which seals from now on, and returns its number. `None` when the last rotation is not finished:
    /// it is to be finished first. Only the operator comes here.
    pub async fn turn_ring(&self, file: &Path) -> Result<Option<u16>, StoreError> {
        let (_, present) = self.key_numbers(file)?;
        let counts = self.count_sealed().await?;
        // A ring that never turned has nothing to finish: what is left to move is moved by the same walk.
        if counts.not_under(present) > 0 {
            return Ok(None);
        }
        let check = self.check().await?;
        let turned = key_file::replace(file, |ring| {
            ours(ring, file, &check)?;
            key_file::one_more(ring).map(Some)
        })?;
        Ok(turned.map(|ring| {
            self.vault.take(&ring);
            ring.present()
        }))
    }

    /// Seals again, under the key that seals, whatever is under another key of the ring, and puts what is a person's under their own.
    /// Returns how many values it changed. What somebody changes meanwhile is left to them. Only the operator comes here.
    pub async fn reseal(&self) -> Result<u64, StoreError> {
        let mut changed = 0;
        for _ in 0..ROUNDS {
            let before = changed;
            for column in COLUMNS {
                changed += self.reseal_column(column).await?;
            }
            if changed == before {
                break;
            }
        }
        Ok(changed)
    }

    /// Takes every sealing key but the last out of the file and returns their numbers. Each is kept in the database, sealed under the
    /// last: lines of the journal stay under it. Refused while other values are. Only the operator comes here.
    pub async fn retire_keys(&self, file: &Path) -> Result<Vec<u16>, StoreError> {
        let ring = key_file::read(file)?.ok_or_else(|| KeyError::Missing(file.to_owned()))?;
        let present = ring.present();
        let waiting = self.count_sealed().await?.not_under(present);
        if waiting > 0 {
            return Err(StoreError::KeysInUse(waiting));
        }
        let older = || ring.sealing().filter(|(number, _)| *number != present);
        if older().next().is_none() {
            return Ok(Vec::new());
        }
        let check = self.check().await?;
        for (number, key) in older() {
            self.keep_key(number, key).await?;
        }
        key_file::replace(file, |now| {
            ours(now, file, &check)?;
            Ok((*now == ring).then(|| ring.present_alone()))
        })?
        .ok_or_else(|| KeyError::Changed(file.to_owned()))?;
        Ok(older().map(|(number, _)| number).collect())
    }

    async fn check(&self) -> Result<(Uuid, Sealed), StoreError> {
        let check = settings::key_check(&self.pools).await?;
        check.ok_or(StoreError::Unexpected("settings.value"))
    }

    async fn reseal_column(&self, column: &Column) -> Result<u64, StoreError> {
        if column.whose == Whose::Journal {
            return Ok(0);
        }
        let (mut after, mut changed) = (Uuid::nil(), 0);
        loop {
            let rows = self.read_column(column, after).await?;
            let Some((last, ..)) = rows.last() else {
                return Ok(changed);
            };
            after = *last;
            let mut new = Vec::new();
            for (id, sealed, key) in rows {
                if let Some(value) = self.resealed(column, id, &sealed, key)? {
                    new.push((id, sealed, value));
                }
            }
            changed += on_writer!(self.pools, |writer| {
                let mut tx = writer.begin_write().await?;
                let mut written = 0;
                for (id, old, value) in new {
                    written += sqlx::query(column.write)
                        .bind(value)
                        .bind(id)
                        .bind(old)
                        .execute(&mut *tx)
                        .await?
                        .rows_affected();
                }
                tx.commit().await?;
                written
            });
        }
    }

    async fn read_column(&self, column: &Column, after: Uuid) -> Result<Vec<Read>, StoreError> {
        if column.whose != Whose::Person {
            let rows: Vec<(Uuid, Sealed)> =
                on_pool!(self.pools, |pool| sqlx::query_as(column.read)
                    .bind(after)
                    .fetch_all(pool)
                    .await)?;
            return Ok(rows
                .into_iter()
                .map(|(id, sealed)| (id, sealed, None))
                .collect());
        }
        let rows: Vec<(Uuid, Sealed, Uuid, Sealed)> =
            on_pool!(self.pools, |pool| sqlx::query_as(column.read)
                .bind(after)
                .fetch_all(pool)
                .await)?;
        let keyed = rows.into_iter().map(|(id, sealed, person_id, wrapped)| {
            let key = Key { person_id, wrapped };
            (id, sealed, Some(key))
        });
        Ok(keyed.collect())
    }

    /// The value as it should be; `None` when it is so already.
    fn resealed(
        &self,
        column: &Column,
        id: Uuid,
        sealed: &Sealed,
        key: Option<Key>,
    ) -> Result<Option<Sealed>, StoreError> {
        Ok(match key {
            None => self.vault.reseal(column.place, id, sealed)?,
            Some(_) if sealed.under() == Some(Under::Person) => None,
            Some(key) => self.vault_of(&key)?.adopt(column.place, id, sealed)?,
        })
    }
}

/// Refuses a ring that is not this database's.
fn ours(ring: &Ring, file: &Path, (id, check): &(Uuid, Sealed)) -> Result<(), KeyError> {
    match settings::is_ours(&Vault::new(ring), *id, check) {
        Ok(true) => Ok(()),
        _ => Err(KeyError::Wrong(file.to_owned())),
    }
}

//! Which key opens what leaves and seals what arrives: that of the person whose it is, the ring's for what is nobody's.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::TransferError;
use crate::{
    seal::{Place, Sealed, Under},
    store::{Store, StoreError, person_keys::Key},
};

/// The keys of the people who leave or arrive, as they lie in the table.
pub(super) type Keys = HashMap<Uuid, Sealed>;

/// Those of the people of a structure.
pub(super) const KEYS: &str = "SELECT k.person_id, k.wrapped FROM person_keys k JOIN persons p ON p.id = k.person_id WHERE p.structure_id = $1";
/// That of somebody who is there already.
pub(super) const KEY: &str = "SELECT person_id, wrapped FROM person_keys WHERE person_id = $1";

fn key(keys: &Keys, person: Option<Uuid>) -> Option<Key> {
    let person_id = person?;
    let wrapped = keys.get(&person_id)?.clone();
    Some(Key { person_id, wrapped })
}

impl Store {
    /// Opens a value that leaves.
    pub(super) fn open_leaving(
        &self,
        keys: &Keys,
        person: Option<Uuid>,
        (place, row): (Place, Uuid),
        sealed: &Sealed,
    ) -> Result<Value, TransferError> {
        Ok(match key(keys, person) {
            Some(key) => self.vault_of(&key)?.open(place, row, sealed)?,
            None => self.vault.open(place, row, sealed)?,
        })
    }

    /// The details of a line of the journal that leaves: nothing, once they were emptied or the key went with the person.
    pub(super) fn open_details(
        &self,
        keys: &Keys,
        person: Option<Uuid>,
        at: (Place, Uuid),
        sealed: &Sealed,
    ) -> Result<Value, TransferError> {
        match (sealed.under(), key(keys, person)) {
            (None, _) | (Some(Under::Person), None) => Ok(Value::Null),
            _ => self.open_leaving(keys, person, at, sealed),
        }
    }

    /// Seals a value that arrives.
    pub(super) fn seal_arriving(
        &self,
        keys: &Keys,
        person: Option<Uuid>,
        (place, row): (Place, Uuid),
        value: &impl Serialize,
    ) -> Result<Sealed, StoreError> {
        Ok(match key(keys, person) {
            Some(key) => self.vault_of(&key)?.seal(place, row, value)?,
            None => self.vault.seal(place, row, value)?,
        })
    }
}

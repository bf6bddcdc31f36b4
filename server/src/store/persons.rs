//! Persons: who came. Identity is optional and sealed as one value; a code on the bilan is enough. Whoever gave a name is found by its
//! index (`by_name.rs`).

use app::desk::Identity;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StoreError;
use crate::seal::{PersonVault, Place, Sealed};

pub(super) const IDENTITY: Place = Place {
    table: "persons",
    column: "identity",
};

/// The SQL of a new person, written in the transaction that opens their bilan.
pub(super) const INSERT: &str = "INSERT INTO persons (id, structure_id, identity, name_index, created_at) VALUES ($1, $2, $3, $4, $5)";

/// An identity as it is sealed. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    first_name: String,
    last_name: String,
}

pub(super) fn seal_identity(
    vault: &PersonVault<'_>,
    person: Uuid,
    identity: &Identity,
) -> Result<Sealed, StoreError> {
    let kept = Kept {
        first_name: identity.first_name.trim().to_owned(),
        last_name: identity.last_name.trim().to_owned(),
    };
    Ok(vault.seal(IDENTITY, person, &kept)?)
}

pub(super) fn open_identity(
    vault: &PersonVault<'_>,
    person: Uuid,
    sealed: &Sealed,
) -> Result<Identity, StoreError> {
    let kept: Kept = vault.open(IDENTITY, person, sealed)?;
    Ok(Identity {
        first_name: kept.first_name,
        last_name: kept.last_name,
    })
}

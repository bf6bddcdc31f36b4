//! Which key opens what leaves and seals what arrives: `person` is whose it is, none for what is nobody's.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    seal::{Place, SealError, Sealed},
    store::Store,
};

impl Store {
    /// Opens a value that leaves.
    pub(super) fn open_leaving(
        &self,
        _person: Option<Uuid>,
        place: Place,
        row: Uuid,
        sealed: &Sealed,
    ) -> Result<Value, SealError> {
        self.vault.open(place, row, sealed)
    }

    /// Seals a value that arrives.
    pub(super) fn seal_arriving(
        &self,
        _person: Option<Uuid>,
        place: Place,
        row: Uuid,
        value: &impl Serialize,
    ) -> Result<Sealed, SealError> {
        self.vault.seal(place, row, value)
    }
}

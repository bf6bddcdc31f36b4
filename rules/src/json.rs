//! JSON in and out, for `bilan evaluate`: amounts in decimal euros, places named as in the catalogue.

use crate::{Catalogue, Evaluation, Situation};

/// One thing that can not be read in a situation written as JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place} : {message}")]
pub struct JsonFault {
    /// Where: `enfants[0].date_naissance`.
    pub place: String,
    /// What is wrong, a French sentence.
    pub message: String,
}

impl Situation {
    /// Reads a situation written as one JSON object.
    ///
    /// # Errors
    /// Everything that can not be read, at once.
    pub fn from_json(
        _catalogue: &Catalogue,
        _json: &serde_json::Value,
    ) -> Result<Self, Vec<JsonFault>> {
        Ok(Self::new())
    }
}

impl Evaluation {
    /// The evaluation as `bilan evaluate` prints it, with or without the conditions.
    #[must_use]
    pub fn to_json(&self, _with_conditions: bool) -> serde_json::Value {
        serde_json::Value::Null
    }
}

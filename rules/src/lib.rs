//! What the law says: on this date, given what is known of this household, which rights could be open, why,
//! and what would settle the rest.
//!
//! Pure: no clock, no I/O, no floating point for money, no panic.

mod answer;
mod catalogue;
mod evaluation;
mod fault;
mod finding;
mod french;
mod json;
mod language;
mod path;
mod situation;
mod values;
mod vocabulary;

use std::collections::BTreeMap;

pub use answer::{Answer, Receipt, Value};
pub use catalogue::{
    Appeal, Asks, Benefit, Case, Catalogue, Condition, Confidence, DatedValue, Exclusion,
    ExclusionKind, Organisation, Parameter, Period, Procedure, Question, Right, Screen, Source,
    Theme, Unit, Use, Whom,
};
pub use fault::Fault;
pub use finding::{
    Estimate, Evaluation, Finding, Judged, Outcome, Relevance, Truth, Verdict, Warning,
};
pub use json::JsonFault;
pub use path::{Holder, NotAPath, Path, REMOVED, RowId};
pub use situation::Situation;
pub use values::{AmountRange, DateRange, Decimal, NumberRange, YearMonth};
pub use vocabulary::{Band, Entity, Fact, FactId, FactType, Variant};

/// What follows for this household on this date.
#[must_use]
pub fn evaluate(
    catalogue: &Catalogue,
    _situation: &Situation,
    on: chrono::NaiveDate,
) -> Evaluation {
    Evaluation {
        date: on,
        catalogue: catalogue.version.clone(),
        findings: Vec::new(),
        relevance: BTreeMap::new(),
    }
}

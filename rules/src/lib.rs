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
mod plausibility;
mod situation;
mod values;
mod vocabulary;

pub use answer::{Answer, Receipt, Value};
pub use catalogue::{
    Appeal, Asks, Benefit, Case, Catalogue, Condition, Confidence, DatedValue, Exclusion,
    ExclusionKind, Intermediate, Organisation, Parameter, Period, Procedure, Question, Right,
    Screen, Source, Theme, Unit, Use, Whom,
};
pub use evaluation::{evaluate, outcomes};
pub use fault::Fault;
pub use finding::{
    Estimate, Evaluation, Finding, Judged, Outcome, Relevance, Truth, Verdict, Warning,
};
pub use json::JsonFault;
pub use path::{Holder, NotAPath, Path, REMOVED, RowId};
pub use situation::Situation;
pub use values::{AmountRange, DateRange, Decimal, NumberRange, YearMonth};
pub use vocabulary::{Band, Entity, Fact, FactId, FactType, Variant};

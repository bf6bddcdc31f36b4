//! What the law says: on this date, given what is known of this household, which rights could be open, why,
//! and what would settle the rest.
//!
//! Pure: no clock, no I/O, no floating point for money, no panic.
//!
//! - `vocabulary`, `values`, `path`, `answer`, `situation`: what can be known, and what is.
//! - `language`: the typed French expressions of conditions and amounts. To add a word, see `language::calls`.
//! - `catalogue`: the law and the questions as data; `catalogue::load` reads and checks the files;
//!   `catalogue::looks` and `catalogue::needs` say what decides what, and which answers raise which rights.
//! - `changes`: what differs between two catalogues, or between two days of one.
//! - `evaluation`: from a situation and a date to findings, and what each question is still good for.
//! - `probes`: situations made from the conditions themselves, for tests and `bilan catalogue test`.
//! - `plain`: what makes a sentence hard to read.
//! - `french`, `json`, `plausibility`: reading and showing what people write.
//!
//! ```
//! use rules::{Catalogue, Outcome, Situation, evaluate};
//!
//! let catalogue = Catalogue::embedded().map_err(|faults| faults[0].to_string())?;
//! let day = "2026-11-21".parse().map_err(|_| "a day")?;
//! let evaluation = evaluate(&catalogue, &Situation::new(), day);
//! assert!(evaluation.findings.iter().all(|finding| finding.outcome == Outcome::ToCheck));
//! # Ok::<(), String>(())
//! ```

mod answer;
mod catalogue;
mod changes;
mod english;
mod evaluation;
mod fault;
mod finding;
mod french;
mod json;
mod language;
mod path;
mod plain;
mod plausibility;
mod probes;
mod shared;
mod situation;
mod values;
mod vocabulary;

pub use answer::{Answer, Receipt, Value};
pub use catalogue::schema::schemas;
pub use catalogue::{
    Acronym, Appeal, Asks, Avoided, Benefit, Case, Catalogue, Condition, Confidence, DatedText,
    DatedValue, Document, Exclusion, ExclusionKind, Fixed, Intermediate, Jurisdiction, Looks, Need,
    Organisation, Parameter, Period, Procedure, Question, Right, Screen, Source, Text, Theme,
    Translated, Translation, Unit, Use, Whom, Withdrawal,
};
pub use changes::{Aspect, Change, Difference, Edition, Kind, What, changes};
pub use evaluation::{Asking, Evaluator, Explanation, Law, Step, evaluate, explain, outcomes};
pub use fault::Fault;
pub use finding::{
    Estimate, Evaluation, Finding, Judged, Outcome, Relevance, Truth, Verdict, Warning,
};
pub use french::MONTHS;
pub use french::nir::holds_one as holds_nir;
pub use json::JsonFault;
pub use language::tell::{Named, Piece};
pub use path::{Holder, NotAPath, Path, REMOVED, RowId};
pub use plain::{Observation, Remark};
pub use probes::{Gap, Probe, ProbeKind, Probes, probe, probe_some};
pub use shared::Shared;
pub use situation::Situation;
pub use values::{AmountRange, DateRange, Decimal, NumberRange, YearMonth};
pub use vocabulary::{Band, Entity, Fact, FactId, FactType, Variant};

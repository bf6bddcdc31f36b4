//! Evaluation: the situation is resolved once to slots, expressions are computed over intervals and three
//! truth values, rights are judged in the order of their references, then findings are told.
//!
//! `law` (what is in force on the day, which `lower` and `lower_lists` turn into operations that `writing` puts in a `plan`)
//! and `resolve` (what is known) → `compute` (with `cells`, `operations`, `rows`, `lists`, `dates`, `rights`, `unsaid`, `kept`) → `findings`, with
//! `trace` for the `places` undecided results rest on, then `telling` (with `sentences` and `looks`, which `printing` can print at once) and `relevance` for
//! people. `evaluator` goes that way, household after household, and leaves its memory to the next one (`spare`).

mod asking;
mod cells;
pub(crate) mod compute;
mod dates;
pub(crate) mod ends;
mod evaluator;
mod explain;
mod findings;
pub(crate) mod interval;
mod kept;
mod law;
mod lists;
mod looks;
mod lower;
mod lower_lists;
mod operations;
mod places;
mod plan;
mod printing;
mod ranking;
mod relevance;
pub(crate) mod resolve;
mod rights;
mod rows;
mod sentences;
mod spare;
mod telling;
mod trace;
mod unsaid;
pub(crate) mod value;
mod writing;

use chrono::NaiveDate;

pub use asking::Asking;
pub use evaluator::Evaluator;
pub use explain::{Explanation, Step, explain};
pub use law::Law;
pub(crate) use law::Recent;

use crate::{AmountRange, Catalogue, Evaluation, Outcome, Situation};

/// What follows for this household on this date: a finding for every right in force, with its reasons, and
/// what each question is still good for. For several households on one date, see [`Law::evaluator`].
#[must_use]
pub fn evaluate(catalogue: &Catalogue, situation: &Situation, on: NaiveDate) -> Evaluation {
    catalogue.on(on).evaluator().evaluate(situation)
}

/// What follows for each right in force, by id, without reasons.
#[must_use]
pub fn outcomes<'c>(
    catalogue: &'c Catalogue,
    situation: &Situation,
    on: NaiveDate,
) -> Vec<(&'c str, Outcome, Option<AmountRange>)> {
    let law = catalogue.on(on);
    let mut evaluator = law.evaluator();
    let found = evaluator.outcomes_by_place(situation);
    let rights = catalogue.rights().iter().zip(found);
    rights
        .filter_map(|(right, found)| {
            found.map(|(outcome, amount)| (right.id.as_str(), outcome, amount))
        })
        .collect()
}

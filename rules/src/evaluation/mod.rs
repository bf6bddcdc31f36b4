//! Evaluation: the situation is resolved once to slots, expressions are computed over intervals and three
//! truth values, rights are judged in the order of their references, then findings are told.
//!
//! `resolve` → `compute` (with `lists`, `dates`, `rights`; `trace` notes what undecided results rest on) →
//! `findings` and `relevance`.

pub(crate) mod compute;
mod dates;
mod explain;
mod findings;
pub(crate) mod interval;
mod lists;
mod relevance;
pub(crate) mod resolve;
mod rights;
mod trace;
pub(crate) mod value;

use chrono::NaiveDate;

pub use explain::{Explanation, Step, explain};

use compute::Computer;
use findings::Judgement;
use resolve::Frames;

use crate::{AmountRange, Catalogue, Evaluation, Outcome, Situation};

/// What follows for this household on this date: a finding for every right in force, with its reasons, and
/// what each question is still good for.
#[must_use]
pub fn evaluate(catalogue: &Catalogue, situation: &Situation, on: NaiveDate) -> Evaluation {
    let frames = Frames::new(catalogue, situation, on);
    let blind = frames
        .without_sensitive(catalogue)
        .map(|blind| judged(catalogue, blind, on));
    let mut computer = Computer::new(catalogue, frames, on, true);
    let judged = findings::judge(&mut computer);
    Evaluation {
        date: on,
        catalogue: catalogue.version.clone(),
        findings: findings::tell(&computer, &judged, blind.as_deref()),
        relevance: relevance::of_questions(&computer, &judged),
    }
}

/// What follows for each right in force, by id, without reasons: the quick way to re-read many situations.
#[must_use]
pub fn outcomes<'c>(
    catalogue: &'c Catalogue,
    situation: &Situation,
    on: NaiveDate,
) -> Vec<(&'c str, Outcome, Option<AmountRange>)> {
    let judged = judged(catalogue, Frames::new(catalogue, situation, on), on);
    catalogue
        .rights()
        .iter()
        .zip(judged)
        .filter_map(|(right, judgement)| {
            judgement.map(|j| (right.id.as_str(), j.outcome, j.amount))
        })
        .collect()
}

fn judged(catalogue: &Catalogue, frames: Frames, on: NaiveDate) -> Vec<Option<Judgement>> {
    findings::judge(&mut Computer::new(catalogue, frames, on, false))
}

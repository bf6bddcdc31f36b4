//! The interview as pure code: what a screen asks and skips, how a form is written and read back, where one goes next.
//!
//! - `wire` – one answer as the text of a form, and back;
//! - `plan` – which questions a screen shows, skips (and why) or keeps for a moment alone;
//! - `questions` – makes what a page draws of each question (`views`), with the `controls` of its facts;
//! - `incomes`, `receipts` – the two questions that are tables;
//! - `form` – a posted form (`pairs`) into answers to keep, income cells in `grid`;
//! - `receive` – the whole way of one posted form, from its bytes to the page or to the island's `reply`;
//! - `journey` – themes, progress, previous and next screens, where to resume;
//! - `before`, `voices` – what was said last time, and whose moment it is;
//! - `said` – what was answered, in French, for pages that tell it again;
//! - `judged` – the findings of the bilans in hand, each judged once;
//! - `panel` – what the answers change: the rights beside the questions, and urgencies.
//!
//! To add a kind of question: its variant in `rules::Asks`, its drawing in `questions` and `pages/step/`, its reading in `form`.

pub mod before;
pub mod controls;
pub mod form;
pub mod grid;
pub mod incomes;
pub mod journey;
mod judged;
pub mod labels;
pub mod pairs;
pub mod panel;
pub mod plan;
pub mod questions;
pub mod receipts;
pub mod receive;
pub mod reply;
pub mod said;
#[cfg(test)]
mod tests;
pub mod urgency;
pub mod views;
pub mod voices;
pub mod wire;

use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;
use rules::{Answer, Catalogue, Evaluation, Path, Situation};

use crate::desk::{Bilan, BilanState, StoredAnswer};

pub use journey::resume_at;

/// What is known of a bilan: enough to read a posted form.
pub struct Known<'a> {
    /// The catalogue in force.
    pub catalogue: &'a Catalogue,
    /// The bilan.
    pub bilan: &'a Bilan,
    /// Its answers as a situation.
    pub situation: Situation,
}

/// A bilan being read: what is known of it, and what follows.
pub struct Reading<'a> {
    known: Known<'a>,
    /// What follows: live while the bilan is open, as frozen once it is closed. It takes most of the time of a page.
    pub evaluation: Arc<Evaluation>,
}

impl<'a> Reading<'a> {
    /// Reads a bilan.
    pub fn new(catalogue: &'a Catalogue, bilan: &'a Bilan) -> Self {
        let known = Known::new(catalogue, bilan);
        let evaluation = match (&bilan.issued, bilan.state) {
            (Some(issued), BilanState::Closed) => Arc::new(issued.evaluation.clone()),
            _ => judged::findings(catalogue, bilan.id, &known.situation, bilan.law_date),
        };
        Self { known, evaluation }
    }
}

impl<'a> Deref for Reading<'a> {
    type Target = Known<'a>;

    fn deref(&self) -> &Known<'a> {
        &self.known
    }
}

impl<'a> Known<'a> {
    /// What a bilan says.
    pub fn new(catalogue: &'a Catalogue, bilan: &'a Bilan) -> Self {
        Self {
            catalogue,
            bilan,
            situation: situation_of(&bilan.answers),
        }
    }

    /// The stored answer at a place, with its version and author.
    pub fn stored(&self, path: &Path) -> Option<&'a StoredAnswer> {
        self.bilan
            .answers
            .iter()
            .find(|stored| stored.path == *path)
    }

    /// The answer at a place.
    pub fn answer(&self, path: &Path) -> &Answer {
        self.situation.get(path)
    }

    /// The date of law.
    pub fn date(&self) -> NaiveDate {
        self.bilan.law_date
    }
}

/// The situation a list of stored answers describes.
pub fn situation_of(answers: &[StoredAnswer]) -> Situation {
    answers
        .iter()
        .map(|stored| (stored.path.clone(), stored.answer.clone()))
        .collect()
}

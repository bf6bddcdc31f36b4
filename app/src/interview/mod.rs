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
//! - `panel` – what the answers change: the rights beside the questions, and urgencies.
//!
//! To add a kind of question: its variant in `rules::Asks`, its drawing in `questions` and `pages/step/`, its reading in `form`.

pub mod before;
pub mod controls;
pub mod form;
pub mod grid;
pub mod incomes;
pub mod journey;
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

use chrono::NaiveDate;
use rules::{Answer, Catalogue, Evaluation, Path, Situation};

use crate::desk::{Bilan, BilanState, StoredAnswer};

pub use journey::resume_at;

/// A bilan being read: its answers as a situation, and what follows from them.
pub struct Reading<'a> {
    /// The catalogue in force.
    pub catalogue: &'a Catalogue,
    /// The bilan.
    pub bilan: &'a Bilan,
    /// What is known.
    pub situation: Situation,
    /// What follows: live while the bilan is open, as frozen once it is closed.
    pub evaluation: Evaluation,
}

impl<'a> Reading<'a> {
    /// Reads a bilan.
    pub fn new(catalogue: &'a Catalogue, bilan: &'a Bilan) -> Self {
        let situation = situation_of(&bilan.answers);
        let evaluation = match (&bilan.issued, bilan.state) {
            (Some(issued), BilanState::Closed) => issued.evaluation.clone(),
            _ => rules::evaluate(catalogue, &situation, bilan.law_date),
        };
        Self {
            catalogue,
            bilan,
            situation,
            evaluation,
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

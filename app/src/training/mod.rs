//! Training: fictional people to play, and what an interview found of what there was to find.
//!
//! The people are the situations a lawyer wrote (`rules/catalogue/cas`, 01 to 13): facts and expected rights come from there, and
//! `roles` only says who one plays and how. A training bilan is a bilan like any other, marked as such, seen by nobody but
//! the agent who holds it, and erased at its end or after a day.
//!
//! - `roles` – the thirteen people: name, first words, what they do not say easily;
//! - `card` – what each would answer, theme by theme;
//! - `outcome` – what the interview found, and the questions that lead to the rest;
//! - `craft` – the words that turn an interrogation into a conversation, theme by theme.

pub mod card;
pub mod craft;
pub mod outcome;
pub mod roles;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use rules::{Case, Catalogue};
use uuid::Uuid;

use crate::desk::{Bilan, BilanState, Giver, StoredAnswer};
pub use roles::{ROLES, Role};

/// A role by its word in addresses.
pub fn role(word: &str) -> Option<&'static Role> {
    ROLES.iter().find(|role| role.case == word)
}

/// The situation a role plays, when the catalogue in force has it.
pub fn case<'a>(catalogue: &'a Catalogue, role: &Role) -> Option<&'a Case> {
    let named = format!("{}.toml", role.case);
    let mut cases = catalogue.cases().iter();
    cases.find(|case| case.file.rsplit('/').next() == Some(named.as_str()))
}

/// The bilan of somebody who would have said everything, at a date of law.
pub(crate) fn told(catalogue: &Catalogue, case: &Case, on: NaiveDate) -> Bilan {
    let situation = case.situation(catalogue).unwrap_or_default();
    let answers = situation.answers().map(|(path, answer)| StoredAnswer {
        path: path.clone(),
        answer: answer.clone(),
        to_review: false,
        version: 1,
        author: String::new(),
        structure: String::new(),
        at: DateTime::<Utc>::UNIX_EPOCH,
        giver: Giver::Person,
    });
    Bilan {
        id: Uuid::nil(),
        reference: String::new(),
        with_rsa: true,
        training: None,
        opened_at: DateTime::<Utc>::UNIX_EPOCH,
        opened_on: on,
        law_date: on,
        structure: String::new(),
        agent: String::new(),
        state: BilanState::Open,
        person: None,
        answers: answers.collect(),
        issued: None,
        before: None,
        shared: None,
    }
}

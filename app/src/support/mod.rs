//! The interview's support: the same bilan as the person's copy, told to professionals, with nothing left out.
//!
//! [`support`] builds it as plain data ([`Support`]) from a bilan being read and what was done with it: pure, no clock, no I/O.
//! `pages/support.rs` shows it in HTML and the server's `document` room prints it. It shows what the recapitulation shows, sensitive
//! answers included, each marked: it is for agents, and both pictures say so.
//! A new section is one file here, a field of the model and an arm in each of the two pictures.

mod answers;
mod before;
pub mod history;
mod model;
mod notes;
mod rights;
mod to_know;

use chrono::{DateTime, NaiveDateTime, Utc};

pub use history::sentence;
pub use model::*;

use crate::copy::typeset;
use crate::desk::{BilanCard, BilanState, HistoryLine, Identity};
use crate::interview::Reading;
use crate::notes::Note;
use crate::words::numbers;
use crate::words::pages::SUPPORT;

/// The wall clock of Europe/Paris at an instant.
pub type Paris<'a> = &'a dyn Fn(DateTime<Utc>) -> NaiveDateTime;

/// The support of this bilan, with what its agent may read of its notes, and its history, oldest first, as it is made at this instant.
pub fn support(
    reading: &Reading<'_>,
    earlier: &[BilanCard],
    notes: &[Note],
    history: &[HistoryLine],
    at: DateTime<Utc>,
    paris: Paris<'_>,
) -> Support {
    let bilan = reading.bilan;
    let mut support = Support {
        reference: bilan.reference.clone(),
        made_at: at,
        title: SUPPORT.to_owned(),
        caution: "Ce n’est pas la copie de la personne. Ce document montre toutes les réponses, intimes comprises : ne le laissez pas à la vue.".to_owned(),
        head: head(reading, at, paris),
        rights: rights::groups(reading),
        to_know: to_know::section(reading),
        answers_title: "Les réponses".to_owned(),
        answers: answers::themes(reading, paris),
        notes: notes::section(reading, notes, paris),
        earlier: before::earlier(earlier),
        changed: before::changed(reading),
        history: history::section(history, paris),
        foot: format!(
            "Support pour les professionnels, bilan {}. Ce n’est pas la copie de la personne.",
            bilan.reference
        ),
    };
    for text in support.strings() {
        *text = typeset(text);
    }
    support
}

fn head(reading: &Reading<'_>, at: DateTime<Utc>, paris: Paris<'_>) -> Vec<Pair> {
    let bilan = reading.bilan;
    let name = bilan.person.as_ref().map(Identity::full);
    let state = match bilan.state {
        BilanState::Open => "en cours",
        BilanState::Closed => "clos",
    };
    let findings = match &bilan.issued {
        Some(issued) if bilan.state == BilanState::Closed => {
            format!("gardés tels que remis le {}", moment(issued.at, paris))
        }
        _ => "calculés avec les réponses d’aujourd’hui".to_owned(),
    };
    let pair = |label: &str, value: String| Pair {
        label: label.to_owned(),
        value,
    };
    [
        Some(pair("Bilan", format!("{}, {state}", bilan.reference))),
        name.filter(|name| !name.is_empty())
            .map(|name| pair("Usager", name)),
        Some(pair(
            "Ouvert",
            format!(
                "le {} par {}, {}",
                numbers::date(bilan.opened_on),
                bilan.agent,
                bilan.structure
            ),
        )),
        Some(pair(
            "Loi appliquée",
            format!(
                "au {}, catalogue {}",
                numbers::date(reading.evaluation.date),
                reading.evaluation.catalogue
            ),
        )),
        Some(pair("Constats", findings)),
        Some(pair("Support préparé", format!("le {}", moment(at, paris)))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// « 21 novembre 2026 à 14 h 32 ».
fn moment(at: DateTime<Utc>, paris: Paris<'_>) -> String {
    let at = paris(at);
    format!("{} à {}", numbers::date(at.date()), numbers::time(at))
}

#[cfg(test)]
mod tests;

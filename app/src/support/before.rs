//! The earlier bilans of the person, and what changed since the last one. For professionals: intimate answers included.

use super::model::{Line, Section};
use crate::desk::{BilanCard, BilanState};
use crate::interview::Reading;
use crate::since::{Change, since};
use crate::words::numbers;

/// The earlier bilans, the last one first.
pub fn earlier(bilans: &[BilanCard]) -> Section<Line> {
    if bilans.is_empty() {
        return nothing();
    }
    let items = bilans.iter().map(|card| {
        let state = match card.state {
            BilanState::Open => "en cours",
            BilanState::Closed => "clos",
        };
        Line {
            strong: format!("{}.", numbers::date(card.opened_on)),
            text: format!(
                "Bilan {}, {state}, ouvert par {}.",
                card.reference,
                card.agent.trim_end_matches('.')
            ),
        }
    });
    Section {
        title: "Les bilans d’avant".to_owned(),
        note: String::new(),
        items: items.collect(),
    }
}

/// A section that is not drawn.
fn nothing() -> Section<Line> {
    Section {
        title: String::new(),
        note: String::new(),
        items: Vec::new(),
    }
}

/// What differs from the bilan before.
pub fn changed(reading: &Reading<'_>) -> Section<Line> {
    let Some(since) = since(reading) else {
        return nothing();
    };
    let answers = since.answers.iter().map(|one| Line {
        strong: format!("{} :", one.name),
        text: format!("{}, avant {}.", one.now, one.then),
    });
    let rights = [
        ("nouveau droit possible", &since.gained),
        ("autre montant", &since.amounts),
        ("devenu peu probable", &since.lost),
    ];
    let rights = rights
        .into_iter()
        .flat_map(|(word, changes)| changes.iter().map(move |change| right(word, change)));
    let items: Vec<Line> = answers.chain(rights).collect();
    let note = if items.is_empty() {
        "Rien jusqu’ici."
    } else {
        "Une réponse qui n’a pas été redonnée n’est pas un changement."
    };
    Section {
        title: format!(
            "Ce qui a changé depuis le {}",
            numbers::date(since.before.opened_on)
        ),
        note: note.to_owned(),
        items,
    }
}

fn right(word: &str, change: &Change) -> Line {
    let amounts = match (&change.then, &change.now) {
        (Some(then), Some(now)) if then != now => format!(", {now}, avant {then}"),
        (_, Some(now)) => format!(", {now}"),
        (_, None) => String::new(),
    };
    Line {
        strong: format!("{} :", change.name),
        text: format!("{word}{amounts}."),
    }
}

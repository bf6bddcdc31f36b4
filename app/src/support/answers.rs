//! The answers theme by theme, in the order they are asked, with who wrote each and when.

use std::collections::BTreeSet;

use rules::{Answer, Path, Question};

use super::model::{Answered, Given, Section};
use super::{Paris, moment};
use crate::desk::{Giver, StoredAnswer};
use crate::interview::labels::{self, capital};
use crate::interview::{Reading, said};

/// The answers of each theme that has some; then those that no question asks about any more.
pub fn themes(reading: &Reading<'_>, paris: Paris<'_>) -> Vec<Section<Answered>> {
    let mut told: BTreeSet<Path> = BTreeSet::new();
    let mut sections: Vec<Section<Answered>> = Vec::new();
    for theme in reading.catalogue.themes() {
        let mut items = Vec::new();
        let questions = reading.catalogue.questions().iter();
        for question in questions.filter(|question| question.theme == theme.id) {
            let said = said::said(reading, question);
            told.extend(said.iter().map(|one| one.path.clone()));
            if !said.is_empty() {
                items.push(answered(reading, question, said, paris));
            }
        }
        sections.push(section(&theme.name, "", items));
    }
    let left: Vec<Answered> = reading
        .bilan
        .answers
        .iter()
        .filter(|stored| {
            stored.answer.is_asked() && !told.contains(&stored.path) && is_whole(&stored.path)
        })
        .map(|stored| left_over(reading, stored, paris))
        .collect();
    sections.push(section(
        "Gardées, sans effet aujourd’hui",
        "Aucune question ne les demande plus dans cette situation.",
        left,
    ));
    sections.retain(|section| !section.items.is_empty());
    sections
}

fn section(title: &str, note: &str, items: Vec<Answered>) -> Section<Answered> {
    Section {
        title: title.to_owned(),
        note: note.to_owned(),
        items,
    }
}

/// An income is told whole, from its amount.
fn is_whole(path: &Path) -> bool {
    match path {
        Path::Income(_, fact) => fact == "montant",
        _ => true,
    }
}

fn answered(
    reading: &Reading<'_>,
    question: &Question,
    said: Vec<said::Said>,
    paris: Paris<'_>,
) -> Answered {
    let intimate = question.alone || said.iter().any(|one| is_sensitive(reading, &one.path));
    let mut given: Vec<Given> = said
        .into_iter()
        .map(|one| {
            let stored = reading.stored(&one.path);
            given(reading, one.text(), stored, paris)
        })
        .collect();
    // The same hand at the same time is named once, after the last answer.
    for at in 1..given.len() {
        if let Some([before, after]) = given.get_mut(at - 1..=at)
            && before.by == after.by
        {
            before.by.clear();
        }
    }
    Answered {
        question: question.text.clone(),
        mark: mark(intimate),
        given,
    }
}

fn left_over(reading: &Reading<'_>, stored: &StoredAnswer, paris: Paris<'_>) -> Answered {
    let name = labels::label(reading.catalogue, &reading.situation, &stored.path);
    let shown = capital(&said::shown_at(
        reading.catalogue,
        &stored.path,
        &stored.answer,
    ));
    Answered {
        question: capital(&name),
        mark: mark(is_sensitive(reading, &stored.path)),
        given: vec![given(reading, shown, Some(stored), paris)],
    }
}

fn mark(intimate: bool) -> String {
    if intimate { "intime" } else { "" }.to_owned()
}

fn is_sensitive(reading: &Reading<'_>, path: &Path) -> bool {
    let fact = reading.catalogue.fact_at(path);
    fact.is_some_and(|fact| fact.sensitive)
}

fn given(
    reading: &Reading<'_>,
    mut text: String,
    stored: Option<&StoredAnswer>,
    paris: Paris<'_>,
) -> Given {
    if let Some(stored) = stored {
        if stored.to_review {
            text.push_str(" (à revoir)");
        }
        if matches!(stored.answer, Answer::Unreadable(_)) {
            text.push_str(" (illisible)");
        }
    }
    Given {
        text,
        by: stored.map_or_else(String::new, |stored| by(reading, stored, paris)),
    }
}

/// « Nadia B., 21 novembre 2026 à 14 h 32 », with the structure when it is another one.
fn by(reading: &Reading<'_>, stored: &StoredAnswer, paris: Paris<'_>) -> String {
    let elsewhere = if stored.structure == reading.bilan.structure {
        String::new()
    } else {
        format!(" ({})", stored.structure)
    };
    let alone = match stored.giver {
        Giver::Person => "",
        Giver::PartnerAlone => "dit par le conjoint, seul ; ",
    };
    format!(
        "{alone}{}{elsewhere}, {}",
        stored.author,
        moment(stored.at, paris)
    )
}

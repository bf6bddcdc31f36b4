//! Questions without an answer, those that hold back most rights first.

use std::collections::{BTreeMap, BTreeSet};

use rules::{Answer, Outcome, Path, Question};

use super::model::{Line, Section};
use crate::interview::labels::{self, capital};
use crate::interview::{Reading, plan};
use crate::words::{interview as words, numbers};

/// What is still to be known of one question.
struct Open<'a> {
    text: String,
    question: Option<&'a Question>,
    /// Rights that stay « à vérifier » without it.
    blocks: BTreeSet<&'a str>,
    /// Rights of which only the amount depends on it.
    refines: BTreeSet<&'a str>,
    /// How it was met, when it was asked: « ne sait pas »…
    met: Option<&'static str>,
}

/// The section of what is still to be known.
pub fn section(reading: &Reading<'_>) -> Section<Line> {
    let mut open = open(reading);
    open.sort_by_key(|one| std::cmp::Reverse((one.blocks.len(), one.refines.len())));
    let items: Vec<Line> = open.iter().map(line).collect();
    let note = if items.is_empty() {
        "Aucune : les réponses suffisent."
    } else {
        "Celles qui retiennent le plus de droits viennent d’abord."
    };
    Section {
        title: "Les questions sans réponse".to_owned(),
        note: note.to_owned(),
        items,
    }
}

fn open<'a>(reading: &'a Reading<'_>) -> Vec<Open<'a>> {
    let asked = askers(reading);
    let mut open: Vec<Open<'a>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &reading.evaluation.findings {
        for path in &finding.missing {
            let question = asked.get(path).copied();
            let text = question.map_or_else(
                || capital(&labels::label(reading.catalogue, &reading.situation, path)),
                |question| question.text.clone(),
            );
            let at = *places.entry(text.clone()).or_insert(open.len());
            if at == open.len() {
                open.push(Open {
                    text,
                    question,
                    blocks: BTreeSet::new(),
                    refines: BTreeSet::new(),
                    met: None,
                });
            }
            if let Some(one) = open.get_mut(at) {
                if finding.outcome == Outcome::ToCheck {
                    one.blocks.insert(&finding.right);
                } else {
                    one.refines.insert(&finding.right);
                }
                one.met = one.met.or_else(|| met(reading, question, path));
            }
        }
    }
    open
}

/// Which question asks about each place.
fn askers<'a>(reading: &Reading<'a>) -> BTreeMap<Path, &'a Question> {
    let questions = reading.catalogue.questions().iter().rev();
    questions
        .flat_map(|question| {
            plan::paths(reading, question)
                .into_iter()
                .map(move |path| (path, question))
        })
        .collect()
}

/// How the question was met when it was asked; « non abordé » for what is asked only alone with the person.
fn met(reading: &Reading<'_>, question: Option<&Question>, path: &Path) -> Option<&'static str> {
    match reading.answer(path) {
        Answer::DoesNotKnow => Some(words::DOES_NOT_KNOW),
        Answer::PrefersNotToSay if question.is_some_and(|question| question.alone) => {
            Some(words::NOT_RAISED)
        }
        Answer::PrefersNotToSay => Some(words::PREFERS_NOT_TO_SAY),
        Answer::Unreadable(_) => Some("Réponse illisible"),
        Answer::NotAsked | Answer::Given(_) => None,
    }
}

fn line(open: &Open<'_>) -> Line {
    let mut parts = Vec::new();
    if !open.blocks.is_empty() {
        parts.push(numbers::count(
            open.blocks.len(),
            "droit à vérifier",
            "droits à vérifier",
        ));
    }
    if !open.refines.is_empty() {
        parts.push(numbers::count(
            open.refines.len(),
            "montant ou droit à préciser",
            "montants ou droits à préciser",
        ));
    }
    parts.extend(
        open.met
            .map(|word| format!("posée : {}", word.to_lowercase())),
    );
    if open.question.is_some_and(|question| question.alone) {
        parts.push("intime, à poser seul avec la personne".to_owned());
    }
    let mut strong = open.text.clone();
    if !strong.ends_with('?') {
        strong.push('.');
    }
    Line {
        strong,
        text: format!("{}.", parts.join(", ")),
    }
}

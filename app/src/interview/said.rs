//! What was answered, in French: question by question, one line a place.

use std::collections::BTreeMap;

use rules::{Answer, Catalogue, Path, Question};

use super::labels::{self, capital};
use super::{Reading, plan};
use crate::words::interview as words;

/// What was answered at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The place; of an income, its amount.
    pub path: Path,
    /// How the place is called; empty when the question asks about nothing else.
    label: String,
    /// The answer.
    shown: String,
}

impl Said {
    /// « Oui », « Naissance (enfant 2) : 17 mai 2022 ».
    pub fn text(&self) -> String {
        if self.label.is_empty() {
            capital(&self.shown)
        } else {
            format!("{}\u{a0}: {}", capital(&self.label), self.shown)
        }
    }
}

/// One answer in French. A refusal on something sensitive was never one: it is « non abordé ».
pub fn shown_at(catalogue: &Catalogue, path: &Path, answer: &Answer) -> String {
    if *answer == Answer::PrefersNotToSay && crate::copy::is_sensitive(catalogue, path) {
        words::NOT_RAISED.to_lowercase()
    } else {
        catalogue.show(path, answer)
    }
}

/// What was answered to a question, one line a place; incomes first, one line a source and month.
pub fn said(reading: &Reading<'_>, question: &Question) -> Vec<Said> {
    let paths = plan::paths(reading, question);
    let single = paths.len() == 1;
    let incomes = match &question.asks {
        rules::Asks::Incomes { months, .. } => {
            incomes(reading, &super::incomes::months(reading.date(), months))
        }
        _ => Vec::new(),
    };
    let places = paths
        .into_iter()
        .filter(|path| reading.answer(path).is_asked())
        .map(|path| Said {
            label: if single {
                String::new()
            } else {
                labels::label(reading.catalogue, &reading.situation, &path)
            },
            shown: shown(reading, question, &path),
            path,
        });
    incomes.into_iter().chain(places).collect()
}

fn shown(reading: &Reading<'_>, question: &Question, path: &Path) -> String {
    match (reading.answer(path), question.alone) {
        (Answer::PrefersNotToSay, true) => words::NOT_RAISED.to_lowercase(),
        (Answer::Given(rules::Value::YesNo(true)), _)
            if matches!(path, Path::IncomesComplete(..) | Path::ChildrenComplete) =>
        {
            "c’est tout".to_owned()
        }
        (answer, _) => shown_at(reading.catalogue, path, answer),
    }
}

fn incomes(reading: &Reading<'_>, months: &[rules::YearMonth]) -> Vec<Said> {
    let mut lines: BTreeMap<String, Said> = BTreeMap::new();
    for row in reading.situation.rows(rules::Entity::Income) {
        let at = |fact: &str| Path::Income(row.clone(), fact.into());
        let show = |fact: &str| reading.catalogue.show(&at(fact), reading.answer(&at(fact)));
        let order = match reading.answer(&at("mois")).value() {
            Some(rules::Value::Month(month)) if months.contains(month) => month.to_string(),
            _ => continue,
        };
        let line = Said {
            path: at("montant"),
            label: format!(
                "{}, {} ({})",
                show("source"),
                show("mois"),
                show("titulaire").to_lowercase()
            ),
            shown: show("montant"),
        };
        lines.insert(format!("{}{order}{row}", show("titulaire")), line);
    }
    lines.into_values().collect()
}

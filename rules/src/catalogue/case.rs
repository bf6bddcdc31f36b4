//! Acceptance situations: what a lawyer would expect of the catalogue, written beside it.

use chrono::NaiveDate;

use super::load::files::At;
use crate::{Catalogue, Evaluation, Outcome, Situation, evaluate};

/// One situation with what is expected of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it is about.
    pub name: String,
    /// Its file.
    pub file: String,
    /// The date of law.
    pub date: NaiveDate,
    pub(crate) situation: serde_json::Value,
    pub(crate) expected: Vec<Expected>,
    pub(crate) places: Vec<At>,
}

/// What is expected of one right.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) right: String,
    /// Any of these; anything when empty.
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) after: Option<String>,
    /// The estimate must lie within these euros, in millionths.
    pub(crate) amount: Option<(Option<i64>, Option<i64>)>,
    pub(crate) signalled: Option<bool>,
}

impl Case {
    /// The situation it describes.
    ///
    /// # Errors
    /// What can not be read, at once; a loaded catalogue has none.
    pub fn situation(&self, catalogue: &Catalogue) -> Result<Situation, Vec<crate::JsonFault>> {
        Situation::from_json(catalogue, &self.situation)
    }

    /// The rights something is expected of, by id.
    pub fn expected_rights(&self) -> impl Iterator<Item = &str> {
        self.expected.iter().map(|expected| expected.right.as_str())
    }

    /// What is not as expected, sentences; empty when all is well.
    #[must_use]
    pub fn failures(&self, catalogue: &Catalogue) -> Vec<String> {
        let situation = match self.situation(catalogue) {
            Ok(situation) => situation,
            Err(faults) => return faults.iter().map(ToString::to_string).collect(),
        };
        let evaluation = evaluate(catalogue, &situation, self.date);
        // What a layer withdrew is no longer expected, whatever a lower layer's situation says.
        let is_withdrawn = |right: &str| {
            let withdrawal = catalogue.withdrawal(crate::Kind::Right, right);
            withdrawal.is_some_and(|withdrawal| withdrawal.on <= self.date)
        };
        self.expected
            .iter()
            .filter(|expected| !is_withdrawn(&expected.right))
            .flat_map(|expected| expected.failures(&evaluation))
            .collect()
    }
}

impl Expected {
    fn failures(&self, evaluation: &Evaluation) -> Vec<String> {
        let Some(finding) = evaluation.finding(&self.right) else {
            return vec![format!("{} : pas en vigueur à cette date", self.right)];
        };
        let mut failures = Vec::new();
        if !self.outcomes.is_empty() && !self.outcomes.contains(&finding.outcome) {
            let wanted: Vec<&str> = self.outcomes.iter().map(|outcome| outcome.word()).collect();
            let reasons: Vec<String> = finding
                .conditions
                .iter()
                .map(|judged| format!("{} : {}", judged.verdict.word(), judged.label))
                .collect();
            let missing: Vec<String> = finding.missing.iter().map(ToString::to_string).collect();
            failures.push(format!(
                "{} : {} au lieu de {} [{}] manque [{}]",
                self.right,
                finding.outcome.word(),
                wanted.join(" ou "),
                reasons.join(" | "),
                missing.join(", "),
            ));
        }
        if let Some(after) = &self.after
            && !finding.after.contains(after)
        {
            failures.push(format!("{} : devrait venir après {after}", self.right));
        }
        if let Some(signalled) = self.signalled
            && (finding.signalled == crate::Truth::Yes) != signalled
        {
            failures.push(format!("{} : signalé = {signalled} attendu", self.right));
        }
        if let Some((min, max)) = self.amount {
            let cents = |millionths: i64| millionths / 10_000;
            let sound = finding.amount.is_some_and(|amount| {
                min.is_none_or(|min| amount.range.lo >= cents(min))
                    && max.is_none_or(|max| amount.range.hi.is_some_and(|hi| hi <= cents(max)))
            });
            if !sound {
                let found = finding.amount.map_or("aucun montant".to_owned(), |a| {
                    crate::french::amount(a.range)
                });
                failures.push(format!(
                    "{} : {found}, hors de ce qui est attendu",
                    self.right
                ));
            }
        }
        failures
    }
}

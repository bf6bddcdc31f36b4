//! The end of a training interview: what a seasoned worker would have found, and the questions that lead to what is missing.

use rules::{Case, Evaluation, Finding, Outcome, Path, Question};

use super::told;
use crate::interview::{Reading, plan};

/// One right the lawyer expected of this situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The right, by id.
    pub right: String,
    /// Its name.
    pub name: String,
    /// Whether this interview found it.
    pub found: bool,
    /// The questions that would have led there; empty when it was found.
    pub questions: Vec<Lead>,
}

/// One question that leads to a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its theme.
    pub theme: String,
    /// Its screen.
    pub screen: String,
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub text: String,
}

/// How many questions are told for a right that was missed.
const LEADS: usize = 3;

/// The rights expected of the situation that who said everything would find open, probable or to ask for, at the date of the
/// interview; those that were missed first.
pub fn expected(reading: &Reading<'_>, case: &Case) -> Vec<Expected> {
    let catalogue = reading.catalogue;
    let whole = told(catalogue, case, reading.date());
    let whole = Reading::new(catalogue, &whole);
    let rights = case.expected_rights();
    let mut found: Vec<Expected> = rights
        .filter(|right| is_found(&whole.evaluation, right))
        .filter_map(|id| {
            let found = is_found(&reading.evaluation, id);
            Some(Expected {
                right: id.to_owned(),
                name: catalogue.right(id)?.name.clone(),
                found,
                questions: if found {
                    Vec::new()
                } else {
                    leads(reading, &whole, id)
                },
            })
        })
        .collect();
    found.sort_by_key(|expected| expected.found);
    found
}

fn is_found(evaluation: &Evaluation, right: &str) -> bool {
    let good = [Outcome::Probable, Outcome::MayAsk, Outcome::AlreadyOpen];
    evaluation
        .finding(right)
        .is_some_and(|finding| good.contains(&finding.outcome))
}

/// The questions whose answers, told as the person would, stand between this interview and the right: what is missing, then what
/// was answered otherwise.
fn leads(reading: &Reading<'_>, whole: &Reading<'_>, right: &str) -> Vec<Lead> {
    let Some(finding) = reading.evaluation.finding(right) else {
        return Vec::new();
    };
    let mut leads: Vec<Lead> = Vec::new();
    for path in places(finding, whole.evaluation.finding(right)) {
        if whole.answer(&path) == reading.answer(&path) || !whole.answer(&path).is_asked() {
            continue;
        }
        if let Some(question) = plan::question_of(whole, &path) {
            let lead = lead(question);
            if !leads.contains(&lead) {
                leads.push(lead);
            }
        }
    }
    leads.truncate(LEADS);
    leads
}

/// The places the right looks at, what is missing first.
fn places(finding: &Finding, whole: Option<&Finding>) -> Vec<Path> {
    let looked_at = |finding: &Finding| {
        let conditions = finding.conditions.iter();
        conditions
            .flat_map(|condition| condition.facts.iter().cloned())
            .collect::<Vec<_>>()
    };
    let mut places = finding.missing.clone();
    places.extend(looked_at(finding));
    places.extend(whole.map(looked_at).unwrap_or_default());
    places
}

fn lead(question: &Question) -> Lead {
    Lead {
        theme: question.theme.clone(),
        screen: question.screen.clone(),
        question: question.id.clone(),
        text: question.text.clone(),
    }
}

//! What a sheet may name. It is chosen from what the bilan found; what rests on something sensitive is not even offered until the
//! person agreed to that, nor what only the partner, alone, made known. The documents are those asked of everybody: one that is
//! asked only of some would tell an answer.

use rules::{Catalogue, Outcome, Truth};

use crate::copy::{may_tell, tells};
use crate::desk::Bilan;
use crate::interview::Reading;

/// One thing that may be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id in the catalogue.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The rights a sheet of this bilan may name: those to ask for, and those worth a closer look.
pub fn rights(catalogue: &Catalogue, bilan: &Bilan, sensitive: bool) -> Vec<Choice> {
    let reading = Reading::new(catalogue, bilan);
    let may = may_tell(catalogue, bilan, sensitive);
    let findings = reading.evaluation.findings.iter().filter(|finding| {
        matches!(finding.outcome, Outcome::Probable | Outcome::MayAsk)
            || (finding.outcome == Outcome::ToCheck && finding.signalled == Truth::Yes)
    });
    findings
        .filter_map(|finding| catalogue.right(&finding.right))
        .filter(|right| may(right))
        .map(|right| Choice {
            id: right.id.clone(),
            name: right.name.clone(),
        })
        .collect()
}

/// The themes a sheet may name.
pub fn themes(catalogue: &Catalogue, sensitive: bool) -> Vec<Choice> {
    let themes = catalogue.themes().iter();
    themes
        .filter(|theme| sensitive || !tells(catalogue, &theme.id))
        .filter(|theme| {
            let mut rights = catalogue.rights().iter();
            rights.any(|right| right.themes.first() == Some(&theme.id))
        })
        .map(|theme| Choice {
            id: theme.id.clone(),
            name: theme.name.clone(),
        })
        .collect()
}

/// What to bring for these rights, whoever one is: each document once.
pub fn documents(catalogue: &Catalogue, rights: &[String]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let rights = rights.iter().filter_map(|id| catalogue.right(id));
    for document in rights.flat_map(|right| &right.documents) {
        if document.only_if.is_none() && !told.contains(&document.text) {
            told.push(document.text.clone());
        }
    }
    told
}

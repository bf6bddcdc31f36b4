//! What of a bilan another structure may know: the themes the person chose, and nothing else.
//!
//! The rest is put aside before anything is evaluated, as on paper (`copy::withheld`): to the other side it was never said, so no
//! right, amount or count can tell it. Unknown is not no there either.

use std::collections::BTreeSet;

use rules::{Asks, Catalogue, Path, Question};

use crate::copy::is_sensitive;
use crate::desk::{Bilan, Giver, StoredAnswer};
use crate::words::sharing::SHARED;

/// What was chosen with the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// The themes, by their id in the catalogue.
    pub themes: BTreeSet<String>,
    /// What is sensitive in them too.
    pub sensitive: bool,
    /// What the partner said alone too: the partner agreed.
    pub partner: bool,
}

impl Scope {
    /// Both together: two shares of one bilan with one structure.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.themes.extend(other.themes);
        self.sensitive |= other.sensitive;
        self.partner |= other.partner;
        self
    }

    /// Whether a place may be known, and written: a question of a chosen theme asks it.
    pub fn covers(&self, catalogue: &Catalogue, path: &Path) -> bool {
        let asked = catalogue.questions().iter().any(|question| {
            self.themes.contains(&question.theme) && asks(catalogue, question, path)
        });
        asked && (self.sensitive || !is_sensitive(catalogue, path))
    }

    /// Whether what a right became may be known, and written: it is of a chosen theme.
    pub fn covers_right(&self, catalogue: &Catalogue, right: &str) -> bool {
        catalogue.right(right).is_some_and(|right| {
            right.themes.iter().any(|theme| self.themes.contains(theme))
                && (self.sensitive || !right.sensitive)
        })
    }

    /// Whether an answer may be known.
    pub fn knows(&self, catalogue: &Catalogue, stored: &StoredAnswer) -> bool {
        (self.partner || stored.giver != Giver::PartnerAlone)
            && self.covers(catalogue, &stored.path)
    }
}

/// The bilan as the structure it is shared with knows it: without its reference, without the one before, without what was frozen
/// for the person's paper.
pub fn within(catalogue: &Catalogue, mut bilan: Bilan, scope: Scope) -> Bilan {
    bilan
        .answers
        .retain(|stored| scope.knows(catalogue, stored));
    bilan.reference = SHARED.to_owned();
    bilan.before = None;
    bilan.issued = None;
    bilan.shared = Some(scope);
    bilan
}

/// Whether a question asks about a place.
fn asks(catalogue: &Catalogue, question: &Question, path: &Path) -> bool {
    let names = |facts: &[rules::FactId]| {
        facts
            .iter()
            .filter_map(|id| catalogue.fact(*id))
            .any(|fact| Some(fact.id.as_str()) == path.fact())
    };
    match (&question.asks, path) {
        (Asks::Facts { facts, .. }, Path::Household(_) | Path::Person(_) | Path::Partner(_)) => {
            names(facts)
        }
        // A row is nothing without the facts that are in it: whoever knows the children knows which were removed.
        (Asks::Children(facts), Path::Child(_, fact)) => fact == rules::REMOVED || names(facts),
        (Asks::Children(_), Path::ChildrenComplete)
        | (Asks::Partner, Path::PartnerExists)
        | (Asks::Incomes { .. }, Path::Income(..) | Path::IncomesComplete(..)) => true,
        (Asks::Receipts(rights), Path::Receipt(right)) => rights.iter().any(|id| right == id),
        _ => false,
    }
}

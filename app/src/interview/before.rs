//! The bilan before this one, beside the questions: « C’était : locataire », and one key to say that it is still so.
//!
//! Nothing of it is copied into the new bilan. Until it is confirmed an answer is not there: it is unknown to the rules, to the
//! panel and to the copy. What passes with time is shown and asked again; what serves the day itself (urgencies, documents, how the
//! interview is held) is not even shown. What is sensitive is shown only alone with the person, and what the partner said
//! alone never.

use rules::{Answer, Asks, Catalogue, Entity, FactId, Path, RowId, Use, Value};

use super::{Reading, situation_of, wire};
use crate::copy::is_sensitive;
use crate::desk::{Giver, StoredAnswer};
use crate::routes::StepView;

/// What was answered last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Was {
    /// In French.
    pub shown: String,
    /// As a form writes it, when one key may confirm it.
    pub same: Option<String>,
}

/// What was answered last time at a place that has no answer yet; `None` when there is nothing to show here.
pub fn was(reading: &Reading<'_>, path: &Path, view: &StepView) -> Option<Was> {
    was_at(reading, path, path, view)
}

/// The same, for a place that had another name in the bilan before: a cell of income.
pub fn was_at(reading: &Reading<'_>, path: &Path, then: &Path, view: &StepView) -> Option<Was> {
    let before = reading.bilan.before.as_deref()?;
    if reading.answer(path).is_asked() || view.partner {
        return None;
    }
    let stored = before.answers.iter().find(|stored| stored.path == *then)?;
    if !may_show(reading.catalogue, stored, view.alone) || serves_the_day(reading.catalogue, path) {
        return None;
    }
    let passes = matches!(path, Path::Receipt(_)) || passes_with_time(reading.catalogue, path);
    Some(Was {
        shown: reading.catalogue.show(path, &stored.answer),
        same: (!passes).then(|| wire::write(reading.catalogue, path, &stored.answer)),
    })
}

/// The children of the bilan before that this one does not know yet: their rows are there to be confirmed.
pub fn children(reading: &Reading<'_>, view: &StepView) -> Vec<RowId> {
    let Some(before) = reading.bilan.before.as_deref().filter(|_| !view.partner) else {
        return Vec::new();
    };
    let known = reading.situation.rows(Entity::Child);
    let removed = |row: &RowId| {
        let path = Path::Child(row.clone(), rules::REMOVED.into());
        reading.answer(&path).is_asked()
    };
    let mut rows = situation_of(&before.answers).rows(Entity::Child);
    rows.retain(|row| !known.contains(row) && !removed(row));
    rows
}

/// A value, given by the person, that these ears may hear.
fn may_show(catalogue: &Catalogue, stored: &StoredAnswer, alone: bool) -> bool {
    let told = match &stored.answer {
        Answer::Given(Value::Text(_)) => false,
        Answer::Given(_) => true,
        Answer::NotAsked
        | Answer::DoesNotKnow
        | Answer::PrefersNotToSay
        | Answer::Unreadable(_) => false,
    };
    told && stored.giver != Giver::PartnerAlone && (alone || !is_sensitive(catalogue, &stored.path))
}

/// Whether the fact of a place is one of these.
fn is_among(catalogue: &Catalogue, path: &Path, facts: &[FactId]) -> bool {
    let mut named = facts.iter().filter_map(|id| catalogue.fact(*id));
    named.any(|fact| Some(fact.id.as_str()) == path.fact())
}

/// Whether what the place says passes with time, as its question says: this year, the last months, what was going on.
fn passes_with_time(catalogue: &Catalogue, path: &Path) -> bool {
    let mut questions = catalogue.questions().iter();
    questions.any(|question| is_among(catalogue, path, &question.passing))
}

/// Whether the place only serves the day of the interview.
fn serves_the_day(catalogue: &Catalogue, path: &Path) -> bool {
    let asks = |facts: &[FactId]| is_among(catalogue, path, facts);
    catalogue.questions().iter().any(|question| {
        matches!(
            question.used_for,
            Use::Conduct | Use::Urgency | Use::Documents
        ) && matches!(&question.asks, Asks::Facts { facts, .. } if asks(facts))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_what_its_question_says() {
        let catalogue = Catalogue::embedded().unwrap();
        let passes = |fact: &str| {
            let path = Path::Household(fact.into());
            passes_with_time(&catalogue, &path)
        };
        assert!(passes("deces_enfant") && passes("revenu_fiscal_reference"));
        // Asked by the same question as the first, and does not pass.
        assert!(!passes("deces_date") && !passes("logement_statut"));
        let questions = catalogue.questions().iter();
        let passing: usize = questions.map(|question| question.passing.len()).sum();
        assert!(passing >= 36, "{passing}");
    }
}

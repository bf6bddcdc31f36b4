//! What a paper may know. A copy is made as if the rest had never been said: what is withheld can then show nowhere, be it in a
//! right, an amount, a question left, a count or a document.
//!
//! Two things are put aside before anything is evaluated: what the partner said alone, for every paper; and what is sensitive,
//! for every paper but the full one, which the person chose.

use rules::{Asks, Catalogue, Evaluation, Outcome, Path, Right};

use super::selection::Paper;
use crate::desk::{Bilan, BilanState, Giver, PaperFindings};
use crate::interview::situation_of;

/// The bilan as its paper may know it, and which paper that is.
pub fn on_paper(catalogue: &Catalogue, bilan: &Bilan) -> (Bilan, Paper) {
    let mut known = bilan.clone();
    known.before = None;
    known
        .answers
        .retain(|stored| stored.giver != Giver::PartnerAlone);
    let paper = Paper::of(&known);
    if !paper.shows_sensitive() {
        known
            .answers
            .retain(|stored| !is_sensitive(catalogue, &stored.path));
    }
    (known, paper)
}

/// Whether an answer at this place is sensitive: by its fact, or by the right it says to be received when that right is intimate
/// or is asked about only alone with the person.
pub fn is_sensitive(catalogue: &Catalogue, path: &Path) -> bool {
    let Path::Receipt(right) = path else {
        return catalogue.fact_at(path).is_some_and(|fact| fact.sensitive);
    };
    let mut askers = catalogue
        .questions()
        .iter()
        .filter(
            |question| matches!(&question.asks, Asks::Receipts(rights) if rights.iter().any(|id| right == id)),
        )
        .peekable();
    let alone = askers.peek().is_some() && askers.all(|question| question.alone);
    alone || catalogue.right(right).is_some_and(|right| right.sensitive)
}

/// Which rights a paper of this bilan may name, whatever is written of them: the copy's own, and those that rest neither on what is
/// sensitive nor on what the partner said alone.
pub fn may_name<'a>(catalogue: &'a Catalogue, bilan: &Bilan) -> impl Fn(&Right) -> bool + use<'a> {
    let paper = Paper::of(&on_paper(catalogue, bilan).0);
    may_tell(catalogue, bilan, paper.shows_sensitive())
}

/// The same of anything written for others, when the person said themselves whether what is sensitive may be in it.
pub fn may_tell<'a>(
    catalogue: &'a Catalogue,
    bilan: &Bilan,
    with_sensitive: bool,
) -> impl Fn(&Right) -> bool + use<'a> {
    let told = findings(catalogue, bilan);
    let all = rules::evaluate(catalogue, &situation_of(&bilan.answers), bilan.law_date);
    let alone: Vec<Path> = bilan
        .answers
        .iter()
        .filter(|stored| stored.giver == Giver::PartnerAlone)
        .map(|stored| stored.path.clone())
        .collect();
    move |right| {
        let finding = all.finding(&right.id);
        let sensitive = right.sensitive
            || is_sensitive(catalogue, &Path::Receipt(right.id.as_str().into()))
            || finding.is_some_and(|finding| finding.sensitive);
        let from_partner = finding.is_some_and(|finding| {
            let mut facts = finding.conditions.iter().flat_map(|one| &one.facts);
            facts.any(|path| alone.contains(path))
        });
        let on_copy = told.finding(&right.id).is_some_and(|finding| {
            matches!(
                finding.outcome,
                Outcome::Probable | Outcome::MayAsk | Outcome::AlreadyOpen
            )
        });
        (!sensitive || with_sensitive) && (!from_partner || on_copy)
    }
}

/// What is found from what the paper may know, to be frozen when the copy leaves.
pub fn found(catalogue: &Catalogue, bilan: &Bilan) -> PaperFindings {
    let (known, paper) = on_paper(catalogue, bilan);
    PaperFindings {
        full: paper.shows_sensitive(),
        evaluation: rules::evaluate(catalogue, &situation_of(&known.answers), bilan.law_date),
    }
}

/// The findings to print: those frozen for the same kind of paper once the bilan is closed, else those of now.
pub fn findings(catalogue: &Catalogue, bilan: &Bilan) -> Evaluation {
    let full = on_paper(catalogue, bilan).1.shows_sensitive();
    let frozen = bilan
        .issued
        .as_ref()
        .filter(|_| bilan.state == BilanState::Closed)
        .and_then(|issued| issued.paper.as_ref())
        .filter(|paper| paper.full == full);
    frozen.map_or_else(
        || found(catalogue, bilan).evaluation,
        |paper| paper.evaluation.clone(),
    )
}

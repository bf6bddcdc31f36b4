//! What changed since the bilan before: answers that differ, rights that are new, lost or worth another amount, and the rights
//! found then, of which one asks first what each became.
//!
//! Pure. An answer that was not given again is no change, and a right is lost only when it has become unlikely: what is not known
//! yet takes nothing away.

use rules::{Evaluation, Finding, Outcome, Path, Receipt, Truth};

use crate::copy::is_sensitive;
use crate::desk::{Bilan, Giver};
use crate::follow_up::{FollowUp, Standing};
use crate::interview::labels::{self, capital};
use crate::interview::said::shown_at;
use crate::interview::{Reading, panel};

/// What changed between two bilans of one person.
pub struct Since<'a> {
    /// The bilan before.
    pub before: &'a Bilan,
    /// Answers that differ.
    pub answers: Vec<Answered>,
    /// Rights to ask for now that were not then.
    pub gained: Vec<Change>,
    /// Rights that were to ask for, or open, and are now unlikely.
    pub lost: Vec<Change>,
    /// Rights to ask for then and now, with another amount.
    pub amounts: Vec<Change>,
    /// Rights to ask for then, or asked for: what did each become? By id.
    pub followed: Vec<String>,
}

/// One answer that differs.
pub struct Answered {
    /// How its place is called.
    pub name: String,
    /// What was said then.
    pub then: String,
    /// What is said now.
    pub now: String,
    /// It is sensitive, or the partner gave one of the two alone.
    pub private: bool,
}

/// One right that changed.
pub struct Change {
    /// Its name.
    pub name: String,
    /// What was found then: « 520 € / mois ».
    pub then: Option<String>,
    /// What is found now.
    pub now: Option<String>,
    /// It rests on something sensitive, then or now.
    pub private: bool,
}

/// What rights followed in the bilan before became, by name: nothing intimate, since it is read with the person.
pub fn became<'f>(reading: &Reading<'_>, followed: &'f [FollowUp]) -> Vec<(String, &'f Standing)> {
    let Some(before) = reading.bilan.before.as_deref() else {
        return Vec::new();
    };
    let then = Reading::new(reading.catalogue, before);
    let told = followed.iter().filter_map(|known| {
        let standing = &known.standing;
        let right = reading.catalogue.right(&standing.right)?;
        let is_private = right.sensitive
            || is_sensitive(reading.catalogue, &Path::Receipt(right.id.as_str().into()))
            || [&then, reading].into_iter().any(|reading| {
                let finding = reading.evaluation.finding(&right.id);
                finding.is_some_and(|one| private(reading, one) || rests_on_partner(reading, one))
            });
        (!is_private).then(|| (right.name.clone(), standing))
    });
    told.collect()
}

/// Compares a bilan with the one before; `None` when there is none.
pub fn since<'a>(reading: &Reading<'a>) -> Option<Since<'a>> {
    let before = reading.bilan.before.as_deref()?;
    // Closed with a copy, it is read as it was frozen.
    let then = Reading::new(reading.catalogue, before);
    let followed = then
        .evaluation
        .findings
        .iter()
        .filter(|finding| followed(finding) && !private(reading, finding))
        .map(|finding| finding.right.clone())
        .collect();
    let (was, now) = (&then.evaluation, &reading.evaluation);
    Some(Since {
        before,
        answers: answers(reading, before),
        gained: changes(reading, was, now, |was, now| {
            is_open_to(now) && !was.is_some_and(|was| is_open_to(was) || is_received(was))
        }),
        lost: changes(reading, was, now, |was, now| {
            now.outcome == Outcome::Unlikely
                && was.is_some_and(|was| is_open_to(was) || is_received(was))
        }),
        amounts: changes(reading, was, now, |was, now| {
            is_open_to(now) && was.is_some_and(|was| is_open_to(was) && was.amount != now.amount)
        }),
        followed,
    })
}

fn answers(reading: &Reading<'_>, before: &Bilan) -> Vec<Answered> {
    let catalogue = reading.catalogue;
    let now = reading.bilan.answers.iter();
    now.filter(|stored| stored.answer.is_asked() && !matches!(stored.path, Path::Income(..)))
        .filter_map(|stored| {
            let then = before
                .answers
                .iter()
                .find(|then| then.path == stored.path && then.answer.value().is_some())?;
            (then.answer != stored.answer).then(|| Answered {
                name: capital(&labels::label(catalogue, &reading.situation, &stored.path)),
                then: catalogue.show(&stored.path, &then.answer),
                now: shown_at(catalogue, &stored.path, &stored.answer),
                private: is_sensitive(catalogue, &stored.path)
                    || [stored.giver, then.giver].contains(&Giver::PartnerAlone),
            })
        })
        .collect()
}

fn changes(
    reading: &Reading<'_>,
    then: &Evaluation,
    now: &Evaluation,
    differs: impl Fn(Option<&Finding>, &Finding) -> bool,
) -> Vec<Change> {
    let all = now.findings.iter();
    all.filter_map(|finding| {
        let was = then.finding(&finding.right);
        let amount = |finding: &Finding| finding.amount.as_ref().and_then(panel::amount);
        differs(was, finding).then_some(())?;
        Some(Change {
            name: reading.catalogue.right(&finding.right)?.name.clone(),
            then: was.and_then(amount),
            now: amount(finding),
            private: private(reading, finding)
                || was.is_some_and(|was| private(reading, was))
                || rests_on_partner(reading, finding),
        })
    })
    .collect()
}

/// To be asked for.
fn is_open_to(finding: &Finding) -> bool {
    matches!(finding.outcome, Outcome::Probable | Outcome::MayAsk)
}

fn is_received(finding: &Finding) -> bool {
    finding.outcome == Outcome::AlreadyOpen
}

/// What one asks about first: what was to ask for with a reason to, and what was asked for.
fn followed(finding: &Finding) -> bool {
    let asked = matches!(finding.receipt, Some(Receipt::Requested { .. }));
    asked || (is_open_to(finding) && finding.signalled == Truth::Yes)
}

fn private(reading: &Reading<'_>, finding: &Finding) -> bool {
    finding.sensitive
        || is_sensitive(
            reading.catalogue,
            &Path::Receipt(finding.right.as_str().into()),
        )
}

/// Whether a condition looks at something the partner said alone, in this bilan.
fn rests_on_partner(reading: &Reading<'_>, finding: &Finding) -> bool {
    let alone = |path: &Path| {
        reading
            .stored(path)
            .is_some_and(|stored| stored.giver == Giver::PartnerAlone)
    };
    finding
        .conditions
        .iter()
        .any(|condition| condition.facts.iter().any(alone))
}

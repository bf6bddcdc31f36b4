//! Findings: outcome, reasons, what is missing, estimate, exclusions, sensitive mark.

use std::collections::BTreeMap;

use super::compute::Computer;
use super::interval::{Interval, nearest};
use super::trace::Leaf;
use super::value::Val;
use crate::language::reach::Reached;
use crate::path::Holder;
use crate::values::UNIT;
use crate::{
    AmountRange, Estimate, ExclusionKind, Finding, Judged, Outcome, Path, Receipt, Right, Truth,
    Verdict, YearMonth,
};

/// What follows for one right, before it is told.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub(crate) outcome: Outcome,
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) amount: Option<AmountRange>,
    pub(crate) amount_failed: bool,
    pub(crate) signalled: Truth,
    /// Places that could still change the outcome or the amount.
    pub(crate) settles: Vec<Leaf>,
    /// Places that could still change whether the right is worth raising, while that matters.
    pub(crate) signals: Vec<Leaf>,
}

impl Judgement {
    /// Whether people would be told the same.
    fn says_the_same(&self, other: &Self) -> bool {
        self.outcome == other.outcome
            && self.verdicts == other.verdicts
            && self.amount == other.amount
            && self.signalled == other.signalled
    }
}

/// What every right in force comes to; `None` for the others.
pub(crate) fn judge(computer: &mut Computer<'_>) -> Vec<Option<Judgement>> {
    (0..computer.catalogue.rights().len())
        .map(|index| {
            let right = u16::try_from(index).unwrap_or(u16::MAX);
            computer
                .is_in_force(right)
                .then(|| judge_one(computer, right))
        })
        .collect()
}

fn judge_one(computer: &mut Computer<'_>, right: u16) -> Judgement {
    let compiled = computer.compiled(right);
    let held = computer.held(right);
    let outcome = computer.outcome(right, &held.verdicts);
    let undecided = matches!(outcome, Outcome::ToCheck | Outcome::NotComputed);
    let mut settles = Vec::new();
    if undecided {
        settles.extend_from_slice(computer.trace.places(held.noted));
    }
    let formula = compiled.is_some_and(|compiled| compiled.amount.is_some());
    let (mut amount, mut amount_failed) = (None, false);
    if formula
        && matches!(
            outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
        )
    {
        let (range, noted) = computer.formula(right);
        amount_failed = noted.failed && !range.is_point();
        amount = (!amount_failed && range != Interval::at_least(0)).then(|| cents(range));
        if !range.is_point() {
            settles.extend_from_slice(computer.trace.places(noted));
            settles.sort_unstable();
            settles.dedup();
        }
    }
    let start = computer.trace.start();
    let signal = compiled.and_then(|compiled| computer.dated(&compiled.signal));
    let noted = computer.trace.note(start);
    let signals = if undecided {
        computer.trace.places(noted).to_vec()
    } else {
        Vec::new()
    };
    Judgement {
        outcome,
        verdicts: held.verdicts,
        amount,
        amount_failed,
        signalled: signal.map_or(Truth::Unknown, Val::truth),
        settles,
        signals,
    }
}

/// Both ends to the nearest cent.
pub(super) fn cents(range: Interval) -> AmountRange {
    let cent = |value: i64| {
        i64::try_from(nearest(i128::from(value), i128::from(UNIT / 100))).unwrap_or(i64::MAX)
    };
    AmountRange {
        lo: cent(range.lo),
        hi: (range.hi != i64::MAX).then(|| cent(range.hi)),
    }
}

/// Tells what follows for every right in force.
pub(crate) fn tell(
    computer: &Computer<'_>,
    judged: &[Option<Judgement>],
    blind: Option<&[Option<Judgement>]>,
) -> Vec<Finding> {
    let counts = counts(judged);
    let catalogue = computer.catalogue;
    let mut findings = Vec::new();
    for (index, (right, judgement)) in catalogue.rights().iter().zip(judged).enumerate() {
        let Some(judgement) = judgement else { continue };
        let id = u16::try_from(index).unwrap_or(u16::MAX);
        let receipt = computer.frames.receipts.get(index).copied().flatten();
        let rests_on_sensitive = blind.is_some_and(|blind| {
            let without = blind.get(index).and_then(Option::as_ref);
            !without.is_some_and(|without| without.says_the_same(judgement))
        });
        let settles = &judgement.settles;
        let sensitive_only =
            !settles.is_empty() && settles.iter().all(|leaf| computer.is_sensitive(*leaf));
        let (choice_with, after) = exclusions(computer, judged, id, judgement.outcome);
        findings.push(Finding {
            right: right.id.clone(),
            outcome: judgement.outcome,
            receipt,
            signalled: judgement.signalled,
            conditions: reasons(computer, right, id, judgement),
            missing: missing(computer, settles, &counts),
            amount: judgement
                .amount
                .zip(right.benefit.period)
                .map(|(range, period)| Estimate { range, period }),
            choice_with,
            after,
            after_opening_of: waits_for(computer, judged, id, judgement),
            renew_before: match receipt {
                Some(Receipt::Open { until }) => until,
                _ => None,
            },
            sensitive: right.sensitive || rests_on_sensitive || sensitive_only,
            failures: failures(computer, right, id, judgement),
        });
    }
    findings
}

/// How many rights each place could settle.
fn counts(judged: &[Option<Judgement>]) -> BTreeMap<Leaf, usize> {
    let mut counts: BTreeMap<Leaf, usize> = BTreeMap::new();
    for leaf in judged
        .iter()
        .flatten()
        .flat_map(|judgement| &judgement.settles)
    {
        let count = counts.entry(*leaf).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

fn missing(computer: &Computer<'_>, leaves: &[Leaf], counts: &BTreeMap<Leaf, usize>) -> Vec<Path> {
    let mut ordered: Vec<(usize, Leaf)> = leaves
        .iter()
        .map(|leaf| (counts.get(leaf).copied().unwrap_or(0), *leaf))
        .collect();
    ordered.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    ordered
        .into_iter()
        .filter_map(|(_, leaf)| computer.path(leaf))
        .collect()
}

fn reasons(computer: &Computer<'_>, right: &Right, id: u16, judgement: &Judgement) -> Vec<Judged> {
    let reads = computer
        .compiled(id)
        .map_or(&[][..], |compiled| &compiled.reads);
    let conditions = right.conditions.iter().zip(&judgement.verdicts).zip(reads);
    conditions
        .map(|((condition, verdict), reads)| Judged {
            label: condition.label.clone(),
            verdict: *verdict,
            appraisal: condition.appraisal.clone(),
            source: condition.source.clone(),
            confidence: condition.confidence,
            facts: reads
                .iter()
                .flat_map(|read| looked_at(computer, *read))
                .collect(),
        })
        .collect()
}

/// The places of the answers an expression looks at.
fn looked_at(computer: &Computer<'_>, read: Reached) -> Vec<Path> {
    use super::resolve::{HOUSEHOLD, PARTNER, PERSON};
    let frames = &computer.frames;
    let at = |frame, slot| frames.path(computer.catalogue, frame, slot);
    match read {
        Reached::Household(slot) => at(HOUSEHOLD, slot).into_iter().collect(),
        Reached::Person(slot) => at(PERSON, slot).into_iter().collect(),
        Reached::Partner(slot) if frames.partner != Truth::No => {
            at(PARTNER, slot).into_iter().collect()
        }
        Reached::PartnerExists => vec![Path::PartnerExists],
        Reached::Child(slot) => (0..frames.children().len())
            .filter_map(|child| at(frames.child_frame(child), slot))
            .collect(),
        Reached::ChildrenComplete => vec![Path::ChildrenComplete],
        Reached::Incomes(first, last) => {
            let (from, to) = window(computer, first, last);
            let within = frames
                .incomes()
                .iter()
                .enumerate()
                .filter(|(index, _)| {
                    frames.falls_within(frames.income_frame(*index), from, to) != Truth::No
                })
                .map(|(_, row)| Path::Income(row.clone(), "montant".to_owned()));
            let months = (from..=to).flat_map(|month| Holder::ALL.map(|holder| (holder, month)));
            let asked = months
                .filter(|(holder, month)| frames.is_month_asked(*holder, *month))
                .map(|(holder, month)| Path::IncomesComplete(holder, YearMonth::from_index(month)));
            within.chain(asked).collect()
        }
        Reached::Right(right) => computer.path(Leaf::Receipt(right)).into_iter().collect(),
        Reached::Partner(_)
        | Reached::Income(_)
        | Reached::Parameter(_)
        | Reached::Intermediate(_) => Vec::new(),
    }
}

fn window(computer: &Computer<'_>, first: i32, last: i32) -> (i64, i64) {
    let this_month = computer.this_month();
    (
        this_month.saturating_add(i64::from(first)),
        this_month.saturating_add(i64::from(last)),
    )
}

const fn likely(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::AlreadyOpen | Outcome::Probable | Outcome::MayAsk
    )
}

fn outcome_of(judged: &[Option<Judgement>], right: u16) -> Option<Outcome> {
    judged
        .get(usize::from(right))
        .and_then(Option::as_ref)
        .map(|judgement| judgement.outcome)
}

/// What one must choose between, and what comes first. A choice written on one side holds on both; what is
/// unlikely is not something to choose, but what comes first is said all the same.
fn exclusions(
    computer: &Computer<'_>,
    judged: &[Option<Judgement>],
    id: u16,
    outcome: Outcome,
) -> (Vec<String>, Vec<String>) {
    let (mut choice, mut after) = (Vec::new(), Vec::new());
    let chosen = !matches!(outcome, Outcome::Unlikely | Outcome::NotComputed);
    for (index, right) in computer.catalogue.rights().iter().enumerate() {
        let other = u16::try_from(index).unwrap_or(u16::MAX);
        if other == id || !outcome_of(judged, other).is_some_and(likely) {
            continue;
        }
        let says = |from: u16, to: u16, kind| {
            computer
                .compiled(from)
                .is_some_and(|compiled| compiled.exclusions.contains(&(to, kind)))
        };
        if chosen
            && (says(id, other, ExclusionKind::Choice) || says(other, id, ExclusionKind::Choice))
        {
            choice.push(right.id.clone());
        }
        if says(id, other, ExclusionKind::Priority) {
            after.push(right.id.clone());
        }
    }
    (choice, after)
}

/// Rights not open yet, probable or to be asked for, without which a condition would not hold.
fn waits_for(
    computer: &Computer<'_>,
    judged: &[Option<Judgement>],
    id: u16,
    judgement: &Judgement,
) -> Vec<String> {
    let waiting = matches!(
        judgement.outcome,
        Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
    );
    let Some(compiled) = computer.compiled(id).filter(|_| waiting) else {
        return Vec::new();
    };
    let candidates = compiled
        .reads
        .iter()
        .flatten()
        .filter_map(|read| match read {
            Reached::Right(other) => Some(*other),
            _ => None,
        });
    let mut candidates: Vec<u16> = candidates
        .filter(|other| {
            matches!(
                outcome_of(judged, *other),
                Some(Outcome::Probable | Outcome::MayAsk)
            )
        })
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    let needs = |other: &u16| {
        let suppose = |truth| {
            let frames = computer.frames.clone();
            let mut supposed = Computer::new(computer.catalogue, frames, computer.day, false);
            supposed.supposed = Some((*other, truth));
            supposed.held(id).verdicts
        };
        let (with, without) = (suppose(Truth::Yes), suppose(Truth::No));
        with.iter()
            .zip(&without)
            .any(|(with, without)| with != without && *with != Verdict::NotMet)
    };
    candidates.retain(needs);
    let rights = computer.catalogue.rights();
    candidates
        .into_iter()
        .filter_map(|other| rights.get(usize::from(other)))
        .map(|right| right.id.clone())
        .collect()
}

/// What could not be computed, sentences.
fn failures(computer: &Computer<'_>, right: &Right, id: u16, judgement: &Judgement) -> Vec<String> {
    let not_computed = judgement.verdicts.contains(&Verdict::NotComputed);
    let Some(compiled) = computer
        .compiled(id)
        .filter(|_| not_computed || judgement.amount_failed)
    else {
        return Vec::new();
    };
    let day = crate::french::day(computer.day);
    let mut failures = Vec::new();
    for read in &compiled.reads_in_all {
        match read {
            Reached::Parameter(index) => {
                let parameter = computer.catalogue.parameters().get(usize::from(*index));
                failures.extend(
                    parameter
                        .filter(|p| p.values.iter().all(|value| value.since > computer.day))
                        .map(|parameter| {
                            format!("Le barème ne donne pas « {} » au {day}.", parameter.name)
                        }),
                );
            }
            Reached::Intermediate(index) => {
                let dated = computer
                    .catalogue
                    .compiled
                    .intermediates
                    .get(usize::from(*index));
                if dated.is_some_and(|dated| dated.on(computer.day).is_none()) {
                    failures.push(format!(
                        "Un calcul dont ce droit dépend n’est pas décrit au {day}."
                    ));
                }
            }
            _ => {}
        }
    }
    for (condition, test) in right.conditions.iter().zip(&compiled.conditions) {
        if test
            .as_ref()
            .is_some_and(|test| test.on(computer.day).is_none())
        {
            failures.push(format!(
                "Cette règle n’est pas décrite au {day} : {}",
                condition.label
            ));
        }
    }
    if compiled
        .amount
        .as_ref()
        .is_some_and(|amount| amount.on(computer.day).is_none())
    {
        failures.push(format!("Le calcul du montant n’est pas décrit au {day}."));
    }
    if failures.is_empty() {
        failures.push(format!(
            "Un droit dont celui-ci dépend n’a pas pu être calculé au {day}."
        ));
    }
    failures.sort();
    failures.dedup();
    failures
}

//! Findings: outcome, reasons, what is missing, estimate, exclusions, sensitive mark.

use std::collections::BTreeMap;

use super::compute::Computer;
use super::interval::{Interval, nearest};
use super::live::{Leaf, Live};
use super::value::Val;
use crate::language::reach::Reached;
use crate::path::Holder;
use crate::values::UNIT;
use crate::{
    AmountRange, Estimate, ExclusionKind, Finding, Judged, Outcome, Path, Receipt, Right, Truth,
    Verdict, YearMonth,
};

/// What follows for one right, before it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) outcome: Outcome,
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) amount: Option<AmountRange>,
    pub(crate) amount_failed: bool,
    pub(crate) signalled: Truth,
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
    let count = compiled.map_or(0, |right| right.conditions.len());
    let verdicts: Vec<Verdict> = (0..count)
        .map(|condition| computer.verdict(right, condition))
        .collect();
    let outcome = computer.outcome(right, &verdicts);
    let signal = compiled.and_then(|compiled| computer.dated(&compiled.signal));
    let formula = compiled.is_some_and(|compiled| compiled.amount.is_some());
    let estimated = formula
        && matches!(
            outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
        );
    let (amount, amount_failed) = if estimated {
        let (range, failed) = computer.formula(right);
        let failed = failed && !range.is_point();
        (
            (!failed && range != Interval::at_least(0)).then(|| cents(range)),
            failed,
        )
    } else {
        (None, false)
    };
    computer.failed = false;
    Judgement {
        outcome,
        verdicts,
        amount,
        amount_failed,
        signalled: signal.map_or(Truth::Unknown, Val::truth),
    }
}

/// Both ends to the nearest cent.
fn cents(range: Interval) -> AmountRange {
    let cent = |value: i64| {
        i64::try_from(nearest(i128::from(value), i128::from(UNIT / 100))).unwrap_or(i64::MAX)
    };
    AmountRange {
        lo: cent(range.lo),
        hi: (range.hi != i64::MAX).then(|| cent(range.hi)),
    }
}

/// What may still settle each right: first what decides its conditions and its amount, then its signal.
pub(crate) struct Open {
    /// Places that decide the outcome or the amount.
    pub(crate) settles: Vec<Leaf>,
    /// Places that only decide whether the right is worth raising.
    pub(crate) signals: Vec<Leaf>,
}

/// What may still settle each right in force.
pub(crate) fn open_places(computer: &mut Computer<'_>, judged: &[Option<Judgement>]) -> Vec<Open> {
    let mut live = Live::new(computer);
    let mut found = Vec::with_capacity(judged.len());
    for (index, judgement) in judged.iter().enumerate() {
        let right = u16::try_from(index).unwrap_or(u16::MAX);
        live.restart();
        let mut open = Open {
            settles: Vec::new(),
            signals: Vec::new(),
        };
        if let (Some(judgement), Some(compiled)) = (judgement, computer.compiled(right)) {
            let undecided = matches!(judgement.outcome, Outcome::ToCheck | Outcome::NotComputed);
            if undecided {
                for test in compiled.conditions.iter().flatten() {
                    live.dated(computer, test);
                }
            }
            let estimated = matches!(
                judgement.outcome,
                Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
            );
            if let (true, Some(formula)) = (estimated, &compiled.amount) {
                live.dated(computer, formula);
            }
            live.settle();
            open.settles.clone_from(&live.leaves);
            if undecided {
                live.restart();
                live.dated(computer, &compiled.signal);
                live.settle();
                open.signals.clone_from(&live.leaves);
            }
        }
        found.push(open);
    }
    computer.failed = false;
    found
}

/// Tells what follows for every right in force.
pub(crate) fn tell(
    computer: &mut Computer<'_>,
    judged: &[Option<Judgement>],
    open: &[Open],
    blind: Option<&[Option<Judgement>]>,
) -> Vec<Finding> {
    let counts = counts(open);
    let catalogue = computer.catalogue;
    let mut findings = Vec::new();
    for (index, (right, judgement)) in catalogue.rights().iter().zip(judged).enumerate() {
        let (Some(judgement), Some(open)) = (judgement, open.get(index)) else {
            continue;
        };
        let id = u16::try_from(index).unwrap_or(u16::MAX);
        let receipt = computer.frames.receipts.get(index).copied().flatten();
        let rests_on_sensitive =
            blind.is_some_and(|blind| blind.get(index) != Some(&Some(judgement.clone())));
        let sensitive_only = !open.settles.is_empty()
            && open.settles.iter().all(|leaf| computer.is_sensitive(*leaf));
        let (choice_with, after) = exclusions(computer, judged, id, judgement.outcome);
        findings.push(Finding {
            right: right.id.clone(),
            outcome: judgement.outcome,
            receipt,
            signalled: judgement.signalled,
            conditions: reasons(computer, right, id, judgement),
            missing: missing(computer, &open.settles, &counts),
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
fn counts(open: &[Open]) -> BTreeMap<Leaf, usize> {
    let mut counts: BTreeMap<Leaf, usize> = BTreeMap::new();
    for leaf in open.iter().flat_map(|open| &open.settles) {
        let count = counts.entry(*leaf).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

fn missing(computer: &Computer<'_>, leaves: &[Leaf], counts: &BTreeMap<Leaf, usize>) -> Vec<Path> {
    let mut ordered: Vec<Leaf> = leaves.to_vec();
    ordered.sort_by_key(|leaf| std::cmp::Reverse(counts.get(leaf).copied().unwrap_or(0)));
    ordered
        .into_iter()
        .filter_map(|leaf| path(computer, leaf))
        .collect()
}

/// The place of a leaf, for people.
pub(crate) fn path(computer: &Computer<'_>, leaf: Leaf) -> Option<Path> {
    match leaf {
        Leaf::Fact(frame, slot) => computer.frames.path(computer.catalogue, frame, slot),
        Leaf::NewChild(_) => None,
        Leaf::PartnerExists => Some(Path::PartnerExists),
        Leaf::ChildrenComplete => Some(Path::ChildrenComplete),
        Leaf::Month(holder, month) => {
            Some(Path::IncomesComplete(holder, YearMonth::from_index(month)))
        }
        Leaf::Receipt(right) => {
            let right = computer.catalogue.rights().get(usize::from(right))?;
            Some(Path::Receipt(right.id.clone()))
        }
    }
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
        Reached::Right(right) => path(computer, Leaf::Receipt(right)).into_iter().collect(),
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
    computer: &mut Computer<'_>,
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
            let mut supposed =
                Computer::new(computer.catalogue, computer.frames.clone(), computer.day);
            supposed.supposed = Some((*other, truth));
            (0..compiled.conditions.len())
                .map(|index| supposed.verdict(id, index))
                .collect::<Vec<_>>()
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

//! What every right comes to for a household: outcome, amount, and what would settle the rest.

use super::compute::Computer;
use super::interval::{Interval, nearest};
use super::law::Expression;
use super::resolve::Received;
use super::trace::Noted;
use super::value::Val;
use crate::values::UNIT;
use crate::{AmountRange, Outcome, Truth, Verdict};

/// What follows for one right, before it is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgement {
    pub(crate) outcome: Outcome,
    pub(crate) amount: Option<AmountRange>,
    pub(super) amount_failed: bool,
    pub(super) signalled: Truth,
    /// Places that could still change the outcome or the amount.
    pub(super) settles: Noted,
    /// Places that could still change whether the right is worth raising, while that matters.
    pub(super) signals: Noted,
}

/// What every right comes to.
#[derive(Clone, Debug, Default)]
pub(super) struct Judged {
    /// In the catalogue's order; `None` when the right is not in force.
    pub(super) rights: Vec<Option<Judgement>>,
    /// The verdict on every condition of every right, right after right.
    verdicts: Vec<Verdict>,
}

impl Judged {
    pub(super) fn of(&self, right: u16) -> Option<&Judgement> {
        self.rights.get(usize::from(right))?.as_ref()
    }

    /// The verdicts on the conditions of a right.
    pub(super) fn verdicts(&self, computer: &Computer<'_>, right: u16) -> &[Verdict] {
        let right = computer.law.right(right);
        let end = right.first_test.saturating_add(right.tests);
        self.verdicts.get(right.first_test..end).unwrap_or(&[])
    }

    /// Whether people would be told the same of a right.
    pub(super) fn says_the_same(&self, computer: &Computer<'_>, other: &Self, right: u16) -> bool {
        let same = |one: &Judgement, other: &Judgement| {
            one.outcome == other.outcome
                && one.amount == other.amount
                && one.signalled == other.signalled
        };
        match (self.of(right), other.of(right)) {
            (Some(one), Some(two)) => {
                same(one, two) && self.verdicts(computer, right) == other.verdicts(computer, right)
            }
            _ => false,
        }
    }

    /// Judges every right for the household the computer turned to: its outcome and its amount.
    pub(super) fn judge(&mut self, computer: &mut Computer<'_>) {
        self.each(computer, outcome_and_amount);
    }

    /// The same, with the verdict on each condition and all that would settle what is undecided.
    pub(super) fn judge_with_reasons(&mut self, computer: &mut Computer<'_>) {
        let mut verdicts = std::mem::take(&mut self.verdicts);
        verdicts.resize(computer.law.tests().len(), Verdict::Unknown);
        computer.found.verdicts = Some(verdicts);
        self.each(computer, with_reasons);
        self.verdicts = computer.found.verdicts.take().unwrap_or_default();
    }

    fn each(
        &mut self,
        computer: &mut Computer<'_>,
        judge: fn(&mut Computer<'_>, u16) -> Judgement,
    ) {
        self.rights.clear();
        let rights = u16::try_from(computer.law.catalogue.rights().len()).unwrap_or(u16::MAX);
        for right in 0..rights {
            let in_force = computer.law.right(right).is_in_force;
            self.rights.push(in_force.then(|| judge(computer, right)));
        }
    }
}

fn outcome_and_amount(computer: &mut Computer<'_>, right: u16) -> Judgement {
    let received = matches!(
        computer.frames.received(right),
        Received::Open | Received::Suspended
    );
    let mut judgement = Judgement {
        outcome: Outcome::AlreadyOpen,
        amount: None,
        amount_failed: false,
        signalled: Truth::Unknown,
        settles: Noted::default(),
        signals: Noted::default(),
    };
    if received {
        return judgement;
    }
    let held = computer.held(right);
    judgement.outcome = Computer::outcome(held.verdicts);
    if judgement.is_undecided() {
        judgement.settles = held.noted;
    }
    let gives = computer.law.right(right).amount != Expression::None;
    if gives
        && matches!(
            judgement.outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
        )
    {
        let (range, noted) = computer.formula(right);
        judgement.amount_failed = noted.failed && !range.is_point();
        judgement.amount =
            (!judgement.amount_failed && range != Interval::at_least(0)).then(|| cents(range));
        if !range.is_point() {
            judgement.settles = computer.trace.either(judgement.settles, noted);
        }
    }
    judgement
}

fn with_reasons(computer: &mut Computer<'_>, right: u16) -> Judgement {
    computer.held(right);
    let mut judgement = outcome_and_amount(computer, right);
    let start = computer.trace.start();
    let signal = computer.expression(computer.law.right(right).signal);
    let noted = computer.trace.note(start);
    judgement.signalled = signal.map_or(Truth::Unknown, Val::truth);
    if judgement.is_undecided() {
        judgement.signals = noted;
    }
    judgement
}

impl Judgement {
    const fn is_undecided(&self) -> bool {
        matches!(self.outcome, Outcome::ToCheck | Outcome::NotComputed)
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

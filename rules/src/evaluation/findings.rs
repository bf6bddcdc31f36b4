//! What every right comes to for a household: outcome, amount, and what would settle the rest.

use super::compute::Computer;
use super::ends::Ends;
use super::interval::{Interval, nearest, nearest_small};
use super::law::Expression;
use super::places::Set;
use super::trace::Noted;
use crate::values::UNIT;
use crate::{AmountRange, Outcome, Truth, Verdict};

/// The outcome of a right and what it would give.
pub(super) type Found = (Outcome, Option<AmountRange>);

/// What follows for one right, before it is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgement {
    pub(crate) outcome: Outcome,
    pub(crate) amount: Option<AmountRange>,
    pub(super) amount_failed: bool,
    /// Whether more answers could still change the amount.
    amount_varies: bool,
    pub(super) signalled: Truth,
    /// Places that could still change the outcome or the amount.
    pub(super) settles: Noted,
    /// Places that could still change whether the right is worth raising, while that matters.
    pub(super) signals: Noted,
}

/// What every right comes to.
#[derive(Clone, Debug, Default)]
pub(super) struct Judged {
    /// In the catalogue's order; `None` when the right is not in force, or was not judged.
    pub(super) rights: Vec<Option<Judgement>>,
    /// The verdict on every condition of every right, right after right.
    verdicts: Vec<Verdict>,
    /// The outcomes and amounts alone, when nothing more was judged.
    pub(super) found: Vec<Option<Found>>,
    /// The rights that look at anything said.
    looking: Vec<u64>,
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
        let kept = computer.law.kept();
        self.found.clone_from(&kept.found);
        kept.looking_at(computer.frames.said(), &mut self.looking);
        let found = &mut self.found;
        Set::of(&self.looking).iter().for_each(|right| {
            if let Some(Some((outcome, amount))) = found.get_mut(right) {
                let right = u16::try_from(right).unwrap_or(u16::MAX);
                *outcome = computer.outcome(right);
                *amount = None;
                if may_be_had(*outcome) {
                    *amount = computer.amount(right).0;
                }
            }
        });
    }

    /// The same, with the verdict on each condition, of the rights that look at anything forgotten.
    pub(super) fn judge_blind(&mut self, computer: &mut Computer<'_>) {
        let looks = |computer: &Computer<'_>, right| {
            let rights = &computer.law.catalogue.compiled.rights;
            let right = rights.get(usize::from(right));
            right.is_none_or(|right| computer.frames.forgot_any_of(&right.reads_through))
        };
        self.with_each_verdict(computer, looks, with_verdicts);
    }

    /// The same, with all that would settle what is undecided.
    pub(super) fn judge_with_reasons(&mut self, computer: &mut Computer<'_>) {
        self.with_each_verdict(computer, |_, _| true, with_reasons);
    }

    fn with_each_verdict(
        &mut self,
        computer: &mut Computer<'_>,
        looks: impl Fn(&Computer<'_>, u16) -> bool,
        judge: fn(&mut Computer<'_>, u16) -> Judgement,
    ) {
        let law = computer.law;
        self.verdicts.resize(law.tests().len(), Verdict::Unknown);
        self.each(computer, &looks, judge);
        for right in 0..rights(computer) {
            let in_force = law.right(right);
            if self.of(right).is_none() {
                continue;
            }
            let places = self.verdicts.iter_mut().skip(in_force.first_test);
            for (place, test) in places.zip(law.tests_of(in_force)) {
                *place = computer.verdict(*test);
            }
        }
    }

    fn each(
        &mut self,
        computer: &mut Computer<'_>,
        looks: impl Fn(&Computer<'_>, u16) -> bool,
        judge: fn(&mut Computer<'_>, u16) -> Judgement,
    ) {
        self.rights.clear();
        for right in 0..rights(computer) {
            let judged = computer.law.right(right).is_in_force && looks(computer, right);
            self.rights.push(judged.then(|| judge(computer, right)));
        }
    }
}

/// How many rights there are, those asked about in other months left out.
fn rights(computer: &Computer<'_>) -> u16 {
    u16::try_from(computer.law.catalogue.rights().len()).unwrap_or(u16::MAX)
}

fn with_verdicts(computer: &mut Computer<'_>, right: u16) -> Judgement {
    let ((outcome, amount), Formula { varies, failed }) = computer.outcome_and_amount(right);
    let signal = computer.expression(computer.law.right(right).signal);
    Judgement {
        outcome,
        amount,
        amount_failed: failed,
        amount_varies: varies,
        signalled: signal.map_or(Truth::Unknown, Ends::truth),
        settles: Noted::default(),
        signals: Noted::default(),
    }
}

fn with_reasons(computer: &mut Computer<'_>, right: u16) -> Judgement {
    let mut judgement = with_verdicts(computer, right);
    let begun = computer.trace.begin();
    if judgement.is_undecided() {
        computer.owe_conditions(right);
    }
    if judgement.amount_varies {
        computer.owe_amount(right);
    }
    judgement.settles = computer.trace.note(begun);
    if judgement.is_undecided() {
        let begun = computer.trace.begin();
        computer.owe_expression(computer.law.right(right).signal);
        judgement.signals = computer.trace.note(begun);
    }
    judgement
}

/// What is left to know of an amount.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Formula {
    /// Whether more answers could still change it.
    varies: bool,
    /// Whether it does for want of law.
    failed: bool,
}

/// Whether a right may be had, and its amount matters.
const fn may_be_had(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Probable | Outcome::MayAsk | Outcome::ToCheck
    )
}

impl Computer<'_> {
    /// The outcome of a right and, when it may be had, its amount.
    pub(super) fn outcome_and_amount(&mut self, right: u16) -> (Found, Formula) {
        let outcome = self.outcome(right);
        let (amount, formula) = if may_be_had(outcome) {
            self.amount(right)
        } else {
            (None, Formula::default())
        };
        ((outcome, amount), formula)
    }

    /// What a right would give; nothing is told when nothing is known of it.
    fn amount(&mut self, right: u16) -> (Option<AmountRange>, Formula) {
        if self.law.right(right).amount == Expression::None {
            return (None, Formula::default());
        }
        let (range, is_unsaid) = self.formula(right);
        let varies = !range.is_point();
        let failed = is_unsaid && varies;
        let tells = !failed && range != Interval::at_least(0);
        (tells.then(|| cents(range)), Formula { varies, failed })
    }
}

impl Judgement {
    const fn is_undecided(&self) -> bool {
        matches!(self.outcome, Outcome::ToCheck | Outcome::NotComputed)
    }
}

/// Both ends to the nearest cent.
pub(super) fn cents(range: Interval) -> AmountRange {
    let cent = |value: i64| {
        if let Some(cents) = nearest_small(value, UNIT / 100) {
            return cents;
        }
        i64::try_from(nearest(i128::from(value), i128::from(UNIT / 100))).unwrap_or(i64::MAX)
    };
    AmountRange {
        lo: cent(range.lo),
        hi: (range.hi != i64::MAX).then(|| cent(range.hi)),
    }
}

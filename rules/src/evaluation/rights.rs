//! What follows for one right: whether its conditions hold, what it would give, and what other rights may
//! ask of it.

use super::compute::Computer;
use super::interval::Interval;
use super::law::Expression;
use super::resolve::Received;
use super::trace::Noted;
use super::value::Val;
use crate::language::syntax::Asked;
use crate::{Outcome, Truth, Verdict};

/// What is known of the conditions of a right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    /// Whether they all hold.
    pub(crate) truth: Truth,
    /// The kinds of verdict among them.
    pub(crate) verdicts: Verdicts,
    /// What keeps it undecided.
    pub(crate) noted: Noted,
}

/// Kinds of verdict found among the conditions of a right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdicts(u8);

impl Verdicts {
    const fn of(verdict: Verdict) -> Self {
        Self(match verdict {
            Verdict::Met => 1,
            Verdict::NotMet => 2,
            Verdict::Unknown => 4,
            Verdict::Appraisal => 8,
            Verdict::NotComputed => 16,
        })
    }

    const fn add(&mut self, verdict: Verdict) {
        self.0 |= Self::of(verdict).0;
    }

    pub(crate) const fn has(self, verdict: Verdict) -> bool {
        self.0 & Self::of(verdict).0 != 0
    }
}

impl Computer<'_> {
    /// The verdict on one condition, and what it owes.
    pub(super) fn verdict(&mut self, test: Expression) -> (Verdict, Noted) {
        if test == Expression::None {
            return (Verdict::Appraisal, Noted::default());
        }
        let start = self.trace.start();
        let value = self.expression(test);
        let noted = self.trace.note(start);
        let verdict = match value.map(Val::truth) {
            Some(Truth::Yes) => Verdict::Met,
            Some(Truth::No) => Verdict::NotMet,
            Some(Truth::Unknown) if !noted.failed => Verdict::Unknown,
            Some(Truth::Unknown) | None => Verdict::NotComputed,
        };
        (verdict, noted)
    }

    /// Whether the conditions of a right all hold; what an institution must judge is unknown.
    pub(super) fn held(&mut self, right: u16) -> Held {
        let law = self.law;
        let in_force = law.right(right);
        let stamp = self.stamp(in_force.rests_on_rights);
        if let Some(held) = self.found.rights.get(usize::from(right), stamp) {
            return held;
        }
        let start = self.trace.start();
        let mut verdicts = Verdicts::default();
        if in_force.is_in_force {
            for (index, test) in (in_force.first_test..).zip(law.tests_of(in_force)) {
                let (verdict, noted) = self.verdict(*test);
                verdicts.add(verdict);
                if verdict != Verdict::Met {
                    self.trace.recall(noted);
                }
                match &mut self.found.verdicts {
                    Some(all) => {
                        if let Some(place) = all.get_mut(index) {
                            *place = verdict;
                        }
                    }
                    None if verdict == Verdict::NotMet => break,
                    None => {}
                }
            }
        }
        let truth = if verdicts.has(Verdict::NotMet) || !in_force.is_in_force {
            Truth::No
        } else if verdicts == Verdicts::of(Verdict::Met) {
            Truth::Yes
        } else {
            Truth::Unknown
        };
        let mut noted = Noted::default();
        if truth == Truth::Unknown {
            noted = self.trace.note(start);
            noted.failed = verdicts.has(Verdict::NotComputed);
        } else {
            self.trace.forget_since(start);
        }
        let held = Held {
            truth,
            verdicts,
            noted,
        };
        self.found.rights.put(usize::from(right), stamp, held);
        held
    }

    /// What the formula gives, never less than zero; anything when there is no formula.
    pub(super) fn formula(&mut self, right: u16) -> (Interval, Noted) {
        let in_force = self.law.right(right);
        let stamp = self.stamp(in_force.rests_on_rights);
        if let Some(kept) = self.found.amounts.get(usize::from(right), stamp) {
            return kept;
        }
        let start = self.trace.start();
        let value = match in_force.amount {
            Expression::None => Interval::at_least(0),
            formula => self.expression(formula).map_or_else(
                || {
                    self.trace.fails();
                    Interval::at_least(0)
                },
                |value| value.range().max(Interval::ZERO),
            ),
        };
        let found = (value, self.trace.note(start));
        self.found.amounts.put(usize::from(right), stamp, found);
        found
    }

    /// `possible(x)`, `ouvert(x)`, `recu(x)`, `montant(x)`.
    pub(super) fn of_right(&mut self, asked: Asked, right: u16) -> Val {
        if let (Some((supposed, truth)), true) = (self.supposed, asked != Asked::Amount)
            && supposed == right
        {
            return Val::Truth(truth);
        }
        let received = self.frames.received(right);
        match asked {
            Asked::Possible => Val::Truth(self.possible(right, received)),
            Asked::Open => Val::Truth(self.open(right, received)),
            Asked::Received => Val::Truth(self.is_received(right, received)),
            Asked::Amount => Val::Range(self.amount_of(right, received)),
        }
    }

    /// Whether the conditions of another right hold; the result of the moment rests on them.
    fn holds(&mut self, right: u16) -> Truth {
        let held = self.held(right);
        self.trace.recall(held.noted);
        held.truth
    }

    fn rests_on_receipt(&mut self, right: u16, received: Received) {
        if matches!(
            received,
            Received::Unknown | Received::Expired | Received::Requested
        ) {
            self.rests_on_receipt_of(right);
        }
    }

    /// Received, or its conditions hold; never false until they fail and receipt is denied.
    fn possible(&mut self, right: u16, received: Received) -> Truth {
        if matches!(received, Received::Open | Received::Suspended) {
            return Truth::Yes;
        }
        self.rests_on_receipt(right, received);
        let denied = matches!(received, Received::NotRequested | Received::Refused);
        match self.holds(right) {
            Truth::No if !denied => Truth::Unknown,
            holds => holds,
        }
    }

    /// True if received; unknown if merely possible or undecided; else false.
    fn open(&mut self, right: u16, received: Received) -> Truth {
        match received {
            Received::Open => return Truth::Yes,
            Received::Refused => return Truth::No,
            _ => self.rests_on_receipt(right, received),
        }
        match (self.holds(right), received) {
            (Truth::No, Received::NotRequested) => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// What was answered of its receipt, whether its conditions hold or not.
    fn is_received(&mut self, right: u16, received: Received) -> Truth {
        match received {
            Received::Open => Truth::Yes,
            Received::Unknown | Received::Expired => {
                self.rests_on_receipt(right, received);
                Truth::Unknown
            }
            _ => Truth::No,
        }
    }

    /// Its amount: from zero while undecided, zero when excluded or refused. A right that was not refused and
    /// whose conditions hold counts whole: amounts are net of each other. As long as nobody said whether it is
    /// received, a refusal may still come to light.
    fn amount_of(&mut self, right: u16, received: Received) -> Interval {
        let counts = match received {
            Received::Refused => Truth::No,
            Received::Open => Truth::Yes,
            Received::NotRequested => self.holds(right),
            _ => {
                self.rests_on_receipt(right, received);
                let holds = self.holds(right);
                if received == Received::Requested && holds == Truth::Yes {
                    Truth::Yes
                } else {
                    Truth::Unknown
                }
            }
        };
        if counts == Truth::No {
            return Interval::ZERO;
        }
        let (formula, noted) = self.formula(right);
        self.trace.recall(noted);
        if counts == Truth::Yes {
            formula
        } else {
            formula.hull(Interval::ZERO)
        }
    }

    /// The outcome that follows from the verdicts; a right already open is one whatever they are.
    pub(super) fn outcome(verdicts: Verdicts) -> Outcome {
        if verdicts.has(Verdict::NotMet) {
            Outcome::Unlikely
        } else if verdicts.has(Verdict::NotComputed) {
            Outcome::NotComputed
        } else if verdicts.has(Verdict::Unknown) || !verdicts.has(Verdict::Met) {
            Outcome::ToCheck
        } else if verdicts.has(Verdict::Appraisal) {
            Outcome::MayAsk
        } else {
            Outcome::Probable
        }
    }
}

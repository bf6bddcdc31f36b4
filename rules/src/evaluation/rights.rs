//! What follows for one right: whether its conditions hold, what it would give, and what other rights may
//! ask of it.

use super::compute::Computer;
use super::ends::Ends;
use super::interval::Interval;
use super::law::{Expression, InForce};
use super::resolve::Received;
use crate::language::syntax::Asked;
use crate::{Outcome, Truth, Verdict};

/// What is known of the conditions of a right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    /// Whether they all hold.
    pub(crate) truth: Truth,
    /// The kinds of verdict among them.
    pub(crate) verdicts: Verdicts,
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
    /// The verdict on one condition.
    pub(super) fn verdict(&mut self, test: Expression) -> Verdict {
        if test == Expression::None {
            return Verdict::Appraisal;
        }
        let before = std::mem::replace(&mut self.failed, false);
        let value = self.expression(test);
        let failed = std::mem::replace(&mut self.failed, before);
        match value.map(Ends::truth) {
            Some(Truth::Yes) => Verdict::Met,
            Some(Truth::No) => Verdict::NotMet,
            Some(Truth::Unknown) if !failed => Verdict::Unknown,
            Some(Truth::Unknown) | None => Verdict::NotComputed,
        }
    }

    /// Whether the conditions of a right all hold; what an institution must judge is unknown.
    pub(super) fn held(&mut self, right: u16) -> Held {
        if let Some(held) = self.rights.get(usize::from(right), self.moment) {
            return held;
        }
        let law = self.law;
        let in_force = law.right(right);
        let verdicts = if !in_force.is_in_force {
            Verdicts::default()
        } else if self.verdicts.is_some() && in_force.is_of_the_day {
            self.at_top(|computer| computer.each_verdict(in_force))
        } else {
            self.at_top(|computer| computer.kinds_of_verdict(in_force))
        };
        let truth = if verdicts.has(Verdict::NotMet) || !in_force.is_in_force {
            Truth::No
        } else if verdicts == Verdicts::of(Verdict::Met) {
            Truth::Yes
        } else {
            Truth::Unknown
        };
        let held = Held { truth, verdicts };
        self.rights.put(usize::from(right), self.moment, held);
        held
    }

    /// Finds the verdict on every condition.
    fn each_verdict(&mut self, in_force: &InForce) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for (index, test) in (in_force.first_test..).zip(self.law.tests_of(in_force)) {
            let verdict = self.verdict(*test);
            verdicts.add(verdict);
            let place = self.verdicts.as_mut().and_then(|all| all.get_mut(index));
            if let Some(place) = place {
                *place = verdict;
            }
        }
        verdicts
    }

    /// Finds the kinds of verdict, the quickest conditions first: one that fails is enough.
    fn kinds_of_verdict(&mut self, in_force: &InForce) -> Verdicts {
        let mut verdicts = Verdicts::default();
        if in_force.is_appraised {
            verdicts.add(Verdict::Appraisal);
        }
        if in_force.is_unsaid {
            verdicts.add(Verdict::NotComputed);
        }
        let before = std::mem::replace(&mut self.failed, false);
        for test in self.law.quick_tests_of(in_force) {
            let truth = self.read(*test);
            if truth == Ends::NO {
                verdicts = Verdicts::of(Verdict::NotMet);
                break;
            }
            verdicts.add(if truth == Ends::YES {
                Verdict::Met
            } else if std::mem::replace(&mut self.failed, false) {
                Verdict::NotComputed
            } else {
                Verdict::Unknown
            });
        }
        self.failed = before;
        verdicts
    }

    /// What the formula gives, never less than zero; anything when there is no formula. And whether the law
    /// does not say something it needs.
    pub(super) fn formula(&mut self, right: u16) -> (Interval, bool) {
        if let Some(kept) = self.amounts.get(usize::from(right), self.moment) {
            return kept;
        }
        let found = match self.law.right(right).amount {
            Expression::None => (Interval::at_least(0), false),
            Expression::NotInForce => (Interval::at_least(0), true),
            Expression::InForce(slot) => {
                let before = std::mem::replace(&mut self.failed, false);
                let value = self.at_top(|computer| computer.read(slot));
                let failed = std::mem::replace(&mut self.failed, before);
                (value.range().max(Interval::ZERO), failed)
            }
        };
        self.amounts.put(usize::from(right), self.moment, found);
        found
    }

    /// `possible(x)`, `ouvert(x)`, `recu(x)`, `montant(x)`.
    pub(super) fn of_right(&mut self, asked: Asked, right: u16) -> Ends {
        let named = self.law.right(right).right;
        if let (Some((supposed, truth)), true) = (self.supposed, asked != Asked::Amount)
            && supposed == named
        {
            return Ends::of_truth(truth);
        }
        let received = self.frames.received(named);
        match asked {
            Asked::Possible => Ends::of_truth(self.possible(right, received)),
            Asked::Open => Ends::of_truth(self.open(right, received)),
            Asked::Received => Ends::of_truth(is_received(received)),
            Asked::Amount => Ends::of_range(self.amount_of(right, received)),
        }
    }

    /// Whether the conditions of another right hold; the value of the moment rests on them.
    fn holds(&mut self, right: u16) -> Truth {
        let held = self.held(right);
        self.failed |= held.truth == Truth::Unknown && held.verdicts.has(Verdict::NotComputed);
        held.truth
    }

    /// Received, or its conditions hold; never false until they fail and receipt is denied.
    fn possible(&mut self, right: u16, received: Received) -> Truth {
        if matches!(received, Received::Open | Received::Suspended) {
            return Truth::Yes;
        }
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
            _ => {}
        }
        match (self.holds(right), received) {
            (Truth::No, Received::NotRequested) => Truth::No,
            _ => Truth::Unknown,
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
        let (formula, failed) = self.formula(right);
        self.failed |= failed;
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

/// What was answered of its receipt, whether its conditions hold or not.
const fn is_received(received: Received) -> Truth {
    match received {
        Received::Open => Truth::Yes,
        Received::Unknown | Received::Expired => Truth::Unknown,
        _ => Truth::No,
    }
}

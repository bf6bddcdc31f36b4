//! What follows for one right: whether its conditions hold, what it would give, and what other rights may
//! ask of it.

use super::compute::Computer;
use super::interval::Interval;
use super::resolve::Received;
use super::value::Val;
use crate::catalogue::compiled::CompiledRight;
use crate::language::syntax::Asked;
use crate::{Outcome, Truth, Verdict};

impl<'c> Computer<'c> {
    pub(super) fn compiled(&self, right: u16) -> Option<&'c CompiledRight> {
        self.catalogue.compiled.rights.get(usize::from(right))
    }

    /// Whether the right exists on this day.
    pub(super) fn is_in_force(&self, right: u16) -> bool {
        self.catalogue
            .rights()
            .get(usize::from(right))
            .is_some_and(|right| {
                right.from <= self.day && right.until.is_none_or(|until| self.day <= until)
            })
    }

    /// The verdict on one condition.
    pub(super) fn verdict(&mut self, right: u16, condition: usize) -> Verdict {
        let Some(test) = self
            .compiled(right)
            .and_then(|right| right.conditions.get(condition))
        else {
            return Verdict::Unknown;
        };
        let Some(test) = test else {
            return Verdict::Appraisal;
        };
        let outer = std::mem::replace(&mut self.failed, false);
        let value = self.dated(test);
        let failed = std::mem::replace(&mut self.failed, outer);
        match value.map(Val::truth) {
            Some(Truth::Yes) => Verdict::Met,
            Some(Truth::No) => Verdict::NotMet,
            Some(Truth::Unknown) if !failed => Verdict::Unknown,
            Some(Truth::Unknown) | None => Verdict::NotComputed,
        }
    }

    /// Whether every condition holds; what an institution must judge is unknown.
    pub(super) fn holds(&mut self, right: u16) -> (Truth, bool) {
        let place = usize::from(right);
        if let Some(Some(kept)) = self.holds.get(place) {
            return *kept;
        }
        let count = self
            .compiled(right)
            .map_or(0, |right| right.conditions.len());
        let mut found = (
            if count == 0 {
                Truth::Unknown
            } else {
                Truth::Yes
            },
            false,
        );
        if !self.is_in_force(right) {
            found = (Truth::No, false);
        }
        for condition in 0..count {
            if found.0 == Truth::No {
                break;
            }
            found = match self.verdict(right, condition) {
                Verdict::Met => found,
                Verdict::NotMet => (Truth::No, false),
                Verdict::Unknown | Verdict::Appraisal => (Truth::Unknown, found.1),
                Verdict::NotComputed => (Truth::Unknown, true),
            };
        }
        if let Some(kept) = self.holds.get_mut(place) {
            *kept = Some(found);
        }
        found
    }

    /// What the formula gives, never less than zero; anything when there is no formula.
    pub(super) fn formula(&mut self, right: u16) -> (Interval, bool) {
        let place = usize::from(right);
        if let Some(Some(kept)) = self.amounts.get(place) {
            return *kept;
        }
        let outer = std::mem::replace(&mut self.failed, false);
        let formula = self.compiled(right).and_then(|right| right.amount.as_ref());
        let value = match formula {
            None => Interval::at_least(0),
            Some(formula) => self.dated(formula).map_or_else(
                || {
                    self.failed = true;
                    Interval::at_least(0)
                },
                |value| value.range().max(Interval::ZERO),
            ),
        };
        let failed = std::mem::replace(&mut self.failed, outer);
        if let Some(kept) = self.amounts.get_mut(place) {
            *kept = Some((value, failed));
        }
        (value, failed)
    }

    /// `possible(x)`, `ouvert(x)`, `montant(x)`.
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
            Asked::Amount => Val::Range(self.amount_of(right, received)),
        }
    }

    fn decided_or_failed(&mut self, right: u16) -> Truth {
        let (holds, failed) = self.holds(right);
        self.failed |= failed && holds == Truth::Unknown;
        holds
    }

    /// Received, or its conditions hold; never false until they fail and receipt is denied.
    fn possible(&mut self, right: u16, received: Received) -> Truth {
        if matches!(received, Received::Open | Received::Suspended) {
            return Truth::Yes;
        }
        let denied = matches!(received, Received::NotRequested | Received::Refused);
        match self.decided_or_failed(right) {
            Truth::No if !denied => Truth::Unknown,
            holds => holds,
        }
    }

    /// True if received; unknown if merely possible or undecided; else false.
    fn open(&mut self, right: u16, received: Received) -> Truth {
        match received {
            Received::Open => Truth::Yes,
            Received::Refused => Truth::No,
            Received::NotRequested if self.decided_or_failed(right) == Truth::No => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Its amount: from zero while undecided, zero when excluded or refused. A right that was not refused and
    /// whose conditions hold counts whole: amounts are net of each other. As long as nobody said whether it is
    /// received, a refusal may still come to light.
    fn amount_of(&mut self, right: u16, received: Received) -> Interval {
        let none = match received {
            Received::Refused => true,
            Received::NotRequested => self.decided_or_failed(right) == Truth::No,
            _ => false,
        };
        if none {
            return Interval::ZERO;
        }
        let (formula, failed) = self.formula(right);
        self.failed |= failed;
        let counts_whole = match received {
            Received::Open => true,
            Received::NotRequested | Received::Requested => {
                self.decided_or_failed(right) == Truth::Yes
            }
            _ => false,
        };
        if counts_whole {
            formula
        } else {
            formula.hull(Interval::ZERO)
        }
    }

    /// The outcome that follows from the verdicts and the receipt.
    pub(super) fn outcome(&self, right: u16, verdicts: &[Verdict]) -> Outcome {
        if matches!(
            self.frames.received(right),
            Received::Open | Received::Suspended
        ) {
            return Outcome::AlreadyOpen;
        }
        let has = |verdict| verdicts.contains(&verdict);
        if has(Verdict::NotMet) {
            Outcome::Unlikely
        } else if has(Verdict::NotComputed) {
            Outcome::NotComputed
        } else if has(Verdict::Unknown) || !has(Verdict::Met) {
            Outcome::ToCheck
        } else if has(Verdict::Appraisal) {
            Outcome::MayAsk
        } else {
            Outcome::Probable
        }
    }
}

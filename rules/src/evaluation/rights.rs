//! What follows for one right: whether its conditions hold, what it would give, and what other rights may
//! ask of it.

use super::compute::Computer;
use super::ends::Ends;
use super::interval::Interval;
use super::law::Expression;
use super::plan::Slot;
use super::resolve::Received;
use crate::language::syntax::Asked;
use crate::{Outcome, Truth, Verdict};

impl Computer<'_> {
    /// The verdict on one condition.
    pub(super) fn verdict(&mut self, test: Expression) -> Verdict {
        match test {
            Expression::None => Verdict::Appraisal,
            Expression::NotInForce => Verdict::NotComputed,
            Expression::InForce(slot) => match self.read_in_household(slot).truth() {
                Truth::Yes => Verdict::Met,
                Truth::No => Verdict::NotMet,
                Truth::Unknown if self.is_unsaid(slot) => Verdict::NotComputed,
                Truth::Unknown => Verdict::Unknown,
            },
        }
    }

    /// The outcome that follows from the conditions of a right; one already open is so whatever they are. The quickest are
    /// looked at first: one that fails is enough.
    pub(super) fn outcome(&mut self, right: u16) -> Outcome {
        let received = self.frames.received(right);
        if matches!(received, Received::Open | Received::Suspended) {
            return Outcome::AlreadyOpen;
        }
        let law = self.law;
        let in_force = law.right(right);
        let (mut is_met, mut is_unknown, mut is_unsaid) = (false, false, in_force.is_unsaid);
        for slot in law.quick_tests_of(in_force) {
            match self.read_in_household(*slot).truth() {
                Truth::No => return Outcome::Unlikely,
                Truth::Yes => is_met = true,
                Truth::Unknown if self.is_unsaid(*slot) => is_unsaid = true,
                Truth::Unknown => is_unknown = true,
            }
        }
        if is_unsaid {
            Outcome::NotComputed
        } else if is_unknown || !is_met {
            Outcome::ToCheck
        } else if in_force.is_appraised {
            Outcome::MayAsk
        } else {
            Outcome::Probable
        }
    }

    /// Whether the conditions of a right all hold; what an institution must judge is unknown.
    pub(super) fn held(&mut self, right: u16) -> Ends {
        let held = self.law.right(right).held;
        held.map_or(Ends::NO, |slot| self.read_in_household(slot))
    }

    /// What the formula gives, never less than zero; anything when there is no formula. And whether the law
    /// does not say something it needs.
    pub(super) fn formula(&mut self, right: u16) -> (Interval, bool) {
        match self.law.right(right).gives {
            Some(slot) => (self.read_in_household(slot).range(), self.is_unsaid(slot)),
            None => (Interval::at_least(0), false),
        }
    }

    /// `possible(x)`, `ouvert(x)`, `recu(x)`, `montant(x)`, from whether its conditions hold and what its formula gives.
    #[inline(never)]
    pub(super) fn of_right(&mut self, asked: Asked, right: u16, held: Slot, gives: Slot) -> Ends {
        let named = self.law.right(right).right;
        if let Some(supposed) = self.supposed(asked, named) {
            return Ends::of_truth(supposed);
        }
        let received = self.frames.received(named);
        let holds = if rests_on_conditions(asked, received) {
            self.read_in_household(held).truth()
        } else {
            Truth::Unknown
        };
        match asked {
            Asked::Possible => Ends::of_truth(possible(received, holds)),
            Asked::Open => Ends::of_truth(open(received, holds)),
            Asked::Received => Ends::of_truth(is_received(received)),
            Asked::Amount => match counts(received, holds) {
                Truth::Yes => self.read_in_household(gives),
                Truth::No => Ends::of_range(Interval::ZERO),
                Truth::Unknown => self
                    .read_in_household(gives)
                    .hull(Ends::of_range(Interval::ZERO)),
            },
        }
    }

    /// What a right is supposed to be, when more than its amount is asked.
    pub(super) fn supposed(&self, asked: Asked, right: u16) -> Option<Truth> {
        let (supposed, truth) = self.supposed?;
        (supposed == right && asked != Asked::Amount).then_some(truth)
    }
}

/// Whether what is asked of a right depends on its conditions.
const fn rests_on_conditions(asked: Asked, received: Received) -> bool {
    match (asked, received) {
        (Asked::Received, _) | (_, Received::Open) => false,
        (Asked::Possible, received) => !matches!(received, Received::Suspended),
        (Asked::Open | Asked::Amount, received) => !matches!(received, Received::Refused),
    }
}

/// Received, or its conditions hold; never false until they fail and receipt is denied.
const fn possible(received: Received, holds: Truth) -> Truth {
    let denied = matches!(received, Received::NotRequested | Received::Refused);
    match (received, holds) {
        (Received::Open | Received::Suspended, _) => Truth::Yes,
        (_, Truth::No) if !denied => Truth::Unknown,
        _ => holds,
    }
}

/// True if received; unknown if merely possible or undecided; else false.
const fn open(received: Received, holds: Truth) -> Truth {
    match (received, holds) {
        (Received::Open, _) => Truth::Yes,
        (Received::Refused, _) | (Received::NotRequested, Truth::No) => Truth::No,
        _ => Truth::Unknown,
    }
}

/// Whether its amount counts: from zero while undecided, zero when excluded or refused. A right that was not refused and
/// whose conditions hold counts whole: amounts are net of each other. As long as nobody said whether it is
/// received, a refusal may still come to light.
const fn counts(received: Received, holds: Truth) -> Truth {
    match (received, holds) {
        (Received::Refused, _) => Truth::No,
        (Received::Open, _) | (Received::Requested, Truth::Yes) => Truth::Yes,
        (Received::NotRequested, holds) => holds,
        _ => Truth::Unknown,
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

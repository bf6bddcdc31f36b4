//! What follows for one right: whether its conditions hold, what it would give, and what other rights may
//! ask of it.

use super::compute::Computer;
use super::interval::Interval;
use super::resolve::Received;
use super::trace::{Leaf, Noted};
use super::value::Val;
use crate::catalogue::compiled::CompiledRight;
use crate::language::program::Dated;
use crate::language::syntax::Asked;
use crate::{Outcome, Truth, Verdict};

/// What is known of the conditions of a right.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// Whether they all hold.
    pub(crate) truth: Truth,
    /// The verdict on each.
    pub(crate) verdicts: Vec<Verdict>,
    /// What keeps it undecided.
    pub(crate) noted: Noted,
}

impl<'c> Computer<'c> {
    pub(super) fn compiled(&self, right: u16) -> Option<&'c CompiledRight> {
        self.catalogue.compiled.rights.get(usize::from(right))
    }

    /// Whether the right exists on this day.
    pub(super) fn is_in_force(&self, right: u16) -> bool {
        self.catalogue
            .rights()
            .get(usize::from(right))
            .is_some_and(|right| right.is_in_force(self.day))
    }

    /// The verdict on one condition, and what it owes.
    fn verdict(&mut self, test: Option<&Dated>) -> (Verdict, Noted) {
        let Some(test) = test else {
            return (Verdict::Appraisal, Noted::default());
        };
        let start = self.trace.start();
        let value = self.dated(test);
        let noted = self.trace.note(start);
        let verdict = match value.map(Val::truth) {
            Some(Truth::Yes) => Verdict::Met,
            Some(Truth::No) => Verdict::NotMet,
            Some(Truth::Unknown) if !noted.failed => Verdict::Unknown,
            Some(Truth::Unknown) | None => Verdict::NotComputed,
        };
        (verdict, noted)
    }

    /// The verdicts on every condition, and whether they all hold; what an institution must judge is unknown.
    pub(super) fn held(&mut self, right: u16) -> Held {
        let place = usize::from(right);
        if let Some(Some(held)) = self.rights.get(place) {
            return held.clone();
        }
        let conditions = self
            .compiled(right)
            .map_or(&[][..], |right| &right.conditions);
        let judged: Vec<(Verdict, Noted)> = conditions
            .iter()
            .map(|test| self.verdict(test.as_ref()))
            .collect();
        let has = |verdict| judged.iter().any(|(found, _)| *found == verdict);
        let truth = if has(Verdict::NotMet) || !self.is_in_force(right) {
            Truth::No
        } else if judged.iter().all(|(found, _)| *found == Verdict::Met) && !judged.is_empty() {
            Truth::Yes
        } else {
            Truth::Unknown
        };
        let failed = truth == Truth::Unknown && has(Verdict::NotComputed);
        let start = self.trace.start();
        if truth == Truth::Unknown {
            for (_, noted) in judged.iter().filter(|(found, _)| *found != Verdict::Met) {
                self.trace.recall(*noted);
            }
        }
        let mut noted = self.trace.note(start);
        noted.failed = failed;
        let verdicts = judged.into_iter().map(|(verdict, _)| verdict).collect();
        let held = Held {
            truth,
            verdicts,
            noted,
        };
        if let Some(kept) = self.rights.get_mut(place) {
            *kept = Some(held.clone());
        }
        held
    }

    /// What the formula gives, never less than zero; anything when there is no formula.
    pub(super) fn formula(&mut self, right: u16) -> (Interval, Noted) {
        let place = usize::from(right);
        if let Some(Some(kept)) = self.amounts.get(place) {
            return *kept;
        }
        let start = self.trace.start();
        let value = match self.compiled(right).and_then(|right| right.amount.as_ref()) {
            None => Interval::at_least(0),
            Some(formula) => self.dated(formula).map_or_else(
                || {
                    self.trace.fails();
                    Interval::at_least(0)
                },
                |value| value.range().max(Interval::ZERO),
            ),
        };
        let found = (value, self.trace.note(start));
        if let Some(kept) = self.amounts.get_mut(place) {
            *kept = Some(found);
        }
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
            self.trace.rests_on(Leaf::Receipt(right));
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

//! What every right comes to for a household of which nothing is known, with the rights that look at each thing one may say: a right
//! that looks at nothing that was said comes to the same for every household, and is not judged again.

use super::compute::Computer;
use super::findings::Found;
use super::law::{Law, Taken};
use super::places::Set;
use super::plan::{Block, Op, Plan, Slot};
use crate::Situation;
use crate::language::syntax::ListName;

/// One thing a household may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// An answer about the household or an adult, or whether there is a partner, by its place in the household's block.
    Given(usize),
    /// Anything about children.
    Children,
    /// Anything about incomes, their months included.
    Incomes,
    /// The receipt of a right.
    Receipt(u16),
}

/// What is kept of a law.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// What each right comes to when nothing is known.
    pub(super) found: Vec<Option<Found>>,
    /// The rights that look at each thing, set after set.
    looking: Vec<u64>,
    /// How many words each set takes.
    words: usize,
    /// How many things lie in the household's block.
    given: usize,
}

impl Law<'_> {
    /// What is kept of this law, worked out once.
    pub(super) fn kept(&self) -> &Kept {
        self.kept.get_or_init(|| Kept::of(self))
    }
}

impl Kept {
    fn of(law: &Law<'_>) -> Self {
        let mut computer = Computer::new(law);
        computer.frames.fill(law, &Situation::new());
        computer.start(false);
        let rights = (0_u16..).zip(law.catalogue.rights());
        let found = rights.map(|(right, _)| {
            let is_in_force = law.right(right).is_in_force;
            is_in_force.then(|| computer.outcome_and_amount(right).0)
        });
        let found: Vec<Option<Found>> = found.collect();
        let count = found.len();
        let words = Set::words(count);
        // Whether there is a partner comes after the answers of adults.
        let given = computer.frames.of_adults().len().saturating_add(1);
        let mut kept = Self {
            found,
            looking: Vec::new(),
            words,
            given,
        };
        let things = kept.number(Thing::Receipt(0)).saturating_add(count);
        kept.looking.resize(things.saturating_mul(words), 0);
        let mut look = Look {
            law,
            right: 0,
            seen: law.plan.ops.each_ref().map(|ops| vec![None; ops.len()]),
            kept,
        };
        for (right, _) in (0_u16..).zip(law.catalogue.rights()) {
            look.at_right(right);
        }
        look.kept
    }

    /// The number of a thing.
    fn number(&self, thing: Thing) -> usize {
        match thing {
            Thing::Given(at) => at,
            Thing::Children => self.given,
            Thing::Incomes => self.given.saturating_add(1),
            Thing::Receipt(right) => self.given.saturating_add(2).saturating_add(right.into()),
        }
    }

    /// The rights that look at any of these things, in place of what the set held.
    pub(super) fn looking_at(&self, things: &[Thing], rights: &mut Vec<u64>) {
        rights.clear();
        rights.resize(self.words, 0);
        for thing in things {
            let start = self.number(*thing).saturating_mul(self.words);
            let looking = self.looking.get(start..).unwrap_or(&[]);
            Set::put_all(rights, looking);
        }
    }
}

/// Looks through what each right rests on.
struct Look<'l> {
    law: &'l Taken,
    right: u16,
    /// The right that last looked at each cell, block by block.
    seen: [Vec<Option<u16>>; Block::COUNT],
    kept: Kept,
}

impl Look<'_> {
    fn at_right(&mut self, right: u16) {
        self.right = right;
        self.note(Thing::Receipt(right));
        let in_force = self.law.right(right);
        for slot in self.law.quick_tests_of(in_force) {
            self.at(*slot);
        }
        if let Some(gives) = in_force.gives {
            self.at(gives);
        }
    }

    fn at(&mut self, slot: Slot) {
        let seen = self.seen.get_mut(slot.block().index());
        if let Some(seen) = seen.and_then(|seen| seen.get_mut(slot.at()))
            && seen.replace(self.right) == Some(self.right)
        {
            return;
        }
        let law = self.law;
        let plan: &Plan = &law.plan;
        let op = plan.op(slot);
        match op {
            Op::Given => match slot.block() {
                Block::HOUSEHOLD => self.note(Thing::Given(slot.at())),
                Block::CHILD => self.note(Thing::Children),
                _ => self.note(Thing::Incomes),
            },
            Op::Count(over, _) | Op::Exists(over, _) | Op::ForAll(over, _) | Op::Sum(over, ..) => {
                self.note(match plan.list(over) {
                    ListName::Incomes { .. } => Thing::Incomes,
                    _ => Thing::Children,
                });
            }
            Op::Right(_, right, ..) => self.note(Thing::Receipt(law.right(right).right)),
            _ => {}
        }
        plan.under(op, |under| self.at(under));
    }

    fn note(&mut self, thing: Thing) {
        // Constants lie beyond what is given, and nobody says them.
        if matches!(thing, Thing::Given(at) if at >= self.kept.given) {
            return;
        }
        let words = self.kept.words;
        let start = self.kept.number(thing).saturating_mul(words);
        let looking = self.kept.looking.get_mut(start..).unwrap_or_default();
        Set::put(looking, self.right.into());
    }
}

//! The cells of a plan as they are written: each operation once, and what follows from the law alone worked out at once.

use std::collections::HashMap;

use super::ends::Ends;
use super::interval::Interval;
use super::operations;
use super::plan::{Block, Op, Plan, Slot};
use crate::language::quick::Quick;
use crate::language::syntax::ListName;

/// What finding a value takes.
#[derive(Clone, Copy, Debug, Default)]
struct Traits {
    /// Whether it follows from other rights.
    on_rights: bool,
    /// About how many operations.
    cost: u32,
}

/// About how many rows a list has, and what judging another right takes.
const ROWS: u32 = 6;
const OF_RIGHT: u32 = 100;

/// A plan being written.
pub(super) struct Writing {
    pub(super) plan: Plan,
    /// The cells of the household that no answer changes, once decided.
    decided: Vec<Option<Ends>>,
    /// What is known of each cell, block by block.
    traits: [Vec<Traits>; Block::COUNT],
    /// What was written already, to write it once.
    constants: HashMap<(Ends, bool), Slot, Quick>,
    written: HashMap<Op, Slot, Quick>,
}

impl Writing {
    /// Begins with so many cells for answers, block by block.
    pub(super) fn new(given: [usize; Block::COUNT], expected: usize) -> Self {
        let plan = Plan {
            ops: given.map(|given| vec![Op::Given; given]),
            says_all: true,
            ..Plan::default()
        };
        let household = plan.len(Block::HOUSEHOLD);
        Self {
            plan: Plan {
                blank: vec![None; household],
                ..plan
            },
            decided: vec![None; household],
            traits: given.map(|given| vec![Traits::default(); given]),
            constants: HashMap::default(),
            written: HashMap::with_capacity_and_hasher(expected, Quick::default()),
        }
    }

    pub(super) fn constant(&mut self, ends: Ends) -> Slot {
        self.known(ends, false)
    }

    pub(super) fn point(&mut self, value: i64) -> Slot {
        self.constant(Ends::of_range(Interval::point(value)))
    }

    /// What is known of something the law does not say on this day.
    pub(super) fn unsaid(&mut self, ends: Ends) -> Slot {
        self.known(ends, !ends.is_decided())
    }

    fn known(&mut self, ends: Ends, is_unsaid: bool) -> Slot {
        if let Some(slot) = self.constants.get(&(ends, is_unsaid)) {
            return *slot;
        }
        let slot = self.push(Op::Given, Block::HOUSEHOLD, Traits::default());
        if is_unsaid {
            self.plan.says_all = false;
            self.plan.unsaid.push(slot);
        }
        if let Some(blank) = self.plan.blank.get_mut(slot.at()) {
            *blank = Some(ends);
        }
        if let Some(decided) = self.decided.get_mut(slot.at()) {
            *decided = ends.is_decided().then_some(ends);
        }
        self.constants.insert((ends, is_unsaid), slot);
        slot
    }

    /// A cell of the household whose operation will be told later, by [`Self::define`].
    pub(super) fn reserve(&mut self) -> Slot {
        let traits = Traits {
            on_rights: true,
            cost: OF_RIGHT,
        };
        self.push(Op::Given, Block::HOUSEHOLD, traits)
    }

    pub(super) fn define(&mut self, slot: Slot, op: Op) {
        let ops = self.plan.ops.get_mut(slot.block().index());
        if let Some(place) = ops.and_then(|ops| ops.get_mut(slot.at())) {
            *place = op;
        }
    }

    /// Whether every one of these holds: what certainly does adds nothing.
    pub(super) fn all(&mut self, slots: Vec<Slot>) -> Slot {
        self.joined(Op::Both, slots, Ends::YES, Ends::NO)
    }

    /// Whether one of these at least holds: what certainly does not adds nothing.
    pub(super) fn any(&mut self, slots: Vec<Slot>) -> Slot {
        self.joined(Op::OneOf, slots, Ends::NO, Ends::YES)
    }

    fn joined(
        &mut self,
        op: fn(Slot, Slot) -> Op,
        mut slots: Vec<Slot>,
        nothing: Ends,
        enough: Ends,
    ) -> Slot {
        if slots.iter().any(|slot| self.decided(*slot) == Some(enough)) {
            return self.constant(enough);
        }
        slots.retain(|slot| self.decided(*slot) != Some(nothing));
        match self.two_by_two(op, slots) {
            Some(joined) => joined,
            None => self.constant(nothing),
        }
    }

    /// Joins them two by two: in any order, and however often one is named, they come to the same. `None` of none.
    pub(super) fn two_by_two(
        &mut self,
        op: fn(Slot, Slot) -> Op,
        mut slots: Vec<Slot>,
    ) -> Option<Slot> {
        // What is quickly found may spare the rest.
        slots.sort_unstable_by_key(|slot| (self.cost(*slot), *slot));
        slots.dedup();
        slots
            .into_iter()
            .reduce(|one, other| self.write(op(one, other)))
    }

    /// The slot of an operation, the one already there if it was written before.
    pub(super) fn write(&mut self, op: Op) -> Slot {
        if let Some(slot) = self.written.get(&op) {
            return *slot;
        }
        let slot = match self.worked_out(op) {
            Some(slot) => slot,
            None => {
                let (block, traits) = (self.block(op), self.traits(op));
                self.push(op, block, traits)
            }
        };
        self.written.insert(op, slot);
        slot
    }

    /// Where an operation lies: with everything it looks at.
    fn block(&self, op: Op) -> Block {
        let mut block = Block::HOUSEHOLD;
        self.plan
            .under(op, |under| block = block.and(under.block()));
        match op {
            Op::Count(over, _) | Op::Exists(over, _) | Op::ForAll(over, _) | Op::Sum(over, ..) => {
                block.without(match self.plan.list(over) {
                    ListName::Incomes { .. } => Block::INCOME,
                    _ => Block::CHILD,
                })
            }
            _ => block,
        }
    }

    fn traits(&self, op: Op) -> Traits {
        let mut traits = Traits {
            on_rights: matches!(op, Op::Right(..)),
            cost: 1,
        };
        self.plan.under(op, |under| {
            let known = self.traits_of(under);
            traits.on_rights |= known.on_rights;
            traits.cost = traits.cost.saturating_add(known.cost);
        });
        if let Op::Count(..) | Op::Exists(..) | Op::ForAll(..) | Op::Sum(..) = op {
            traits.cost = traits.cost.saturating_mul(ROWS);
        }
        traits
    }

    fn traits_of(&self, slot: Slot) -> Traits {
        let traits = self.traits.get(slot.block().index());
        let traits = traits.and_then(|traits| traits.get(slot.at()));
        traits.copied().unwrap_or_default()
    }

    /// What finding a value takes, about.
    pub(super) fn cost(&self, slot: Slot) -> u32 {
        self.traits_of(slot).cost
    }

    /// The plan, once everything is written.
    pub(super) fn finish(self) -> Plan {
        let mut plan = self.plan;
        let slots = plan.on_rights.iter_mut().zip(&self.traits);
        for (block, (slots, traits)) in Block::ALL.into_iter().zip(slots) {
            let on_rights = traits.iter().enumerate();
            let on_rights = on_rights.filter(|(_, traits)| traits.on_rights);
            slots.extend(on_rights.map(|(at, _)| Slot::new(block, at)));
        }
        plan.note_shared();
        plan.flatten();
        plan
    }

    /// The slot of what needs no computing, whatever the answers.
    fn worked_out(&mut self, op: Op) -> Option<Slot> {
        match op {
            Op::Given
            | Op::Count(..)
            | Op::Exists(..)
            | Op::ForAll(..)
            | Op::Sum(..)
            | Op::Right(..) => return None,
            Op::If(test, then, otherwise) | Op::IfVariants(test, then, otherwise) => {
                match self.decided(test) {
                    Some(Ends::YES) => return Some(then),
                    Some(Ends::NO) => return Some(otherwise),
                    _ => return None,
                }
            }
            _ => {}
        }
        let mut follows_from_law = true;
        self.plan.under(op, |under| {
            follows_from_law &= self.decided(under).is_some();
        });
        if !follows_from_law {
            return None;
        }
        let read = |slot| self.decided(slot).unwrap_or(Ends::EITHER);
        let ends = operations::value(op, read);
        ends.is_decided().then(|| self.constant(ends))
    }

    fn decided(&self, slot: Slot) -> Option<Ends> {
        let decided = self.decided.get(slot.in_household());
        decided.copied().flatten()
    }

    fn push(&mut self, op: Op, block: Block, traits: Traits) -> Slot {
        let slot = Slot::new(block, self.plan.len(block));
        if let Some(ops) = self.plan.ops.get_mut(block.index()) {
            ops.push(op);
        }
        if let Some(known) = self.traits.get_mut(block.index()) {
            known.push(traits);
        }
        if block == Block::HOUSEHOLD {
            self.plan.blank.push(None);
            self.decided.push(None);
        }
        slot
    }
}

//! The law of a day in the form it is computed in.
//!
//! Every value has a *cell*, and every cell an operation that says how to find it from other cells. Cells lie
//! in blocks: one block for the household, one for each child, one for each income. A *slot* names a cell: of
//! which block (that of the household, that of the child or the income being looked at) and how far in it. So
//! the operations of a child are written once, and computed for each child.
//!
//! A block begins with what is given: the answers, in the order of the frame ([`super::resolve`]). The household's
//! block holds those of the household, of the person and of the partner, then whether there is a partner. Constants
//! stand in it too. The rest is computed when somebody first asks, and stays in its cell for the household.
//!
//! Names of adults mean the person or the partner, never a row: what looks at adults is written twice.
//! [`super::lower`] makes this form.

use super::ends::Ends;
use crate::language::program::Rounding;
use crate::language::syntax::{Asked, ListName};

/// A cell: of which block, and how far in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Slot(u32);

/// Which block a value lies in: that of everything its operation looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Block(u8);

impl Block {
    pub(super) const HOUSEHOLD: Self = Self(0);
    /// That of the child being looked at.
    pub(super) const CHILD: Self = Self(1);
    /// That of the income being looked at.
    pub(super) const INCOME: Self = Self(2);
    /// It looks at a child and at an income at once: it has no cell, and is computed each time.
    pub(super) const NOWHERE: Self = Self(3);

    pub(super) const COUNT: usize = 4;
    pub(super) const ALL: [Self; Self::COUNT] =
        [Self::HOUSEHOLD, Self::CHILD, Self::INCOME, Self::NOWHERE];

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl Slot {
    const BITS: u32 = 30;

    /// The slot this far in a block.
    pub(super) fn new(block: Block, at: usize) -> Self {
        let farthest = u32::MAX >> 2;
        let at = u32::try_from(at).unwrap_or(farthest).min(farthest);
        let block = u32::from(block.0).wrapping_shl(Self::BITS);
        Self(block | at)
    }

    /// Where the cell lies if it is in the household's block, whose cells come first; beyond all cells otherwise.
    pub(super) fn in_household(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    pub(super) const fn block(self) -> Block {
        let [.., top] = self.0.to_le_bytes();
        Block(top >> 6)
    }

    pub(super) fn at(self) -> usize {
        usize::try_from(self.0 & (u32::MAX >> 2)).unwrap_or(usize::MAX)
    }
}

/// One of the lists of rows the plan looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Over(pub(super) u16);

/// The slots an operation looks at, when they may be any number: where they begin among those of the plan, and how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Several {
    first: u32,
    count: u32,
}

/// How a value is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Op {
    /// It is an answer or a constant: it stands there before anything is computed.
    Given,
    Not(Slot),
    /// Yes if both are.
    Both(Slot, Slot),
    /// Yes if one of them is.
    OneOf(Slot, Slot),
    /// The same of any number of them.
    All(Several),
    Any(Several),
    Equal(Slot, Slot),
    Less(Slot, Slot),
    AtMost(Slot, Slot),
    SameTruth(Slot, Slot),
    SameChoice(Slot, Slot),
    /// Whether the variant is one of these.
    Among(Slot, u64),
    /// Whether any of these variants holds.
    Holds(Slot, u64),
    /// Whether no variant holds.
    Empty(Slot),
    Add(Slot, Slot),
    Subtract(Slot, Slot),
    Multiply(Slot, Slot),
    Divide(Slot, Slot),
    Negate(Slot),
    /// Days or months between two of them, as a number.
    Between(Slot, Slot),
    MonthPlus(Slot, Slot),
    /// Of yes or no, or of numbers.
    If(Slot, Slot, Slot),
    /// The same of variants.
    IfVariants(Slot, Slot, Slot),
    Count(Over, Slot),
    Exists(Over, Slot),
    ForAll(Over, Slot),
    /// The sum of a value over the rows where a test holds.
    Sum(Over, Slot, Slot),
    Years(Slot, Slot),
    Months(Slot, Slot),
    MonthOf(Slot),
    PlusYears(Slot, Slot),
    PlusMonths(Slot, Slot),
    PlusDays(Slot, Slot),
    Least(Slot, Slot),
    Greatest(Slot, Slot),
    Round(Rounding, Slot),
    /// What is asked of another right, by its number, with whether its conditions hold and what it would give.
    Right(Asked, u16, Slot, Slot),
}

impl Op {
    /// Whether it is an answer or a constant.
    pub(super) const fn is_given(self) -> bool {
        matches!(self, Self::Given)
    }

    /// Whether what it gives is certainly yes or no.
    pub(super) const fn is_test(self) -> bool {
        matches!(
            self,
            Self::Not(_)
                | Self::Both(..)
                | Self::OneOf(..)
                | Self::All(_)
                | Self::Any(_)
                | Self::Equal(..)
                | Self::Less(..)
                | Self::AtMost(..)
                | Self::SameTruth(..)
                | Self::SameChoice(..)
                | Self::Among(..)
                | Self::Holds(..)
                | Self::Empty(_)
                | Self::Exists(..)
                | Self::ForAll(..)
        )
    }
}

/// The operations of every block.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) ops: [Vec<Op>; Block::COUNT],
    pub(super) lists: Vec<ListName>,
    /// What [`Several`] names.
    pub(super) several: Vec<Slot>,
    /// The constants of the household's block.
    pub(super) blank: Vec<Option<Ends>>,
    /// The constants that stand for what the law does not say on this day.
    pub(super) unsaid: Vec<Slot>,
    /// Whether there are none.
    pub(super) says_all: bool,
    /// The slots whose value follows from other rights, block by block.
    pub(super) on_rights: [Vec<Slot>; Block::COUNT],
    /// Whether several operations look at each cell, block by block.
    pub(super) is_shared: [Vec<bool>; Block::COUNT],
}

impl Plan {
    pub(super) fn op(&self, slot: Slot) -> Op {
        let ops = self.ops.get(slot.block().index());
        let op = ops.and_then(|ops| ops.get(slot.at())).copied();
        op.unwrap_or(Op::Given)
    }

    /// The operation of a slot of the household.
    pub(super) fn op_of_household(&self, slot: Slot) -> Op {
        let [household, ..] = &self.ops;
        household
            .get(slot.in_household())
            .copied()
            .unwrap_or(Op::Given)
    }

    pub(super) fn several(&self, Several { first, count }: Several) -> &[Slot] {
        let first = usize::try_from(first).unwrap_or(usize::MAX);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let end = first.saturating_add(count);
        self.several.get(first..end).unwrap_or(&[])
    }

    /// Joins in one operation each « et » within an « et », and each « ou » within an « ou », that nothing else looks at.
    pub(super) fn flatten(&mut self) {
        for block in Block::ALL {
            // Operations come after those they look at: from the last, each is met before what it takes in.
            for at in (0..self.len(block)).rev() {
                let slot = Slot::new(block, at);
                let join = match self.op(slot) {
                    Op::Both(..) => Op::All,
                    Op::OneOf(..) => Op::Any,
                    _ => continue,
                };
                let first = self.several.len();
                self.gather(self.op(slot));
                let count = self.several.len().saturating_sub(first);
                let several = u32::try_from(first).ok().zip(u32::try_from(count).ok());
                if let Some((first, count)) = several
                    && let Some(op) = self.ops.get_mut(block.index())
                    && let Some(op) = op.get_mut(at)
                {
                    *op = join(Several { first, count });
                }
            }
        }
    }

    /// Adds to the slots of [`Several`] those an « et » or an « ou » looks at in the end.
    fn gather(&mut self, op: Op) {
        let (Op::Both(one, other) | Op::OneOf(one, other)) = op else {
            return;
        };
        for slot in [one, other] {
            let under = self.op(slot);
            let is_same = std::mem::discriminant(&under) == std::mem::discriminant(&op);
            if is_same && !self.is_shared(slot) {
                self.gather(under);
            } else {
                self.several.push(slot);
            }
        }
    }

    /// Whether several operations look at a cell.
    pub(super) fn is_shared(&self, slot: Slot) -> bool {
        let shared = self.is_shared.get(slot.block().index());
        let shared = shared.and_then(|shared| shared.get(slot.at()));
        shared.copied().unwrap_or(true)
    }

    /// Notes which cells several operations look at.
    pub(super) fn note_shared(&mut self) {
        let mut met = self.ops.each_ref().map(|ops| vec![false; ops.len()]);
        let mut shared = met.clone();
        for op in self.ops.iter().flatten() {
            self.under(*op, |slot| {
                let (index, at) = (slot.block().index(), slot.at());
                if let (Some(met), Some(shared)) = (
                    met.get_mut(index).and_then(|met| met.get_mut(at)),
                    shared.get_mut(index).and_then(|shared| shared.get_mut(at)),
                ) {
                    *shared |= std::mem::replace(met, true);
                }
            });
        }
        self.is_shared = shared;
    }

    /// How many cells a block has.
    pub(super) fn len(&self, block: Block) -> usize {
        self.ops.get(block.index()).map_or(0, Vec::len)
    }

    /// The list an operation looks through.
    pub(super) fn list(&self, over: Over) -> ListName {
        let list = self.lists.get(usize::from(over.0)).copied();
        list.unwrap_or(ListName::Children)
    }

    /// The place of a list among those the plan looks through.
    pub(super) fn over(&self, list: ListName) -> Option<Over> {
        let at = self.lists.iter().position(|known| *known == list)?;
        Some(Over(u16::try_from(at).ok()?))
    }

    /// The slots an operation looks at.
    pub(super) fn under(&self, op: Op, mut visit: impl FnMut(Slot)) {
        match op {
            Op::Given => {}
            Op::All(several) | Op::Any(several) => {
                self.several(several).iter().copied().for_each(visit);
            }
            Op::Not(a)
            | Op::Among(a, _)
            | Op::Holds(a, _)
            | Op::Empty(a)
            | Op::Negate(a)
            | Op::MonthOf(a)
            | Op::Round(_, a)
            | Op::Count(_, a)
            | Op::Exists(_, a)
            | Op::ForAll(_, a) => visit(a),
            Op::Both(a, b)
            | Op::OneOf(a, b)
            | Op::Least(a, b)
            | Op::Greatest(a, b)
            | Op::Equal(a, b)
            | Op::Less(a, b)
            | Op::AtMost(a, b)
            | Op::SameTruth(a, b)
            | Op::SameChoice(a, b)
            | Op::Add(a, b)
            | Op::Subtract(a, b)
            | Op::Multiply(a, b)
            | Op::Divide(a, b)
            | Op::Between(a, b)
            | Op::MonthPlus(a, b)
            | Op::Years(a, b)
            | Op::Months(a, b)
            | Op::PlusYears(a, b)
            | Op::PlusMonths(a, b)
            | Op::PlusDays(a, b)
            | Op::Sum(_, a, b)
            | Op::Right(_, _, a, b) => {
                visit(a);
                visit(b);
            }
            Op::If(a, b, c) | Op::IfVariants(a, b, c) => {
                visit(a);
                visit(b);
                visit(c);
            }
        }
    }
}

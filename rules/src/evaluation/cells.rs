//! Where values stand: one cell for each slot of the household; for each slot of children or of incomes, those of all of them side
//! by side ([`Rows`]).
//!
//! What stands in a cell is stamped, and a new stamp makes all of it stale at once: nothing is emptied between two
//! households.

use std::ops::Range;

use super::ends::Ends;
use super::plan::{Block, Plan, Slot};

/// The child and the income names mean, by the number of their column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    child: usize,
    income: usize,
}

impl Columns {
    /// Those outside of lists: there is neither a child nor an income.
    pub(super) const OUTSIDE: Self = Self {
        child: usize::MAX,
        income: usize::MAX,
    };

    /// The same, looking at another child or at another income.
    pub(super) const fn with(mut self, block: Block, number: usize) -> Self {
        match block {
            Block::CHILD => self.child = number,
            Block::INCOME => self.income = number,
            _ => {}
        }
        self
    }

    /// The column of a block.
    pub(super) const fn of(&self, block: Block) -> usize {
        match block {
            Block::CHILD => self.child,
            Block::INCOME => self.income,
            _ => usize::MAX,
        }
    }
}

/// What stands in a cell of the household.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    ends: Ends,
    /// When it was put there.
    stamp: u32,
}

/// The stamp of what holds for every household.
const ALWAYS: u32 = u32::MAX;

/// The cells of one household, of its children and of its incomes.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    household: Vec<Cell>,
    children: Rows,
    incomes: Rows,
    /// Whether a value stayed undecided because the law does not say something on this day, with when that was noted, by place.
    unsaid: Vec<(u32, bool)>,
    /// The stamp of what was computed for this household.
    stamp: u32,
}

impl Cells {
    /// Those of a plan, of a household of which nothing is known.
    pub(super) fn new(plan: &Plan) -> Self {
        let cell = |ends: &Option<Ends>| Cell {
            ends: ends.unwrap_or_default(),
            stamp: if ends.is_some() { ALWAYS } else { 0 },
        };
        Self {
            household: plan.blank.iter().map(cell).collect(),
            children: Rows::new(plan, Block::CHILD),
            incomes: Rows::new(plan, Block::INCOME),
            unsaid: Vec::new(),
            stamp: 0,
        }
    }

    /// Makes everything stale but constants, and lays out so many columns of children and of incomes.
    pub(super) fn renew(&mut self, children: usize, incomes: usize) {
        self.stamp = self.stamp.saturating_add(1);
        if self.stamp == ALWAYS {
            let household = self.household.iter_mut().map(|cell| &mut cell.stamp);
            let rows = [&mut self.children, &mut self.incomes].into_iter();
            let rows = rows.flat_map(|rows| &mut rows.stamps);
            for stamp in household.chain(rows).filter(|stamp| **stamp != ALWAYS) {
                *stamp = 0;
            }
            self.unsaid.clear();
            self.stamp = 1;
        }
        self.children.lay_out(children);
        self.incomes.lay_out(incomes);
    }

    /// The value of the household there, when it is fresh.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<Ends> {
        match self.household.get(at) {
            Some(cell) if cell.stamp >= self.stamp => Some(cell.ends),
            _ => None,
        }
    }

    /// Puts a value of the household in its cell.
    #[inline]
    pub(super) fn put(&mut self, at: usize, ends: Ends) {
        let stamp = self.stamp;
        if let Some(cell) = self.household.get_mut(at) {
            *cell = Cell { ends, stamp };
        }
    }

    /// Puts values of the household one after the other, from its first cell.
    pub(super) fn put_each(&mut self, values: &[Ends]) {
        let stamp = self.stamp;
        for (cell, ends) in self.household.iter_mut().zip(values) {
            *cell = Cell { ends: *ends, stamp };
        }
    }

    /// The children, or the incomes.
    #[inline]
    pub(super) fn rows(&self, block: Block) -> &Rows {
        if block == Block::CHILD {
            &self.children
        } else {
            &self.incomes
        }
    }

    /// The same, to put values there.
    #[inline]
    pub(super) fn rows_mut(&mut self, block: Block) -> &mut Rows {
        if block == Block::CHILD {
            &mut self.children
        } else {
            &mut self.incomes
        }
    }

    /// Whether a slot of children or of incomes was computed for this household.
    #[inline]
    pub(super) fn is_fresh(&self, slot: Slot) -> bool {
        let stamps = &self.rows(slot.block()).stamps;
        stamps
            .get(slot.at())
            .is_some_and(|stamp| *stamp >= self.stamp)
    }

    /// Notes that it was.
    #[inline]
    pub(super) fn note_fresh(&mut self, slot: Slot) {
        let now = self.stamp;
        let stamps = &mut self.rows_mut(slot.block()).stamps;
        if let Some(stamp) = stamps.get_mut(slot.at()) {
            *stamp = now;
        }
    }

    /// The value of a slot, known to be fresh, of the household or in this column.
    #[inline]
    pub(super) fn fresh(&self, slot: Slot, column: usize) -> Ends {
        if slot.block() == Block::HOUSEHOLD {
            let cell = self.household.get(slot.in_household());
            return cell.map_or(Ends::EITHER, |cell| cell.ends);
        }
        self.rows(slot.block()).get(slot.at(), column)
    }

    /// What is known of a slot, known to be fresh, in each column of a group.
    #[inline(always)]
    pub(super) fn each(&self, slot: Slot, group: usize) -> Each<'_> {
        let block = slot.block();
        if block == Block::HOUSEHOLD {
            return Each::Everyone(self.fresh(slot, 0));
        }
        let rows = self.rows(block);
        if rows.is_test(slot.at()) {
            Each::Tests(rows.test(slot.at(), group))
        } else {
            Each::Values(rows.values(slot.at(), group))
        }
    }

    /// Makes the values of these slots of a block stale.
    pub(super) fn forget(&mut self, block: Block, slots: &[Slot]) {
        match block {
            Block::HOUSEHOLD => {
                for slot in slots {
                    if let Some(cell) = self.household.get_mut(slot.in_household()) {
                        cell.stamp = 0;
                    }
                }
            }
            Block::NOWHERE => {}
            _ => {
                let stamps = &mut self.rows_mut(block).stamps;
                for slot in slots {
                    if let Some(stamp) = stamps.get_mut(slot.at()) {
                        *stamp = 0;
                    }
                }
            }
        }
        // What they rest on is another matter as well.
        self.unsaid.clear();
    }

    /// The place of a value among those of everyone; what looks at a child and an income at once has none.
    pub(super) fn place(&self, slot: Slot, columns: &Columns) -> usize {
        let household = self.household.len();
        match slot.block() {
            Block::HOUSEHOLD => slot.in_household(),
            Block::CHILD => household.saturating_add(self.children.place(slot.at(), columns.child)),
            Block::INCOME => household
                .saturating_add(self.children.count())
                .saturating_add(self.incomes.place(slot.at(), columns.income)),
            _ => usize::MAX,
        }
    }

    /// Whether a value stayed undecided for want of law, by its place, when that was noted.
    pub(super) fn is_unsaid(&self, place: usize) -> Option<bool> {
        let (stamp, is_unsaid) = *self.unsaid.get(place)?;
        (stamp == self.stamp).then_some(is_unsaid)
    }

    pub(super) fn note_unsaid(&mut self, place: usize, is_unsaid: bool) {
        let count = self.count();
        if self.unsaid.len() < count {
            self.unsaid.resize(count, (0, false));
        }
        if let Some(note) = self.unsaid.get_mut(place) {
            *note = (self.stamp, is_unsaid);
        }
    }

    /// How many places there are.
    pub(super) fn count(&self) -> usize {
        let rows = self.children.count().saturating_add(self.incomes.count());
        self.household.len().saturating_add(rows)
    }
}

/// What is known of each child, or of each income, in a group of columns.
#[derive(Clone, Copy, Debug)]
pub(super) enum Each<'c> {
    /// The same: it is the household's.
    Everyone(Ends),
    Values(&'c [Ends]),
    /// Yes or no, as bits.
    Tests(Ends),
}

impl Each<'_> {
    #[inline(always)]
    pub(super) fn of(self, here: usize) -> Ends {
        match self {
            Self::Everyone(ends) => ends,
            Self::Values(values) => values.get(here).copied().unwrap_or(Ends::EITHER),
            Self::Tests(found) => found.bit(here),
        }
    }
}

/// How many columns one bit each of a word tells of.
pub(super) const GROUP: usize = u64::BITS as usize;

/// What is known of every child, or of every income: one column for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Of each slot, what is known of each of them, side by side. Nothing stands there for slots that are tests.
    values: Vec<Ends>,
    /// Of each slot that is a test, for each group of columns those where it certainly holds, and those where it may.
    tests: Vec<Ends>,
    is_test: Vec<bool>,
    /// When each slot was computed.
    stamps: Vec<u32>,
    columns: usize,
    groups: usize,
}

impl Rows {
    fn new(plan: &Plan, block: Block) -> Self {
        let slots = (0..plan.len(block)).map(|at| plan.op(Slot::new(block, at)));
        Self {
            is_test: slots.clone().map(|op| op.is_test()).collect(),
            stamps: slots
                .map(|op| if op.is_given() { ALWAYS } else { 0 })
                .collect(),
            ..Self::default()
        }
    }

    fn lay_out(&mut self, columns: usize) {
        self.columns = columns;
        self.groups = columns.div_ceil(GROUP);
        let values = self.stamps.len().saturating_mul(columns);
        if self.values.len() < values {
            self.values.resize(values, Ends::EITHER);
        }
        let tests = self.stamps.len().saturating_mul(self.groups);
        if self.tests.len() < tests {
            self.tests.resize(tests, Ends::EITHER);
        }
    }

    /// How many columns there are.
    pub(super) const fn columns(&self) -> usize {
        self.columns
    }

    /// How many groups of columns there are.
    pub(super) const fn groups(&self) -> usize {
        self.groups
    }

    /// The columns of a group, one bit each.
    pub(super) fn all_of(&self, group: usize) -> u64 {
        let before = group.saturating_mul(GROUP);
        match self.columns.saturating_sub(before) {
            GROUP.. => u64::MAX,
            left => bit(left).wrapping_sub(1),
        }
    }

    fn count(&self) -> usize {
        self.stamps.len().saturating_mul(self.columns)
    }

    /// Where the value of a slot in a column is.
    const fn place(&self, at: usize, column: usize) -> usize {
        at.saturating_mul(self.columns).saturating_add(column)
    }

    /// Where the bits of a test in a group of columns are.
    const fn place_of_test(&self, at: usize, group: usize) -> usize {
        at.saturating_mul(self.groups).saturating_add(group)
    }

    /// Puts what is given of one of them: its first slots.
    pub(super) fn put_given(&mut self, column: usize, values: &[Ends]) {
        let cells = self.values.get_mut(column..).unwrap_or_default();
        for (cell, ends) in cells.iter_mut().step_by(self.columns.max(1)).zip(values) {
            *cell = *ends;
        }
    }

    /// The value of a slot in a column.
    #[inline]
    pub(super) fn get(&self, at: usize, column: usize) -> Ends {
        if self.is_test(at) {
            return self.test(at, column / GROUP).bit(column % GROUP);
        }
        let place = self.place(at, column);
        self.values.get(place).copied().unwrap_or(Ends::EITHER)
    }

    /// Whether a slot is a test.
    #[inline]
    pub(super) fn is_test(&self, at: usize) -> bool {
        self.is_test.get(at).copied().unwrap_or(false)
    }

    /// The places of columns within a group.
    pub(super) fn within(&self, group: usize) -> Range<usize> {
        let before = group.saturating_mul(GROUP);
        0..self.columns.saturating_sub(before).min(GROUP)
    }

    /// The values of a slot that is no test, in the columns of a group.
    #[inline(always)]
    fn values(&self, at: usize, group: usize) -> &[Ends] {
        let within = self.within(group);
        let start = self.place(at, group.saturating_mul(GROUP));
        let values = self.values.get(start..start.saturating_add(within.end));
        values.unwrap_or(&[])
    }

    /// Where a test certainly holds in a group of columns, and where it may.
    #[inline]
    pub(super) fn test(&self, at: usize, group: usize) -> Ends {
        let place = self.place_of_test(at, group);
        self.tests.get(place).copied().unwrap_or(Ends::EITHER)
    }

    #[inline]
    pub(super) fn put_test(&mut self, at: usize, group: usize, ends: Ends) {
        let place = self.place_of_test(at, group);
        if let Some(test) = self.tests.get_mut(place) {
            *test = ends;
        }
    }

    /// Puts the value of a slot in a column; those of a test from the first column to the last.
    #[inline]
    pub(super) fn put(&mut self, at: usize, column: usize, ends: Ends) {
        if self.is_test(at) {
            let (group, here) = (column / GROUP, column % GROUP);
            let before = if here == 0 {
                Ends::NO
            } else {
                self.test(at, group)
            };
            self.put_test(at, group, before.with_bit(here, ends));
            return;
        }
        let place = self.place(at, column);
        if let Some(value) = self.values.get_mut(place) {
            *value = ends;
        }
    }
}

/// One bit.
fn bit(at: usize) -> u64 {
    1_u64.wrapping_shl(u32::try_from(at).unwrap_or(0))
}

//! Where values stand: one cell for each slot of the household, one column of cells for each child and for each income.
//!
//! What stands in a cell is stamped, and a new stamp makes all of it stale at once: nothing is emptied between two
//! households.

use super::ends::Ends;
use super::plan::{Block, Slot};

/// Where each block that names mean begins among all cells: the household's, and the columns of the child and of the income
/// being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns([usize; Block::COUNT]);

impl Columns {
    /// No cell is there.
    const BEYOND: usize = usize::MAX >> 1;

    /// Those outside of lists: there is neither a child nor an income.
    pub(super) const OUTSIDE: Self = Self([0, Self::BEYOND, Self::BEYOND, Self::BEYOND]);

    /// The same, looking at another child or at another income.
    pub(super) fn with(mut self, block: Block, start: usize) -> Self {
        if let Some(place) = self.0.get_mut(block.index()) {
            *place = start;
        }
        self
    }

    /// Where the cell of a slot is among all cells; what looks at a child and an income at once has none.
    #[inline(always)]
    pub(super) fn at(&self, slot: Slot) -> usize {
        let start = self.0.get(slot.block().index());
        start
            .copied()
            .unwrap_or(Self::BEYOND)
            .saturating_add(slot.at())
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    ends: Ends,
    /// When it was put there.
    stamp: u32,
    /// Whether it stayed undecided because the law does not say something on this day; none when nobody asked.
    is_unsaid: Option<bool>,
}

/// The stamp of what holds for every household.
const ALWAYS: u32 = u32::MAX;

/// The cells of one household: its own, then those of its children column after column, then those of its incomes.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    /// How many the household has, and each child, and each income.
    household: usize,
    child: usize,
    income: usize,
    /// Where those of incomes begin.
    first_income: usize,
    /// The stamp of what was computed for this household.
    stamp: u32,
}

impl Cells {
    /// Those of a household of which this is known before anything is answered: `None` for what is not constant. Children
    /// have so many slots, and incomes.
    pub(super) fn new(
        constants: impl Iterator<Item = Option<Ends>>,
        child: usize,
        income: usize,
    ) -> Self {
        let cell = |ends: Option<Ends>| Cell {
            ends: ends.unwrap_or_default(),
            stamp: if ends.is_some() { ALWAYS } else { 0 },
            is_unsaid: None,
        };
        let cells: Vec<Cell> = constants.map(cell).collect();
        Self {
            household: cells.len(),
            child,
            income,
            first_income: cells.len(),
            cells,
            stamp: 0,
        }
    }

    /// Makes everything stale but constants, and lays out so many columns of children and of incomes.
    pub(super) fn renew(&mut self, children: usize, incomes: usize) {
        self.stamp = self.stamp.saturating_add(1);
        if self.stamp == ALWAYS {
            for cell in self.cells.iter_mut().filter(|cell| cell.stamp != ALWAYS) {
                cell.stamp = 0;
            }
            self.stamp = 1;
        }
        self.first_income = self.column(Block::CHILD, children);
        let end = self.column(Block::INCOME, incomes);
        if self.cells.len() < end {
            self.cells.resize(end, Cell::default());
        }
    }

    /// Where a column of children or of incomes begins.
    pub(super) fn column(&self, block: Block, number: usize) -> usize {
        let (first, slots) = match block {
            Block::CHILD => (self.household, self.child),
            Block::INCOME => (self.first_income, self.income),
            _ => (0, 0),
        };
        first.saturating_add(slots.saturating_mul(number))
    }

    /// The value there, when it is fresh.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<Ends> {
        match self.cells.get(at) {
            Some(cell) if cell.stamp >= self.stamp => Some(cell.ends),
            _ => None,
        }
    }

    /// Puts a value in its cell.
    #[inline]
    pub(super) fn put(&mut self, at: usize, ends: Ends) {
        let stamp = self.stamp;
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = Cell {
                ends,
                stamp,
                is_unsaid: None,
            };
        }
    }

    /// Puts values one after the other, beginning there.
    pub(super) fn put_each(&mut self, at: usize, values: &[Ends]) {
        let stamp = self.stamp;
        let cells = self.cells.get_mut(at..).unwrap_or_default();
        for (cell, ends) in cells.iter_mut().zip(values) {
            *cell = Cell {
                ends: *ends,
                stamp,
                is_unsaid: None,
            };
        }
    }

    /// Makes the values of these slots stale, in the column that begins there.
    pub(super) fn forget(&mut self, start: usize, slots: &[Slot]) {
        for slot in slots {
            if let Some(cell) = self.cells.get_mut(start.saturating_add(slot.at())) {
                cell.stamp = 0;
            }
        }
    }

    /// Whether a value stayed undecided for want of law, when that was noted.
    pub(super) fn is_unsaid(&self, at: usize) -> Option<bool> {
        self.cells.get(at)?.is_unsaid
    }

    pub(super) fn note_unsaid(&mut self, at: usize, is_unsaid: bool) {
        if let Some(cell) = self.cells.get_mut(at) {
            cell.is_unsaid = Some(is_unsaid);
        }
    }

    /// How many cells there are.
    pub(super) const fn count(&self) -> usize {
        self.cells.len()
    }
}

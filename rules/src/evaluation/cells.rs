//! Where values stand: one cell for each slot of the household, one column of cells for each child and for each income.
//!
//! What stands in a cell is stamped, and a new stamp makes all of it stale at once: nothing is emptied between two
//! households.

use super::ends::Ends;
use super::plan::{Block, Slot};

/// Which columns names mean: that of the child and that of the income being looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) child: usize,
    pub(super) income: usize,
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

/// The cells of one household.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    household: Vec<Cell>,
    children: Table,
    incomes: Table,
    /// The stamp of what was computed for this household.
    stamp: u32,
}

/// The cells of all children, or of all incomes, column after column.
#[derive(Clone, Debug, Default)]
struct Table {
    cells: Vec<Cell>,
    /// How many slots a column has.
    slots: usize,
}

impl Table {
    fn lay_out(&mut self, columns: usize) {
        let end = self.slots.saturating_mul(columns);
        if self.cells.len() < end {
            self.cells.resize(end, Cell::default());
        }
    }

    #[inline]
    fn at(&self, slot: Slot, column: usize) -> usize {
        column.saturating_mul(self.slots).saturating_add(slot.at())
    }
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
        let table = |slots| Table {
            cells: Vec::new(),
            slots,
        };
        Self {
            household: constants.map(cell).collect(),
            children: table(child),
            incomes: table(income),
            stamp: 0,
        }
    }

    /// Makes everything stale but constants, and lays out so many columns of children and of incomes.
    pub(super) fn renew(&mut self, children: usize, incomes: usize) {
        self.stamp = self.stamp.saturating_add(1);
        if self.stamp == ALWAYS {
            let rows = self
                .children
                .cells
                .iter_mut()
                .chain(&mut self.incomes.cells);
            for cell in self.household.iter_mut().chain(rows) {
                if cell.stamp != ALWAYS {
                    cell.stamp = 0;
                }
            }
            self.stamp = 1;
        }
        self.children.lay_out(children);
        self.incomes.lay_out(incomes);
    }

    /// The value of a slot of the household, when it is fresh.
    #[inline]
    pub(super) fn of_household(&self, slot: Slot) -> Option<Ends> {
        match self.household.get(slot.in_household()) {
            Some(cell) if cell.stamp >= self.stamp => Some(cell.ends),
            _ => None,
        }
    }

    /// The value of a slot, when it is fresh; what looks at a child and an income at once has no cell.
    #[inline]
    pub(super) fn get(&self, slot: Slot, columns: Columns) -> Option<Ends> {
        let cell = self.cell(slot, columns)?;
        (cell.stamp >= self.stamp).then_some(cell.ends)
    }

    /// Puts a value in its cell.
    #[inline]
    pub(super) fn put(&mut self, slot: Slot, columns: Columns, ends: Ends) {
        let stamp = self.stamp;
        if let Some(cell) = self.cell_mut(slot, columns) {
            *cell = Cell {
                ends,
                stamp,
                is_unsaid: None,
            };
        }
    }

    /// Makes the value of a slot stale.
    pub(super) fn forget(&mut self, slot: Slot, columns: Columns) {
        if let Some(cell) = self.cell_mut(slot, columns) {
            cell.stamp = 0;
        }
    }

    /// Whether its value stayed undecided for want of law, when that was noted.
    pub(super) fn is_unsaid(&self, slot: Slot, columns: Columns) -> Option<bool> {
        self.cell(slot, columns)?.is_unsaid
    }

    pub(super) fn note_unsaid(&mut self, slot: Slot, columns: Columns, is_unsaid: bool) {
        if let Some(cell) = self.cell_mut(slot, columns) {
            cell.is_unsaid = Some(is_unsaid);
        }
    }

    #[inline]
    fn cell(&self, slot: Slot, columns: Columns) -> Option<&Cell> {
        match slot.block() {
            Block::HOUSEHOLD => self.household.get(slot.at()),
            Block::CHILD => self
                .children
                .cells
                .get(self.children.at(slot, columns.child)),
            Block::INCOME => self
                .incomes
                .cells
                .get(self.incomes.at(slot, columns.income)),
            _ => None,
        }
    }

    #[inline]
    fn cell_mut(&mut self, slot: Slot, columns: Columns) -> Option<&mut Cell> {
        match slot.block() {
            Block::HOUSEHOLD => self.household.get_mut(slot.at()),
            Block::CHILD => {
                let at = self.children.at(slot, columns.child);
                self.children.cells.get_mut(at)
            }
            Block::INCOME => {
                let at = self.incomes.at(slot, columns.income);
                self.incomes.cells.get_mut(at)
            }
            _ => None,
        }
    }

    /// The number of the cell of a slot among all cells.
    pub(super) fn number(&self, slot: Slot, columns: Columns) -> usize {
        let (household, children) = (self.household.len(), self.children.cells.len());
        match slot.block() {
            Block::HOUSEHOLD => slot.at(),
            Block::CHILD => household.saturating_add(self.children.at(slot, columns.child)),
            Block::INCOME => household
                .saturating_add(children)
                .saturating_add(self.incomes.at(slot, columns.income)),
            _ => usize::MAX,
        }
    }

    /// How many cells there are.
    pub(super) fn count(&self) -> usize {
        let rows = self
            .children
            .cells
            .len()
            .saturating_add(self.incomes.cells.len());
        self.household.len().saturating_add(rows)
    }
}

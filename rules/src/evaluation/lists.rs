//! The rows of lists. An open list has one more row nobody named, of which nothing is known: whatever it could add
//! is unknown. Months of incomes are open one by one, for each holder.

use super::cells::{Columns, GROUP};
use super::compute::{Computer, Env};
use super::ends::Ends;
use super::interval::Interval;
use super::plan::{Block, Over, Slot};
use super::resolve::{NEW_CHILD, PARTNER, PERSON};
use crate::Truth;
use crate::language::syntax::ListName;
use crate::path::Holder;
use crate::values::UNIT;

/// A row of a list of children or incomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) frame: u16,
    block: Block,
    /// Whether somebody named it; else it stands for any number of rows to come.
    pub(super) named: bool,
    /// Whether the row is there.
    pub(super) presence: Ends,
    /// The number of its column.
    column: usize,
}

impl Row {
    /// The columns names mean in this row.
    #[inline(always)]
    pub(super) const fn columns(self, outside: &Columns) -> Columns {
        outside.with(self.block, self.column)
    }

    /// Whom names mean in this row.
    pub(super) fn env(self, outside: Env) -> Env {
        if self.block == Block::CHILD {
            Env {
                child: self.frame,
                ..outside
            }
        } else {
            Env {
                income: self.frame,
                ..outside
            }
        }
    }
}

/// Of a group of columns, the rows of a list, one bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// Which are certainly there, and which may be.
    presence: Ends,
    /// Which were named.
    named: u64,
}

/// One list: where its rows are, and its groups of columns.
#[derive(Clone, Copy, Debug)]
struct List {
    block: Block,
    rows: (usize, usize),
    groups: (usize, usize),
}

/// The rows of the lists the plan looks through.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    rows: Vec<Row>,
    groups: Vec<Group>,
    lists: Vec<List>,
}

impl Listed {
    fn list(&self, over: Over) -> List {
        let list = self.lists.get(usize::from(over.0)).copied();
        list.unwrap_or(List {
            block: Block::CHILD,
            rows: (0, 0),
            groups: (0, 0),
        })
    }

    fn rows(&self, (start, end): (usize, usize)) -> &[Row] {
        self.rows.get(start..end).unwrap_or(&[])
    }

    /// Ends a list of the rows and groups from there on.
    fn end(&mut self, block: Block, first_row: usize, groups: usize) {
        let first_group = self.groups.len();
        let end = first_group.saturating_add(groups);
        self.groups.resize(end, Group::default());
        for row in self.rows.get(first_row..).unwrap_or(&[]) {
            let (group, here) = (row.column / GROUP, row.column % GROUP);
            if let Some(group) = self.groups.get_mut(first_group.saturating_add(group)) {
                group.presence = group.presence.with_bit(here, row.presence);
                let named = Ends::of_truth(Truth::of(row.named));
                group.named |= Ends::NO.with_bit(here, named).possible();
            }
        }
        self.lists.push(List {
            block,
            rows: (first_row, self.rows.len()),
            groups: (first_group, end),
        });
    }
}

impl Computer<'_> {
    /// How many rows of a list there are where a test holds.
    #[inline(never)]
    pub(super) fn count(&mut self, list: Over, test: Slot, columns: &Columns) -> Ends {
        let (mut least, mut most, mut is_open) = (0_u32, 0_u32, false);
        self.each_group(list, test, columns, |group, holds| {
            let counts = group.presence.bits_and(holds);
            let (certain, possible) = (counts.certain(), counts.possible());
            least = least.saturating_add((certain & group.named).count_ones());
            most = most.saturating_add((possible & group.named).count_ones());
            is_open |= possible & !group.named != 0;
        });
        let rows = |count: u32| i64::from(count).saturating_mul(UNIT);
        Ends::of_range(Interval {
            lo: rows(least),
            hi: if is_open { i64::MAX } else { rows(most) },
        })
    }

    #[inline(never)]
    pub(super) fn exists(&mut self, list: Over, test: Slot, columns: &Columns) -> Ends {
        let mut found = Ends::NO;
        self.each_group(list, test, columns, |group, holds| {
            found = found.bits_or(group.presence.bits_and(holds));
        });
        Ends::of_truth(match (found.certain(), found.possible()) {
            (_, 0) => Truth::No,
            (0, _) => Truth::Unknown,
            _ => Truth::Yes,
        })
    }

    #[inline(never)]
    pub(super) fn for_all(&mut self, list: Over, test: Slot, columns: &Columns) -> Ends {
        let mut all = Ends::of_set(u64::MAX, u64::MAX);
        self.each_group(list, test, columns, |group, holds| {
            all = all.bits_and(group.presence.bits_not().bits_or(holds));
        });
        Ends::of_truth(match (all.certain(), all.possible()) {
            (u64::MAX, _) => Truth::Yes,
            (_, u64::MAX) => Truth::Unknown,
            _ => Truth::No,
        })
    }

    /// The sum of a value over the rows of a list where a test holds.
    #[inline(never)]
    pub(super) fn sum(&mut self, list: Over, test: Slot, value: Slot, columns: &Columns) -> Ends {
        let mut sum = Interval::ZERO;
        self.each_row(list, |computer, row| {
            let columns = row.columns(columns);
            let counts = row.presence.and(computer.read_at(test, &columns)).truth();
            if counts == Truth::No {
                return true;
            }
            let value = computer.read_at(value, &columns).range();
            sum = sum.add(match (counts, row.named) {
                (Truth::Yes, true) => value,
                (_, true) => value.hull(Interval::ZERO),
                (_, false) => Interval {
                    lo: if value.lo < 0 { i64::MIN } else { 0 },
                    hi: if value.hi > 0 { i64::MAX } else { 0 },
                },
            });
            true
        });
        Ends::of_range(sum)
    }

    /// Looks at each group of columns of a list: its rows, and where a test holds.
    #[inline]
    fn each_group(
        &mut self,
        over: Over,
        test: Slot,
        columns: &Columns,
        mut look: impl FnMut(Group, Ends),
    ) {
        let List { block, groups, .. } = self.listed.list(over);
        let (start, end) = groups;
        for (index, at) in (start..end).enumerate() {
            let group = self.listed.groups.get(at).copied().unwrap_or_default();
            if group.presence.possible() == 0 {
                continue;
            }
            let holds = if test.block().without(block) == Block::HOUSEHOLD {
                self.test(test, index)
            } else {
                self.test_by_row(over, test, columns, index)
            };
            look(group, holds);
        }
    }

    /// Where a test that looks at something else too holds in a group of columns.
    fn test_by_row(&mut self, over: Over, test: Slot, columns: &Columns, group: usize) -> Ends {
        let mut found = Ends::NO;
        self.each_row(over, |computer, row| {
            if row.column / GROUP == group {
                let holds = computer.read_at(test, &row.columns(columns));
                found = found.with_bit(row.column % GROUP, holds);
            }
            true
        });
        found
    }

    /// Looks at each row of a list that may be there, as long as it is worth going on.
    #[inline]
    pub(super) fn each_row(&mut self, list: Over, mut look: impl FnMut(&mut Self, Row) -> bool) {
        let (start, end) = self.listed.list(list).rows;
        for at in start..end {
            match self.listed.rows.get(at).copied() {
                Some(row) if look(self, row) => {}
                _ => break,
            }
        }
    }

    /// The rows of a list that may be there.
    pub(super) fn rows_of(&self, list: Over) -> &[Row] {
        self.listed.rows(self.listed.list(list).rows)
    }

    /// Finds the rows of every list the plan looks through.
    pub(super) fn find_rows(&mut self) {
        self.listed.rows.clear();
        self.listed.groups.clear();
        self.listed.lists.clear();
        for list in &self.plan().lists {
            let first = self.listed.rows.len();
            let block = match *list {
                ListName::Incomes { first, last } => {
                    self.add_incomes(first, last);
                    Block::INCOME
                }
                ListName::Children => {
                    self.add_children();
                    Block::CHILD
                }
                ListName::Adults | ListName::Partner => Block::CHILD,
            };
            let groups = self.cells.rows(block).groups();
            self.listed.end(block, first, groups);
        }
    }

    fn add_children(&mut self) {
        for index in 0..self.frames.children().len() {
            self.add_row(self.frames.child_frame(index), true, Ends::YES);
        }
        if !self.frames.children_closed {
            self.add_row(NEW_CHILD, false, Ends::EITHER);
        }
    }

    fn add_incomes(&mut self, first: i32, last: i32) {
        let this_month = self.law.this_month;
        let (from, to) = (
            this_month.saturating_add(i64::from(first)),
            this_month.saturating_add(i64::from(last)),
        );
        for index in 0..self.frames.incomes().len() {
            let presence = self.frames.presence_within(index, (from, to));
            self.add_row(self.frames.income_frame(index), true, presence);
        }
        for holder in Holder::ALL {
            for month in from..=to {
                if let Some(place) = self.law.months.place_of(holder, month) {
                    let presence = self.frames.supposed_presence(place);
                    self.add_row(self.frames.supposed_frame(place), false, presence);
                }
            }
        }
    }

    fn add_row(&mut self, frame: u16, named: bool, presence: Ends) {
        if presence == Ends::NO {
            return;
        }
        let (block, column) = self.frames.column(frame);
        self.listed.rows.push(Row {
            frame,
            block,
            named,
            presence,
            column,
        });
    }

    /// Whom names mean in each row of a list that may be there.
    pub(super) fn envs(&self, list: ListName, env: Env) -> Vec<Env> {
        let adult = |adult| Env { adult, ..env };
        let partner = (self.frames.partner != Truth::No).then(|| adult(PARTNER));
        match list {
            ListName::Adults => std::iter::once(adult(PERSON)).chain(partner).collect(),
            ListName::Partner => partner.into_iter().collect(),
            ListName::Children | ListName::Incomes { .. } => {
                let list = self.plan().over(list.later(self.month_back()));
                let rows = list.map_or(&[][..], |list| self.rows_of(list)).iter();
                rows.map(|row| row.env(env)).collect()
            }
        }
    }
}

//! The rows of lists. An open list has one more row nobody named, of which nothing is known: whatever it could add
//! is unknown. Months of incomes are open one by one, for each holder.

use super::cells::Columns;
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
    /// Whether it is a child, rather than an income.
    is_child: bool,
    /// Whether somebody named it; else it stands for any number of rows to come.
    pub(super) named: bool,
    /// Whether the row is there.
    pub(super) presence: Ends,
    /// Where its column begins.
    column: usize,
}

impl Row {
    /// The columns names mean in this row.
    #[inline(always)]
    pub(super) fn columns(self, outside: &Columns) -> Columns {
        let block = if self.is_child {
            Block::CHILD
        } else {
            Block::INCOME
        };
        outside.with(block, self.column)
    }

    /// Whom names mean in this row.
    pub(super) const fn env(self, outside: Env) -> Env {
        if self.is_child {
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

impl Computer<'_> {
    /// How many rows of a list there are where a test holds.
    #[inline(never)]
    pub(super) fn count(&mut self, list: Over, test: Slot, columns: &Columns) -> Ends {
        let mut count = Interval::ZERO;
        self.each_row(list, |computer, row| {
            let holds = computer.read_at(test, &row.columns(columns));
            count = match (row.presence.and(holds).truth(), row.named) {
                (Truth::No, _) => count,
                (Truth::Yes, true) => count.add(Interval::point(UNIT)),
                (Truth::Unknown, true) => count.add(Interval { lo: 0, hi: UNIT }),
                (_, false) => count.add(Interval::at_least(0)),
            };
            true
        });
        Ends::of_range(count)
    }

    #[inline(never)]
    pub(super) fn exists(&mut self, list: Over, test: Slot, columns: &Columns) -> Ends {
        let mut found = Ends::NO;
        self.each_row(list, |computer, row| {
            let holds = computer.read_at(test, &row.columns(columns));
            found = found.or(row.presence.and(holds));
            found != Ends::YES
        });
        found
    }

    #[inline(never)]
    pub(super) fn for_all(&mut self, list: Over, test: Slot, columns: &Columns) -> Ends {
        let mut all = Ends::YES;
        self.each_row(list, |computer, row| {
            let holds = computer.read_at(test, &row.columns(columns));
            all = all.and(row.presence.not().or(holds));
            all != Ends::NO
        });
        all
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

    /// Looks at each row of a list that may be there, as long as it is worth going on.
    #[inline]
    pub(super) fn each_row(&mut self, list: Over, mut look: impl FnMut(&mut Self, Row) -> bool) {
        let rows = self.rows_of_lists.get(usize::from(list.0)).copied();
        let (start, end) = rows.unwrap_or_default();
        for at in start..end {
            match self.rows.get(at).copied() {
                Some(row) if look(self, row) => {}
                _ => break,
            }
        }
    }

    /// The rows of a list that may be there.
    pub(super) fn rows_of(&self, list: Over) -> &[Row] {
        let rows = self.rows_of_lists.get(usize::from(list.0)).copied();
        let (start, end) = rows.unwrap_or_default();
        self.rows.get(start..end).unwrap_or(&[])
    }

    /// Finds the rows of every list the plan looks through.
    pub(super) fn find_rows(&mut self) {
        self.rows.clear();
        self.rows_of_lists.clear();
        for list in &self.plan().lists {
            let start = self.rows.len();
            match *list {
                ListName::Children => self.add_children(),
                ListName::Incomes { first, last } => self.add_incomes(first, last),
                ListName::Adults | ListName::Partner => {}
            }
            self.rows_of_lists.push((start, self.rows.len()));
        }
    }

    fn add_children(&mut self) {
        for index in 0..self.frames.children().len() {
            self.add_row(self.frames.child_frame(index), true, true, Ends::YES);
        }
        if !self.frames.children_closed {
            self.add_row(NEW_CHILD, true, false, Ends::EITHER);
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
            self.add_row(self.frames.income_frame(index), false, true, presence);
        }
        for holder in Holder::ALL {
            for month in from..=to {
                if let Some(place) = self.law.months.place_of(holder, month) {
                    let presence = self.frames.supposed_presence(place);
                    self.add_row(self.frames.supposed_frame(place), false, false, presence);
                }
            }
        }
    }

    fn add_row(&mut self, frame: u16, is_child: bool, named: bool, presence: Ends) {
        if presence == Ends::NO {
            return;
        }
        let (block, number) = self.frames.column(frame);
        self.rows.push(Row {
            frame,
            is_child,
            named,
            presence,
            column: self.cells.column(block, number),
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

//! The rows of lists. An open list has one more row nobody named, of which nothing is known: whatever it could add
//! is unknown. Months of incomes are open one by one, for each holder.

use super::compute::{Computer, Env};
use super::ends::Ends;
use super::plan::Over;
use super::resolve::{NEW_CHILD, PARTNER, PERSON};
use crate::Truth;
use crate::language::syntax::ListName;
use crate::path::Holder;

/// A row of a list of children or incomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) frame: u16,
    /// Whether it is a child, rather than an income.
    pub(super) is_child: bool,
    /// Whether somebody named it; else it stands for any number of rows to come.
    pub(super) named: bool,
    /// Whether the row is there.
    pub(super) presence: Ends,
    /// Where its block begins.
    pub(super) start: usize,
}

impl Computer<'_> {
    /// Where the rows of a list that may be there are, among all rows. They are found once for a household.
    pub(super) fn rows_of(&mut self, list: Over) -> (usize, usize) {
        let at = usize::from(list.0);
        if let Some(known) = self.rows_of_lists.get(at).copied().flatten() {
            return known;
        }
        let start = self.rows.len();
        match self.law.plan.list(list) {
            ListName::Children => self.add_children(),
            ListName::Incomes { first, last } => self.add_incomes(first, last),
            ListName::Adults | ListName::Partner => {}
        }
        let found = (start, self.rows.len());
        if let Some(known) = self.rows_of_lists.get_mut(at) {
            *known = Some(found);
        }
        found
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
        let start = self.starts.get(usize::from(frame)).copied();
        self.rows.push(Row {
            frame,
            is_child,
            named,
            presence,
            start: start.unwrap_or(usize::MAX),
        });
    }

    /// Whom names mean in each row of a list that may be there.
    pub(super) fn envs(&mut self, list: ListName, env: Env) -> Vec<Env> {
        let adult = |adult| Env { adult, ..env };
        let partner = (self.frames.partner != Truth::No).then(|| adult(PARTNER));
        match list {
            ListName::Adults => std::iter::once(adult(PERSON)).chain(partner).collect(),
            ListName::Partner => partner.into_iter().collect(),
            ListName::Children | ListName::Incomes { .. } => {
                let list = list.later(self.month_back());
                let (start, end) = self
                    .law
                    .plan
                    .over(list)
                    .map_or((0, 0), |list| self.rows_of(list));
                let rows = self.rows.get(start..end).unwrap_or(&[]).iter();
                let within = |row: &Row| match row.is_child {
                    true => Env {
                        child: row.frame,
                        ..env
                    },
                    false => Env {
                        income: row.frame,
                        ..env
                    },
                };
                rows.map(within).collect()
            }
        }
    }
}

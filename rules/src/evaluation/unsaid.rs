//! Which values stayed undecided because the law does not say something on this day. A decided value owes nothing to what the
//! law does not say.

use super::cells::Columns;
use super::compute::Computer;
use super::lists::Row;
use super::plan::{Op, Over, Slot};
use super::resolve::Received;
use crate::Truth;
use crate::language::syntax::Asked;

impl Computer<'_> {
    /// Whether the value of a slot stayed undecided for that reason.
    pub(super) fn is_unsaid(&mut self, slot: Slot) -> bool {
        let columns = self.columns;
        !self.plan().says_all && self.is_unsaid_at(slot, &columns)
    }

    /// It is found once for each cell; of what has no cell, each time.
    fn is_unsaid_at(&mut self, slot: Slot, columns: &Columns) -> bool {
        let ends = self.read_at(slot, columns);
        if ends.is_decided() {
            return false;
        }
        let place = self.cells.place(slot, columns);
        if let Some(known) = self.cells.is_unsaid(place) {
            return known;
        }
        let op = self.plan().op(slot);
        let found = match op {
            Op::Given => self.plan().unsaid.contains(&slot),
            op => self.wants_law(op, columns),
        };
        self.cells.note_unsaid(place, found);
        found
    }

    /// Whether an undecided operation looked at anything the law does not say.
    fn wants_law(&mut self, op: Op, columns: &Columns) -> bool {
        match op {
            Op::If(test, then, otherwise) | Op::IfVariants(test, then, otherwise) => {
                let taken = self.read_at(test, columns).truth();
                self.is_unsaid_at(test, columns)
                    || (taken != Truth::No && self.is_unsaid_at(then, columns))
                    || (taken != Truth::Yes && self.is_unsaid_at(otherwise, columns))
            }
            Op::Count(list, test) | Op::Exists(list, test) | Op::ForAll(list, test) => self
                .any_row(list, |computer, row| {
                    computer.is_unsaid_at(test, &row.columns(columns))
                }),
            Op::Sum(list, test, value) => self.any_row(list, |computer, row| {
                let columns = row.columns(columns);
                let counts = row.presence.and(computer.read_at(test, &columns)).truth();
                computer.is_unsaid_at(test, &columns)
                    || (counts != Truth::No && computer.is_unsaid_at(value, &columns))
            }),
            Op::Right(asked, right, held, gives) => {
                let named = self.law.right(right).right;
                let received = self.frames.received(named);
                match asked {
                    Asked::Received => false,
                    _ if self.supposed(asked, named).is_some() => false,
                    Asked::Possible | Asked::Open => self.is_unsaid_at(held, columns),
                    Asked::Amount if received == Received::Open => {
                        self.is_unsaid_at(gives, columns)
                    }
                    Asked::Amount => {
                        self.is_unsaid_at(held, columns) || self.is_unsaid_at(gives, columns)
                    }
                }
            }
            op => {
                let mut found = false;
                self.plan().under(op, |under| {
                    found = found || self.is_unsaid_at(under, columns)
                });
                found
            }
        }
    }

    fn any_row(&mut self, list: Over, mut holds: impl FnMut(&mut Self, Row) -> bool) -> bool {
        let mut found = false;
        self.each_row(list, |computer, row| {
            found = holds(computer, row);
            !found
        });
        found
    }
}

//! Lists as they are lowered: adults are told apart one by one, since there are at most two; rows of children and incomes are
//! looked through when they are known.

use super::ends::Ends;
use super::lower::Lowering;
use super::plan::{Op, Slot};
use super::resolve::{PARTNER, PERSON};
use crate::language::program::NodeId;
use crate::language::syntax::ListName;
use crate::values::UNIT;

impl Lowering<'_> {
    /// The adults of a list, each with whether it is there when that can be in doubt; `None` for lists of rows.
    fn adults(&self, list: ListName) -> Option<Vec<(u16, Option<Slot>)>> {
        let partner = (PARTNER, Some(self.partner()));
        match list {
            ListName::Adults => Some(vec![(PERSON, None), partner]),
            ListName::Partner => Some(vec![partner]),
            ListName::Children | ListName::Incomes { .. } => None,
        }
    }

    /// Whether an adult is there and passes a test.
    fn counts(&mut self, (adult, there): (u16, Option<Slot>), test: Option<NodeId>) -> Slot {
        let test = test.map(|test| self.node(test, adult));
        match (there, test) {
            (None, None) => self.writing.constant(Ends::YES),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(there), Some(test)) => self.writing.all(vec![there, test]),
        }
    }

    pub(super) fn exists(&mut self, list: ListName, test: NodeId, adult: u16) -> Slot {
        let Some(adults) = self.adults(list) else {
            let over = self.over(list);
            return self.one(|test| Op::Exists(over, test), test, adult);
        };
        let each: Vec<Slot> = adults
            .into_iter()
            .map(|adult| self.counts(adult, Some(test)))
            .collect();
        self.writing.any(each)
    }

    pub(super) fn for_all(&mut self, list: ListName, test: NodeId, adult: u16) -> Slot {
        let Some(adults) = self.adults(list) else {
            let over = self.over(list);
            return self.one(|test| Op::ForAll(over, test), test, adult);
        };
        let mut each = Vec::new();
        for (adult, there) in adults {
            let test = self.node(test, adult);
            each.push(match there {
                None => test,
                Some(there) => {
                    let absent = self.writing.write(Op::Not(there));
                    self.writing.any(vec![absent, test])
                }
            });
        }
        self.writing.all(each)
    }

    pub(super) fn count(&mut self, list: ListName, test: Option<NodeId>, adult: u16) -> Slot {
        if let Some(adults) = self.adults(list) {
            let one = self.writing.point(UNIT);
            return self.total(adults, test, |_, _| one);
        }
        let over = self.over(list);
        let test = self.test_of_row(test, adult);
        self.writing.write(Op::Count(over, test))
    }

    pub(super) fn sum(
        &mut self,
        list: ListName,
        test: Option<NodeId>,
        value: NodeId,
        adult: u16,
    ) -> Slot {
        if let Some(adults) = self.adults(list) {
            return self.total(adults, test, |lowering, adult| lowering.node(value, adult));
        }
        let over = self.over(list);
        let test = self.test_of_row(test, adult);
        let value = self.node(value, adult);
        self.writing.write(Op::Sum(over, test, value))
    }

    fn test_of_row(&mut self, test: Option<NodeId>, adult: u16) -> Slot {
        match test {
            Some(test) => self.node(test, adult),
            None => self.writing.constant(Ends::YES),
        }
    }

    /// The sum of a value over the adults that count.
    fn total(
        &mut self,
        adults: Vec<(u16, Option<Slot>)>,
        test: Option<NodeId>,
        value: impl Fn(&mut Self, u16) -> Slot,
    ) -> Slot {
        let zero = self.writing.point(0);
        let mut total: Option<Slot> = None;
        for adult in adults {
            let counts = self.counts(adult, test);
            let value = value(self, adult.0);
            let here = self.writing.write(Op::If(counts, value, zero));
            total = Some(match total {
                Some(before) => self.writing.write(Op::Add(before, here)),
                None => here,
            });
        }
        total.unwrap_or(zero)
    }
}

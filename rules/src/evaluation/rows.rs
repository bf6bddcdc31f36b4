//! Computing what looks at a child or at an income: for all of them at once, since who looks at one looks at the others. A test is
//! computed as bits, one for each of them.

use super::cells::{Columns, GROUP};
use super::compute::Computer;
use super::ends::Ends;
use super::interval::Interval;
use super::operations;
use super::plan::{Block, Op, Slot};
use crate::Truth;

impl Computer<'_> {
    /// Finds a slot of children or of incomes, unless it was.
    #[inline]
    pub(super) fn ensure(&mut self, slot: Slot) {
        if !self.cells.is_fresh(slot) {
            self.find_in_rows(slot);
        }
    }

    #[inline(never)]
    fn find_in_rows(&mut self, slot: Slot) {
        let (block, at) = (slot.block(), slot.at());
        let plan = self.plan();
        let op = plan.op(slot);
        match op {
            Op::All(several) => {
                for group in 0..self.cells.rows(block).groups() {
                    let everyone = self.cells.rows(block).all_of(group);
                    let mut all = Ends::of_set(everyone, everyone);
                    for under in plan.several(several) {
                        all = all.bits_and(self.test(*under, block, group));
                        if all == Ends::NO {
                            break;
                        }
                    }
                    self.cells.rows_mut(block).put_test(at, group, all);
                }
            }
            Op::Any(several) => {
                for group in 0..self.cells.rows(block).groups() {
                    let everyone = self.cells.rows(block).all_of(group);
                    let everyone = Ends::of_set(everyone, everyone);
                    let mut any = Ends::NO;
                    for under in plan.several(several) {
                        let holds = self.test(*under, block, group).bits_and(everyone);
                        any = any.bits_or(holds);
                        if any == everyone {
                            break;
                        }
                    }
                    self.cells.rows_mut(block).put_test(at, group, any);
                }
            }
            Op::Not(under) => {
                for group in 0..self.cells.rows(block).groups() {
                    let not = self.test(under, block, group).bits_not();
                    self.cells.rows_mut(block).put_test(at, group, not);
                }
            }
            Op::Count(..) | Op::Exists(..) | Op::ForAll(..) | Op::Sum(..) | Op::Right(..) => {
                for column in 0..self.cells.rows(block).columns() {
                    let columns = Columns::OUTSIDE.with(block, column);
                    let ends = self.find_at(op, &columns);
                    self.cells.rows_mut(block).put(at, column, ends);
                }
            }
            Op::Less(a, b) => self.compare(slot, a, b, operations::less),
            Op::AtMost(a, b) => self.compare(slot, a, b, operations::at_most),
            Op::Equal(a, b) => self.compare(slot, a, b, operations::equal),
            Op::Among(a, mask) => self.choose(slot, a, |ends| operations::among(ends, mask)),
            Op::Holds(a, mask) => self.choose(slot, a, |ends| operations::holds(ends, mask)),
            Op::If(test, then, otherwise) => {
                self.choose_branch(slot, test, then, otherwise, Ends::hull);
            }
            Op::IfVariants(test, then, otherwise) => {
                self.choose_branch(slot, test, then, otherwise, Ends::hull_of_variants);
            }
            _ => {
                self.plan().under(op, |under| self.ensure_any(under));
                for column in 0..self.cells.rows(block).columns() {
                    let ends = operations::value(op, |under| self.cells.fresh(under, column));
                    self.cells.rows_mut(block).put(at, column, ends);
                }
            }
        }
        self.cells.note_fresh(slot);
    }

    /// Compares two numbers of each of them.
    #[inline(always)]
    fn compare(
        &mut self,
        slot: Slot,
        a: Slot,
        b: Slot,
        holds: impl Fn(Interval, Interval) -> Ends,
    ) {
        self.ensure_any(a);
        self.ensure_any(b);
        for group in 0..self.cells.rows(slot.block()).groups() {
            let (each_a, each_b) = (self.cells.each(a), self.cells.each(b));
            let found = self.bits(slot.block(), group, |column| {
                holds(each_a.of(column).range(), each_b.of(column).range())
            });
            self.cells
                .rows_mut(slot.block())
                .put_test(slot.at(), group, found);
        }
    }

    /// Looks at what was chosen of each of them.
    #[inline(always)]
    fn choose(&mut self, slot: Slot, a: Slot, holds: impl Fn(Ends) -> Ends) {
        self.ensure_any(a);
        for group in 0..self.cells.rows(slot.block()).groups() {
            let each = self.cells.each(a);
            let found = self.bits(slot.block(), group, |column| holds(each.of(column)));
            self.cells
                .rows_mut(slot.block())
                .put_test(slot.at(), group, found);
        }
    }

    /// Where something holds in a group of columns.
    #[inline(always)]
    fn bits(&self, block: Block, group: usize, holds: impl Fn(usize) -> Ends) -> Ends {
        let first = group.saturating_mul(GROUP);
        let columns = self
            .cells
            .rows(block)
            .columns()
            .saturating_sub(first)
            .min(GROUP);
        (0..columns).fold(Ends::NO, |found, here| {
            found.with_bit(here, holds(first.saturating_add(here)))
        })
    }

    /// Takes one branch or the other for each of them, or both; only the branches somebody takes are found.
    fn choose_branch(
        &mut self,
        slot: Slot,
        test: Slot,
        then: Slot,
        otherwise: Slot,
        hull: fn(Ends, Ends) -> Ends,
    ) {
        let block = slot.block();
        for group in 0..self.cells.rows(block).groups() {
            let everyone = self.cells.rows(block).all_of(group);
            let holds = self.test(test, block, group);
            if holds.possible() & everyone != 0 {
                self.ensure_any(then);
            }
            if holds.certain() & everyone != everyone {
                self.ensure_any(otherwise);
            }
            let first = group.saturating_mul(GROUP);
            let end = self
                .cells
                .rows(block)
                .columns()
                .min(first.saturating_add(GROUP));
            for column in first..end {
                let (then, otherwise) = (self.cells.each(then), self.cells.each(otherwise));
                let ends = match holds.bit(column % GROUP).truth() {
                    Truth::Yes => then.of(column),
                    Truth::No => otherwise.of(column),
                    Truth::Unknown => hull(then.of(column), otherwise.of(column)),
                };
                self.cells.rows_mut(block).put(slot.at(), column, ends);
            }
        }
    }

    fn ensure_any(&mut self, slot: Slot) {
        if slot.block() == Block::HOUSEHOLD {
            self.read_in_household(slot);
        } else {
            self.ensure(slot);
        }
    }

    /// Where a test holds in a group of columns of a block: it looks at the household, or at these rows.
    #[inline]
    pub(super) fn test(&mut self, test: Slot, block: Block, group: usize) -> Ends {
        if test.block() == Block::HOUSEHOLD {
            return self.read_in_household(test).for_everyone();
        }
        self.ensure(test);
        let rows = self.cells.rows(block);
        if rows.is_test(test.at()) {
            return rows.test(test.at(), group);
        }
        let values = rows.values(test.at()).iter();
        let values = values.skip(group.saturating_mul(GROUP)).take(GROUP);
        values
            .enumerate()
            .fold(Ends::NO, |found, (here, ends)| found.with_bit(here, *ends))
    }

    /// The value of an operation where names mean the rows of these columns, of what has no cell of its own.
    #[inline(never)]
    pub(super) fn find_at(&mut self, op: Op, columns: &Columns) -> Ends {
        let plan = self.plan();
        match op {
            Op::All(several) => {
                operations::all(plan.several(several), |slot| self.read_at(slot, columns))
            }
            Op::Any(several) => {
                operations::any(plan.several(several), |slot| self.read_at(slot, columns))
            }
            Op::Count(list, test) => self.count(list, test, columns),
            Op::Exists(list, test) => self.exists(list, test, columns),
            Op::ForAll(list, test) => self.for_all(list, test, columns),
            Op::Sum(list, test, value) => self.sum(list, test, value, columns),
            Op::Right(asked, right, held, gives) => self.of_right(asked, right, held, gives),
            op => operations::value(op, |slot| self.read_at(slot, columns)),
        }
    }
}

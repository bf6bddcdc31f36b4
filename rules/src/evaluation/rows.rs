//! Computing what looks at a child or at an income: for all of them at once, since who looks at one looks at the others. A test is
//! computed as bits, one for each of them.

use super::cells::{Columns, Each, GROUP};
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
                        all = all.bits_and(self.test(*under, group));
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
                        let holds = self.test(*under, group).bits_and(everyone);
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
                    let not = self.test(under, group).bits_not();
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
        let holds = |a: Ends, b: Ends| holds(a.range(), b.range());
        for group in 0..self.cells.rows(slot.block()).groups() {
            let found = match (self.cells.each(a, group), self.cells.each(b, group)) {
                (Each::Values(each), Each::Everyone(b)) => bits(each.iter().map(|a| holds(*a, b))),
                (Each::Everyone(a), Each::Values(each)) => bits(each.iter().map(|b| holds(a, *b))),
                (a, b) => {
                    let here = self.cells.rows(slot.block()).within(group);
                    bits(here.map(|column| holds(a.of(column), b.of(column))))
                }
            };
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
            let found = match self.cells.each(a, group) {
                Each::Values(each) => bits(each.iter().map(|ends| holds(*ends))),
                a => holds(a.of(0)).for_everyone(),
            };
            self.cells
                .rows_mut(slot.block())
                .put_test(slot.at(), group, found);
        }
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
            let holds = self.test(test, group);
            if holds.possible() & everyone != 0 {
                self.ensure_any(then);
            }
            if holds.certain() & everyone != everyone {
                self.ensure_any(otherwise);
            }
            let first = group.saturating_mul(GROUP);
            for here in self.cells.rows(block).within(group) {
                let [then, otherwise] =
                    [then, otherwise].map(|branch| self.cells.each(branch, group).of(here));
                let ends = match holds.bit(here).truth() {
                    Truth::Yes => then,
                    Truth::No => otherwise,
                    Truth::Unknown => hull(then, otherwise),
                };
                let column = first.saturating_add(here);
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
    pub(super) fn test(&mut self, test: Slot, group: usize) -> Ends {
        if test.block() == Block::HOUSEHOLD {
            return self.read_in_household(test).for_everyone();
        }
        self.ensure(test);
        match self.cells.each(test, group) {
            Each::Tests(found) => found,
            Each::Values(values) => bits(values.iter().copied()),
            Each::Everyone(holds) => holds.for_everyone(),
        }
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

/// Yes or no of one row after the other, as bits.
#[inline(always)]
fn bits(rows: impl DoubleEndedIterator<Item = Ends>) -> Ends {
    rows.rfold(Ends::NO, Ends::after)
}

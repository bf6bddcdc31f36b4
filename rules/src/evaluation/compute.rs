//! Computing the plan of a day for one household.
//!
//! A value is computed when somebody first asks for it, and stays in its cell for the household ([`super::cells`]):
//! what nobody asks for, the branch not taken or what an amount rests on once a condition failed, costs nothing.
//! Nothing here can fail: what the law does not say on this day is unknown, and [`super::unsaid`] tells which values
//! stayed unknown for that reason.

use chrono::NaiveDate;

use super::cells::{Cells, Columns};
use super::ends::Ends;
use super::law::{Expression, Law};
use super::lists::Listed;
use super::operations;
use super::plan::{Block, Op, Plan, Slot};
use super::resolve::{Frames, NEW_CHILD, NEW_INCOME, PARTNER, PERSON};
use super::trace::Trace;
use crate::Truth;
use crate::language::program::{Frame, NodeId};
use crate::language::syntax::Asked;

/// Whom names mean, by frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Env {
    pub(crate) adult: u16,
    pub(crate) child: u16,
    pub(crate) income: u16,
}

impl Env {
    /// Outside of lists.
    pub(crate) const TOP: Self = Self {
        adult: PERSON,
        child: NEW_CHILD,
        income: NEW_INCOME,
    };

    /// The frame a name reads.
    pub(crate) const fn frame(self, frame: Frame) -> u16 {
        match frame {
            Frame::Household => super::resolve::HOUSEHOLD,
            Frame::Person => PERSON,
            Frame::Adult => self.adult,
            Frame::Child => self.child,
            Frame::Income => self.income,
        }
    }

    /// Where to compute an intermediate for a frame.
    pub(super) const fn inside(frame: u16) -> Self {
        let mut env = Self::TOP;
        match frame {
            super::resolve::HOUSEHOLD => {}
            PERSON | PARTNER => env.adult = frame,
            _ => env.child = frame,
        }
        env
    }
}

/// Computes over one household on one day. It is used again for the next household.
pub(crate) struct Computer<'l> {
    pub(super) law: &'l Law<'l>,
    pub(crate) frames: Frames,
    pub(super) cells: Cells,
    /// The place of the month whose nodes are asked for.
    month: usize,
    /// Whose rows are being looked at, and their columns.
    pub(super) env: Env,
    pub(super) columns: Columns,
    /// The rows of each list that may be there, list after list.
    pub(super) listed: Listed,
    /// What undecided results rest on.
    pub(super) trace: Trace,
    /// A right supposed open or not, to see what depends on it.
    pub(super) supposed: Option<(u16, Truth)>,
}

impl<'l> Computer<'l> {
    /// A computer of this law, of an unknown household.
    pub(crate) fn new(law: &'l Law<'l>) -> Self {
        Self::with_cells(law, Cells::new(&law.plan))
    }

    /// The same, with cells of this law that served before.
    pub(super) fn with_cells(law: &'l Law<'l>, cells: Cells) -> Self {
        Self {
            law,
            frames: Frames::default(),
            cells,
            month: 0,
            env: Env::TOP,
            columns: Columns::OUTSIDE,
            listed: Listed::default(),
            trace: Trace::default(),
            supposed: None,
        }
    }

    /// Turns to the household of the frames. It is ready, or not, to tell what undecided results rest on.
    pub(crate) fn start(&mut self, tracing: bool) {
        self.supposed = None;
        self.lay_out();
        self.find_rows();
        self.enter(Env::TOP);
        if tracing {
            let (places, rights) = (self.places(), self.law.count());
            self.trace.reset(places, self.cells.count(), rights);
        }
    }

    pub(super) fn plan(&self) -> &'l Plan {
        &self.law.plan
    }

    /// Gives every row its column, and puts the answers where they are read.
    fn lay_out(&mut self) {
        let (children, incomes) = (self.frames.child_columns(), self.frames.income_columns());
        self.cells.renew(children, incomes);
        let adults = self.frames.of_adults();
        self.cells.put_each(adults);
        let partner = Ends::of_truth(self.frames.partner);
        self.cells.put(adults.len(), partner);
        for frame in NEW_CHILD..u16::try_from(self.frames.count()).unwrap_or(u16::MAX) {
            let (block, number) = self.frames.column(frame);
            let values = self.frames.values_of(usize::from(frame));
            self.cells.rows_mut(block).put_given(number, values);
        }
    }

    /// The value of a slot.
    pub(super) fn read(&mut self, slot: Slot) -> Ends {
        if slot.block() == Block::HOUSEHOLD {
            return self.read_in_household(slot);
        }
        let columns = self.columns;
        self.read_at(slot, &columns)
    }

    /// The value of a slot, where names mean the rows of these columns.
    #[inline]
    pub(super) fn read_at(&mut self, slot: Slot, columns: &Columns) -> Ends {
        match slot.block() {
            Block::HOUSEHOLD => self.read_in_household(slot),
            Block::NOWHERE => self.find_at(self.plan().op(slot), columns),
            block => {
                self.ensure(slot);
                self.cells.fresh(slot, columns.of(block))
            }
        }
    }

    /// The value of a slot of the household.
    #[inline]
    pub(super) fn read_in_household(&mut self, slot: Slot) -> Ends {
        match self.cells.get(slot.in_household()) {
            Some(ends) => ends,
            None => self.find_in_household(slot),
        }
    }

    #[inline(never)]
    fn find_in_household(&mut self, slot: Slot) -> Ends {
        let top = &Columns::OUTSIDE;
        let plan = self.plan();
        let ends = match plan.op_of_household(slot) {
            Op::All(several) => {
                operations::all(plan.several(several), |slot| self.read_in_household(slot))
            }
            Op::Any(several) => {
                operations::any(plan.several(several), |slot| self.read_in_household(slot))
            }
            Op::Count(list, test) => self.count(list, test, top),
            Op::Exists(list, test) => self.exists(list, test, top),
            Op::ForAll(list, test) => self.for_all(list, test, top),
            Op::Sum(list, test, value) => self.sum(list, test, value, top),
            Op::Right(asked, right, held, gives) => self.of_right(asked, right, held, gives),
            op => operations::value(op, |slot| self.read_in_household(slot)),
        };
        self.cells.put(slot.in_household(), ends);
        ends
    }

    /// Turns to the rows names mean.
    pub(super) fn enter(&mut self, env: Env) {
        self.columns = Columns::OUTSIDE;
        for frame in [env.child, env.income] {
            let (block, number) = self.frames.column(frame);
            self.columns = self.columns.with(block, number);
        }
        self.env = env;
    }

    /// Does something outside of lists.
    pub(super) fn at_top<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.env;
        self.enter(Env::TOP);
        let done = work(self);
        self.enter(before);
        done
    }

    /// Supposes a right open or not; only what follows from rights is computed anew.
    pub(super) fn suppose(&mut self, right: u16, truth: Truth) {
        self.supposed = Some((right, truth));
        for (block, slots) in Block::ALL.into_iter().zip(&self.plan().on_rights) {
            self.cells.forget(block, slots);
        }
    }

    /// The value of an expression outside of lists; `None` when there is none on this day.
    pub(super) fn expression(&mut self, expression: Expression) -> Option<Ends> {
        match expression {
            Expression::InForce(slot) => Some(self.read_in_household(slot)),
            Expression::None | Expression::NotInForce => None,
        }
    }

    /// Turns to a month, counted from the month of the day; the place of the one before.
    pub(super) fn turn_to_month(&mut self, back: i32) -> usize {
        let before = self.month;
        self.month = self.law.place_of_month(back).unwrap_or(before);
        before
    }

    /// Turns to the month of this place.
    pub(super) const fn turn_to(&mut self, month: usize) {
        self.month = month;
    }

    /// The month, counted from the month of the day.
    pub(super) fn month_back(&self) -> i32 {
        self.law.month(self.month).back
    }

    /// The day whose law is that of the month.
    pub(super) fn day(&self) -> NaiveDate {
        self.law.month(self.month).day
    }

    /// The value of a node of the catalogue where names mean these rows.
    pub(super) fn value(&mut self, node: NodeId, env: Env) -> Ends {
        let slot = self.law.slot(node, env.adult, self.month);
        self.enter(env);
        let value = slot.map_or(Ends::EITHER, |slot| self.read(slot));
        self.enter(Env::TOP);
        value
    }

    /// Whether a node of the catalogue holds where names mean these rows.
    pub(crate) fn truth(&mut self, node: NodeId, env: Env) -> Truth {
        self.value(node, env).truth()
    }

    /// The value of an intermediate for a frame.
    pub(super) fn intermediate(&mut self, index: u16, frame: u16) -> Ends {
        let compiled = &self.law.catalogue.compiled;
        let dated = compiled.intermediates.get(usize::from(index));
        match dated.and_then(|dated| dated.on(self.day())) {
            Some(node) => self.value(node, Env::inside(frame)),
            None => {
                let unknown = compiled.unknowns.get(usize::from(index)).copied();
                unknown.map_or(Ends::EITHER, Ends::of)
            }
        }
    }

    /// What is asked of a right, by its place in the catalogue.
    pub(super) fn asked(&mut self, asked: Asked, right: u16) -> Ends {
        let number = self.law.number(right, self.month);
        let Some(number) = number else {
            return Ends::EITHER;
        };
        let in_force = self.law.right(number);
        match (in_force.held, in_force.gives) {
            (Some(held), Some(gives)) => self.of_right(asked, number, held, gives),
            _ => Ends::EITHER,
        }
    }
}

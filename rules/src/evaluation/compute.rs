//! Computing the plan of a day: three-valued logic, intervals, lists.
//!
//! A value is computed when somebody first asks for it, and stays in its cell for the household. Knowing more
//! only narrows what comes out. Nothing here can fail: what the law does not say on this day is unknown, and
//! the cell tells that a value stayed unknown for that reason.

use chrono::NaiveDate;

use super::dates;
use super::ends::Ends;
use super::interval::{Interval, nearest, nearest_small};
use super::kept::Kept;
use super::law::{Expression, Law};
use super::lists::Row;
use super::plan::{Block, Cell, Op, Over, Run, Slot};
use super::resolve::{Frames, NEW_CHILD, NEW_INCOME, PARTNER, PERSON};
use super::rights::Held;
use super::trace::Trace;
use crate::language::program::{Frame, NodeId, Rounding};
use crate::language::syntax::Asked;
use crate::values::UNIT;
use crate::{Entity, Truth, Verdict};

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

/// Computes over one household on one day. It is used again for the next household: what lies in a cell is
/// stamped, and a new stamp makes all of it stale at once.
pub(crate) struct Computer<'l> {
    pub(super) law: &'l Law<'l>,
    /// The operations of the household's block.
    household: &'l [Op],
    pub(crate) frames: Frames,
    /// Block after block: that of the household, then of each frame that has rows.
    cells: Vec<Cell>,
    /// Where the block of each frame begins.
    pub(super) starts: Vec<usize>,
    /// The place of the month whose nodes are asked for.
    month: usize,
    /// Whose rows are being looked at, and where their blocks begin.
    pub(super) env: Env,
    blocks: [usize; Block::COUNT],
    /// The stamp of what was computed for this household.
    stamp: u32,
    /// Whether something the law does not say was met since the value of the moment was begun.
    pub(super) failed: bool,
    /// The rows of each list already looked through, list after list, and where those of each list are.
    pub(super) rows: Vec<Row>,
    pub(super) rows_of_lists: Vec<Option<(usize, usize)>>,
    /// What undecided results rest on.
    pub(super) trace: Trace,
    pub(super) rights: Kept<Held>,
    pub(super) amounts: Kept<(Interval, bool)>,
    /// The household and supposition of the moment: rights are judged anew for each.
    pub(super) moment: u64,
    /// A right supposed open or not, to see what depends on it.
    pub(super) supposed: Option<(u16, Truth)>,
    /// The verdict on every condition, when each of them is wanted; the first that fails is enough otherwise.
    pub(super) verdicts: Option<Vec<Verdict>>,
}

impl<'l> Computer<'l> {
    /// A computer of this law, of an unknown household.
    pub(crate) fn new(law: &'l Law<'l>) -> Self {
        let rights = law.count();
        Self {
            law,
            household: law.plan.household_ops(),
            frames: Frames::default(),
            cells: law.plan.household.clone(),
            starts: Vec::new(),
            month: 0,
            env: Env::TOP,
            blocks: [0, usize::MAX, usize::MAX, usize::MAX],
            stamp: 1,
            failed: false,
            rows: Vec::new(),
            rows_of_lists: Vec::new(),
            trace: Trace::default(),
            rights: Kept::new(rights),
            amounts: Kept::new(rights),
            moment: 0,
            supposed: None,
            verdicts: None,
        }
    }

    /// Turns to the household of the frames. It is ready, or not, to tell what undecided results rest on.
    pub(crate) fn start(&mut self, tracing: bool) {
        self.renew();
        self.lay_out();
        self.rows.clear();
        self.rows_of_lists.clear();
        self.rows_of_lists.resize(self.law.plan.lists.len(), None);
        self.supposed = None;
        self.failed = false;
        self.enter(Env::TOP);
        if tracing {
            let (places, rights) = (self.places(), self.law.count());
            self.trace.reset(places, self.cells.len(), rights);
        }
    }

    /// Makes everything stale but what holds for every household.
    fn renew(&mut self) {
        self.moment = self.moment.saturating_add(1);
        let next = self.stamp.saturating_add(1);
        if next == Cell::ALWAYS {
            self.cells.clone_from(&self.law.plan.household);
            self.stamp = 1;
        } else {
            self.stamp = next;
        }
    }

    /// Gives every frame its block, and puts the answers where they are read.
    fn lay_out(&mut self) {
        let plan = &self.law.plan;
        let mut end = plan.household.len();
        self.starts.clear();
        for frame in 0..self.frames.count() {
            let block = match self.frames.entity(frame) {
                Entity::Child => plan.len(Block::CHILD),
                Entity::Income => plan.len(Block::INCOME),
                Entity::Household | Entity::Person | Entity::Adult => 0,
            };
            self.starts.push(if block == 0 { 0 } else { end });
            end = end.saturating_add(block);
        }
        if self.cells.len() < end {
            self.cells.resize(end, Cell::default());
        }
        let given = |ends: Ends| Cell::new(ends, self.stamp, false);
        let adults = self.frames.of_adults();
        let partner = Ends::of_truth(self.frames.partner);
        let first = adults.iter().chain([&partner]);
        for (cell, ends) in self.cells.iter_mut().zip(first) {
            *cell = given(*ends);
        }
        for (frame, start) in self.starts.iter().enumerate().skip(usize::from(NEW_CHILD)) {
            let cells = self.cells.get_mut(*start..).unwrap_or(&mut []);
            for (cell, ends) in cells.iter_mut().zip(self.frames.values_of(frame)) {
                *cell = given(*ends);
            }
        }
    }

    /// Turns to the rows names mean.
    pub(super) fn enter(&mut self, env: Env) {
        let start = |frame: u16| self.starts.get(usize::from(frame)).copied();
        let [_, child, income, _] = &mut self.blocks;
        *child = start(env.child).unwrap_or(usize::MAX);
        *income = start(env.income).unwrap_or(usize::MAX);
        self.env = env;
    }

    /// Does something outside of lists.
    pub(super) fn at_top<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.env;
        if before == Env::TOP {
            return work(self);
        }
        self.enter(Env::TOP);
        let done = work(self);
        self.enter(before);
        done
    }

    /// Supposes a right open or not; only what follows from rights is computed anew.
    pub(super) fn suppose(&mut self, right: u16, truth: Truth) {
        self.supposed = Some((right, truth));
        self.moment = self.moment.saturating_add(1);
        let plan = &self.law.plan;
        for slot in &plan.on_rights {
            if let Some(cell) = self.cells.get_mut(slot.at()) {
                *cell = Cell::default();
            }
        }
        for slot in &plan.on_rights_in_rows {
            let looks_at = |entity| match entity {
                Entity::Child => slot.block() == Block::CHILD,
                Entity::Income => slot.block() == Block::INCOME,
                Entity::Household | Entity::Person | Entity::Adult => false,
            };
            for (frame, start) in self.starts.iter().enumerate() {
                let cell = start.saturating_add(slot.at());
                if let Some(cell) = self.cells.get_mut(cell)
                    && looks_at(self.frames.entity(frame))
                {
                    *cell = Cell::default();
                }
            }
        }
    }

    /// The value of what depends on no answer, if the law says it on this day.
    pub(super) fn constant(&mut self, slot: Slot) -> Option<Ends> {
        self.failed = false;
        let value = self.read(slot);
        (value.is_decided() && !self.failed).then_some(value)
    }

    /// The value of an expression outside of lists; `None` when there is none on this day.
    pub(super) fn expression(&mut self, expression: Expression) -> Option<Ends> {
        match expression {
            Expression::InForce(slot) => Some(self.read(slot)),
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
        match self.law.number(right, self.month) {
            Some(number) => self.of_right(asked, number),
            None => Ends::EITHER,
        }
    }

    /// Where the cell of a slot is.
    #[inline]
    pub(super) fn at(&self, slot: Slot) -> usize {
        let start = self.blocks.get(slot.block().index());
        start.map_or(usize::MAX, |start| start.saturating_add(slot.at()))
    }

    /// The value of a slot: what stands in its cell when it is fresh, as it mostly is.
    #[inline]
    pub(super) fn read(&mut self, slot: Slot) -> Ends {
        match self.cells.get(slot.in_household()) {
            Some(cell) if cell.stamp >= self.stamp => cell.ends,
            _ => self.look_further(slot),
        }
    }

    /// The value of a slot of a row, of what the law does not say, or of what is yet to be computed.
    #[inline(never)]
    fn look_further(&mut self, slot: Slot) -> Ends {
        let at = slot.in_household();
        match self.household.get(at) {
            Some(op) if self.law.plan.says_all => {
                let ends = self.step(*op);
                if let Some(cell) = self.cells.get_mut(at) {
                    *cell = Cell::new(ends, self.stamp, false);
                }
                ends
            }
            _ => self.look_everywhere(slot),
        }
    }

    /// The same wherever the slot is, and whatever the law does not say. A decided value can not change: it owes
    /// nothing to what the law does not say.
    #[inline(never)]
    fn look_everywhere(&mut self, slot: Slot) -> Ends {
        let at = self.at(slot);
        if let Some(cell) = self.cells.get(at) {
            if cell.stamp >= self.stamp {
                return cell.ends;
            }
            if cell.failed >= self.stamp {
                self.failed = true;
                return cell.ends;
            }
        }
        let before = std::mem::replace(&mut self.failed, false);
        let ends = self.step(self.law.plan.op(slot));
        let failed = self.failed && !ends.is_decided();
        self.failed = failed || before;
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = Cell::new(ends, self.stamp, failed);
        }
        ends
    }

    #[inline]
    fn range(&mut self, slot: Slot) -> Interval {
        self.read(slot).range()
    }

    #[inline]
    fn two(&mut self, a: Slot, b: Slot) -> (Interval, Interval) {
        (self.range(a), self.range(b))
    }

    fn step(&mut self, op: Op) -> Ends {
        match op {
            Op::Given => Ends::EITHER,
            Op::Not(a) => self.read(a).not(),
            Op::All(run) => self.all(run),
            Op::Any(run) => self.any(run),
            Op::Equal(a, b) => {
                let (a, b) = self.two(a, b);
                decide(a.is_point() && a == b, a.hi < b.lo || b.hi < a.lo)
            }
            Op::Less(a, b) => {
                let (a, b) = self.two(a, b);
                decide(a.hi < b.lo, a.lo >= b.hi)
            }
            Op::AtMost(a, b) => {
                let (a, b) = self.two(a, b);
                decide(a.hi <= b.lo, a.lo > b.hi)
            }
            Op::SameTruth(a, b) => {
                let (a, b) = self.two(a, b);
                decide(a.is_point() && a == b, a.hi < b.lo || b.hi < a.lo)
            }
            Op::SameChoice(a, b) => {
                let (a, b) = (self.read(a), self.read(b));
                let common = a.possible() & b.possible();
                decide(common != 0 && a == b && a.is_decided(), common == 0)
            }
            Op::Among(a, mask) => {
                let possible = self.read(a).possible();
                let common = possible & mask;
                decide(common != 0 && common == possible, common == 0)
            }
            Op::Holds(a, mask) => {
                let set = self.read(a);
                decide(set.certain() & mask != 0, set.possible() & mask == 0)
            }
            Op::Empty(a) => {
                let set = self.read(a);
                decide(set.possible() == 0, set.certain() != 0)
            }
            Op::Add(a, b) => {
                let (a, b) = self.two(a, b);
                Ends::of_range(a.add(b))
            }
            Op::Subtract(a, b) => {
                let (a, b) = self.two(a, b);
                Ends::of_range(a.subtract(b))
            }
            Op::Multiply(a, b) => {
                let (a, b) = self.two(a, b);
                Ends::of_range(a.multiply(b))
            }
            Op::Divide(a, b) => {
                let (a, b) = self.two(a, b);
                Ends::of_range(a.divide(b))
            }
            Op::Negate(a) => Ends::of_range(self.range(a).negate()),
            Op::Between(a, b) => {
                let (a, b) = self.two(a, b);
                let steps = b.subtract(a);
                Ends::of_range(steps.map_rising(|steps| steps.saturating_mul(UNIT)))
            }
            Op::MonthPlus(a, b) => {
                let (a, b) = self.two(a, b);
                Ends::of_range(a.add(b.map_rising(|months| months.div_euclid(UNIT))))
            }
            Op::If(test, then, otherwise) => match self.read(test).truth() {
                Truth::Yes => self.read(then),
                Truth::No => self.read(otherwise),
                Truth::Unknown => self.read(then).hull(self.read(otherwise)),
            },
            Op::IfVariants(test, then, otherwise) => match self.read(test).truth() {
                Truth::Yes => self.read(then),
                Truth::No => self.read(otherwise),
                Truth::Unknown => self.read(then).hull_of_variants(self.read(otherwise)),
            },
            Op::Count(list, test) => self.count(list, test),
            Op::Exists(list, test) => self.exists(list, test),
            Op::ForAll(list, test) => self.for_all(list, test),
            Op::Sum(list, test, value) => self.sum(list, test, value),
            Op::Years(a, b) => self.dates(a, b, dates::years),
            Op::Months(a, b) => self.dates(a, b, dates::months),
            Op::MonthOf(a) => Ends::of_range(dates::month_of(self.range(a))),
            Op::PlusYears(a, b) => self.dates(a, b, |a, b| dates::plus_months(a, b, 12)),
            Op::PlusMonths(a, b) => self.dates(a, b, |a, b| dates::plus_months(a, b, 1)),
            Op::PlusDays(a, b) => self.dates(a, b, dates::plus_days),
            Op::Least(run) => self.extreme(run, Ends::and),
            Op::Greatest(run) => self.extreme(run, Ends::or),
            Op::Round(rounding, a) => Ends::of_range(round(rounding, self.range(a))),
            Op::Right(asked, right) => self.of_right(asked, right),
        }
    }

    fn all(&mut self, run: Run) -> Ends {
        let mut all = Ends::YES;
        for slot in self.law.plan.run(run) {
            all = all.and(self.read(*slot));
            if all == Ends::NO {
                break;
            }
        }
        all
    }

    fn any(&mut self, run: Run) -> Ends {
        let mut any = Ends::NO;
        for slot in self.law.plan.run(run) {
            any = any.or(self.read(*slot));
            if any == Ends::YES {
                break;
            }
        }
        any
    }

    // What is rare or large is kept out of `step`, whose frame must stay small: expressions nest.
    #[inline(never)]
    fn extreme(&mut self, run: Run, pick: fn(Ends, Ends) -> Ends) -> Ends {
        let mut found: Option<Ends> = None;
        for slot in self.law.plan.run(run) {
            let next = self.read(*slot);
            found = Some(found.map_or(next, |found| pick(found, next)));
        }
        found.unwrap_or(Ends::of_range(Interval::ALL))
    }

    #[inline(never)]
    fn dates(&mut self, a: Slot, b: Slot, of: fn(Interval, Interval) -> Interval) -> Ends {
        let (a, b) = self.two(a, b);
        Ends::of_range(of(a, b))
    }

    #[inline(never)]
    fn count(&mut self, list: Over, test: Slot) -> Ends {
        let mut count = Interval::ZERO;
        self.look_through(list, |computer, row| {
            count = match (row.presence.and(computer.read(test)).truth(), row.named) {
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
    fn exists(&mut self, list: Over, test: Slot) -> Ends {
        let mut found = Ends::NO;
        self.look_through(list, |computer, row| {
            found = found.or(row.presence.and(computer.read(test)));
            found != Ends::YES
        });
        found
    }

    #[inline(never)]
    fn for_all(&mut self, list: Over, test: Slot) -> Ends {
        let mut all = Ends::YES;
        self.look_through(list, |computer, row| {
            all = all.and(row.presence.not().or(computer.read(test)));
            all != Ends::NO
        });
        all
    }

    #[inline(never)]
    fn sum(&mut self, list: Over, test: Slot, value: Slot) -> Ends {
        let mut sum = Interval::ZERO;
        self.look_through(list, |computer, row| {
            let counts = row.presence.and(computer.read(test)).truth();
            if counts == Truth::No {
                return true;
            }
            let value = computer.range(value);
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
    pub(super) fn look_through(
        &mut self,
        list: Over,
        mut look: impl FnMut(&mut Self, Row) -> bool,
    ) {
        let outside = self.env;
        let (start, end) = self.rows_of(list);
        for index in start..end {
            let Some(row) = self.rows.get(index).copied() else {
                break;
            };
            self.enter_row(row);
            if !look(self, row) {
                break;
            }
        }
        self.enter(outside);
    }

    /// Turns to a row of a list.
    #[inline]
    fn enter_row(&mut self, row: Row) {
        let [_, child, income, _] = &mut self.blocks;
        if row.is_child {
            *child = row.start;
            self.env.child = row.frame;
        } else {
            *income = row.start;
            self.env.income = row.frame;
        }
    }
}

const fn decide(yes: bool, no: bool) -> Ends {
    match (yes, no) {
        (true, _) => Ends::YES,
        (_, true) => Ends::NO,
        _ => Ends::EITHER,
    }
}

fn round(rounding: Rounding, value: Interval) -> Interval {
    let to = |value: i64, step: i64| {
        if let Some(steps) = nearest_small(value, step) {
            return steps.saturating_mul(step);
        }
        let steps = nearest(i128::from(value), i128::from(step));
        i64::try_from(steps.saturating_mul(i128::from(step))).unwrap_or(value)
    };
    value.map_rising(|value| match rounding {
        Rounding::Cent => to(value, UNIT / 100),
        Rounding::Whole => to(value, UNIT),
        Rounding::Floor => value.div_euclid(UNIT).saturating_mul(UNIT),
    })
}

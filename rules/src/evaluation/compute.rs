//! Computing expressions: three-valued logic, intervals, lists.
//!
//! Knowing more only narrows what comes out. Nothing here can fail: what the law does not say on this day is
//! unknown, and the trace tells that a result stayed unknown for that reason.

use super::dates;
use super::interval::{Interval, nearest};
use super::kept::{Kept, Stamps};
use super::law::{Expression, Instruction, Law};
use super::lists::Rows;
use super::resolve::{Frames, HOUSEHOLD, NEW_CHILD, NEW_INCOME, PARTNER, PERSON};
use super::rights::Held;
use super::trace::{Noted, Trace};
use super::value::Val;
use crate::language::program::{Frame, Node, NodeId, Nodes, Rounding};
use crate::language::syntax::{Comparison, ListName, Operation};
use crate::path::Holder;
use crate::values::UNIT;
use crate::{Path, Truth, Verdict};

/// Whom names mean, by frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Env {
    pub(crate) adult: u16,
    pub(crate) child: u16,
    pub(crate) income: u16,
    /// Whose income, and of which month, the one nobody named would be.
    pub(crate) supposed: (Holder, i64),
}

impl Env {
    /// Outside of lists.
    pub(crate) const TOP: Self = Self {
        adult: PERSON,
        child: NEW_CHILD,
        income: NEW_INCOME,
        supposed: (Holder::Person, 0),
    };

    /// The frame a name reads.
    pub(crate) const fn frame(self, frame: Frame) -> u16 {
        match frame {
            Frame::Household => HOUSEHOLD,
            Frame::Person => PERSON,
            Frame::Adult => self.adult,
            Frame::Child => self.child,
            Frame::Income => self.income,
        }
    }
}

/// Computes expressions over one household on one day. It is used again for the next household: what it keeps
/// is stamped, and a new stamp makes all of it stale at once.
pub(crate) struct Computer<'l> {
    /// The law of the month being looked at.
    pub(super) law: &'l Law<'l>,
    /// The law of the day.
    of_the_day: &'l Law<'l>,
    pub(crate) frames: Frames,
    /// What the results of the moment owe to unknown places and to what could not be computed.
    pub(super) trace: Trace,
    /// What was found of the month being looked at.
    pub(super) found: Found,
    /// What was found of every month, by its place in the law; at the place of the one being looked at, nothing.
    elsewhere: Vec<Found>,
    /// The place of the month being looked at: 0 is the day itself.
    month: usize,
    stamps: Stamps,
    /// A right supposed open or not, to see what depends on it.
    pub(super) supposed: Option<(u16, Truth)>,
}

/// What was found under the law of one month.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The values of nodes met again.
    values: Kept<(Val, bool)>,
    /// The intermediates, for each frame.
    named: Kept<(Val, Noted)>,
    pub(super) rights: Kept<Held>,
    pub(super) amounts: Kept<(Interval, Noted)>,
    /// The verdict on every condition, when each of them is wanted; the first that fails is enough otherwise.
    pub(super) verdicts: Option<Vec<Verdict>>,
}

impl Found {
    /// Makes room for what is found under a law, of so many frames.
    fn hold(&mut self, law: &Law<'_>, frames: usize) {
        let rights = law.catalogue.rights().len();
        self.values.hold(law.count());
        self.named.hold(law.named_count().saturating_mul(frames));
        self.rights.hold(rights);
        self.amounts.hold(rights);
    }
}

impl<'l> Computer<'l> {
    /// A computer of this law, of an unknown household.
    pub(crate) fn new(law: &'l Law<'l>) -> Self {
        let mut found = Found::default();
        found.hold(law, 0);
        let elsewhere = law.months_apart().map(|_| Found::default());
        Self {
            law,
            of_the_day: law,
            frames: Frames::default(),
            trace: Trace::default(),
            found,
            elsewhere: elsewhere.collect(),
            month: 0,
            stamps: Stamps::default(),
            supposed: None,
        }
    }

    /// Turns to the household of the frames. It collects, or not, the places that could still change results.
    pub(crate) fn start(&mut self, collecting: bool) {
        self.found.hold(self.law, self.frames.count());
        self.stamps.renew();
        self.supposed = None;
        let places = self.places();
        self.trace.reset(places, collecting);
    }

    /// Supposes a right open or not; only what follows from rights is computed anew. No place is collected.
    pub(super) fn suppose(&mut self, right: u16, truth: Truth) {
        self.trace.stop();
        self.supposed = Some((right, truth));
        self.stamps.renew_rights();
    }

    /// The value of a node that depends on no answer, if the law says it on this day.
    pub(super) fn constant(&mut self, id: NodeId) -> Option<Val> {
        let start = self.trace.start();
        let value = self.compute(id, Env::TOP);
        let failed = self.trace.end(start);
        (value.is_decided() && !failed).then_some(value)
    }

    /// The value of an expression outside of lists; `None` when there is none on this day.
    pub(super) fn expression(&mut self, expression: Expression) -> Option<Val> {
        match expression {
            Expression::InForce(node) => Some(self.compute(node, Env::TOP)),
            Expression::None | Expression::NotInForce => None,
        }
    }

    /// The value of a node. A decided result can not change: it owes nothing to what is unknown.
    pub(crate) fn compute(&mut self, id: NodeId, env: Env) -> Val {
        let instruction = self.law.instruction(id);
        if instruction.keep.holds_in(env) {
            return self.kept(id, instruction, env);
        }
        let mark = self.trace.mark();
        let value = self.step(instruction.node, env);
        if value.is_decided() {
            self.trace.forget_since(mark);
        }
        value
    }

    /// The unknown places that could still change the value of a node, those nobody can name left out; the
    /// computer must be collecting them.
    pub(crate) fn owed(&mut self, id: NodeId, env: Env) -> Vec<Path> {
        let start = self.trace.start();
        self.compute(id, env);
        let noted = self.trace.note(start);
        let places = self.trace.places(noted).iter();
        places
            .filter_map(|place| self.path(self.leaf(place)))
            .collect()
    }

    /// The value of a node met again. While places are collected, only what is decided is kept: the rest owes
    /// its places to whoever asks.
    fn kept(&mut self, id: NodeId, instruction: Instruction, env: Env) -> Val {
        let stamp = self.stamps.of(instruction.rests_on_rights);
        if let Some((value, failed)) = self.found.values.get(id.index(), stamp) {
            if failed {
                self.trace.fails();
            }
            return value;
        }
        let mark = self.trace.start();
        let value = self.step(instruction.node, env);
        if value.is_decided() {
            self.trace.forget_since(mark);
            self.found.values.put(id.index(), stamp, (value, false));
        } else {
            let failed = self.trace.end(mark);
            if !self.trace.is_collecting() {
                self.found.values.put(id.index(), stamp, (value, failed));
            }
        }
        value
    }

    pub(super) fn truth(&mut self, id: NodeId, env: Env) -> Truth {
        self.compute(id, env).truth()
    }

    pub(super) fn range(&mut self, id: NodeId, env: Env) -> Interval {
        self.compute(id, env).range()
    }

    fn step(&mut self, node: Node, env: Env) -> Val {
        match node {
            Node::Const(value) => value,
            Node::Fact(frame, slot) => self.fact(env.frame(frame), slot, env),
            Node::Named(frame, index) => self.intermediate(index, env.frame(frame)),
            Node::Parameter(index) => Val::Range(self.parameter(index)),
            Node::Today => Val::Range(Interval::point(self.law.today())),
            Node::ThisMonth => Val::Range(Interval::point(self.law.this_month)),
            Node::Not(a) => Val::Truth(self.truth(a, env).not()),
            Node::All(nodes) => Val::Truth(self.all(nodes, env)),
            Node::Any(nodes) => Val::Truth(self.any(nodes, env)),
            Node::Compare(comparison, a, b) => {
                let (a, b) = (self.range(a, env), self.range(b, env));
                Val::Truth(compare(comparison, a, b))
            }
            Node::SameTruth(a, b) => match (self.truth(a, env), self.truth(b, env)) {
                (Truth::Unknown, _) | (_, Truth::Unknown) => Val::Truth(Truth::Unknown),
                (a, b) => Val::Truth(Truth::of(a == b)),
            },
            Node::SameChoice(a, b) => {
                let (a, b) = (self.compute(a, env).choice(), self.compute(b, env).choice());
                Val::Truth(match a & b {
                    0 => Truth::No,
                    _ if a == b && a.count_ones() == 1 => Truth::Yes,
                    _ => Truth::Unknown,
                })
            }
            Node::Among(a, mask) => {
                let possible = self.compute(a, env).choice();
                Val::Truth(match possible & mask {
                    0 => Truth::No,
                    common if common == possible => Truth::Yes,
                    _ => Truth::Unknown,
                })
            }
            Node::Holds(a, mask) => Val::Truth(match self.compute(a, env) {
                Val::Set { certain, .. } if certain & mask != 0 => Truth::Yes,
                Val::Set { possible, .. } if possible & mask == 0 => Truth::No,
                _ => Truth::Unknown,
            }),
            Node::Empty(a) => Val::Truth(match self.compute(a, env) {
                Val::Set { possible: 0, .. } => Truth::Yes,
                Val::Set { certain, .. } if certain != 0 => Truth::No,
                _ => Truth::Unknown,
            }),
            Node::Compute(operation, a, b) => {
                let (a, b) = (self.range(a, env), self.range(b, env));
                Val::Range(match operation {
                    Operation::Add => a.add(b),
                    Operation::Subtract => a.subtract(b),
                    Operation::Multiply => a.multiply(b),
                    Operation::Divide => a.divide(b),
                })
            }
            Node::Between(a, b) => {
                let steps = self.range(b, env).subtract(self.range(a, env));
                Val::Range(steps.map_rising(|steps| steps.saturating_mul(UNIT)))
            }
            Node::MonthPlus(a, b) => {
                let months = self
                    .range(b, env)
                    .map_rising(|months| months.div_euclid(UNIT));
                Val::Range(self.range(a, env).add(months))
            }
            Node::Negate(a) => Val::Range(self.range(a, env).negate()),
            Node::If(test, then, otherwise) => match self.truth(test, env) {
                Truth::Yes => self.compute(then, env),
                Truth::No => self.compute(otherwise, env),
                Truth::Unknown => self.compute(then, env).hull(self.compute(otherwise, env)),
            },
            Node::Count(list, test) => Val::Range(self.count(list, test, env)),
            Node::Exists(list, test) => Val::Truth(self.exists(list, test, env)),
            Node::ForAll(list, test) => Val::Truth(self.for_all(list, test, env)),
            Node::Sum(list, test, value) => Val::Range(self.sum(list, test, value, env)),
            Node::Years(a, b) => Val::Range(dates::years(self.range(a, env), self.range(b, env))),
            Node::Months(a, b) => Val::Range(dates::months(self.range(a, env), self.range(b, env))),
            Node::MonthOf(a) => Val::Range(dates::month_of(self.range(a, env))),
            Node::PlusYears(a, b) => Val::Range(dates::plus_months(
                self.range(a, env),
                self.range(b, env),
                12,
            )),
            Node::PlusMonths(a, b) => Val::Range(dates::plus_months(
                self.range(a, env),
                self.range(b, env),
                1,
            )),
            Node::PlusDays(a, b) => {
                Val::Range(dates::plus_days(self.range(a, env), self.range(b, env)))
            }
            Node::Least(nodes) => self.extreme(nodes, env, Interval::min),
            Node::Greatest(nodes) => self.extreme(nodes, env, Interval::max),
            Node::Round(rounding, a) => Val::Range(round(rounding, self.range(a, env))),
            Node::Right(asked, right) => self.of_right(asked, right),
            Node::AtMonth(month, a) => self.at_month(month, a, env),
        }
    }

    fn fact(&mut self, frame: u16, slot: u16, env: Env) -> Val {
        if frame == NEW_INCOME {
            let incomes = &self.law.incomes;
            return self.frames.supposed_income(incomes, slot, env.supposed);
        }
        let value = self.frames.value(frame, slot);
        if !value.is_decided() {
            self.trace.rests_on(self.frames.place(frame, slot));
        }
        value
    }

    fn parameter(&mut self, index: u16) -> Interval {
        self.law.parameter(index).unwrap_or_else(|| {
            self.trace.fails();
            Interval::ALL
        })
    }

    /// Where to compute an intermediate for a frame.
    pub(super) const fn inside(frame: u16) -> Env {
        let mut env = Env::TOP;
        match frame {
            HOUSEHOLD => {}
            PERSON | PARTNER => env.adult = frame,
            _ => env.child = frame,
        }
        env
    }

    #[inline(never)]
    pub(super) fn intermediate(&mut self, index: u16, frame: u16) -> Val {
        let place = usize::from(index)
            .saturating_mul(self.frames.count())
            .saturating_add(usize::from(frame));
        let named = self.law.named(index);
        let stamp = self.stamps.of(named.rests_on_rights);
        if let Some((value, noted)) = self.found.named.get(place, stamp) {
            self.trace.recall(noted);
            return value;
        }
        let start = self.trace.start();
        let value = match named.expression {
            Expression::InForce(node) => self.compute(node, Self::inside(frame)),
            Expression::None | Expression::NotInForce => {
                self.trace.fails();
                named.unknown
            }
        };
        let noted = self.trace.note(start);
        self.found.named.put(place, stamp, (value, noted));
        self.trace.recall(noted);
        value
    }

    /// The value of a node at another month, under its law. While the law of a month is being made it knows no
    /// other, and this can not be computed.
    #[inline(never)]
    fn at_month(&mut self, month: i32, id: NodeId, env: Env) -> Val {
        if self.of_the_day.place_of_month(month).is_none() {
            self.trace.fails();
            return self.compute(id, env).forgotten();
        }
        let before = self.turn_to_month(month);
        let value = self.compute(id, env);
        self.turn_to(before);
        value
    }

    /// Turns to a month, counted from the month of the day, if the law holds it; the place of the one before.
    pub(super) fn turn_to_month(&mut self, month: i32) -> usize {
        let before = self.month;
        if let Some(place) = self.of_the_day.place_of_month(month) {
            self.turn_to(place);
        }
        before
    }

    /// Turns to the month of this place.
    pub(super) fn turn_to(&mut self, place: usize) {
        for place in [self.month, place] {
            if let Some(elsewhere) = self.elsewhere.get_mut(place) {
                std::mem::swap(&mut self.found, elsewhere);
            }
        }
        self.month = place;
        self.law = self.of_the_day.at_place(place);
        self.found.hold(self.law, self.frames.count());
    }

    pub(super) const fn stamp(&self, rests_on_rights: bool) -> u64 {
        self.stamps.of(rests_on_rights)
    }

    fn all(&mut self, nodes: Nodes, env: Env) -> Truth {
        let mut all = Truth::Yes;
        for node in self.law.several(nodes) {
            all = all.and(self.truth(*node, env));
            if all == Truth::No {
                break;
            }
        }
        all
    }

    fn any(&mut self, nodes: Nodes, env: Env) -> Truth {
        let mut any = Truth::No;
        for node in self.law.several(nodes) {
            any = any.or(self.truth(*node, env));
            if any == Truth::Yes {
                break;
            }
        }
        any
    }

    #[inline(never)]
    fn extreme(&mut self, nodes: Nodes, env: Env, pick: fn(Interval, Interval) -> Interval) -> Val {
        let mut found: Option<Interval> = None;
        for node in self.law.several(nodes) {
            let next = self.range(*node, env);
            found = Some(found.map_or(next, |found| pick(found, next)));
        }
        Val::Range(found.unwrap_or(Interval::ALL))
    }

    // Lists are kept out of `step`, whose frame must stay small: expressions nest.
    #[inline(never)]
    fn count(&mut self, list: ListName, test: Option<NodeId>, env: Env) -> Interval {
        let mut count = Interval::ZERO;
        let mut rows = Rows::of(list);
        while let Some(row) = rows.next(self, env) {
            let counts = row
                .presence
                .and(test.map_or(Truth::Yes, |test| self.truth(test, row.env)));
            if counts == Truth::Unknown {
                self.rests_on_existence(list, row);
            }
            count = match (counts, row.named) {
                (Truth::No, _) => count,
                (Truth::Yes, true) => count.add(Interval::point(UNIT)),
                (Truth::Unknown, true) => count.add(Interval { lo: 0, hi: UNIT }),
                (_, false) => count.add(Interval::at_least(0)),
            };
        }
        count
    }

    #[inline(never)]
    fn exists(&mut self, list: ListName, test: NodeId, env: Env) -> Truth {
        let mut found = Truth::No;
        let mut rows = Rows::of(list);
        while let Some(row) = rows.next(self, env) {
            let here = row.presence.and(self.truth(test, row.env));
            if here == Truth::Unknown {
                self.rests_on_existence(list, row);
            }
            found = found.or(here);
            if found == Truth::Yes {
                break;
            }
        }
        found
    }

    #[inline(never)]
    fn for_all(&mut self, list: ListName, test: NodeId, env: Env) -> Truth {
        let mut all = Truth::Yes;
        let mut rows = Rows::of(list);
        while let Some(row) = rows.next(self, env) {
            let here = row.presence.not().or(self.truth(test, row.env));
            if here == Truth::Unknown {
                self.rests_on_existence(list, row);
            }
            all = all.and(here);
            if all == Truth::No {
                break;
            }
        }
        all
    }

    #[inline(never)]
    fn sum(&mut self, list: ListName, test: Option<NodeId>, value: NodeId, env: Env) -> Interval {
        let mut sum = Interval::ZERO;
        let mut rows = Rows::of(list);
        while let Some(row) = rows.next(self, env) {
            let counts = row
                .presence
                .and(test.map_or(Truth::Yes, |test| self.truth(test, row.env)));
            if counts == Truth::No {
                continue;
            }
            if counts == Truth::Unknown {
                self.rests_on_existence(list, row);
            }
            let value = self.range(value, row.env);
            sum = sum.add(match (counts, row.named) {
                (Truth::Yes, true) => value,
                (_, true) => value.hull(Interval::ZERO),
                (_, false) => Interval {
                    lo: if value.lo < 0 { i64::MIN } else { 0 },
                    hi: if value.hi > 0 { i64::MAX } else { 0 },
                },
            });
        }
        sum
    }
}

fn compare(comparison: Comparison, a: Interval, b: Interval) -> Truth {
    let decide = |yes: bool, no: bool| match (yes, no) {
        (true, _) => Truth::Yes,
        (_, true) => Truth::No,
        _ => Truth::Unknown,
    };
    match comparison {
        Comparison::Equal => decide(a.is_point() && a == b, a.hi < b.lo || b.hi < a.lo),
        Comparison::Different => compare(Comparison::Equal, a, b).not(),
        Comparison::Less => decide(a.hi < b.lo, a.lo >= b.hi),
        Comparison::AtMost => decide(a.hi <= b.lo, a.lo > b.hi),
        Comparison::More => compare(Comparison::Less, b, a),
        Comparison::AtLeast => compare(Comparison::AtMost, b, a),
    }
}

fn round(rounding: Rounding, value: Interval) -> Interval {
    let to = |value: i64, step: i64| {
        let steps = nearest(i128::from(value), i128::from(step));
        i64::try_from(steps.saturating_mul(i128::from(step))).unwrap_or(value)
    };
    value.map_rising(|value| match rounding {
        Rounding::Cent => to(value, UNIT / 100),
        Rounding::Whole => to(value, UNIT),
        Rounding::Floor => value.div_euclid(UNIT).saturating_mul(UNIT),
    })
}

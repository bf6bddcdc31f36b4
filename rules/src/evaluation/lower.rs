//! From expressions as written to the plan of a day ([`super::plan`]): the version in force of each, figures and
//! intermediates put in place of their names, adults told apart, what is written twice found once.

use chrono::NaiveDate;

use super::dates;
use super::ends::Ends;
use super::interval::Interval;
use super::plan::{Block, Op, Over, Slot};
use super::resolve::{PARTNER, PERSON};
use super::writing::Writing;
use crate::language::program::{Dated, Frame, Node, NodeId, Nodes};
use crate::language::syntax::{Asked, Comparison, ListName, Operation};
use crate::language::ties::Ties;
use crate::language::types::Type;
use crate::{Catalogue, Entity, FactType, YearMonth};

/// The slot of each node of the catalogue's program, once for the person and once for the partner.
pub(super) type Places = [Vec<Option<Slot>>; 2];

/// A month that expressions look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    /// Counted from the month of the day of law.
    pub(super) back: i32,
    /// Whose law it is: the day itself, or the last of the month.
    pub(super) day: NaiveDate,
}

/// Makes the plan of a day.
pub(super) struct Lowering<'c> {
    pub(super) catalogue: &'c Catalogue,
    pub(super) writing: Writing,
    /// The months expressions look at, that of the day first, and the place of the one being written.
    pub(super) months: Vec<Month>,
    at: usize,
    /// Where each node lies, by month.
    pub(super) places: Vec<Places>,
    /// How many rights there are, and those asked about in other months, in the order of their numbers.
    rights: u16,
    pub(super) elsewhere: Vec<(usize, u16)>,
    /// Where what is asked of each right lies, by number.
    asked: Vec<OfRight>,
}

/// Where what is asked of a right lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfRight {
    /// Whether its conditions all hold; what an institution must judge is unknown.
    pub(super) held: Slot,
    /// What its formula gives, never less than zero.
    pub(super) gives: Slot,
}

impl<'c> Lowering<'c> {
    pub(super) fn new(catalogue: &'c Catalogue, months: Vec<Month>) -> Self {
        let slots = &catalogue.compiled.names.slots;
        let nodes = catalogue.compiled.program.nodes().count();
        let household = slots.household.len();
        let adults = slots.adult.len().saturating_mul(2);
        let given = [
            household.saturating_add(adults).saturating_add(1),
            slots.child.len(),
            slots.income.len(),
            0,
        ];
        let mut writing = Writing::new(given, nodes);
        let asked = catalogue.rights().iter();
        Self {
            catalogue,
            places: vec![[vec![None; nodes], vec![None; nodes]]; months.len()],
            months,
            at: 0,
            rights: u16::try_from(catalogue.rights().len()).unwrap_or(u16::MAX),
            elsewhere: Vec::new(),
            asked: asked.map(|_| OfRight::reserve(&mut writing)).collect(),
            writing,
        }
    }

    /// The day whose law is being written.
    pub(super) fn day(&self) -> NaiveDate {
        self.months
            .get(self.at)
            .map_or(NaiveDate::MIN, |month| month.day)
    }

    /// Whether it is that of the day itself, rather than of another month.
    pub(super) const fn is_of_the_day(&self) -> bool {
        self.at == 0
    }

    /// Turns to the next right asked about in another month, in the order of their numbers.
    pub(super) fn turn_to_right(&mut self, number: usize) -> Option<u16> {
        let (month, right) = *self.elsewhere.get(number)?;
        self.at = month;
        Some(right)
    }

    /// The number of a right in the month being written: those of other months come after those of the day.
    pub(super) fn number(&mut self, right: u16) -> u16 {
        if self.is_of_the_day() {
            return right;
        }
        let asked = (self.at, right);
        let known = self.elsewhere.iter().position(|known| *known == asked);
        let number = known.unwrap_or_else(|| {
            self.elsewhere.push(asked);
            self.asked.push(OfRight::reserve(&mut self.writing));
            self.elsewhere.len().saturating_sub(1)
        });
        self.rights
            .saturating_add(u16::try_from(number).unwrap_or(u16::MAX))
    }

    /// Where what is asked of a right lies, by number.
    pub(super) fn of_right(&self, number: u16) -> Option<OfRight> {
        self.asked.get(usize::from(number)).copied()
    }

    fn asks(&mut self, asked: Asked, right: u16) -> Slot {
        let number = self.number(right);
        match self.of_right(number) {
            Some(of) => self
                .writing
                .write(Op::Right(asked, number, of.held, of.gives)),
            None => self.writing.constant(Ends::EITHER),
        }
    }

    /// A piece in another month, by the law of that month.
    fn at_month(&mut self, back: i32, piece: NodeId, adult: u16) -> Slot {
        if self.is_of_the_day() {
            // Probes try what is under it by the law of the day.
            self.node(piece, adult);
        }
        let before = self.at;
        let place = self.months.iter().position(|month| month.back == back);
        self.at = place.unwrap_or(before);
        let slot = self.node(piece, adult);
        self.at = before;
        slot
    }

    /// The slot of an expression outside of lists; `None` when the law does not say it on this day.
    pub(super) fn dated(&mut self, dated: &Dated) -> Option<Slot> {
        dated.on(self.day()).map(|node| self.node(node, PERSON))
    }

    /// The slot of a node, where names of adults mean this one.
    pub(super) fn node(&mut self, id: NodeId, adult: u16) -> Slot {
        let ties = self.catalogue.compiled.ties.get(id.index());
        let looks_at_adults = ties.is_none_or(|ties| ties.has(Ties::ADULT));
        let adult = if looks_at_adults { adult } else { PERSON };
        if let Some(slot) = place(&self.places, self.at, id, adult) {
            return slot;
        }
        let slot = self.piece(self.catalogue.compiled.program.node(id), adult);
        let index = usize::from(adult == PARTNER);
        let places = self.places.get_mut(self.at);
        let places = places.and_then(|places| places.get_mut(index));
        if let Some(place) = places.and_then(|places| places.get_mut(id.index())) {
            *place = Some(slot);
        }
        slot
    }

    fn piece(&mut self, node: Node, adult: u16) -> Slot {
        match node {
            Node::Const(value) => self.writing.constant(Ends::of(value)),
            Node::Fact(frame, slot) => self.fact(frame, slot, adult),
            Node::Named(frame, index) => self.named(frame, index, adult),
            Node::Parameter(index) => self.parameter(index),
            Node::Today => self.writing.point(dates::number(self.day())),
            Node::ThisMonth => self.writing.point(YearMonth::of(self.day()).index()),
            Node::Not(a) => self.one(Op::Not, a, adult),
            Node::All(nodes) => {
                let slots = self.each(nodes, adult);
                self.writing.all(slots)
            }
            Node::Any(nodes) => {
                let slots = self.each(nodes, adult);
                self.writing.any(slots)
            }
            Node::Compare(comparison, a, b) => self.compare(comparison, a, b, adult),
            Node::SameTruth(a, b) => self.two(Op::SameTruth, a, b, adult),
            Node::SameChoice(a, b) => self.two(Op::SameChoice, a, b, adult),
            Node::Among(a, mask) => self.one(|a| Op::Among(a, mask), a, adult),
            Node::Holds(a, mask) => self.one(|a| Op::Holds(a, mask), a, adult),
            Node::Empty(a) => self.one(Op::Empty, a, adult),
            Node::Compute(operation, a, b) => {
                let op = match operation {
                    Operation::Add => Op::Add,
                    Operation::Subtract => Op::Subtract,
                    Operation::Multiply => Op::Multiply,
                    Operation::Divide => Op::Divide,
                };
                self.two(op, a, b, adult)
            }
            Node::Between(a, b) => self.two(Op::Between, a, b, adult),
            Node::MonthPlus(a, b) => self.two(Op::MonthPlus, a, b, adult),
            Node::Negate(a) => self.one(Op::Negate, a, adult),
            Node::If(test, then, otherwise) => {
                let of_variants = self.gives_variants(then);
                let [a, b, c] = [test, then, otherwise].map(|node| self.node(node, adult));
                if of_variants {
                    self.writing.write(Op::IfVariants(a, b, c))
                } else {
                    self.writing.write(Op::If(a, b, c))
                }
            }
            Node::Count(list, test) => self.count(list, test, adult),
            Node::Exists(list, test) => self.exists(list, test, adult),
            Node::ForAll(list, test) => self.for_all(list, test, adult),
            Node::Sum(list, test, value) => self.sum(list, test, value, adult),
            Node::Years(a, b) => self.two(Op::Years, a, b, adult),
            Node::Months(a, b) => self.two(Op::Months, a, b, adult),
            Node::MonthOf(a) => self.one(Op::MonthOf, a, adult),
            Node::PlusYears(a, b) => self.two(Op::PlusYears, a, b, adult),
            Node::PlusMonths(a, b) => self.two(Op::PlusMonths, a, b, adult),
            Node::PlusDays(a, b) => self.two(Op::PlusDays, a, b, adult),
            Node::Least(nodes) => self.extreme(Op::Least, nodes, adult),
            Node::Greatest(nodes) => self.extreme(Op::Greatest, nodes, adult),
            Node::Round(rounding, a) => self.one(|a| Op::Round(rounding, a), a, adult),
            Node::Right(asked, right) => self.asks(asked, right),
            Node::AtMonth(back, piece) => self.at_month(back, piece, adult),
        }
    }

    pub(super) fn one(&mut self, op: impl FnOnce(Slot) -> Op, a: NodeId, adult: u16) -> Slot {
        let a = self.node(a, adult);
        self.writing.write(op(a))
    }

    fn two(&mut self, op: fn(Slot, Slot) -> Op, a: NodeId, b: NodeId, adult: u16) -> Slot {
        let (a, b) = (self.node(a, adult), self.node(b, adult));
        self.writing.write(op(a, b))
    }

    fn each(&mut self, nodes: Nodes, adult: u16) -> Vec<Slot> {
        let nodes = self.catalogue.compiled.program.several(nodes);
        nodes.iter().map(|node| self.node(*node, adult)).collect()
    }

    fn extreme(&mut self, op: fn(Slot, Slot) -> Op, nodes: Nodes, adult: u16) -> Slot {
        let slots = self.each(nodes, adult);
        let found = self.writing.two_by_two(op, slots);
        found.unwrap_or_else(|| self.writing.constant(Ends::of_range(Interval::ALL)))
    }

    fn compare(&mut self, comparison: Comparison, a: NodeId, b: NodeId, adult: u16) -> Slot {
        let (a, b) = (self.node(a, adult), self.node(b, adult));
        match comparison {
            Comparison::Equal => self.writing.write(Op::Equal(a, b)),
            Comparison::Different => {
                let equal = self.writing.write(Op::Equal(a, b));
                self.writing.write(Op::Not(equal))
            }
            Comparison::Less => self.writing.write(Op::Less(a, b)),
            Comparison::AtMost => self.writing.write(Op::AtMost(a, b)),
            Comparison::More => self.writing.write(Op::Less(b, a)),
            Comparison::AtLeast => self.writing.write(Op::AtMost(b, a)),
        }
    }

    /// Whether a piece gives variants, rather than yes or no or a number.
    fn gives_variants(&self, id: NodeId) -> bool {
        let compiled = &self.catalogue.compiled;
        match compiled.program.node(id) {
            Node::Fact(frame, slot) => {
                let entity = match frame {
                    Frame::Household => Entity::Household,
                    Frame::Person | Frame::Adult => Entity::Adult,
                    Frame::Child => Entity::Child,
                    Frame::Income => Entity::Income,
                };
                let fact = compiled.names.slots.frame(entity).get(usize::from(slot));
                let fact = fact.and_then(|fact| self.catalogue.fact(*fact));
                fact.is_some_and(|fact| {
                    matches!(fact.kind, FactType::Choice(_) | FactType::Choices(_))
                })
            }
            Node::Named(_, index) => matches!(
                compiled.kinds.get(usize::from(index)),
                Some(Type::Choice(_) | Type::Set(_))
            ),
            Node::If(_, piece, _) | Node::AtMonth(_, piece) => self.gives_variants(piece),
            _ => false,
        }
    }

    fn fact(&mut self, frame: Frame, slot: u16, adult: u16) -> Slot {
        let slots = &self.catalogue.compiled.names.slots;
        let (block, start) = match frame {
            Frame::Household => (Block::HOUSEHOLD, 0),
            Frame::Adult if adult == PARTNER => (
                Block::HOUSEHOLD,
                slots.household.len().saturating_add(slots.adult.len()),
            ),
            Frame::Person | Frame::Adult => (Block::HOUSEHOLD, slots.household.len()),
            Frame::Child => (Block::CHILD, 0),
            Frame::Income => (Block::INCOME, 0),
        };
        Slot::new(block, start.saturating_add(usize::from(slot)))
    }

    /// Whether there is a partner.
    pub(super) fn partner(&self) -> Slot {
        let slots = &self.catalogue.compiled.names.slots;
        let adults = slots.adult.len().saturating_mul(2);
        Slot::new(
            Block::HOUSEHOLD,
            slots.household.len().saturating_add(adults),
        )
    }

    /// An intermediate stands for its expression.
    fn named(&mut self, frame: Frame, index: u16, adult: u16) -> Slot {
        let compiled = &self.catalogue.compiled;
        let dated = compiled.intermediates.get(usize::from(index));
        let Some(node) = dated.and_then(|dated| dated.on(self.day())) else {
            let unknown = compiled.unknowns.get(usize::from(index)).copied();
            return self.writing.unsaid(unknown.map_or(Ends::EITHER, Ends::of));
        };
        let adult = match frame {
            Frame::Adult => adult,
            _ => PERSON,
        };
        self.node(node, adult)
    }

    fn parameter(&mut self, index: u16) -> Slot {
        let parameter = self.catalogue.parameters().get(usize::from(index));
        let mut values = parameter.iter().flat_map(|parameter| &parameter.values);
        let day = self.day();
        match values.rfind(|value| value.since <= day) {
            Some(value) => self.writing.point(value.value.millionths()),
            None => self.writing.unsaid(Ends::of_range(Interval::ALL)),
        }
    }

    pub(super) fn over(&mut self, list: ListName) -> Over {
        let back = self.months.get(self.at).map_or(0, |month| month.back);
        let list = list.later(back);
        let at = self
            .writing
            .plan
            .lists
            .iter()
            .position(|known| *known == list);
        let at = at.unwrap_or_else(|| {
            self.writing.plan.lists.push(list);
            self.writing.plan.lists.len().saturating_sub(1)
        });
        Over(u16::try_from(at).unwrap_or(u16::MAX))
    }
}

impl OfRight {
    fn reserve(writing: &mut Writing) -> Self {
        Self {
            held: writing.reserve(),
            gives: writing.reserve(),
        }
    }
}

/// Where a node lies in a month, names of adults meaning this one.
pub(super) fn place(places: &[Places], month: usize, id: NodeId, adult: u16) -> Option<Slot> {
    let places = places.get(month)?.get(usize::from(adult == PARTNER))?;
    places.get(id.index()).copied().flatten()
}

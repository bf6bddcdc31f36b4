//! From expressions as written to the plan of a day ([`super::plan`]): the version in force of each, figures and
//! intermediates put in place of their names, adults told apart, what is written twice found once.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dates;
use super::ends::Ends;
use super::interval::Interval;
use super::plan::{Block, Cell, Op, Over, Plan, Run, Slot};
use super::resolve::{PARTNER, PERSON};
use crate::language::program::{Dated, Frame, Node, NodeId, Nodes};
use crate::language::quick::Quick;
use crate::language::syntax::{Comparison, ListName, Operation};
use crate::language::ties::Ties;
use crate::language::types::Type;
use crate::values::UNIT;
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
    catalogue: &'c Catalogue,
    plan: Plan,
    /// The months expressions look at, that of the day first, and the place of the one being written.
    months: Vec<Month>,
    at: usize,
    /// Where each node lies, by month.
    places: Vec<Places>,
    /// How many rights there are, and those asked about in other months, in the order of their numbers.
    rights: u16,
    elsewhere: Vec<(usize, u16)>,
    /// What is known of each cell, block by block.
    traits: [Vec<Traits>; Block::COUNT],
    /// What was written already, to write it once.
    constants: HashMap<(Ends, bool), Slot, Quick>,
    written: HashMap<Op, Slot, Quick>,
    runs: HashMap<Vec<Slot>, Run, Quick>,
}

/// What was written.
pub(super) struct Written {
    pub(super) plan: Plan,
    pub(super) months: Vec<Month>,
    pub(super) places: Vec<Places>,
    /// The rights asked about in other months, by place of the month, in the order of their numbers.
    pub(super) elsewhere: Vec<(usize, u16)>,
    /// The slots that follow from no answer.
    pub(super) constants: Vec<Slot>,
}

/// What a value follows from.
#[derive(Clone, Copy, Debug, Default)]
struct Traits {
    /// From nothing that is answered.
    constant: bool,
    on_rights: bool,
    /// About how many operations finding it takes.
    cost: u32,
}

/// About how many rows a list has, and what judging another right takes.
const ROWS: u32 = 6;
const OF_RIGHT: u32 = 100;

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
        let mut plan = Plan {
            ops: given.map(|given| vec![Op::Given; given]),
            says_all: true,
            ..Plan::default()
        };
        plan.household = vec![Cell::default(); plan.len(Block::HOUSEHOLD)];
        Self {
            catalogue,
            plan,
            places: vec![[vec![None; nodes], vec![None; nodes]]; months.len()],
            months,
            at: 0,
            rights: u16::try_from(catalogue.rights().len()).unwrap_or(u16::MAX),
            elsewhere: Vec::new(),
            traits: given.map(|given| vec![Traits::default(); given]),
            constants: HashMap::default(),
            written: HashMap::with_capacity_and_hasher(nodes, Quick::default()),
            runs: HashMap::default(),
        }
    }

    /// The plan, where each node lies in it, and the slots that follow from no answer.
    pub(super) fn finish(mut self) -> Written {
        let mut constants = Vec::new();
        for (block, traits) in [
            Block::HOUSEHOLD,
            Block::CHILD,
            Block::INCOME,
            Block::NOWHERE,
        ]
        .into_iter()
        .zip(&self.traits)
        {
            for (at, traits) in traits.iter().enumerate() {
                let slot = Slot::new(block, at);
                match block {
                    _ if !traits.on_rights => {}
                    Block::HOUSEHOLD => self.plan.on_rights.push(slot),
                    _ => self.plan.on_rights_in_rows.push(slot),
                }
                if traits.constant && self.plan.op(slot) != Op::Given {
                    constants.push(slot);
                }
            }
        }
        self.plan.note_shared();
        Written {
            plan: self.plan,
            months: self.months,
            places: self.places,
            elsewhere: self.elsewhere,
            constants,
        }
    }

    /// The day whose law is being written.
    pub(super) fn day(&self) -> NaiveDate {
        self.months
            .get(self.at)
            .map_or(NaiveDate::MIN, |month| month.day)
    }

    /// Turns to the next right asked about in another month, in the order of their numbers.
    pub(super) fn turn_to_right(&mut self, number: usize) -> Option<u16> {
        let (month, right) = *self.elsewhere.get(number)?;
        self.at = month;
        Some(right)
    }

    /// The number of a right in the month being written: those of other months come after those of the day.
    fn right(&mut self, right: u16) -> u16 {
        if self.at == 0 {
            return right;
        }
        let asked = (self.at, right);
        let known = self.elsewhere.iter().position(|known| *known == asked);
        let number = known.unwrap_or_else(|| {
            self.elsewhere.push(asked);
            self.elsewhere.len().saturating_sub(1)
        });
        self.rights
            .saturating_add(u16::try_from(number).unwrap_or(u16::MAX))
    }

    /// A piece in another month, by the law of that month.
    fn at_month(&mut self, back: i32, piece: NodeId, adult: u16) -> Slot {
        if self.at == 0 {
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
    fn node(&mut self, id: NodeId, adult: u16) -> Slot {
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
            Node::Const(value) => self.constant(Ends::of(value)),
            Node::Fact(frame, slot) => self.fact(frame, slot, adult),
            Node::Named(frame, index) => self.named(frame, index, adult),
            Node::Parameter(index) => self.parameter(index),
            Node::Today => self.point(dates::number(self.day())),
            Node::ThisMonth => self.point(YearMonth::of(self.day()).index()),
            Node::Not(a) => self.one(Op::Not, a, adult),
            Node::All(nodes) => self.several(Op::All, nodes, adult),
            Node::Any(nodes) => self.several(Op::Any, nodes, adult),
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
                    self.write(Op::IfVariants(a, b, c))
                } else {
                    self.write(Op::If(a, b, c))
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
            Node::Least(nodes) => self.several(Op::Least, nodes, adult),
            Node::Greatest(nodes) => self.several(Op::Greatest, nodes, adult),
            Node::Round(rounding, a) => self.one(|a| Op::Round(rounding, a), a, adult),
            Node::Right(asked, right) => {
                let right = self.right(right);
                self.write(Op::Right(asked, right))
            }
            Node::AtMonth(back, piece) => self.at_month(back, piece, adult),
        }
    }

    fn one(&mut self, op: impl FnOnce(Slot) -> Op, a: NodeId, adult: u16) -> Slot {
        let a = self.node(a, adult);
        self.write(op(a))
    }

    fn two(&mut self, op: fn(Slot, Slot) -> Op, a: NodeId, b: NodeId, adult: u16) -> Slot {
        let (a, b) = (self.node(a, adult), self.node(b, adult));
        self.write(op(a, b))
    }

    fn several(&mut self, op: fn(Run) -> Op, nodes: Nodes, adult: u16) -> Slot {
        let nodes = self.catalogue.compiled.program.several(nodes);
        let mut slots: Vec<Slot> = nodes.iter().map(|node| self.node(*node, adult)).collect();
        // In any order they come to the same: what is quickly found may spare the rest.
        slots.sort_by_key(|slot| self.cost(*slot));
        self.run(op, &slots)
    }

    fn compare(&mut self, comparison: Comparison, a: NodeId, b: NodeId, adult: u16) -> Slot {
        let (a, b) = (self.node(a, adult), self.node(b, adult));
        match comparison {
            Comparison::Equal => self.write(Op::Equal(a, b)),
            Comparison::Different => {
                let equal = self.write(Op::Equal(a, b));
                self.write(Op::Not(equal))
            }
            Comparison::Less => self.write(Op::Less(a, b)),
            Comparison::AtMost => self.write(Op::AtMost(a, b)),
            Comparison::More => self.write(Op::Less(b, a)),
            Comparison::AtLeast => self.write(Op::AtMost(b, a)),
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

    fn constant(&mut self, ends: Ends) -> Slot {
        self.known(ends, false)
    }

    fn point(&mut self, value: i64) -> Slot {
        self.constant(Ends::of_range(Interval::point(value)))
    }

    /// What is known of something the law does not say on this day.
    fn unsaid(&mut self, ends: Ends) -> Slot {
        self.known(ends, !ends.is_decided())
    }

    fn known(&mut self, ends: Ends, failed: bool) -> Slot {
        if let Some(slot) = self.constants.get(&(ends, failed)) {
            return *slot;
        }
        let traits = Traits {
            constant: !failed,
            ..Traits::default()
        };
        self.plan.says_all &= !failed;
        let slot = self.push(Op::Given, Block::HOUSEHOLD, traits);
        if let Some(cell) = self.plan.household.get_mut(slot.at()) {
            *cell = Cell::new(ends, Cell::ALWAYS, failed);
        }
        self.constants.insert((ends, failed), slot);
        slot
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
    fn partner(&self) -> Slot {
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
            return self.unsaid(unknown.map_or(Ends::EITHER, Ends::of));
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
            Some(value) => self.point(value.value.millionths()),
            None => self.unsaid(Ends::of_range(Interval::ALL)),
        }
    }

    /// What finding a value takes, about.
    pub(super) fn cost(&self, slot: Slot) -> u32 {
        self.traits_of(slot).cost
    }

    fn traits_of(&self, slot: Slot) -> Traits {
        let traits = self.traits.get(slot.block().index());
        let traits = traits.and_then(|traits| traits.get(slot.at()));
        traits.copied().unwrap_or_default()
    }

    fn run(&mut self, op: fn(Run) -> Op, slots: &[Slot]) -> Slot {
        let run = match self.runs.get(slots) {
            Some(run) => *run,
            None => {
                let run = self.plan.link(slots);
                self.runs.insert(slots.to_vec(), run);
                run
            }
        };
        self.write(op(run))
    }

    fn over(&mut self, list: ListName) -> Over {
        let back = self.months.get(self.at).map_or(0, |month| month.back);
        let list = list.later(back);
        let at = self.plan.lists.iter().position(|known| *known == list);
        let at = at.unwrap_or_else(|| {
            self.plan.lists.push(list);
            self.plan.lists.len().saturating_sub(1)
        });
        Over(u16::try_from(at).unwrap_or(u16::MAX))
    }

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
            (None, None) => self.constant(Ends::YES),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(there), Some(test)) => self.run(Op::All, &[there, test]),
        }
    }

    fn exists(&mut self, list: ListName, test: NodeId, adult: u16) -> Slot {
        let Some(adults) = self.adults(list) else {
            let over = self.over(list);
            return self.one(|test| Op::Exists(over, test), test, adult);
        };
        let each: Vec<Slot> = adults
            .into_iter()
            .map(|adult| self.counts(adult, Some(test)))
            .collect();
        self.run(Op::Any, &each)
    }

    fn for_all(&mut self, list: ListName, test: NodeId, adult: u16) -> Slot {
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
                    let absent = self.write(Op::Not(there));
                    self.run(Op::Any, &[absent, test])
                }
            });
        }
        self.run(Op::All, &each)
    }

    fn count(&mut self, list: ListName, test: Option<NodeId>, adult: u16) -> Slot {
        if let Some(adults) = self.adults(list) {
            let one = self.point(UNIT);
            return self.total(adults, test, |_, _| one);
        }
        let over = self.over(list);
        let test = self.test_of_row(test, adult);
        self.write(Op::Count(over, test))
    }

    fn sum(&mut self, list: ListName, test: Option<NodeId>, value: NodeId, adult: u16) -> Slot {
        if let Some(adults) = self.adults(list) {
            return self.total(adults, test, |lowering, adult| lowering.node(value, adult));
        }
        let over = self.over(list);
        let test = self.test_of_row(test, adult);
        let value = self.node(value, adult);
        self.write(Op::Sum(over, test, value))
    }

    fn test_of_row(&mut self, test: Option<NodeId>, adult: u16) -> Slot {
        match test {
            Some(test) => self.node(test, adult),
            None => self.constant(Ends::YES),
        }
    }

    /// The sum of a value over the adults that count.
    fn total(
        &mut self,
        adults: Vec<(u16, Option<Slot>)>,
        test: Option<NodeId>,
        value: impl Fn(&mut Self, u16) -> Slot,
    ) -> Slot {
        let zero = self.point(0);
        let mut total: Option<Slot> = None;
        for adult in adults {
            let counts = self.counts(adult, test);
            let value = value(self, adult.0);
            let here = self.write(Op::If(counts, value, zero));
            total = Some(match total {
                Some(before) => self.write(Op::Add(before, here)),
                None => here,
            });
        }
        total.unwrap_or(zero)
    }

    /// The slot of an operation, the one already there if it was written before.
    fn write(&mut self, op: Op) -> Slot {
        if let Some(slot) = self.written.get(&op) {
            return *slot;
        }
        let mut block = Block::HOUSEHOLD;
        let mut traits = Traits {
            constant: true,
            on_rights: false,
            cost: 1,
        };
        self.plan.under(op, |under| {
            block = block.and(under.block());
            let known = self.traits_of(under);
            traits.constant &= known.constant;
            traits.on_rights |= known.on_rights;
            traits.cost = traits.cost.saturating_add(known.cost);
        });
        if let Op::Right(..) = op {
            traits = Traits {
                constant: false,
                on_rights: true,
                cost: OF_RIGHT,
            };
        }
        if let Op::Count(over, _) | Op::Exists(over, _) | Op::ForAll(over, _) | Op::Sum(over, ..) =
            op
        {
            let rows = match self.plan.list(over) {
                ListName::Incomes { .. } => Block::INCOME,
                _ => Block::CHILD,
            };
            block = block.without(rows);
            traits.constant = false;
            traits.cost = traits.cost.saturating_mul(ROWS);
        }
        let slot = self.push(op, block, traits);
        self.written.insert(op, slot);
        slot
    }

    fn push(&mut self, op: Op, block: Block, traits: Traits) -> Slot {
        let slot = Slot::new(block, self.plan.len(block));
        if let (Some(ops), Some(known)) = (
            self.plan.ops.get_mut(block.index()),
            self.traits.get_mut(block.index()),
        ) {
            ops.push(op);
            known.push(traits);
        }
        if block == Block::HOUSEHOLD {
            self.plan.household.push(Cell::default());
        }
        slot
    }
}

/// Where a node lies in a month, names of adults meaning this one.
pub(super) fn place(places: &[Places], month: usize, id: NodeId, adult: u16) -> Option<Slot> {
    let places = places.get(month)?.get(usize::from(adult == PARTNER))?;
    places.get(id.index()).copied().flatten()
}

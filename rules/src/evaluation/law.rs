//! The law of one day: of everything dated, the version in force; what depends on no answer, computed once.
//!
//! Making it costs about as much as one evaluation: who evaluates many households on one day keeps it.

use chrono::NaiveDate;

use super::compute::{Computer, Env};
use super::dates;
use super::interval::Interval;
use super::resolve::unknown;
use super::value::Val;
use crate::language::program::{Dated, Node, NodeId, Nodes};
use crate::language::syntax::ListName;
use crate::language::ties::{Tied, Ties};
use crate::path::Holder;
use crate::{Catalogue, Entity, FactId, FactType, Truth, YearMonth};

/// The law of one day, ready to be applied to households: see [`Catalogue::on`].
#[derive(Clone, Debug)]
pub struct Law<'c> {
    pub(crate) catalogue: &'c Catalogue,
    pub(crate) day: NaiveDate,
    pub(super) this_month: i64,
    instructions: Vec<Instruction>,
    parameters: Vec<Option<Interval>>,
    named: Vec<Named>,
    rights: Vec<InForce>,
    tests: Vec<Expression>,
    /// What is known of each fact nobody answered, by frame and slot.
    blank: [Vec<Val>; 4],
    pub(super) incomes: IncomeFacts,
    pub(super) months: Months,
    /// The month it is of, counted from the month of the day evaluated; 0 for that day.
    month: i32,
    /// The law at the end of each other month that expressions look at.
    others: Vec<Self>,
}

/// A node, and when its value is worth keeping.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instruction {
    pub(super) node: Node,
    pub(super) keep: Keep,
    /// Whether its value follows from other rights.
    pub(super) rests_on_rights: bool,
}

/// When a value is kept for the next who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Nobody asks again, or finding it costs no more than keeping it.
    Never,
    /// It is the same wherever it is asked.
    Always,
    /// It is the same wherever the adult being looked at is the person.
    OfThePerson,
}

/// An expression on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// There is none: an institution judges, or no formula was written.
    None,
    /// The law does not say it on this day.
    NotInForce,
    InForce(NodeId),
}

/// An intermediate on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) expression: Expression,
    pub(super) rests_on_rights: bool,
    /// What is known of it when nothing is.
    pub(super) unknown: Val,
}

/// The expressions of a right on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct InForce {
    pub(super) is_in_force: bool,
    pub(super) signal: Expression,
    pub(super) amount: Expression,
    /// Where its conditions begin among all, and how many there are.
    pub(super) first_test: usize,
    pub(super) tests: usize,
    pub(super) rests_on_rights: bool,
}

impl InForce {
    const UNKNOWN: Self = Self {
        is_in_force: false,
        signal: Expression::None,
        amount: Expression::None,
        first_test: 0,
        tests: 0,
        rests_on_rights: false,
    };
}

/// What the engine itself reads of an income.
#[derive(Clone, Copy, Debug)]
pub(super) struct IncomeFacts {
    /// The slots of whose it is and of its month.
    pub(super) holder: u16,
    pub(super) month: u16,
    /// The variants of `titulaire`, in the order of [`Holder::ALL`].
    pub(super) holders: [u64; 2],
}

/// The months of incomes any rule looks at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Months {
    pub(super) first: i64,
    pub(super) count: usize,
}

impl Catalogue {
    /// The law of this catalogue on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Law<'_> {
        let mut law = Law::in_force(self, day);
        law.others = law.looked_back_at();
        law.compute_constants();
        law
    }
}

impl<'c> Law<'c> {
    fn in_force(catalogue: &'c Catalogue, day: NaiveDate) -> Self {
        let compiled = &catalogue.compiled;
        let this_month = YearMonth::of(day).index();
        let tied = |node: NodeId| {
            let tied = compiled.tied.get(node.index()).copied();
            tied.unwrap_or_default()
        };
        let dated = |dated: &Dated| {
            dated
                .on(day)
                .map_or(Expression::NotInForce, Expression::InForce)
        };
        let on_rights = |expression: Expression| match expression {
            Expression::InForce(node) => tied(node).ties.has(Ties::RIGHTS),
            _ => false,
        };
        let nodes = compiled.program.nodes().zip(&compiled.tied);
        let in_force = |values: &[crate::DatedValue]| {
            let value = values.iter().rev().find(|value| value.since <= day)?;
            Some(Interval::point(value.value.millionths()))
        };
        let named = compiled.intermediates.iter().zip(&compiled.unknowns);
        let mut tests = Vec::new();
        let rights = catalogue.rights().iter().zip(&compiled.rights);
        let rights = rights.map(|(right, compiled)| {
            let first_test = tests.len();
            let conditions = compiled.conditions.iter();
            tests.extend(conditions.map(|test| test.as_ref().map_or(Expression::None, dated)));
            InForce {
                is_in_force: right.is_in_force(day),
                signal: dated(&compiled.signal),
                amount: compiled.amount.as_ref().map_or(Expression::None, dated),
                first_test,
                tests: compiled.conditions.len(),
                rests_on_rights: true,
            }
        });
        let mut rights: Vec<InForce> = rights.collect();
        for right in &mut rights {
            let end = right.first_test.saturating_add(right.tests);
            let own = tests.get(right.first_test..end).unwrap_or(&[]);
            right.rests_on_rights = own
                .iter()
                .chain([&right.amount])
                .any(|expression| on_rights(*expression));
        }
        let slots = &compiled.names.slots;
        let blank = |entity| {
            let facts = slots.frame(entity).iter();
            facts.map(|id| blank(catalogue, *id)).collect()
        };
        Self {
            catalogue,
            day,
            this_month,
            instructions: nodes
                .map(|((_, node), tied)| Instruction::new(node, *tied))
                .collect(),
            parameters: catalogue
                .parameters()
                .iter()
                .map(|parameter| in_force(&parameter.values))
                .collect(),
            named: named
                .map(|(named, unknown)| {
                    let expression = dated(named);
                    Named {
                        expression,
                        rests_on_rights: on_rights(expression),
                        unknown: *unknown,
                    }
                })
                .collect(),
            rights,
            tests,
            blank: [
                blank(Entity::Household),
                blank(Entity::Adult),
                blank(Entity::Child),
                blank(Entity::Income),
            ],
            incomes: IncomeFacts::of(catalogue),
            months: Months::looked_at(catalogue, this_month),
            month: 0,
            others: Vec::new(),
        }
    }

    /// The law at the end of each month some expression goes back to.
    fn looked_back_at(&self) -> Vec<Self> {
        let mut months: Vec<i32> = months_back(self.catalogue).collect();
        months.sort_unstable();
        months.dedup();
        let law_of = |month: i32| {
            let index = self.this_month.saturating_add(i64::from(month));
            let mut law = Self::in_force(self.catalogue, YearMonth::from_index(index).last_day());
            (law.months, law.month) = (self.months, month);
            law.compute_constants();
            law
        };
        months.into_iter().map(law_of).collect()
    }

    /// This law, then those of the other months.
    pub(super) fn months_apart(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// The place of a month among them, counted from the month of the day; the law of another month knows none.
    pub(super) fn place_of_month(&self, month: i32) -> Option<usize> {
        let mut laws = self.months_apart();
        let place = laws.position(|law| law.month == month)?;
        (self.month == 0).then_some(place)
    }

    /// The law at one of these places.
    pub(super) fn at_place(&self, place: usize) -> &Self {
        let other = place
            .checked_sub(1)
            .and_then(|place| self.others.get(place));
        other.unwrap_or(self)
    }

    /// Puts the value of what no answer changes in place of its formula. What the law does not say on this
    /// day stays as it is, so that it is told.
    fn compute_constants(&mut self) {
        let tied = &self.catalogue.compiled.tied;
        let mut computer = Computer::new(self);
        let constants: Vec<(usize, Val)> = self
            .catalogue
            .compiled
            .program
            .nodes()
            .zip(tied)
            .filter(|(_, tied)| !tied.ties.has(Ties::ANSWERS))
            .filter_map(|((id, _), _)| Some((id.index(), computer.constant(id)?)))
            .collect();
        for (index, value) in constants {
            if let Some(instruction) = self.instructions.get_mut(index) {
                instruction.node = Node::Const(value);
                instruction.keep = Keep::Never;
            }
        }
    }

    pub(super) fn instruction(&self, id: NodeId) -> Instruction {
        self.instructions
            .get(id.index())
            .copied()
            .unwrap_or(Instruction {
                node: Node::Const(Val::Truth(Truth::Unknown)),
                keep: Keep::Never,
                rests_on_rights: false,
            })
    }

    pub(super) const fn count(&self) -> usize {
        self.instructions.len()
    }

    pub(super) fn several(&self, nodes: Nodes) -> &'c [NodeId] {
        self.catalogue.compiled.program.several(nodes)
    }

    pub(super) fn parameter(&self, index: u16) -> Option<Interval> {
        self.parameters.get(usize::from(index)).copied().flatten()
    }

    pub(super) fn named(&self, index: u16) -> Named {
        let named = self.named.get(usize::from(index)).copied();
        named.unwrap_or(Named {
            expression: Expression::NotInForce,
            rests_on_rights: false,
            unknown: Val::Truth(Truth::Unknown),
        })
    }

    pub(super) const fn named_count(&self) -> usize {
        self.named.len()
    }

    pub(super) fn right(&self, right: u16) -> InForce {
        let right = self.rights.get(usize::from(right)).copied();
        right.unwrap_or(InForce::UNKNOWN)
    }

    /// Every condition of every right, right after right.
    pub(super) fn tests(&self) -> &[Expression] {
        &self.tests
    }

    /// The conditions of a right.
    pub(super) fn tests_of(&self, right: InForce) -> &[Expression] {
        let end = right.first_test.saturating_add(right.tests);
        self.tests.get(right.first_test..end).unwrap_or(&[])
    }

    /// What is known of the facts of a frame nobody answered about.
    pub(super) fn blank(&self, entity: Entity) -> &[Val] {
        let [household, adult, child, income] = &self.blank;
        match entity {
            Entity::Household => household,
            Entity::Person | Entity::Adult => adult,
            Entity::Child => child,
            Entity::Income => income,
        }
    }
}

fn blank(catalogue: &Catalogue, id: FactId) -> Val {
    catalogue
        .fact(id)
        .map_or(Val::Truth(Truth::Unknown), unknown)
}

impl Instruction {
    fn new(node: Node, tied: Tied) -> Self {
        let is_at_hand = matches!(
            node,
            Node::Const(_)
                | Node::Fact(..)
                | Node::Named(..)
                | Node::Parameter(_)
                | Node::Today
                | Node::ThisMonth
        );
        let keep = if is_at_hand || !tied.is_met_again || tied.ties.has(Ties::ROW) {
            Keep::Never
        } else if tied.ties.has(Ties::ADULT) {
            Keep::OfThePerson
        } else {
            Keep::Always
        };
        Self {
            node,
            keep,
            rests_on_rights: tied.ties.has(Ties::RIGHTS),
        }
    }
}

impl Keep {
    /// Whether a value computed there is the one of everywhere.
    pub(super) fn holds_in(self, env: Env) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::OfThePerson => env.adult == Env::TOP.adult,
        }
    }
}

impl IncomeFacts {
    fn of(catalogue: &Catalogue) -> Self {
        let names = &catalogue.compiled.names;
        let id = |name| names.fact(Entity::Income, name);
        let slot = |name| id(name).map_or(u16::MAX, |id| names.slots.of(id));
        let variants = match id("titulaire").and_then(|id| catalogue.fact(id)) {
            Some(fact) => fact.kind.variants(),
            None => FactType::Text.variants(),
        };
        let bit = |holder: Holder| {
            let word = holder.to_string();
            let place = variants.iter().position(|variant| variant.id == word);
            place.map_or(0, super::resolve::bit)
        };
        Self {
            holder: slot("titulaire"),
            month: slot("mois"),
            holders: Holder::ALL.map(bit),
        }
    }
}

/// The months expressions go back to, one for each time one does.
fn months_back(catalogue: &Catalogue) -> impl Iterator<Item = i32> {
    let nodes = catalogue.compiled.program.nodes();
    nodes.filter_map(|(_, node)| match node {
        Node::AtMonth(month, _) if month != 0 => Some(month),
        _ => None,
    })
}

impl Months {
    fn looked_at(catalogue: &Catalogue, this_month: i64) -> Self {
        let mut bounds: Option<(i32, i32)> = None;
        for (_, node) in catalogue.compiled.program.nodes() {
            if let Node::Count(list, _)
            | Node::Exists(list, _)
            | Node::ForAll(list, _)
            | Node::Sum(list, ..) = node
                && let ListName::Incomes { first, last } = list
            {
                let (least, most) = bounds.unwrap_or((first, last));
                bounds = Some((least.min(first), most.max(last)));
            }
        }
        let furthest = months_back(catalogue).min().unwrap_or(0);
        let bounds = bounds.map(|(first, last)| (first.saturating_add(furthest), last));
        bounds.map_or_else(Self::default, |(first, last)| Self {
            first: this_month.saturating_add(i64::from(first)),
            count: usize::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(0),
        })
    }

    /// The place of a month among them.
    pub(super) fn place(self, month: i64) -> Option<usize> {
        let place = usize::try_from(month.checked_sub(self.first)?).ok()?;
        (place < self.count).then_some(place)
    }
}

impl<'c> Law<'c> {
    /// The catalogue it comes from.
    #[must_use]
    pub const fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }

    /// The number of this day, as dates are counted.
    pub(super) fn today(&self) -> i64 {
        dates::number(self.day)
    }
}

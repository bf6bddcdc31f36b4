//! Explaining an amount: every named step its formula went through for a household, in the order they are
//! computed, with the figures of the law it used.
//!
//! Only what counted is told: a branch not taken, and what comes after a test that already decided, are left out.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::compute::{Computer, Env};
use super::ends::Ends;
use super::interval::Interval;
use super::resolve::{NEW_CHILD, PARTNER, PERSON};
use crate::language::program::{Node, NodeId, Program};
use crate::language::syntax::{Asked, ListName};
use crate::language::tell::{Named, Piece, month as month_name, tell};
use crate::language::types::Type;
use crate::values::UNIT;
use crate::{
    AmountRange, Catalogue, DatedValue, Decimal, Entity, FactId, Parameter, Right, Situation,
    Truth, YearMonth, french,
};

/// One thing computed on the way to an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub name: String,
    /// How it is computed, in words.
    pub told: Vec<Piece>,
    /// What it comes to here; several when it is computed for each child or adult, with whose.
    pub values: Vec<(Option<String>, String)>,
    /// Its legal source; empty for the amount of another right, which has its own page.
    pub source: String,
    /// What it is: an intermediate, or another right.
    pub of: Named,
}

/// How an amount was computed for one household.
#[derive(Clone, Debug)]
pub struct Explanation<'c> {
    /// The named steps, each after those it rests on.
    pub steps: Vec<Step>,
    /// The formula itself, in words.
    pub told: Vec<Piece>,
    /// The figures of the law it used, with the value in force.
    pub parameters: Vec<(&'c Parameter, &'c DatedValue)>,
    /// The facts it looked at.
    pub facts: Vec<FactId>,
    /// What it comes to.
    pub amount: AmountRange,
}

/// How the amount of a right is computed for this household on this date; `None` when the right has no
/// formula then, or when it can not be computed.
#[must_use]
pub fn explain<'c>(
    catalogue: &'c Catalogue,
    right: &Right,
    situation: &Situation,
    on: NaiveDate,
) -> Option<Explanation<'c>> {
    let index = *catalogue.compiled.names.rights.get(&right.id)?;
    let formula = catalogue
        .compiled
        .rights
        .get(usize::from(index))?
        .amount
        .as_ref()?;
    let root = formula.on(on)?;
    let law = catalogue.on(on);
    let mut computer = Computer::new(&law);
    computer.frames.fill(&law, situation);
    computer.start(false);
    let (range, failed) = computer.formula(index);
    if failed {
        return None;
    }
    let mut walk = Walk {
        computer,
        seen: BTreeSet::new(),
        order: Vec::new(),
        parameters: BTreeSet::new(),
        facts: BTreeSet::new(),
        month: 0,
        is_told: true,
    };
    walk.node(root, Env::TOP);
    let steps = walk.steps();
    let parameters = walk.parameters.iter().filter_map(|index| {
        let parameter = catalogue.parameters().get(usize::from(*index))?;
        Some((parameter, parameter.on(on)?))
    });
    Some(Explanation {
        steps,
        told: tell(catalogue, formula.text_on(on)?, Entity::Household),
        parameters: parameters.collect(),
        facts: walk.facts.into_iter().collect(),
        amount: super::findings::cents(range),
    })
}

/// What is met on the way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    /// An intermediate, computed for a frame at a month, counted from the month of the day.
    Named(u16, u16, i32),
    Right(u8, u16, i32),
}

struct Walk<'c> {
    computer: Computer<'c>,
    seen: BTreeSet<Met>,
    /// Each thing after those it rests on.
    order: Vec<Met>,
    parameters: BTreeSet<u16>,
    facts: BTreeSet<FactId>,
    /// The month being walked through; of another one than the day's, only what is first met is told.
    month: i32,
    is_told: bool,
}

impl<'l> Walk<'l> {
    /// The expressions as written: in the law of the day, figures stand already in place of their names.
    fn program(&self) -> &'l Program {
        &self.computer.law.catalogue.compiled.program
    }

    fn node(&mut self, id: NodeId, env: Env) {
        match self.program().node(id) {
            Node::Fact(frame, slot) => {
                let names = &self.computer.law.catalogue.compiled.names;
                let frame = env.frame(frame);
                let facts = self.computer.frames.frame_facts(&names.slots, frame);
                self.facts.extend(facts.get(usize::from(slot)));
            }
            Node::Parameter(index) => {
                if self.month == 0 && self.is_told {
                    self.parameters.insert(index);
                }
            }
            Node::AtMonth(month, inner) => {
                let before = self.computer.turn_to_month(month);
                let month_before = std::mem::replace(&mut self.month, month);
                self.node(inner, env);
                self.month = month_before;
                self.computer.turn_to(before);
            }
            Node::Named(frame, index) => self.named(index, env.frame(frame)),
            Node::Right(asked, right) => {
                let met = Met::Right(
                    match asked {
                        Asked::Possible => 0,
                        Asked::Open => 1,
                        Asked::Amount => 2,
                        Asked::Received => 3,
                    },
                    right,
                    self.month,
                );
                if self.seen.insert(met) && self.is_told {
                    self.order.push(met);
                }
            }
            Node::If(test, then, otherwise) => {
                self.node(test, env);
                let taken = self.computer.truth(test, env);
                if taken != Truth::No {
                    self.node(then, env);
                }
                if taken != Truth::Yes {
                    self.node(otherwise, env);
                }
            }
            Node::All(nodes) | Node::Any(nodes) => {
                let ends = if matches!(self.program().node(id), Node::All(_)) {
                    Truth::No
                } else {
                    Truth::Yes
                };
                for node in self.program().several(nodes) {
                    self.node(*node, env);
                    if self.computer.truth(*node, env) == ends {
                        break;
                    }
                }
            }
            Node::Count(list, test) => self.list(list, test, None, env),
            Node::Exists(list, test) | Node::ForAll(list, test) => {
                self.list(list, Some(test), None, env);
            }
            Node::Sum(list, test, value) => self.list(list, test, Some(value), env),
            node => {
                let mut under = Vec::new();
                self.program().children(node, |child| under.push(child));
                for child in under {
                    self.node(child, env);
                }
            }
        }
    }

    fn list(&mut self, list: ListName, test: Option<NodeId>, value: Option<NodeId>, env: Env) {
        for env in self.computer.envs(list, env) {
            if let Some(test) = test {
                self.node(test, env);
                if self.computer.truth(test, env) == Truth::No {
                    continue;
                }
            }
            if let Some(value) = value {
                self.node(value, env);
            }
        }
    }

    fn named(&mut self, index: u16, frame: u16) {
        let met = Met::Named(index, frame, self.month);
        if !self.seen.insert(met) {
            return;
        }
        let is_told = self.is_told;
        self.is_told &= self.month == 0;
        let dated = self
            .computer
            .law
            .catalogue
            .compiled
            .intermediates
            .get(usize::from(index));
        let version = dated.and_then(|dated| dated.on(self.computer.day()));
        if let Some(node) = version {
            self.node(node, Env::inside(frame));
        }
        self.is_told = is_told;
        if is_told {
            self.order.push(met);
        }
    }

    /// What was met, as told: what is computed for several people is one step.
    fn steps(&mut self) -> Vec<Step> {
        let mut told: BTreeSet<(u16, i32)> = BTreeSet::new();
        let mut steps = Vec::new();
        for met in self.order.clone() {
            match met {
                Met::Named(index, _, month) if !told.insert((index, month)) => {}
                Met::Named(index, _, month) => {
                    let before = self.computer.turn_to_month(month);
                    steps.extend(self.intermediate(index, month));
                    self.computer.turn_to(before);
                }
                Met::Right(asked, right, month) => {
                    let before = self.computer.turn_to_month(month);
                    steps.extend(self.of_right(asked, right, month));
                    self.computer.turn_to(before);
                }
            }
        }
        steps
    }

    fn intermediate(&mut self, index: u16, month: i32) -> Option<Step> {
        let catalogue = self.computer.law.catalogue;
        let place = usize::from(index);
        let described = catalogue.intermediates().get(place)?;
        let kind = *catalogue.compiled.kinds.get(place)?;
        let text = catalogue
            .compiled
            .intermediates
            .get(place)?
            .text_on(self.computer.day())?;
        let met: BTreeSet<u16> = self
            .order
            .iter()
            .filter_map(|met| match met {
                Met::Named(other, frame, when) if (*other, *when) == (index, month) => Some(*frame),
                _ => None,
            })
            .collect();
        let alone = met.len() == 1 && !met.iter().any(|frame| *frame > PARTNER);
        let values = met
            .into_iter()
            .map(|frame| {
                let value = self.computer.intermediate(index, frame);
                let whose = (!alone).then(|| self.whose(frame));
                (whose, self.shown(value, kind))
            })
            .collect();
        // The values that its own words name are those of its month, which are not among the steps.
        let told = match month {
            0 => tell(catalogue, text, described.entity),
            _ => Vec::new(),
        };
        Some(Step {
            name: at_month(&described.name, month),
            told,
            values,
            source: described.source.clone(),
            of: Named::intermediate(place, month),
        })
    }

    fn of_right(&mut self, asked: u8, index: u16, month: i32) -> Option<Step> {
        let right = self
            .computer
            .law
            .catalogue
            .rights()
            .get(usize::from(index))?;
        let (what, asked) = match asked {
            0 => ("reçu ou possible", Asked::Possible),
            1 => ("déjà reçu", Asked::Open),
            2 => ("montant", Asked::Amount),
            _ => ("déjà versé, d’après la réponse", Asked::Received),
        };
        let kind = if asked == Asked::Amount {
            Type::Amount
        } else {
            Type::Truth
        };
        let value = self.computer.asked(asked, index);
        Some(Step {
            name: at_month(&format!("{}\u{a0}: {what}", right.name), month),
            told: Vec::new(),
            values: vec![(None, self.shown(value, kind))],
            source: String::new(),
            of: Named::Right(right.id.clone()),
        })
    }

    fn whose(&self, frame: u16) -> String {
        match frame {
            PERSON => "la personne".to_owned(),
            PARTNER => "le conjoint".to_owned(),
            NEW_CHILD => "un enfant à nommer".to_owned(),
            row => {
                let children = self.computer.frames.children().len();
                let rank = (0..children)
                    .position(|child| self.computer.frames.child_frame(child) == row)
                    .map_or(0, |at| at.saturating_add(1));
                format!("enfant\u{a0}{rank}")
            }
        }
    }

    fn shown(&self, value: Ends, kind: Type) -> String {
        match kind {
            Type::Truth => match value.truth() {
                Truth::Yes => "oui".to_owned(),
                Truth::No => "non".to_owned(),
                Truth::Unknown => "pas encore connu".to_owned(),
            },
            Type::Amount => french::amount(super::findings::cents(value.range())),
            Type::Date => ends(value.range(), |day| {
                super::dates::day(day).map_or_else(String::new, french::day)
            }),
            Type::Month => ends(value.range(), |month| {
                french::month(YearMonth::from_index(month))
            }),
            Type::Number | Type::Zero => ends(value.range(), number),
            Type::Choice(fact) => self.variants(fact, value.possible()),
            Type::Set(fact) => self.variants(fact, value.certain()),
        }
    }

    fn variants(&self, fact: FactId, mask: u64) -> String {
        let fact = self.computer.law.catalogue.fact(fact);
        let variants = fact.map_or(&[][..], |fact| fact.kind.variants());
        let named = variants.iter().enumerate().filter(|(index, _)| {
            let bit = u32::try_from(*index).ok();
            bit.and_then(|bit| mask.checked_shr(bit))
                .is_some_and(|bits| bits & 1 == 1)
        });
        let names: Vec<&str> = named.map(|(_, variant)| variant.name.as_str()).collect();
        if names.is_empty() {
            "aucun".to_owned()
        } else {
            names.join(", ")
        }
    }
}

/// The name of something at a month.
fn at_month(name: &str, month: i32) -> String {
    match month {
        0 => name.to_owned(),
        month => format!("{name}, au {}", month_name(month)),
    }
}

/// A number to the fourth decimal.
fn number(millionths: i64) -> String {
    const STEP: i64 = UNIT / 10_000;
    let steps = super::interval::nearest(i128::from(millionths), i128::from(STEP));
    let rounded = i64::try_from(steps).map_or(millionths, |steps| steps.saturating_mul(STEP));
    french::decimal(Decimal::from_millionths(rounded))
}

fn ends(range: Interval, one: impl Fn(i64) -> String) -> String {
    if range.is_point() {
        return one(range.lo);
    }
    match (range.lo, range.hi) {
        (i64::MIN, i64::MAX) => "pas encore connu".to_owned(),
        (i64::MIN, hi) => format!("{} ou moins", one(hi)),
        (lo, i64::MAX) => format!("{} ou plus", one(lo)),
        (lo, hi) => format!("de {} à {}", one(lo), one(hi)),
    }
}

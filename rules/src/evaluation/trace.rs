//! What an undecided result rests on: the unknown places whose answers could still change it.
//!
//! Once results are computed, their operations are walked again, through what is undecided only: a decided value
//! can not change, so nothing under it matters. What remains is everything an answer could still change, and
//! sometimes more. What a value rests on is noted as a set of places, one bit each ([`super::places`]), and
//! found once: whoever rests on that value rests on the whole set.

use super::compute::{Computer, Env};
use super::ends::Ends;
use super::law::Expression;
use super::lists::Row;
use super::places::{Leaf, Set};
use super::plan::{Block, Op, Over, Slot};
use super::resolve::{HOUSEHOLD, NEW_CHILD, PARTNER, PERSON, Received};
use crate::language::program::NodeId;
use crate::language::syntax::{Asked, ListName};
use crate::path::Holder;
use crate::{Path, Truth};

/// A noted set of places, counted from one; 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noted(u32);

/// One thing the result of the moment rests on.
#[derive(Clone, Copy, Debug)]
enum Owed {
    Place(usize),
    Set(Noted),
}

/// The things the result of the moment rests on, and the sets noted of results already walked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    stack: Vec<Owed>,
    /// Sets one after the other, `words` each.
    sets: Vec<u64>,
    words: usize,
    of_cells: Vec<Option<Noted>>,
    of_conditions: Vec<Option<Noted>>,
    of_amounts: Vec<Option<Noted>>,
}

impl Trace {
    /// Starts again, for as many places, cells and rights.
    pub(super) fn reset(&mut self, places: usize, cells: usize, rights: usize) {
        self.stack.clear();
        self.sets.clear();
        self.words = Set::words(places);
        for (notes, count) in [
            (&mut self.of_cells, cells),
            (&mut self.of_conditions, rights),
            (&mut self.of_amounts, rights),
        ] {
            notes.clear();
            notes.resize(count, None);
        }
    }

    /// Begins a set: what is owed from here on.
    pub(super) const fn begin(&self) -> usize {
        self.stack.len()
    }

    /// Notes what is owed since it was begun, and takes it off the stack.
    pub(super) fn note(&mut self, begun: usize) -> Noted {
        let owed = self.stack.get(begun..).unwrap_or(&[]);
        let noted = match owed {
            [] => Noted::default(),
            [Owed::Set(set)] => *set,
            _ => {
                let start = self.sets.len();
                self.sets.resize(start.saturating_add(self.words), 0);
                let (before, new) = self.sets.split_at_mut(start);
                for owed in owed {
                    match owed {
                        Owed::Place(place) => Set::put(new, *place),
                        Owed::Set(set) => Set::put_all(new, nth(before, self.words, *set)),
                    }
                }
                let count = self.sets.len().checked_div(self.words).unwrap_or(0);
                Noted(u32::try_from(count).unwrap_or(0))
            }
        };
        self.stack.truncate(begun);
        noted
    }

    fn owe_place(&mut self, place: usize) {
        self.stack.push(Owed::Place(place));
    }

    /// Owes a whole set.
    pub(super) fn owe(&mut self, noted: Noted) {
        if noted != Noted::default() {
            self.stack.push(Owed::Set(noted));
        }
    }

    /// The places noted.
    pub(crate) fn places(&self, noted: Noted) -> Set<'_> {
        Set::of(nth(&self.sets, self.words, noted))
    }
}

/// One of the sets, counted from one.
fn nth(sets: &[u64], words: usize, Noted(set): Noted) -> &[u64] {
    let end = usize::try_from(set)
        .unwrap_or(usize::MAX)
        .saturating_mul(words);
    let start = end.saturating_sub(words);
    sets.get(start..end).unwrap_or(&[])
}

impl Computer<'_> {
    /// The unknown places that could still change the value of a node, those nobody can name left out; the
    /// computer must be ready to tell.
    pub(crate) fn owed(&mut self, node: NodeId, env: Env) -> Vec<Path> {
        let begun = self.trace.begin();
        if let Some(slot) = self.law.slot(node, env.adult, 0) {
            self.enter(env);
            self.owe(slot);
            self.enter(Env::TOP);
        }
        let noted = self.trace.note(begun);
        let places = self.trace.places(noted).iter();
        places
            .filter_map(|place| self.path(self.leaf(place)))
            .collect()
    }

    /// What an expression outside of lists rests on.
    pub(super) fn owe_expression(&mut self, expression: Expression) {
        if let Expression::InForce(slot) = expression {
            self.owe(slot);
        }
    }

    /// What the conditions of a right rest on while they are undecided.
    pub(super) fn owe_conditions(&mut self, right: u16) {
        if self.held(right).truth() != Truth::Unknown {
            return;
        }
        let known = self.trace.of_conditions.get(usize::from(right)).copied();
        let noted = known.flatten().unwrap_or_else(|| {
            let begun = self.trace.begin();
            self.at_top(|computer| {
                let law = computer.law;
                for test in law.tests_of(law.right(right)) {
                    computer.owe_expression(*test);
                }
            });
            let noted = self.trace.note(begun);
            if let Some(known) = self.trace.of_conditions.get_mut(usize::from(right)) {
                *known = Some(noted);
            }
            noted
        });
        self.trace.owe(noted);
    }

    /// What the amount of a right rests on while it is undecided.
    pub(super) fn owe_amount(&mut self, right: u16) {
        if self.formula(right).0.is_point() {
            return;
        }
        let known = self.trace.of_amounts.get(usize::from(right)).copied();
        let noted = known.flatten().unwrap_or_else(|| {
            let begun = self.trace.begin();
            let amount = self.law.right(right).amount;
            self.at_top(|computer| computer.owe_expression(amount));
            let noted = self.trace.note(begun);
            if let Some(known) = self.trace.of_amounts.get_mut(usize::from(right)) {
                *known = Some(noted);
            }
            noted
        });
        self.trace.owe(noted);
    }

    /// What a value rests on while it is undecided.
    fn owe(&mut self, slot: Slot) {
        if self.read(slot).is_decided() {
            return;
        }
        let op = self.law.plan.op(slot);
        if matches!(op, Op::Given) {
            if let Some(leaf) = self.given(slot) {
                self.owe_leaf(leaf);
            }
            return;
        }
        if !self.law.plan.is_shared(slot) {
            return self.owe_under(op);
        }
        let at = self.cells.place(slot, &self.columns);
        let known = self.trace.of_cells.get(at).copied();
        let noted = known.flatten().unwrap_or_else(|| {
            let begun = self.trace.begin();
            self.owe_under(op);
            let noted = self.trace.note(begun);
            if let Some(known) = self.trace.of_cells.get_mut(at) {
                *known = Some(noted);
            }
            noted
        });
        self.trace.owe(noted);
    }

    fn owe_under(&mut self, op: Op) {
        match op {
            Op::If(test, then, otherwise) | Op::IfVariants(test, then, otherwise) => {
                let taken = self.read(test).truth();
                self.owe(test);
                if taken != Truth::No {
                    self.owe(then);
                }
                if taken != Truth::Yes {
                    self.owe(otherwise);
                }
            }
            Op::Count(list, test) | Op::Exists(list, test) | Op::ForAll(list, test) => {
                self.owe_rows(list, test, None);
            }
            Op::Sum(list, test, value) => self.owe_rows(list, test, Some(value)),
            Op::Right(asked, right, ..) => self.owe_right(asked, right),
            op => self.plan().under(op, |under| self.owe(under)),
        }
    }

    /// What looking through a list rests on.
    fn owe_rows(&mut self, list: Over, test: Slot, value: Option<Slot>) {
        let name = self.plan().list(list);
        let outside = self.env;
        self.each_row(list, |computer, row| {
            computer.enter(row.env(outside));
            let counts = row.presence.and(computer.read(test)).truth();
            if counts == Truth::Unknown {
                computer.owe_existence(name, row);
                computer.owe(test);
            }
            if let Some(value) = value
                && counts != Truth::No
            {
                computer.owe(value);
            }
            true
        });
        self.enter(outside);
    }

    /// The place of what is given; `None` for constants, and for what nobody can answer.
    fn given(&self, slot: Slot) -> Option<Leaf> {
        let frame = match slot.block() {
            Block::CHILD => self.env.child,
            Block::INCOME => self.env.income,
            _ => {
                let slots = &self.law.catalogue.compiled.names.slots;
                let adults = slots.adult.len();
                let Some(of_adults) = slot.at().checked_sub(slots.household.len()) else {
                    return leaf(HOUSEHOLD, slot.at());
                };
                return match of_adults.checked_sub(adults) {
                    None => leaf(PERSON, of_adults),
                    Some(of_partner) if of_partner < adults => leaf(PARTNER, of_partner),
                    Some(after) => (after == adults).then_some(Leaf::PartnerExists),
                };
            }
        };
        let is_supposed = slot.block() == Block::INCOME && frame < self.frames.income_frame(0);
        if is_supposed {
            return None;
        }
        leaf(frame, slot.at())
    }

    fn owe_leaf(&mut self, leaf: Leaf) {
        if let Some(place) = self.place_of(leaf) {
            self.trace.owe_place(place);
        }
    }

    /// What is asked of another right rests on its receipt and on its conditions, or its amount.
    fn owe_right(&mut self, asked: Asked, right: u16) {
        let named = self.law.right(right).right;
        let received = self.frames.received(named);
        let owes_receipt = match received {
            Received::Unknown | Received::Expired => true,
            Received::Requested => asked != Asked::Received,
            _ => false,
        };
        if owes_receipt {
            self.owe_leaf(Leaf::Receipt(named));
        }
        match asked {
            Asked::Received => {}
            Asked::Possible | Asked::Open => self.owe_conditions(right),
            Asked::Amount => {
                if received != Received::Open {
                    self.owe_conditions(right);
                }
                self.owe_amount(right);
            }
        }
    }

    /// Whether a row is there, or what closes the list it would be added to.
    fn owe_existence(&mut self, list: ListName, row: Row) {
        match list {
            ListName::Children if row.frame == NEW_CHILD => {
                self.owe_leaf(Leaf::ChildrenComplete);
            }
            ListName::Children | ListName::Adults | ListName::Partner => {}
            ListName::Incomes { .. } if row.named => {
                if row.presence == Ends::EITHER {
                    self.owe_income(row.frame);
                }
            }
            ListName::Incomes { .. } => {
                let Some((holder, month)) = self.frames.supposed_at(&self.law.months, row.frame)
                else {
                    return;
                };
                self.owe_leaf(Leaf::Month(holder, month));
                if holder == Holder::Partner && self.frames.partner == Truth::Unknown {
                    self.owe_leaf(Leaf::PartnerExists);
                }
            }
        }
    }

    /// Whether a named income counts rests on whose it is, on its month, and on whether that holder exists.
    fn owe_income(&mut self, income: u16) {
        let law = self.law;
        for slot in [law.incomes.holder, law.incomes.month] {
            let value = self.frames.value(income, slot);
            if value.is_some_and(|value| !value.is_decided()) {
                self.owe_leaf(Leaf::Fact(income, slot));
            }
        }
        let may_be_partners = self.frames.may_be_partners(&law.incomes, income);
        if may_be_partners && self.frames.partner == Truth::Unknown {
            self.owe_leaf(Leaf::PartnerExists);
        }
    }
}

fn leaf(frame: u16, slot: usize) -> Option<Leaf> {
    Some(Leaf::Fact(frame, u16::try_from(slot).ok()?))
}

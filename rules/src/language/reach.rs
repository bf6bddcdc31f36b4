//! What an expression looks at, through the intermediates it names: without evaluating, whatever is known.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::program::{Dated, Frame, Node, NodeId, Program};
use super::syntax::{Asked, ListName};

/// One thing an expression looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reached {
    Household(u16),
    Person(u16),
    PartnerExists,
    Partner(u16),
    ChildrenComplete,
    Child(u16),
    Income(u16),
    /// The incomes of these months.
    Incomes(i32, i32),
    Parameter(u16),
    Intermediate(u16),
    Right(u16),
}

/// Whom « the adult » may be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Adults {
    Person,
    Partner,
    Both,
}

/// Looks through expressions.
pub(crate) struct Reach<'p> {
    program: &'p Program,
    intermediates: &'p [Dated],
    /// Only the versions in force on this day; every version when there is none.
    day: Option<NaiveDate>,
    /// The month looked at, counted from the month of the date of law.
    month: i32,
    seen: BTreeSet<(u16, Adults, i32)>,
    /// What was found.
    pub(crate) found: BTreeSet<Reached>,
    /// The rights of which more than the amount was asked.
    pub(crate) opened: BTreeSet<u16>,
}

impl<'p> Reach<'p> {
    pub(crate) const fn new(
        program: &'p Program,
        intermediates: &'p [Dated],
        day: Option<NaiveDate>,
    ) -> Self {
        Self {
            program,
            intermediates,
            day,
            month: 0,
            seen: BTreeSet::new(),
            found: BTreeSet::new(),
            opened: BTreeSet::new(),
        }
    }

    /// Looks through an expression of a right.
    pub(crate) fn look(&mut self, dated: &Dated) {
        self.versions(dated, Adults::Person);
    }

    fn versions(&mut self, dated: &Dated, adults: Adults) {
        match self.day {
            Some(day) => {
                if let Some(node) = dated.on(day) {
                    self.node(node, adults);
                }
            }
            None => dated.all().for_each(|node| self.node(node, adults)),
        }
    }

    fn node(&mut self, id: NodeId, adults: Adults) {
        let node = self.program.node(id);
        let mut inner = adults;
        match node {
            Node::Fact(frame, slot) => self.fact(frame, slot, adults),
            Node::Parameter(index) => {
                self.found.insert(Reached::Parameter(index));
            }
            Node::Right(asked, index) => {
                self.found.insert(Reached::Right(index));
                if asked != Asked::Amount {
                    self.opened.insert(index);
                }
            }
            Node::Named(frame, index) => {
                self.found.insert(Reached::Intermediate(index));
                let whose = match frame {
                    Frame::Adult => adults,
                    _ => Adults::Person,
                };
                if self.seen.insert((index, whose, self.month))
                    && let Some(dated) = self.intermediates.get(usize::from(index))
                {
                    self.versions(dated, whose);
                }
            }
            Node::Count(list, _)
            | Node::Exists(list, _)
            | Node::ForAll(list, _)
            | Node::Sum(list, ..) => {
                self.found.insert(match list {
                    ListName::Children => Reached::ChildrenComplete,
                    // A partner who does not exist has no income.
                    ListName::Adults | ListName::Partner | ListName::Incomes { .. } => {
                        Reached::PartnerExists
                    }
                });
                if let ListName::Incomes { first, last } = list {
                    let from_today = |month: i32| month.saturating_add(self.month);
                    let months = Reached::Incomes(from_today(first), from_today(last));
                    self.found.insert(months);
                }
                match list {
                    ListName::Adults => inner = Adults::Both,
                    ListName::Partner => inner = Adults::Partner,
                    ListName::Children | ListName::Incomes { .. } => {}
                }
            }
            Node::AtMonth(month, inner) => {
                let before = std::mem::replace(&mut self.month, month);
                self.node(inner, adults);
                self.month = before;
                return;
            }
            _ => {}
        }
        let program = self.program;
        program.children(node, |child| self.node(child, inner));
    }

    fn fact(&mut self, frame: Frame, slot: u16, adults: Adults) {
        let (person, partner) = (Reached::Person(slot), Reached::Partner(slot));
        match (frame, adults) {
            (Frame::Household, _) => self.found.insert(Reached::Household(slot)),
            (Frame::Child, _) => self.found.insert(Reached::Child(slot)),
            (Frame::Income, _) => self.found.insert(Reached::Income(slot)),
            (Frame::Person, _) | (Frame::Adult, Adults::Person) => self.found.insert(person),
            (Frame::Adult, Adults::Partner) => self.found.insert(partner),
            (Frame::Adult, Adults::Both) => {
                self.found.insert(person);
                self.found.insert(partner)
            }
        };
    }
}

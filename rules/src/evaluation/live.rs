//! What can still change a result: the unknown places an undecided expression rests on.
//!
//! A decided piece can not change when more is known, so nothing under it matters. This walks only pieces
//! that are still undecided; what it finds is everything an answer could still change, and sometimes more.

use super::compute::{Computer, Env};
use super::lists::{Row, Rows};
use super::resolve::{NEW_CHILD, NEW_INCOME, Received};
use crate::Truth;
use crate::language::program::{Dated, Node, NodeId};
use crate::language::syntax::{Asked, ListName};
use crate::path::Holder;

/// A place whose answer could still change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leaf {
    /// A fact of a frame.
    Fact(u16, u16),
    /// A fact of children nobody named yet.
    NewChild(u16),
    PartnerExists,
    ChildrenComplete,
    /// Whether every income of a holder in a month was named.
    Month(Holder, i64),
    /// The receipt of a right.
    Receipt(u16),
}

/// Collects leaves.
pub(crate) struct Live {
    pub(crate) leaves: Vec<Leaf>,
    seen: Vec<u64>,
    round: u64,
    seen_rights: Vec<u64>,
}

impl Live {
    pub(crate) fn new(computer: &Computer<'_>) -> Self {
        let intermediates = computer.catalogue.compiled.intermediates.len();
        let rights = computer.catalogue.rights().len();
        Self {
            leaves: Vec::new(),
            seen: vec![0; intermediates.saturating_mul(computer.frames.count())],
            round: 0,
            seen_rights: vec![0; rights.saturating_mul(2)],
        }
    }

    /// Starts a new collection.
    pub(crate) fn restart(&mut self) {
        self.leaves.clear();
        self.round = self.round.saturating_add(1);
    }

    /// Sorts what was found, each place once.
    pub(crate) fn settle(&mut self) {
        self.leaves.sort_unstable();
        self.leaves.dedup();
    }

    /// What can still change an expression of a right.
    pub(crate) fn dated(&mut self, computer: &mut Computer<'_>, dated: &Dated) {
        if let Some(node) = dated.on(computer.day) {
            self.node(computer, node, Env::TOP);
        }
    }

    fn node(&mut self, computer: &mut Computer<'_>, id: NodeId, env: Env) {
        if computer.compute(id, env).is_decided() {
            return;
        }
        match computer.node(id) {
            Node::Fact(frame, slot) => match env.frame(frame) {
                NEW_CHILD => self.leaves.push(Leaf::NewChild(slot)),
                NEW_INCOME => {}
                frame => self.leaves.push(Leaf::Fact(frame, slot)),
            },
            Node::Named(frame, index) => self.intermediate(computer, index, env.frame(frame)),
            Node::Right(asked, right) => self.right(computer, asked, right),
            Node::If(test, then, otherwise) => match computer.truth(test, env) {
                Truth::Yes => self.node(computer, then, env),
                Truth::No => self.node(computer, otherwise, env),
                Truth::Unknown => {
                    self.node(computer, test, env);
                    self.node(computer, then, env);
                    self.node(computer, otherwise, env);
                }
            },
            Node::Count(list, test) => self.list(computer, list, test, None, env),
            Node::Exists(list, test) => self.list(computer, list, Some(test), None, env),
            Node::Sum(list, test, value) => self.list(computer, list, test, Some(value), env),
            Node::ForAll(list, test) => self.every(computer, list, test, env),
            node => {
                let mut children = Vec::new();
                computer
                    .catalogue
                    .compiled
                    .program
                    .children(node, |child| children.push(child));
                for child in children {
                    self.node(computer, child, env);
                }
            }
        }
    }

    fn intermediate(&mut self, computer: &mut Computer<'_>, index: u16, frame: u16) {
        let place = usize::from(index)
            .saturating_mul(computer.frames.count())
            .saturating_add(usize::from(frame));
        match self.seen.get_mut(place) {
            Some(seen) if *seen == self.round => return,
            Some(seen) => *seen = self.round,
            None => {}
        }
        let dated = computer
            .catalogue
            .compiled
            .intermediates
            .get(usize::from(index));
        if let Some(node) = dated.and_then(|dated| dated.on(computer.day)) {
            self.node(computer, node, Computer::inside(frame));
        }
    }

    fn right(&mut self, computer: &mut Computer<'_>, asked: Asked, right: u16) {
        let received = computer.frames.received(right);
        if matches!(
            received,
            Received::Unknown | Received::Expired | Received::Requested
        ) {
            self.leaves.push(Leaf::Receipt(right));
        }
        let for_amount = usize::from(asked == Asked::Amount);
        let place = usize::from(right)
            .saturating_mul(2)
            .saturating_add(for_amount);
        match self.seen_rights.get_mut(place) {
            Some(seen) if *seen == self.round => return,
            Some(seen) => *seen = self.round,
            None => {}
        }
        let Some(compiled) = computer.compiled(right) else {
            return;
        };
        if computer.holds(right).0 == Truth::Unknown {
            for test in compiled.conditions.iter().flatten() {
                self.dated(computer, test);
            }
        }
        if let (Asked::Amount, Some(formula)) = (asked, &compiled.amount) {
            self.dated(computer, formula);
        }
    }

    fn list(
        &mut self,
        computer: &mut Computer<'_>,
        list: ListName,
        test: Option<NodeId>,
        value: Option<NodeId>,
        env: Env,
    ) {
        let mut rows = Rows::of(list);
        while let Some(Row {
            env,
            presence,
            named,
        }) = rows.next(computer, env)
        {
            if test.is_some_and(|test| computer.truth(test, env) == Truth::No) {
                continue;
            }
            self.existence(computer, list, env, presence, named);
            for piece in test.into_iter().chain(value) {
                self.node(computer, piece, env);
            }
        }
    }

    fn every(&mut self, computer: &mut Computer<'_>, list: ListName, test: NodeId, env: Env) {
        let mut rows = Rows::of(list);
        while let Some(Row {
            env,
            presence,
            named,
        }) = rows.next(computer, env)
        {
            if computer.truth(test, env) == Truth::Yes {
                continue;
            }
            self.existence(computer, list, env, presence, named);
            self.node(computer, test, env);
        }
    }

    /// What decides whether a row counts: its presence, or what closes the list it would be added to.
    fn existence(
        &mut self,
        computer: &Computer<'_>,
        list: ListName,
        env: Env,
        presence: Truth,
        named: bool,
    ) {
        if !named {
            self.closing(computer, list, env);
        } else if presence == Truth::Unknown {
            self.presence(computer, list, env);
        }
    }

    /// What decides whether a row is there.
    fn presence(&mut self, computer: &Computer<'_>, list: ListName, env: Env) {
        match list {
            ListName::Adults | ListName::Partner => self.leaves.push(Leaf::PartnerExists),
            ListName::Children => {}
            ListName::Incomes { .. } => {
                let (holder, month) = computer.frames.income_slots();
                for slot in [holder, month] {
                    if !computer.frames.value(env.income, slot).is_decided() {
                        self.leaves.push(Leaf::Fact(env.income, slot));
                    }
                }
                if computer.frames.may_be_partners(env.income)
                    && computer.frames.partner == Truth::Unknown
                {
                    self.leaves.push(Leaf::PartnerExists);
                }
            }
        }
    }

    /// What closes an open list.
    fn closing(&mut self, computer: &Computer<'_>, list: ListName, env: Env) {
        if !matches!(list, ListName::Incomes { .. }) {
            self.leaves.push(Leaf::ChildrenComplete);
            return;
        }
        let (holder, month) = env.supposed;
        self.leaves.push(Leaf::Month(holder, month));
        if holder == Holder::Partner && computer.frames.partner == Truth::Unknown {
            self.leaves.push(Leaf::PartnerExists);
        }
    }
}

impl Computer<'_> {
    /// Whether nobody was asked about this place yet.
    pub(crate) fn is_unasked(&self, leaf: Leaf) -> bool {
        match leaf {
            Leaf::Fact(frame, slot) => !self.frames.is_asked(frame, slot),
            Leaf::NewChild(_) | Leaf::ChildrenComplete => !self.frames.children_asked,
            Leaf::PartnerExists => !self.frames.partner_asked,
            Leaf::Month(holder, month) => !self.frames.is_month_asked(holder, month),
            Leaf::Receipt(right) => !self.frames.is_receipt_asked(right),
        }
    }

    /// Whether the place holds a sensitive answer, or would.
    pub(crate) fn is_sensitive(&self, leaf: Leaf) -> bool {
        let fact = |frame, slot: u16| {
            let facts = self
                .frames
                .frame_facts(&self.catalogue.compiled.names.slots, frame);
            facts
                .get(usize::from(slot))
                .and_then(|id| self.catalogue.fact(*id))
                .is_some_and(|fact| fact.sensitive)
        };
        match leaf {
            Leaf::Fact(frame, slot) => fact(frame, slot),
            Leaf::NewChild(slot) => fact(NEW_CHILD, slot),
            Leaf::Receipt(right) => self
                .catalogue
                .rights()
                .get(usize::from(right))
                .is_some_and(|right| right.sensitive),
            Leaf::PartnerExists | Leaf::ChildrenComplete | Leaf::Month(..) => false,
        }
    }
}

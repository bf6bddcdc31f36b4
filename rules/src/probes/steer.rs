//! Steering a situation until a piece of an expression holds, or fails.
//!
//! The expression itself says what to try: every part of an « et », one part of an « ou », a variant of a
//! choice, another rung of a ladder, one more child. What was tried is kept only if it worked.

use super::answers;
use super::lists;
use super::reads::{self, Reads};
use super::sandbox::{Place, Sandbox};
use crate::language::program::{Node, NodeId, Nodes};
use crate::language::syntax::{Asked, ListName};
use crate::{Answer, Path, Receipt, Situation, Truth, Value};

/// How much may still be tried, and in which order.
pub(super) struct Fuel {
    tries: u32,
    backwards: bool,
}

impl Fuel {
    /// So many tries; where one of several parts is enough, from the last part on when `backwards`.
    pub(super) const fn new(tries: u32, backwards: bool) -> Self {
        Self { tries, backwards }
    }

    /// Whether one more try is left.
    pub(super) const fn burn(&mut self) -> bool {
        let left = self.tries > 0;
        self.tries = self.tries.saturating_sub(1);
        left
    }

    /// In the order of the moment.
    fn order<T>(&self, mut parts: Vec<T>) -> Vec<T> {
        if self.backwards {
            parts.reverse();
        }
        parts
    }
}

impl<'c> Sandbox<'c> {
    fn nodes(&self, nodes: Nodes) -> &'c [NodeId] {
        self.catalogue.compiled.program.several(nodes)
    }

    /// Changes a situation until the piece is as wanted; leaves it untouched when it can not.
    pub(super) fn steer(
        &self,
        situation: &mut Situation,
        node: NodeId,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) -> bool {
        if !fuel.burn() {
            return false;
        }
        if self.truth(situation, node, place) == Truth::of(want) {
            return true;
        }
        let mut tried = situation.clone();
        self.push(&mut tried, node, place, want, fuel);
        let reached = self.settle(&mut tried, node, place) == Truth::of(want);
        if reached {
            *situation = tried;
        }
        reached
    }

    fn push(
        &self,
        situation: &mut Situation,
        node: NodeId,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) {
        match self.node(node) {
            Node::Fact(frame, slot) => {
                if let Some(path) = self.path(frame, slot, place) {
                    if matches!(path, Path::Partner(_)) {
                        situation.set(&Path::PartnerExists, Answer::yes_no(true));
                    }
                    situation.set(&path, Answer::yes_no(want));
                }
            }
            Node::Named(frame, index) => {
                let dated = self
                    .catalogue
                    .compiled
                    .intermediates
                    .get(usize::from(index));
                if let Some(body) = dated.and_then(|dated| dated.on(self.on)) {
                    self.steer(situation, body, &place.inside(frame), want, fuel);
                }
            }
            Node::Not(inner) => {
                self.steer(situation, inner, place, !want, fuel);
            }
            // All the parts or rows must be as wanted, or one is enough.
            node @ (Node::All(nodes) | Node::Any(nodes))
                if want == matches!(node, Node::All(_)) =>
            {
                self.every(situation, nodes, place, want, fuel);
            }
            Node::All(nodes) | Node::Any(nodes) => {
                for part in fuel.order(self.nodes(nodes).to_vec()) {
                    if self.steer(situation, part, place, want, fuel) {
                        return;
                    }
                }
            }
            Node::If(test, then, otherwise) => {
                for (holds, branch) in [(true, then), (false, otherwise)] {
                    let mut tried = situation.clone();
                    if self.steer(&mut tried, test, place, holds, fuel)
                        && self.steer(&mut tried, branch, place, want, fuel)
                        && self.truth(&tried, node, place) == Truth::of(want)
                    {
                        *situation = tried;
                        return;
                    }
                }
            }
            node @ (Node::ForAll(list, test) | Node::Exists(list, test))
                if want == matches!(node, Node::ForAll(..)) =>
            {
                self.every_row(situation, list, test, place, want, fuel);
            }
            Node::ForAll(list, test) | Node::Exists(list, test) => {
                self.some_row(situation, list, test, place, want, fuel);
            }
            Node::Right(asked, right) => self.push_right(situation, asked, right, want, fuel),
            _ => self.search(situation, node, place, want, fuel),
        }
    }

    fn every(
        &self,
        situation: &mut Situation,
        nodes: Nodes,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) {
        // A later part may undo an earlier one: three rounds.
        for _ in 0..3 {
            let mut all = true;
            for part in self.nodes(nodes) {
                all &= self.steer(situation, *part, place, want, fuel);
            }
            let kept = |part: &NodeId| self.truth(situation, *part, place) == Truth::of(want);
            if !all || self.nodes(nodes).iter().all(kept) {
                return;
            }
        }
    }

    fn some_row(
        &self,
        situation: &mut Situation,
        list: ListName,
        test: NodeId,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) {
        let named = reads::rows(situation, list, place);
        for row in &named {
            if self.steer(situation, test, row, want, fuel) {
                return;
            }
        }
        let mut tried = situation.clone();
        lists::add_row(self, &mut tried, list);
        if let Some(row) = reads::rows(&tried, list, place).last()
            && !named.contains(row)
            && self.steer(&mut tried, test, row, want, fuel)
        {
            *situation = tried;
        }
    }

    fn every_row(
        &self,
        situation: &mut Situation,
        list: ListName,
        test: NodeId,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) {
        for row in reads::rows(situation, list, place) {
            if !self.steer(situation, test, &row, want, fuel) {
                lists::remove_row(situation, list, &row);
            }
        }
        lists::close(self, situation, list);
    }

    fn push_right(
        &self,
        situation: &mut Situation,
        asked: Asked,
        right: u16,
        want: bool,
        fuel: &mut Fuel,
    ) {
        let Some(id) = self.catalogue.rights().get(usize::from(right)) else {
            return;
        };
        let receipt = if want {
            Receipt::Open { until: None }
        } else {
            Receipt::Refused { on: None }
        };
        situation.set(
            &Path::Receipt(id.id.as_str().into()),
            Answer::Given(Value::Receipt(receipt)),
        );
        if !want && asked == Asked::Possible {
            let compiled = self.catalogue.compiled.rights.get(usize::from(right));
            let tests = compiled.map_or(&[][..], |right| &right.conditions);
            let tests = tests.iter().flatten().filter_map(|test| test.on(self.on));
            for test in fuel.order(tests.collect()) {
                if self.steer(situation, test, &Place::TOP, false, fuel) {
                    return;
                }
            }
        }
    }

    /// Tries one answer after the other, then other lists, then both.
    fn search(
        &self,
        situation: &mut Situation,
        node: NodeId,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) {
        if self.other_answer(situation, node, place, want, fuel) {
            return;
        }
        let reads = self.reads(situation, node, place);
        for changed in lists::variations(self, situation, &reads) {
            let mut tried = changed;
            if !fuel.burn() {
                return;
            }
            if self.settle(&mut tried, node, place) == Truth::of(want)
                || (reads.incomes.is_none()
                    && self.other_answer(&mut tried, node, place, want, fuel))
            {
                *situation = tried;
                return;
            }
        }
    }

    fn other_answer(
        &self,
        situation: &mut Situation,
        node: NodeId,
        place: &Place,
        want: bool,
        fuel: &mut Fuel,
    ) -> bool {
        self.settle(situation, node, place);
        let Reads { paths, .. } = self.reads(situation, node, place);
        for path in paths {
            for answer in answers::alternatives(self.catalogue, &path, self.on) {
                if !fuel.burn() {
                    return false;
                }
                let mut tried = situation.clone();
                tried.set(&path, answer);
                if self.settle(&mut tried, node, place) == Truth::of(want) {
                    *situation = tried;
                    return true;
                }
            }
        }
        false
    }
}

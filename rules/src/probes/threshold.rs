//! Thresholds: two situations that differ by one step of one answer, one on each side of a comparison.
//!
//! A comparison is found by its route from the root of the condition. Everything else on the route is steered
//! out of the way (the other parts of an « et » hold, those of an « ou » fail), so that the comparison alone
//! decides; then one answer climbs its ladder until the verdict turns, and halving finds the very step.

use super::answers;
use super::lists;
use super::reads;
use super::sandbox::{Place, Sandbox};
use super::steer::Fuel;
use crate::language::program::{Node, NodeId};
use crate::{Answer, Entity, Fact, FactType, Path, Situation, Truth};

/// The way to a comparison: which part to take at each piece.
pub(super) type Route = Vec<usize>;

/// One situation on each side, the one where the condition holds first, and what was moved.
pub(super) struct Sides {
    pub(super) holds: Situation,
    pub(super) fails: Situation,
    pub(super) moved: Path,
}

/// The root of a condition, and a comparison of it.
struct Pivot<'n> {
    root: NodeId,
    target: NodeId,
    place: &'n Place,
}

impl Sandbox<'_> {
    /// Every comparison that takes part in the yes or no of a condition, with the ways to it. What stands
    /// within a calculation is not a threshold of the condition.
    pub(super) fn comparisons(&self, root: NodeId) -> Vec<(NodeId, Vec<Route>)> {
        let mut found = Vec::new();
        self.walk(root, &mut Vec::new(), &mut found);
        found
    }

    fn walk(&self, id: NodeId, route: &mut Route, found: &mut Vec<(NodeId, Vec<Route>)>) {
        let parts = match self.node(id) {
            Node::Compare(..) => {
                match found.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, routes)) => routes.push(route.clone()),
                    None => found.push((id, vec![route.clone()])),
                }
                return;
            }
            _ => self.parts(id),
        };
        for (index, part) in parts.into_iter().enumerate() {
            route.push(index);
            self.walk(part, route, found);
            route.pop();
        }
    }

    /// The pieces whose truth makes the truth of this one.
    fn parts(&self, id: NodeId) -> Vec<NodeId> {
        match self.node(id) {
            Node::All(nodes) | Node::Any(nodes) => {
                self.catalogue.compiled.program.several(nodes).to_vec()
            }
            Node::Not(inner) | Node::Exists(_, inner) | Node::ForAll(_, inner) => vec![inner],
            Node::If(test, then, otherwise) => vec![test, then, otherwise],
            Node::Named(_, index) => {
                let dated = self
                    .catalogue
                    .compiled
                    .intermediates
                    .get(usize::from(index));
                dated
                    .and_then(|dated| dated.on(self.on))
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The two sides of a comparison of a condition.
    pub(super) fn sides(
        &self,
        situation: &Situation,
        root: NodeId,
        route: &Route,
        fuel: &mut Fuel,
    ) -> Option<Sides> {
        let mut steered = situation.clone();
        let (target, place) = self.clear(&mut steered, root, &Place::TOP, route, fuel)?;
        self.settle(&mut steered, root, &Place::TOP);
        let pivot = Pivot {
            root,
            target,
            place: &place,
        };
        if let Some(sides) = self.climb(&steered, &pivot, fuel) {
            return Some(sides);
        }
        let reads = self.reads(&steered, target, &place);
        for mut other in lists::variations(self, &steered, &reads) {
            if !fuel.burn() {
                return None;
            }
            if place
                .child
                .as_ref()
                .is_some_and(|row| !other.rows(Entity::Child).contains(row))
            {
                continue;
            }
            self.settle(&mut other, root, &Place::TOP);
            if let Some(sides) = self.climb(&other, &pivot, fuel) {
                return Some(sides);
            }
        }
        None
    }

    /// Steers whatever is beside the route out of the way; where the route ends.
    fn clear(
        &self,
        situation: &mut Situation,
        id: NodeId,
        place: &Place,
        route: &[usize],
        fuel: &mut Fuel,
    ) -> Option<(NodeId, Place)> {
        let Some((index, rest)) = route.split_first() else {
            return Some((id, place.clone()));
        };
        let parts = self.parts(id);
        let next = *parts.get(*index)?;
        let mut inside = place.clone();
        match self.node(id) {
            node @ (Node::All(_) | Node::Any(_)) => {
                let holds = matches!(node, Node::All(_));
                for part in parts.iter().enumerate().filter(|(at, _)| at != index) {
                    if !self.steer(situation, *part.1, place, holds, fuel) {
                        return None;
                    }
                }
            }
            Node::If(test, ..)
                if *index > 0 && !self.steer(situation, test, place, *index == 1, fuel) =>
            {
                return None;
            }
            Node::Named(frame, _) => inside = place.inside(frame),
            node @ (Node::Exists(list, test) | Node::ForAll(list, test)) => {
                if reads::rows(situation, list, place).is_empty() {
                    lists::add_row(self, situation, list);
                }
                let rows = reads::rows(situation, list, place);
                let (first, others) = rows.split_first()?;
                let holds = matches!(node, Node::ForAll(..));
                for other in others {
                    if !self.steer(situation, test, other, holds, fuel) {
                        lists::remove_row(situation, list, other);
                    }
                }
                lists::close(self, situation, list);
                inside = first.clone();
            }
            _ => {}
        }
        self.clear(situation, next, &inside, rest, fuel)
    }

    /// Moves one answer after the other, then the number of children, then whether there is a partner.
    fn climb(&self, situation: &Situation, pivot: &Pivot<'_>, fuel: &mut Fuel) -> Option<Sides> {
        let reads = self.reads(situation, pivot.target, pivot.place);
        for path in &reads.paths {
            let fact = self.catalogue.fact_at(path);
            let Some(fact) = fact.filter(|fact| is_ordered(fact)) else {
                continue;
            };
            if let Some(sides) = self.climb_one(situation, pivot, path, fact, fuel) {
                return Some(sides);
            }
        }
        if reads.children
            && pivot.place.child.is_none()
            && let Some(sides) = self.count_children(situation, pivot, fuel)
        {
            return Some(sides);
        }
        if reads.partner && !pivot.place.partner {
            let alone_or_not = [false, true].map(|partner| {
                let mut changed = situation.clone();
                changed.set(&Path::PartnerExists, Answer::yes_no(partner));
                let truth = self.settle(&mut changed, pivot.root, &Place::TOP);
                (changed, truth)
            });
            let [alone, couple] = alone_or_not;
            return self.sides_of(pivot, Path::PartnerExists, alone, couple);
        }
        None
    }

    fn climb_one(
        &self,
        situation: &Situation,
        pivot: &Pivot<'_>,
        path: &Path,
        fact: &Fact,
        fuel: &mut Fuel,
    ) -> Option<Sides> {
        let at = |rung: i64| {
            let mut moved = situation.clone();
            moved.set(path, answers::numbered(fact, rung));
            let truth = self.settle(&mut moved, pivot.root, &Place::TOP);
            (moved, truth)
        };
        let mut rungs = answers::ladder(fact, self.on);
        rungs.extend(answers::number(situation.get(path)));
        rungs.sort_unstable();
        rungs.dedup();
        let mut before: Option<(i64, Truth)> = None;
        for rung in rungs {
            if !fuel.burn() {
                return None;
            }
            let (_, truth) = at(rung);
            if let Some((low, below)) = before
                && below.not() == truth
                && truth != Truth::Unknown
                && let Some(sides) = self.halve(pivot, path, fact, (low, below, rung), &at)
            {
                return Some(sides);
            }
            before = Some((rung, truth));
        }
        None
    }

    fn halve(
        &self,
        pivot: &Pivot<'_>,
        path: &Path,
        fact: &Fact,
        (mut low, below, mut high): (i64, Truth, i64),
        at: &impl Fn(i64) -> (Situation, Truth),
    ) -> Option<Sides> {
        let step = answers::step(fact);
        loop {
            let steps = high.saturating_sub(low).checked_div(step).unwrap_or(0);
            if steps <= 1 {
                break;
            }
            let middle = low.saturating_add((steps / 2).saturating_mul(step));
            match at(middle).1 {
                Truth::Unknown => return None,
                truth if truth == below => low = middle,
                _ => high = middle,
            }
        }
        self.sides_of(pivot, path.clone(), at(low), at(high))
    }

    /// The two sides, if this comparison is what turns between them.
    fn sides_of(
        &self,
        pivot: &Pivot<'_>,
        moved: Path,
        one: (Situation, Truth),
        other: (Situation, Truth),
    ) -> Option<Sides> {
        let truth = |situation| self.truth(situation, pivot.target, pivot.place);
        let (here, there) = (truth(&one.0), truth(&other.0));
        let turns = here != Truth::Unknown && here.not() == there && one.1.not() == other.1;
        turns.then(|| {
            let (holds, fails) = if one.1 == Truth::Yes {
                (one.0, other.0)
            } else {
                (other.0, one.0)
            };
            Sides {
                holds,
                fails,
                moved,
            }
        })
    }

    fn count_children(
        &self,
        situation: &Situation,
        pivot: &Pivot<'_>,
        fuel: &mut Fuel,
    ) -> Option<Sides> {
        let mut before: Option<(Situation, Truth)> = None;
        for count in 0..=6 {
            if !fuel.burn() {
                return None;
            }
            let mut next = lists::with_children(situation, count);
            let truth = self.settle(&mut next, pivot.root, &Place::TOP);
            if let Some(before) = before
                && let Some(sides) =
                    self.sides_of(pivot, Path::ChildrenComplete, before, (next.clone(), truth))
            {
                return Some(sides);
            }
            before = Some((next, truth));
        }
        None
    }
}

const fn is_ordered(fact: &Fact) -> bool {
    matches!(
        fact.kind,
        FactType::Amount | FactType::Integer | FactType::Rate | FactType::Date
    )
}

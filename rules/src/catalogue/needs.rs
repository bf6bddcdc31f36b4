//! Which answers raise which rights: read from the signals, so that somebody at a desk who heard « on m’a coupé
//! l’électricité » finds every right that this sentence makes worth raising.
//!
//! A signal such as `contient(dettes, energie) ou coupure_energie` is followed through its named values down to the
//! answers it hopes for. What it says of ages and amounts is no answer somebody gives, and is left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::program::{Frame, Node, NodeId};
use crate::language::syntax::Comparison;
use crate::{Asks, Catalogue, Entity, Fact, FactId, FactType, Question, Right};

/// An answer, and the rights it makes worth raising.
#[derive(Clone, Debug)]
pub struct Need<'c> {
    /// The question that asks it.
    pub question: &'c Question,
    /// The fact.
    pub fact: &'c Fact,
    /// The id of the answer: a variant, or `oui`.
    pub answer: &'c str,
    /// What people read of the answer; the fact’s own name for a yes.
    pub name: &'c str,
    /// The rights, in the catalogue’s order.
    pub rights: Vec<&'c Right>,
}

/// The answers that raise something: of each fact, one bit for each variant, the first for a yes.
type Raised = BTreeMap<FactId, u64>;

impl Catalogue {
    /// Every answer that makes rights worth raising, in the order of the conversation.
    #[must_use]
    pub fn needs(&self) -> Vec<Need<'_>> {
        let raised = self.raised();
        let mut seen: BTreeSet<FactId> = BTreeSet::new();
        let mut needs = Vec::new();
        for question in &self.questions {
            let (Asks::Facts { facts, .. } | Asks::Children(facts)) = &question.asks else {
                continue;
            };
            for id in facts.iter().filter(|id| seen.insert(**id)) {
                let Some(fact) = self.fact(*id) else { continue };
                for (bit, answer, name) in answers(fact) {
                    let rights: Vec<&Right> = self
                        .rights
                        .iter()
                        .zip(&raised)
                        .filter(|(_, raised)| raised.get(id).is_some_and(|mask| mask & bit != 0))
                        .map(|(right, _)| right)
                        .collect();
                    if !rights.is_empty() {
                        needs.push(Need {
                            question,
                            fact,
                            answer,
                            name,
                            rights,
                        });
                    }
                }
            }
        }
        needs
    }

    /// The rights no answer raises by itself: age, a right already open or the place where one lives does.
    #[must_use]
    pub fn rights_for_all(&self) -> Vec<&Right> {
        let raised = self.raised();
        let rights = self.rights.iter().zip(&raised);
        rights
            .filter(|(_, raised)| raised.is_empty())
            .map(|(right, _)| right)
            .collect()
    }

    fn raised(&self) -> Vec<Raised> {
        let rights = self.compiled.rights.iter();
        rights
            .map(|right| {
                let mut hopes = Hopes {
                    catalogue: self,
                    seen: BTreeSet::new(),
                    found: Raised::new(),
                };
                right.signal.all().for_each(|node| hopes.node(node, true));
                hopes.found
            })
            .collect()
    }
}

/// The answers of a fact that can raise something: its bit, its id, its name.
fn answers(fact: &Fact) -> Vec<(u64, &str, &str)> {
    match &fact.kind {
        FactType::YesNo => vec![(1, "oui", fact.name.as_str())],
        FactType::Choice(variants) | FactType::Choices(variants) => variants
            .iter()
            .enumerate()
            .filter_map(|(index, variant)| {
                let bit = 1_u64.checked_shl(u32::try_from(index).ok()?)?;
                Some((bit, variant.id.as_str(), variant.name.as_str()))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Walks a signal, looking for the answers it hopes for.
struct Hopes<'c> {
    catalogue: &'c Catalogue,
    seen: BTreeSet<(u16, bool)>,
    found: Raised,
}

impl Hopes<'_> {
    fn raise(&mut self, id: NodeId, mask: u64) {
        let Node::Fact(frame, slot) = self.catalogue.compiled.program.node(id) else {
            return;
        };
        let entity = match frame {
            Frame::Household => Entity::Household,
            Frame::Person | Frame::Adult => Entity::Adult,
            Frame::Child => Entity::Child,
            Frame::Income => Entity::Income,
        };
        let slots = &self.catalogue.compiled.names.slots;
        if let Some(fact) = slots.frame(entity).get(usize::from(slot)) {
            *self.found.entry(*fact).or_default() |= mask;
        }
    }

    /// `hoped`: whether the signal wants this piece to hold.
    fn node(&mut self, id: NodeId, hoped: bool) {
        let program = &self.catalogue.compiled.program;
        match program.node(id) {
            Node::Fact(..) if hoped => self.raise(id, 1),
            Node::Not(inner) => self.node(inner, !hoped),
            Node::All(nodes) | Node::Any(nodes) => {
                for node in program.several(nodes) {
                    self.node(*node, hoped);
                }
            }
            Node::Among(fact, mask) | Node::Holds(fact, mask) if hoped => self.raise(fact, mask),
            // « il reste quelque chose » : any answer of the list.
            Node::Empty(fact) if !hoped => self.raise(fact, u64::MAX),
            Node::Exists(_, test) | Node::ForAll(_, test) => self.node(test, hoped),
            // « nombre(enfants, test) >= 2 » hopes for the test.
            Node::Compare(Comparison::More | Comparison::AtLeast, count, _) if hoped => {
                if let Node::Count(_, Some(test)) = program.node(count) {
                    self.node(test, hoped);
                }
            }
            Node::If(test, then, otherwise) => {
                for node in [test, then, otherwise] {
                    self.node(node, hoped);
                }
            }
            Node::Named(_, index) if self.seen.insert((index, hoped)) => {
                let compiled = &self.catalogue.compiled;
                let truth = compiled.kinds.get(usize::from(index))
                    == Some(&crate::language::types::Type::Truth);
                if let (true, Some(dated)) = (truth, compiled.intermediates.get(usize::from(index)))
                {
                    dated.all().for_each(|node| self.node(node, hoped));
                }
            }
            _ => {}
        }
    }
}

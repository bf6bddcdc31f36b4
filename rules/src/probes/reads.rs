//! What a piece of an expression looks at in one situation, row by row.

use std::collections::BTreeSet;

use super::sandbox::{Place, Sandbox};
use crate::language::program::{Node, NodeId};
use crate::language::syntax::ListName;
use crate::{Answer, Entity, Path, Situation};

/// The answers and lists a piece looks at.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    /// In the order they are met, each once.
    pub(super) paths: Vec<Path>,
    pub(super) children: bool,
    pub(super) partner: bool,
    /// The months of incomes looked at, relative to the month of the date of law.
    pub(super) incomes: Option<(i32, i32)>,
}

impl Sandbox<'_> {
    /// What a piece of an expression looks at.
    pub(super) fn reads(&self, situation: &Situation, node: NodeId, place: &Place) -> Reads {
        let mut reads = Reads::default();
        self.look(situation, node, place, &mut reads, &mut BTreeSet::new());
        reads
    }

    fn look(
        &self,
        situation: &Situation,
        node: NodeId,
        place: &Place,
        reads: &mut Reads,
        seen: &mut BTreeSet<(u16, Place)>,
    ) {
        let found = self.node(node);
        let mut places = vec![place.clone()];
        match found {
            Node::Fact(frame, slot) => reads.add(self.path(frame, slot, place)),
            Node::Named(frame, index) => {
                let inside = place.inside(frame);
                let dated = self
                    .catalogue
                    .compiled
                    .intermediates
                    .get(usize::from(index));
                if let Some(body) = dated.and_then(|dated| dated.on(self.on))
                    && seen.insert((index, inside.clone()))
                {
                    self.look(situation, body, &inside, reads, seen);
                }
            }
            Node::Right(_, right) => {
                let right = self.catalogue.rights().get(usize::from(right));
                reads.add(right.map(|right| Path::Receipt(right.id.as_str().into())));
            }
            Node::Count(list, _)
            | Node::Exists(list, _)
            | Node::ForAll(list, _)
            | Node::Sum(list, ..) => {
                match list {
                    ListName::Children => reads.children = true,
                    ListName::Adults | ListName::Partner => reads.partner = true,
                    ListName::Incomes { first, last } => {
                        let before = reads.incomes.unwrap_or((first, last));
                        reads.incomes = Some((before.0.min(first), before.1.max(last)));
                    }
                }
                places = rows(situation, list, place);
            }
            _ => {}
        }
        for place in &places {
            self.catalogue.compiled.program.children(found, |child| {
                self.look(situation, child, place, reads, seen)
            });
        }
    }
}

impl Reads {
    fn add(&mut self, path: Option<Path>) {
        if let Some(path) = path
            && !self.paths.contains(&path)
        {
            self.paths.push(path);
        }
    }
}

/// A place for each row of a list that is there.
pub(super) fn rows(situation: &Situation, list: ListName, place: &Place) -> Vec<Place> {
    let with_partner = *situation.get(&Path::PartnerExists) == Answer::yes_no(true);
    let adult = |partner| Place {
        partner,
        ..place.clone()
    };
    match list {
        ListName::Children => situation
            .rows(Entity::Child)
            .into_iter()
            .map(|row| Place {
                child: Some(row),
                ..place.clone()
            })
            .collect(),
        ListName::Adults if with_partner => vec![adult(false), adult(true)],
        ListName::Adults => vec![adult(false)],
        ListName::Partner if with_partner => vec![adult(true)],
        ListName::Partner => Vec::new(),
        ListName::Incomes { .. } => situation
            .rows(Entity::Income)
            .into_iter()
            .map(|row| Place {
                income: Some(row),
                ..place.clone()
            })
            .collect(),
    }
}

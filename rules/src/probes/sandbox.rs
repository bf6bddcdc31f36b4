//! Trying one expression on one situation: what it comes to, and which answers it still waits for.

use chrono::NaiveDate;

use super::answers;
use crate::evaluation::compute::{Computer, Env};
use crate::evaluation::resolve::{Frames, PARTNER, PERSON};
use crate::language::program::{Frame, Node, NodeId};
use crate::{Answer, Catalogue, Entity, Fact, Law, Path, RowId, Shared, Situation, Truth};

/// Whose facts the names of an expression mean, where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) partner: bool,
    pub(super) child: Option<RowId>,
    pub(super) income: Option<RowId>,
}

impl Place {
    /// Outside of lists.
    pub(super) const TOP: Self = Self {
        partner: false,
        child: None,
        income: None,
    };

    /// Where the body of an intermediate of this frame stands.
    pub(super) fn inside(&self, frame: Frame) -> Self {
        Self {
            partner: frame == Frame::Adult && self.partner,
            child: if frame == Frame::Child {
                self.child.clone()
            } else {
                None
            },
            income: None,
        }
    }
}

/// A catalogue on a day of law.
pub(super) struct Sandbox<'c> {
    pub(super) catalogue: &'c Catalogue,
    pub(super) on: NaiveDate,
    pub(super) law: Law<'c>,
}

impl<'c> Sandbox<'c> {
    pub(super) fn node(&self, id: NodeId) -> Node {
        self.catalogue.compiled.program.node(id)
    }

    fn computer(&self, situation: &Situation, collecting: bool) -> Computer<'_> {
        let mut computer = Computer::new(&self.law);
        computer.frames.fill(&self.law, situation);
        computer.start(collecting);
        computer
    }

    /// Whether a piece of an expression holds.
    pub(super) fn truth(&self, situation: &Situation, node: NodeId, place: &Place) -> Truth {
        let mut computer = self.computer(situation, false);
        let env = env(&computer.frames, place);
        computer.truth(node, env)
    }

    /// The answers a piece of an expression waits for.
    fn missing(&self, situation: &Situation, node: NodeId, place: &Place) -> Vec<Path> {
        let mut computer = self.computer(situation, true);
        let env = env(&computer.frames, place);
        computer.owed(node, env)
    }

    /// Answers plainly whatever a piece of an expression waits for, until it is decided.
    pub(super) fn settle(&self, situation: &mut Situation, node: NodeId, place: &Place) -> Truth {
        for _ in 0..30 {
            let truth = self.truth(situation, node, place);
            if truth != Truth::Unknown {
                return truth;
            }
            let missing = self.missing(situation, node, place);
            let mut moved = false;
            for path in missing {
                if situation.get(&path).value().is_none() {
                    let plain = answers::plain(self.catalogue, &path, self.on);
                    moved |= plain != Answer::NotAsked;
                    situation.set(&path, plain);
                }
            }
            if !moved {
                return Truth::Unknown;
            }
        }
        Truth::Unknown
    }

    /// The fact of a slot.
    pub(super) fn fact(&self, frame: Frame, slot: u16) -> Option<&'c Fact> {
        let entity = match frame {
            Frame::Household => Entity::Household,
            Frame::Person | Frame::Adult => Entity::Adult,
            Frame::Child => Entity::Child,
            Frame::Income => Entity::Income,
        };
        let facts = self.catalogue.compiled.names.slots.frame(entity);
        self.catalogue.fact(*facts.get(usize::from(slot))?)
    }

    /// Where the answer of a fact stands; none for a row nobody named.
    pub(super) fn path(&self, frame: Frame, slot: u16, place: &Place) -> Option<Path> {
        let fact = Shared::from(&self.fact(frame, slot)?.id);
        Some(match frame {
            Frame::Household => Path::Household(fact),
            Frame::Adult if place.partner => Path::Partner(fact),
            Frame::Person | Frame::Adult => Path::Person(fact),
            Frame::Child => Path::Child(place.child.clone()?, fact),
            Frame::Income => Path::Income(place.income.clone()?, fact),
        })
    }
}

fn env(frames: &Frames, place: &Place) -> Env {
    let at = |rows: &[RowId], row: &RowId| rows.iter().position(|known| known == row);
    let child = place
        .child
        .as_ref()
        .and_then(|row| at(frames.children(), row));
    let income = place
        .income
        .as_ref()
        .and_then(|row| at(frames.incomes(), row));
    let mut env = Env::TOP;
    env.adult = if place.partner { PARTNER } else { PERSON };
    if let Some(index) = child {
        env.child = frames.child_frame(index);
    }
    if let Some(index) = income {
        env.income = frames.income_frame(index);
    }
    env
}

//! What the names of an expression mean: facts and intermediates by entity, parameters, rights.

use std::collections::{BTreeMap, HashMap};

use super::quick::Quick;
use crate::{Entity, Fact, FactId};

/// Every name one can write, and the slot of every fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) facts: BTreeMap<(Entity, String), FactId>,
    pub(crate) intermediates: BTreeMap<(Entity, String), u16>,
    pub(crate) parameters: BTreeMap<String, u16>,
    /// Former ids included.
    pub(crate) rights: HashMap<String, u16, Quick>,
    pub(crate) slots: Slots,
    /// The facts of each frame (household, adult, child, income) by name, former names included.
    by_frame: [HashMap<String, FactId, Quick>; 4],
}

const fn frame_index(entity: Entity) -> usize {
    match entity {
        Entity::Household => 0,
        Entity::Person | Entity::Adult => 1,
        Entity::Child => 2,
        Entity::Income => 3,
    }
}

/// Where the value of each fact lies: a slot of its frame. Facts of adults and of the person alone share the
/// frame of an adult.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    of_fact: Vec<u16>,
    pub(crate) household: Vec<FactId>,
    pub(crate) adult: Vec<FactId>,
    pub(crate) child: Vec<FactId>,
    pub(crate) income: Vec<FactId>,
}

impl Slots {
    /// One slot for each fact.
    pub(crate) fn new(facts: &[Fact]) -> Self {
        let mut slots = Self::default();
        for (index, fact) in facts.iter().enumerate() {
            let id = FactId(u16::try_from(index).unwrap_or(u16::MAX));
            let frame = match fact.entity {
                Entity::Household => &mut slots.household,
                Entity::Person | Entity::Adult => &mut slots.adult,
                Entity::Child => &mut slots.child,
                Entity::Income => &mut slots.income,
            };
            slots
                .of_fact
                .push(u16::try_from(frame.len()).unwrap_or(u16::MAX));
            frame.push(id);
        }
        slots
    }

    /// The slot of a fact within its frame.
    pub(crate) fn of(&self, fact: FactId) -> u16 {
        self.of_fact
            .get(usize::from(fact.0))
            .copied()
            .unwrap_or(u16::MAX)
    }

    /// The facts of a frame, by slot.
    pub(crate) fn frame(&self, entity: Entity) -> &[FactId] {
        match entity {
            Entity::Household => &self.household,
            Entity::Person | Entity::Adult => &self.adult,
            Entity::Child => &self.child,
            Entity::Income => &self.income,
        }
    }
}

impl Names {
    /// The names of the vocabulary.
    pub(crate) fn new(facts: &[Fact]) -> Self {
        let by_name = facts.iter().enumerate().map(|(index, fact)| {
            let id = FactId(u16::try_from(index).unwrap_or(u16::MAX));
            ((fact.entity, fact.id.clone()), id)
        });
        let mut by_frame: [HashMap<String, FactId, Quick>; 4] = <[_; 4]>::default();
        let indexed = || {
            facts
                .iter()
                .enumerate()
                .map(|(i, fact)| (FactId(u16::try_from(i).unwrap_or(u16::MAX)), fact))
        };
        let current = indexed().map(|(id, fact)| (id, fact.entity, &fact.id));
        let former = indexed()
            .flat_map(|(id, fact)| fact.former.iter().map(move |name| (id, fact.entity, name)));
        for (id, entity, name) in current.chain(former) {
            if let Some(frame) = by_frame.get_mut(frame_index(entity)) {
                frame.entry(name.clone()).or_insert(id);
            }
        }
        Self {
            facts: by_name.collect(),
            slots: Slots::new(facts),
            by_frame,
            ..Self::default()
        }
    }

    /// The fact a path names, whether by its name or by a former one.
    pub(crate) fn fact_in_frame(&self, entity: Entity, name: &str) -> Option<FactId> {
        self.by_frame.get(frame_index(entity))?.get(name).copied()
    }

    /// Whether a fact of this entity bears this name now.
    pub(crate) fn is_fact(&self, entity: Entity, name: &str, facts: &[Fact]) -> bool {
        let fact = self.fact_in_frame(entity, name);
        let fact = fact.and_then(|id| facts.get(usize::from(id.0)));
        fact.is_some_and(|fact| fact.entity == entity && fact.id == name)
    }

    /// The fact of this name and entity.
    pub(crate) fn fact(&self, entity: Entity, name: &str) -> Option<FactId> {
        self.facts.get(&(entity, name.to_owned())).copied()
    }

    /// The intermediate of this name and entity.
    pub(crate) fn intermediate(&self, entity: Entity, name: &str) -> Option<u16> {
        self.intermediates.get(&(entity, name.to_owned())).copied()
    }

    /// Every name one may write where these lists are being looked through.
    pub(crate) fn visible<'n>(&'n self, rows: &'n [Entity]) -> impl Iterator<Item = &'n str> {
        let seen = move |entity: &Entity| {
            matches!(entity, Entity::Household | Entity::Person | Entity::Adult)
                || rows.contains(entity)
        };
        let facts = self
            .facts
            .keys()
            .filter(move |(entity, _)| seen(entity))
            .map(|(_, name)| name);
        let named = self
            .intermediates
            .keys()
            .filter(move |(entity, _)| seen(entity))
            .map(|(_, name)| name);
        facts
            .chain(named)
            .chain(self.parameters.keys())
            .map(String::as_str)
    }
}

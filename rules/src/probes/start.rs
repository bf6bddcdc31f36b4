//! Where probes start: the acceptance situations, cut to what the condition looks at.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::language::reach::Reached;
use crate::{Catalogue, Entity, Path, Situation};

/// The acceptance situations of a catalogue.
pub(super) struct Starts<'c> {
    catalogue: &'c Catalogue,
    situations: Vec<Situation>,
}

impl<'c> Starts<'c> {
    /// Those of the catalogue that are of this day.
    pub(super) fn new(catalogue: &'c Catalogue, on: NaiveDate) -> Self {
        let situations = catalogue
            .cases()
            .iter()
            .filter(|case| case.date == on)
            .filter_map(|case| case.situation(catalogue).ok())
            .collect();
        Self {
            catalogue,
            situations,
        }
    }

    /// The different ones for a condition.
    pub(super) fn of(&self, right: usize, condition: usize) -> Vec<Situation> {
        let read = self.read(right, condition);
        let mut cut: Vec<Situation> = Vec::new();
        for situation in &self.situations {
            let kept = situation
                .answers()
                .filter(|(path, _)| self.is_read(path, &read))
                .map(|(path, answer)| (path.clone(), answer.clone()));
            let kept = Situation::from_answers(kept);
            if !cut.contains(&kept) {
                cut.push(kept);
            }
        }
        cut
    }

    /// What a condition looks at, through the rights it names.
    fn read(&self, right: usize, condition: usize) -> BTreeSet<Reached> {
        let rights = &self.catalogue.compiled.rights;
        let own = rights
            .get(right)
            .and_then(|right| right.reads.get(condition));
        let mut read: BTreeSet<Reached> = own.into_iter().flatten().copied().collect();
        let others: Vec<u16> = read
            .iter()
            .filter_map(|one| match one {
                Reached::Right(other) => Some(*other),
                _ => None,
            })
            .collect();
        for other in others {
            if let Some(other) = rights.get(usize::from(other)) {
                read.extend(other.reads_through.iter().copied());
            }
        }
        read
    }

    fn is_read(&self, path: &Path, read: &BTreeSet<Reached>) -> bool {
        let names = &self.catalogue.compiled.names;
        let slot = |entity: Entity| {
            let id = names.fact_in_frame(entity, path.fact()?)?;
            Some(names.slots.of(id))
        };
        let has = |entity, build: fn(u16) -> Reached| {
            slot(entity).is_some_and(|slot| read.contains(&build(slot)))
        };
        match path {
            Path::Household(_) => has(Entity::Household, Reached::Household),
            Path::Person(_) => has(Entity::Adult, Reached::Person),
            Path::Partner(_) => has(Entity::Adult, Reached::Partner),
            Path::PartnerExists => read.contains(&Reached::PartnerExists),
            Path::ChildrenComplete => read.contains(&Reached::ChildrenComplete),
            Path::Child(..) => read.contains(&Reached::ChildrenComplete),
            Path::Income(..) | Path::IncomesComplete(..) => {
                read.iter().any(|one| matches!(one, Reached::Incomes(..)))
            }
            Path::Receipt(right) => names
                .rights
                .get(right.as_str())
                .is_some_and(|right| read.contains(&Reached::Right(*right))),
        }
    }
}

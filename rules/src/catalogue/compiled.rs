//! What the engine evaluates: the arena, and for each right the roots of its expressions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ExclusionKind;
use crate::evaluation::value::Val;
use crate::language::names::Names;
use crate::language::program::{Dated, Program};
use crate::language::reach::{Reach, Reached};
use crate::language::ties::{self, Ties};
use crate::language::types::Type;

/// The compiled side of a catalogue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) program: Program,
    /// What each node of the program is tied to.
    pub(crate) ties: Vec<Ties>,
    pub(crate) names: Names,
    pub(crate) intermediates: Vec<Dated>,
    /// What kind of thing each intermediate gives.
    pub(crate) kinds: Vec<Type>,
    /// What is known of each intermediate when nothing is.
    pub(crate) unknowns: Vec<Val>,
    /// In the order of [`crate::Catalogue::rights`].
    pub(crate) rights: Vec<CompiledRight>,
    /// The number of each question, by id.
    pub(crate) questions: Arc<BTreeMap<String, usize>>,
    /// For each question, the rights that look at anything it asks, themselves or through others.
    pub(crate) concerns: Vec<Vec<u16>>,
}

/// The expressions of one right.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompiledRight {
    pub(crate) signal: Dated,
    /// One for each condition; none when only an institution can judge it.
    pub(crate) conditions: Vec<Option<Dated>>,
    pub(crate) amount: Option<Dated>,
    /// One for each document; none when it is asked of everybody. No outcome rests on them.
    pub(crate) documents: Vec<Option<Dated>>,
    /// To whom it comes by itself; none when it does to everybody. No outcome rests on it.
    pub(crate) automatic: Option<Dated>,
    /// What each condition looks at.
    pub(crate) reads: Vec<Vec<Reached>>,
    /// What any expression of the right looks at.
    pub(crate) reads_in_all: Vec<Reached>,
    /// The same, and what the rights it names look at in turn.
    pub(crate) reads_through: BTreeSet<Reached>,
    /// The exclusions it states.
    pub(crate) exclusions: Vec<(u16, ExclusionKind)>,
    /// The rights to choose between, whichever of the two says it.
    pub(crate) choice_with: Vec<u16>,
    /// The rights that come first.
    pub(crate) after: Vec<u16>,
    /// The rights its conditions look at, whose opening could change anything.
    pub(crate) rests_on: Vec<u16>,
    /// The rights of which it asks more than the amount.
    pub(crate) opened: BTreeSet<u16>,
}

impl CompiledRight {
    /// Every expression of the right.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Dated> {
        std::iter::once(&self.signal)
            .chain(self.conditions.iter().flatten())
            .chain(self.amount.iter())
    }

    /// What says how one asks for the right: no outcome rests on it.
    pub(crate) fn asking(&self) -> impl Iterator<Item = &Dated> {
        self.documents.iter().flatten().chain(&self.automatic)
    }
}

impl Compiled {
    /// Notes once what the value of every node is tied to.
    pub(crate) fn note_ties(&mut self) {
        self.ties = ties::of_nodes(&self.program, &self.intermediates);
    }

    /// Notes once which rights stand in the way of each, whichever of the two says it.
    pub(crate) fn note_exclusions(&mut self) {
        let rights = self.rights.iter().enumerate();
        let stated: Vec<(u16, u16, ExclusionKind)> = rights
            .flat_map(|(index, right)| {
                let one = u16::try_from(index).unwrap_or(u16::MAX);
                let others = right.exclusions.iter();
                others.map(move |(other, kind)| (one, *other, *kind))
            })
            .filter(|(one, other, _)| one != other)
            .collect();
        for (index, right) in self.rights.iter_mut().enumerate() {
            let id = u16::try_from(index).unwrap_or(u16::MAX);
            for (one, other, kind) in &stated {
                match kind {
                    ExclusionKind::Choice if *one == id => right.choice_with.push(*other),
                    ExclusionKind::Choice if *other == id => right.choice_with.push(*one),
                    ExclusionKind::Priority if *one == id => right.after.push(*other),
                    _ => {}
                }
            }
            for rights in [&mut right.choice_with, &mut right.after] {
                rights.sort_unstable();
                rights.dedup();
            }
        }
    }

    /// Notes once what every right looks at.
    pub(crate) fn note_reads(&mut self) {
        let (program, intermediates) = (&self.program, &self.intermediates);
        for right in &mut self.rights {
            let look = |expressions: &mut dyn Iterator<Item = &Dated>| {
                let mut reach = Reach::new(program, intermediates, None);
                expressions.for_each(|dated| reach.look(dated));
                (reach.found.into_iter().collect::<Vec<_>>(), reach.opened)
            };
            let reads = right
                .conditions
                .iter()
                .map(|test| look(&mut test.iter()).0)
                .collect();
            let (reads_in_all, opened) = look(&mut right.expressions());
            (right.reads, right.reads_in_all) = (reads, reads_in_all);
            right.opened = opened;
            let rights = right.reads.iter().flatten().filter_map(|read| match read {
                Reached::Right(other) => Some(*other),
                _ => None,
            });
            right.rests_on = rights.collect();
            right.rests_on.sort_unstable();
            right.rests_on.dedup();
        }
        for index in 0..self.rights.len() {
            let mut seen = BTreeSet::from([index]);
            let mut waiting = vec![index];
            let mut found = BTreeSet::new();
            let mut opened: BTreeSet<u16> = BTreeSet::new();
            while let Some(right) = waiting.pop().and_then(|index| self.rights.get(index)) {
                opened.extend(&right.opened);
                for read in &right.reads_in_all {
                    found.insert(*read);
                    if let Reached::Right(other) = read
                        && seen.insert(usize::from(*other))
                    {
                        waiting.push(usize::from(*other));
                    }
                }
            }
            if let Some(right) = self.rights.get_mut(index) {
                right.reads_through = found;
                right.rests_on.retain(|other| opened.contains(other));
            }
        }
    }
}

//! What conditions look at, as places of a household. Many conditions look at the same: each list is made once for a household, or once
//! for a law when it is the same for every household, and shared.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::compute::Computer;
use super::law::{InForce, Law};
use super::places::Leaf;
use super::resolve::{HOUSEHOLD, PARTNER, PERSON};
use crate::language::reach::Reached;
use crate::path::Holder;
use crate::{Path, Shared, Truth, YearMonth};

/// What the conditions of a catalogue look at.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    lists: Vec<List>,
    /// The list of each condition of each right, right after right.
    of_conditions: Vec<usize>,
}

/// What one condition or several look at.
#[derive(Clone, Debug)]
struct List {
    reads: Vec<Reached>,
    /// Whether the places depend on who lives in the household.
    varies: bool,
    /// The places, when they do not, once somebody asked.
    places: OnceLock<Shared<[Path]>>,
}

/// The lists told so far of a household.
#[derive(Clone, Debug, Default)]
pub(super) struct Looked(Vec<Option<Shared<[Path]>>>);

impl Looks {
    fn of(law: &Law<'_>) -> Self {
        let mut looks = Self::default();
        let mut known: BTreeMap<&[Reached], usize> = BTreeMap::new();
        for reads in law
            .catalogue
            .compiled
            .rights
            .iter()
            .flat_map(|right| &right.reads)
        {
            let list = *known.entry(reads).or_insert_with(|| {
                looks.lists.push(List {
                    reads: reads.clone(),
                    varies: reads.iter().any(varies),
                    places: OnceLock::new(),
                });
                looks.lists.len().saturating_sub(1)
            });
            looks.of_conditions.push(list);
        }
        looks
    }
}

impl Law<'_> {
    /// The lists of the conditions of a right, by number.
    pub(super) fn looked_at(&self, right: &InForce) -> &[usize] {
        let all = &self.looks().of_conditions;
        // They lie as tests do.
        let end = right.first_test.saturating_add(right.tests);
        all.get(right.first_test..end).unwrap_or(&[])
    }

    fn looks(&self) -> &Looks {
        self.looks.get_or_init(|| Looks::of(self))
    }
}

impl Looked {
    /// Turns to another household.
    pub(super) fn reset(&mut self, computer: &Computer<'_>) {
        self.0.clear();
        self.0.resize(computer.law.looks().lists.len(), None);
    }

    /// The places of a list.
    pub(super) fn places(&mut self, computer: &Computer<'_>, number: usize) -> Shared<[Path]> {
        let list = computer.law.looks().lists.get(number);
        let told = || told(computer, list.map_or(&[], |list| &list.reads));
        match (list, self.0.get_mut(number)) {
            (Some(list), _) if !list.varies => list.places.get_or_init(told).clone(),
            (_, Some(known)) => known.get_or_insert_with(told).clone(),
            _ => told(),
        }
    }
}

/// Whether where something lies depends on who lives in the household.
const fn varies(read: &Reached) -> bool {
    matches!(
        read,
        Reached::Partner(_) | Reached::Child(_) | Reached::Income(_) | Reached::Incomes(..)
    )
}

fn told(computer: &Computer<'_>, reads: &[Reached]) -> Shared<[Path]> {
    let mut places = Vec::with_capacity(reads.len());
    for read in reads {
        look_at(computer, *read, &mut places);
    }
    places.into_iter().collect()
}

/// Adds the places of the answers an expression looks at.
fn look_at(computer: &Computer<'_>, read: Reached, places: &mut Vec<Path>) {
    let frames = &computer.frames;
    let at = |frame, slot| frames.path(computer.law, frame, slot);
    match read {
        Reached::Household(slot) => places.extend(at(HOUSEHOLD, slot)),
        Reached::Person(slot) => places.extend(at(PERSON, slot)),
        Reached::Partner(slot) if frames.partner != Truth::No => places.extend(at(PARTNER, slot)),
        Reached::PartnerExists => places.push(Path::PartnerExists),
        Reached::Child(slot) => {
            let children = 0..frames.children().len();
            places.extend(children.filter_map(|child| at(frames.child_frame(child), slot)));
        }
        Reached::ChildrenComplete => places.push(Path::ChildrenComplete),
        Reached::Incomes(first, last) => {
            let (from, to) = window(computer, first, last);
            let incomes = &computer.law.incomes;
            let within = frames
                .incomes()
                .iter()
                .enumerate()
                .filter(|(index, _)| frames.may_fall_within(*index, (from, to)))
                .filter_map(|(index, _)| at(frames.income_frame(index), incomes.amount));
            let months = (from..=to).flat_map(|month| Holder::ALL.map(|holder| (holder, month)));
            let asked = months
                .filter(|(holder, month)| frames.is_month_asked(*holder, *month))
                .map(|(holder, month)| Path::IncomesComplete(holder, YearMonth::from_index(month)));
            places.extend(within.chain(asked));
        }
        Reached::Right(right) => places.extend(computer.path(Leaf::Receipt(right))),
        Reached::Partner(_)
        | Reached::Income(_)
        | Reached::Parameter(_)
        | Reached::Intermediate(_) => {}
    }
}

fn window(computer: &Computer<'_>, first: i32, last: i32) -> (i64, i64) {
    let this_month = computer.law.this_month;
    (
        this_month.saturating_add(i64::from(first)),
        this_month.saturating_add(i64::from(last)),
    )
}

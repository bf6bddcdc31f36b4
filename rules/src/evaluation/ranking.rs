//! The order in which what is missing is told: the places that would settle most rights first, then as they lie.

use super::compute::Computer;
use super::findings::Judged;
use super::places::Set;

/// The rank of every place some right waits for. It is filled again for the next household.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// How many rights each place could settle.
    counts: Vec<u16>,
    places: Vec<usize>,
    /// The rank of each place: where it stands in `places`.
    ranks: Vec<usize>,
    /// The ranks of the places of one right.
    set: Vec<u64>,
}

impl Ranking {
    /// Ranks the places of a household.
    pub(super) fn rank(&mut self, computer: &Computer<'_>, judged: &Judged) {
        let places = computer.places();
        self.counts.clear();
        self.counts.resize(places, 0);
        for judgement in judged.rights.iter().flatten() {
            for place in computer.trace.places(judgement.settles).iter() {
                if let Some(count) = self.counts.get_mut(place) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let counts = &self.counts;
        let count = |place: &usize| counts.get(*place).copied().unwrap_or(0);
        self.places.clear();
        self.places
            .extend((0..places).filter(|place| count(place) > 0));
        self.places
            .sort_unstable_by_key(|place| (std::cmp::Reverse(count(place)), *place));
        self.ranks.clear();
        self.ranks.resize(places, 0);
        for (rank, place) in self.places.iter().enumerate() {
            if let Some(known) = self.ranks.get_mut(*place) {
                *known = rank;
            }
        }
    }

    /// Puts places in their order, in place of what `ordered` held.
    pub(super) fn order(&mut self, places: Set<'_>, ordered: &mut Vec<usize>) {
        ordered.clear();
        self.set.clear();
        self.set.resize(Set::words(self.places.len()), 0);
        for place in places.iter() {
            if let Some(rank) = self.ranks.get(place) {
                Set::put(&mut self.set, *rank);
            }
        }
        let ranks = Set::of(&self.set).iter();
        ordered.extend(ranks.filter_map(|rank| self.places.get(rank)));
    }
}

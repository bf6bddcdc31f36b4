//! What keeps a count from telling about somebody: one that comes from fewer than [`K`] bilans is hidden, and when what is hidden could be
//! found by subtraction, one more count is hidden with it.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

/// The fewest bilans that a count which is shown comes from.
pub const K: usize = 5;

/// How many, and from which bilans: ten rights of one person are still one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    count: usize,
    bilans: BTreeSet<Uuid>,
}

impl Tally {
    /// One more, of this bilan.
    pub fn add(&mut self, bilan: Uuid) {
        self.count += 1;
        self.bilans.insert(bilan);
    }

    /// Each of another bilan.
    pub fn of(bilans: impl IntoIterator<Item = Uuid>) -> Self {
        let mut tally = Self::default();
        bilans.into_iter().for_each(|bilan| tally.add(bilan));
        tally
    }

    /// Several together.
    pub fn all<'a>(tallies: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        tallies.into_iter().for_each(|tally| all.join(tally));
        all
    }

    /// Another with it.
    pub fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.bilans.extend(&other.bilans);
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.count
    }

    /// From how many bilans.
    pub fn bilans(&self) -> usize {
        self.bilans.len()
    }

    /// As it may be shown where nothing stands beside it.
    pub fn alone(&self) -> Count {
        match self.bilans.len() {
            1..K => Count::Hidden,
            _ => Count::Of(self.count),
        }
    }
}

/// A count, or that it is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many; none is never hidden.
    Of(usize),
    /// At least one, and it is not said how many.
    Hidden,
}

/// Parts that stand beside their total: the total, then the parts as they may be shown. What is hidden among them adds up to [`K`] at
/// least and can be shared out in more than one way, so that no subtraction finds it.
pub fn parts(tallies: &[Tally]) -> (Count, Vec<Count>) {
    let all = Tally::all(tallies);
    let mut shown: Vec<Count> = tallies.iter().map(Tally::alone).collect();
    if all.alone() == Count::Hidden {
        return (Count::Hidden, shown);
    }
    // When nothing is left to hide they are ones, and their total would say so.
    if hide_more(tallies, &mut shown) {
        (all.alone(), shown)
    } else {
        (Count::Hidden, shown)
    }
}

/// Groups of parts, shown under the same total in another table than the parts themselves, `shown` as [`parts`] says: each group as it may
/// be. `within` is what each group has of each part, by its place. A group that is shown is one more total: what is hidden in it, and in
/// all those that are hidden together, is not found by subtraction either.
pub fn groups(shown: &[Count], within: &[Vec<(usize, Tally)>]) -> Vec<Count> {
    // What is hidden in a group, part by part.
    let hidden_in = |group: &[(usize, Tally)]| -> Vec<(usize, usize)> {
        let parts = group.iter().filter(|(part, tally)| {
            tally.count > 0 && shown.get(*part).is_none_or(|shown| *shown == Count::Hidden)
        });
        parts.map(|(part, tally)| (*part, tally.count)).collect()
    };
    let tallies: Vec<Tally> = within
        .iter()
        .map(|group| Tally::all(group.iter().map(|(_, tally)| tally)))
        .collect();
    let hidden: Vec<Vec<(usize, usize)>> = within.iter().map(|group| hidden_in(group)).collect();
    let mut told: Vec<Count> = tallies
        .iter()
        .zip(&hidden)
        .map(|(tally, hidden)| {
            if are_found(&by_part(hidden)) {
                Count::Hidden
            } else {
                tally.alone()
            }
        })
        .collect();
    loop {
        let together = hidden.iter().zip(&told);
        let together = together.filter(|(_, told)| **told == Count::Hidden);
        if !are_found(&by_part(together.flat_map(|(hidden, _)| hidden))) {
            break;
        }
        let others = (0..told.len()).filter(|at| told[*at] != Count::Hidden);
        let others = others.filter(|at| !hidden[*at].is_empty());
        let Some(at) = others.min_by_key(|at| tallies[*at].count) else {
            break;
        };
        told[at] = Count::Hidden;
    }
    hide_more(&tallies, &mut told);
    told
}

/// How much is hidden of each part.
fn by_part<'a>(hidden: impl IntoIterator<Item = &'a (usize, usize)>) -> Vec<usize> {
    let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
    for (part, count) in hidden {
        *parts.entry(*part).or_default() += count;
    }
    parts.into_values().collect()
}

/// Whether counts that are hidden are found by who knows what they add up to: each is at least one.
fn are_found(hidden: &[usize]) -> bool {
    let sum: usize = hidden.iter().sum();
    let many = hidden.len() > 1 && sum >= K && sum > hidden.len();
    !hidden.is_empty() && !many
}

/// Hides counts that are shown, the smallest first since what is lost is as little as can be, until those that are hidden are not found by
/// subtraction. `false` when they still are once all of them are hidden.
fn hide_more(tallies: &[Tally], shown: &mut [Count]) -> bool {
    let mut next: Vec<usize> = (0..tallies.len())
        .filter(|at| matches!(shown[*at], Count::Of(1..)))
        .collect();
    next.sort_by_key(|at| std::cmp::Reverse(tallies[*at].count));
    loop {
        let hidden: Vec<usize> = tallies
            .iter()
            .zip(shown.iter())
            .filter_map(|(tally, shown)| (*shown == Count::Hidden).then_some(tally.count))
            .collect();
        if !are_found(&hidden) {
            return true;
        }
        let Some(at) = next.pop() else {
            return false;
        };
        shown[at] = Count::Hidden;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// So many, each of a bilan of its own.
    fn many(count: usize, from: &mut u128) -> Tally {
        Tally::of((0..count).map(|_| {
            *from += 1;
            Uuid::from_u128(*from)
        }))
    }

    fn parts_of(counts: &[usize]) -> (Count, Vec<Count>) {
        let mut from = 0;
        let tallies: Vec<Tally> = counts.iter().map(|count| many(*count, &mut from)).collect();
        parts(&tallies)
    }

    #[test]
    fn small_counts_are_hidden_and_so_is_what_would_tell_them() {
        for (count, shown) in [(0, Count::Of(0)), (4, Count::Hidden), (5, Count::Of(5))] {
            assert_eq!(many(count, &mut 0).alone(), shown);
        }
        let hidden = Count::Hidden;
        assert_eq!(
            parts_of(&[1, 0, 2]),
            (hidden, vec![hidden, Count::Of(0), hidden])
        );
        assert_eq!(
            parts_of(&[20, 3, 9]),
            (Count::Of(32), vec![Count::Of(20), hidden, hidden])
        );
        assert_eq!(
            parts_of(&[20, 3, 4, 9]),
            (
                Count::Of(36),
                vec![Count::Of(20), hidden, hidden, Count::Of(9)]
            )
        );
        // Five hidden ones that add up to five are ones each.
        let (_, shown) = parts_of(&[1, 1, 1, 1, 1, 30, 8]);
        assert_eq!(shown[5..], [Count::Of(30), hidden]);
        assert_eq!(parts_of(&[1, 1, 0, 1, 1, 1]).0, hidden);
        assert_eq!(
            parts_of(&[7, 0]),
            (Count::Of(7), vec![Count::Of(7), Count::Of(0)])
        );
        assert_eq!(parts_of(&[]), (Count::Of(0), vec![]));
    }

    #[test]
    fn many_rights_of_one_person_are_one_person() {
        let one = Tally::of([Uuid::from_u128(1); 9]);
        assert_eq!(one.alone(), Count::Hidden);
        assert_eq!(
            parts(std::slice::from_ref(&one)),
            (Count::Hidden, vec![Count::Hidden])
        );
        let others = many(8, &mut 100);
        assert_eq!(
            parts(&[one, others]),
            (Count::Of(17), vec![Count::Hidden, Count::Hidden])
        );
    }

    /// Parts of these counts, each with its group, as one table shows them and as the other shows the groups.
    fn grouped(counts: &[(usize, usize)], number: usize) -> (Count, Vec<Count>, Vec<Count>) {
        let mut from = 0;
        let tallies: Vec<Tally> = counts
            .iter()
            .map(|(count, _)| many(*count, &mut from))
            .collect();
        let (total, shown) = parts(&tallies);
        let within: Vec<Vec<(usize, Tally)>> = (0..number)
            .map(|group| {
                let parts = tallies.iter().enumerate();
                let parts = parts.filter(|(at, _)| counts[*at].1 == group);
                parts.map(|(at, tally)| (at, tally.clone())).collect()
            })
            .collect();
        let told = groups(&shown, &within);
        (total, shown, told)
    }

    #[test]
    fn a_group_tells_nothing_that_its_parts_hide() {
        let hidden = Count::Hidden;
        // Nothing is hidden: groups are shown as they are.
        let counts = [(20, 0), (9, 0), (7, 1)];
        let (_, _, told) = grouped(&counts, 2);
        assert_eq!(told, [Count::Of(29), Count::Of(7)]);
        // Twenty and three: twenty-three would tell the three, and so would the other group beside the total.
        let counts = [(20, 0), (3, 0), (9, 1), (30, 1)];
        let (total, shown, told) = grouped(&counts, 2);
        assert_eq!(total, Count::Of(62));
        assert_eq!(shown, [Count::Of(20), hidden, hidden, Count::Of(30)]);
        assert_eq!(told, [hidden, hidden]);
        // What is hidden is of one group, and can be shared out there: the group is shown.
        let counts = [(20, 0), (3, 0), (4, 0), (30, 1)];
        let (_, _, told) = grouped(&counts, 2);
        assert_eq!(told, [Count::Of(27), Count::Of(30)]);
    }

    /// Every way to fill what is hidden, as a reader who knows the rule may try: each at least one.
    fn ways(sum: usize, hidden: usize) -> usize {
        match (sum, hidden) {
            (0, 0) => 1,
            (_, 0) => 0,
            (sum, hidden) => (1..=sum).map(|first| ways(sum - first, hidden - 1)).sum(),
        }
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_found_with_the_groups_beside(
            counts in prop::collection::vec((0usize..12, 0usize..3), 0..6),
        ) {
            let (total, shown, told) = grouped(&counts, 3);
            // What is left to share out: in all the groups that are hidden, then in each that is shown.
            let mut left: Vec<Vec<usize>> = vec![Vec::new()];
            for (group, told) in told.iter().enumerate() {
                let parts = (0..counts.len()).filter(|at| counts[*at].1 == group);
                let sum: usize = parts.clone().map(|at| counts[at].0).sum();
                let hidden = parts.filter(|at| shown[*at] == Count::Hidden);
                let hidden = hidden.map(|at| counts[at].0);
                match told {
                    Count::Of(said) => {
                        prop_assert!(*said == sum && (sum == 0 || sum >= K));
                        left.push(hidden.collect());
                    }
                    Count::Hidden => {
                        prop_assert!(sum > 0);
                        left[0].extend(hidden);
                    }
                }
            }
            for hidden in left.iter().filter(|hidden| !hidden.is_empty()) {
                let sum: usize = hidden.iter().sum();
                let kept = sum >= K && ways(sum, hidden.len()) > 1;
                prop_assert!(total == Count::Hidden || kept);
            }
        }

        #[test]
        fn nothing_hidden_is_found_by_subtraction(counts in prop::collection::vec(0usize..12, 0..6)) {
            let (total, shown) = parts_of(&counts);
            let sum: usize = counts.iter().sum();
            for (count, shown) in counts.iter().zip(&shown) {
                match shown {
                    Count::Of(said) => prop_assert!(said == count && (*count == 0 || *count >= K)),
                    Count::Hidden => prop_assert!(*count > 0),
                }
            }
            let hidden: Vec<usize> = counts
                .iter()
                .zip(&shown)
                .filter(|(_, shown)| **shown == Count::Hidden)
                .map(|(count, _)| *count)
                .collect();
            match total {
                Count::Hidden => prop_assert!(sum < K || counts.iter().all(|count| *count < 2)),
                Count::Of(said) => {
                    prop_assert_eq!(said, sum);
                    if !hidden.is_empty() {
                        let left = hidden.iter().sum::<usize>();
                        prop_assert!(left >= K && ways(left, hidden.len()) > 1);
                    }
                }
            }
        }
    }
}

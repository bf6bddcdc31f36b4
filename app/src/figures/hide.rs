//! What keeps a count from telling about somebody: one that comes from fewer than [`K`] bilans is hidden, and when what is hidden could be
//! found by subtraction, one more count is hidden with it.

use std::collections::BTreeSet;

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
    let mut all = Tally::default();
    for tally in tallies {
        all.count += tally.count;
        all.bilans.extend(&tally.bilans);
    }
    let mut shown: Vec<Count> = tallies.iter().map(Tally::alone).collect();
    if all.alone() == Count::Hidden {
        return (Count::Hidden, shown);
    }
    // The smallest first: what is lost is as little as can be.
    let mut next: Vec<usize> = (0..tallies.len())
        .filter(|at| matches!(shown[*at], Count::Of(1..)))
        .collect();
    next.sort_by_key(|at| std::cmp::Reverse(tallies[*at].count));
    loop {
        let hidden: Vec<usize> = tallies
            .iter()
            .zip(&shown)
            .filter_map(|(tally, shown)| (*shown == Count::Hidden).then_some(tally.count))
            .collect();
        let sum: usize = hidden.iter().sum();
        if hidden.is_empty() || (hidden.len() > 1 && sum >= K && sum > hidden.len()) {
            return (all.alone(), shown);
        }
        // Nothing is left to hide: they are ones, and their total would say so.
        let Some(at) = next.pop() else {
            return (Count::Hidden, shown);
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

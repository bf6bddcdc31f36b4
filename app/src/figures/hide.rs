//! What keeps a count from telling about somebody: under [`K`] it is hidden, and when what is hidden could be found by subtraction, one
//! more count is hidden with it.

/// The smallest count that is shown.
pub const K: usize = 5;

/// A count, or that it is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many; none is never hidden.
    Of(usize),
    /// At least one, and it is not said how many.
    Hidden,
}

/// One count that stands alone.
pub fn alone(count: usize) -> Count {
    match count {
        1..K => Count::Hidden,
        count => Count::Of(count),
    }
}

/// Parts that stand beside their total: the total, then the parts as they may be shown. What is hidden among them adds up to [`K`] at
/// least and can be shared out in more than one way, so that no subtraction finds it.
pub fn parts(counts: &[usize]) -> (Count, Vec<Count>) {
    let total = alone(counts.iter().sum());
    if total == Count::Hidden {
        let hide = |count: &usize| {
            if *count == 0 {
                Count::Of(0)
            } else {
                Count::Hidden
            }
        };
        return (total, counts.iter().map(hide).collect());
    }
    let mut shown: Vec<Count> = counts.iter().map(|count| alone(*count)).collect();
    // The smallest first: what is lost is as little as can be.
    let mut next: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] >= K).collect();
    next.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
    loop {
        let hidden: Vec<usize> = counts
            .iter()
            .zip(&shown)
            .filter_map(|(count, shown)| (*shown == Count::Hidden).then_some(*count))
            .collect();
        let sum: usize = hidden.iter().sum();
        if hidden.is_empty() || (hidden.len() > 1 && sum >= K && sum > hidden.len()) {
            return (total, shown);
        }
        let Some(at) = next.pop() else {
            return (total, shown);
        };
        shown[at] = Count::Hidden;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_counts_are_hidden_and_so_is_what_would_tell_them() {
        assert_eq!(alone(0), Count::Of(0));
        assert_eq!(alone(4), Count::Hidden);
        assert_eq!(alone(5), Count::Of(5));
        let hidden = Count::Hidden;
        assert_eq!(
            parts(&[1, 0, 2]),
            (hidden, vec![hidden, Count::Of(0), hidden])
        );
        assert_eq!(
            parts(&[20, 3, 9]),
            (Count::Of(32), vec![Count::Of(20), hidden, hidden])
        );
        assert_eq!(
            parts(&[20, 3, 4, 9]),
            (
                Count::Of(36),
                vec![Count::Of(20), hidden, hidden, Count::Of(9)]
            )
        );
        // Five hidden ones that add up to five are ones each.
        let (_, shown) = parts(&[1, 1, 1, 1, 1, 30, 8]);
        assert_eq!(shown[5..], [Count::Of(30), hidden]);
        assert_eq!(
            parts(&[7, 0]),
            (Count::Of(7), vec![Count::Of(7), Count::Of(0)])
        );
        assert_eq!(parts(&[]), (Count::Of(0), vec![]));
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
            let (total, shown) = parts(&counts);
            let sum: usize = counts.iter().sum();
            for (count, shown) in counts.iter().zip(&shown) {
                match shown {
                    Count::Of(said) => prop_assert!(said == count && (*count == 0 || *count >= K)),
                    Count::Hidden => prop_assert!(*count > 0),
                }
            }
            let hidden: Vec<usize> = counts.iter().zip(&shown).filter(|(_, shown)| **shown == Count::Hidden).map(|(count, _)| *count).collect();
            match total {
                Count::Hidden => prop_assert!(sum < K),
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

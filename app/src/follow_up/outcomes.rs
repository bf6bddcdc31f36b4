//! What rights became over a period: counts, by right and by cause. No name, no bilan.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::state::Phase;
use super::{Cause, Standing, State};

/// How many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Opened in the period.
    pub granted: usize,
    /// Refused in the period.
    pub refused: usize,
    /// Given up in the period.
    pub given_up: usize,
    /// Still on their way on its last day.
    pub in_progress: usize,
}

impl Counts {
    /// All together.
    pub fn all(self) -> usize {
        self.granted + self.refused + self.given_up + self.in_progress
    }

    /// One more.
    pub fn add(&mut self, state: State) {
        match state {
            State::Granted => self.granted += 1,
            State::Refused => self.refused += 1,
            State::GivenUp => self.given_up += 1,
            // The same right, counted with the application that goes on.
            State::Duplicate => {}
            _ => self.in_progress += 1,
        }
    }
}

/// The outcomes of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Every right together.
    pub all: Counts,
    /// By right, the most frequent first.
    pub by_right: Vec<(String, Counts)>,
    /// By cause of non-recours and organisation concerned, the most frequent first.
    pub by_cause: Vec<((Cause, Option<String>), usize)>,
}

/// Where follow-ups stood at the end of a period, from everything that happened to each, oldest first: those that ended in it and those
/// that go on. What happened after the period is not known in it; a duplicate is counted with the application that goes on.
pub fn stood<'a>(
    steps: impl Iterator<Item = (Uuid, &'a Standing)>,
    from: NaiveDate,
    to: NaiveDate,
) -> impl Iterator<Item = (Uuid, &'a Standing)> {
    let mut last: HashMap<Uuid, &Standing> = HashMap::new();
    last.extend(steps.filter(|(_, standing)| standing.on <= to));
    last.into_iter().filter(move |(_, standing)| {
        standing.state.phase() != Phase::Over
            || (standing.on >= from && standing.state != State::Duplicate)
    })
}

/// Counts what follow-ups became between two days.
pub fn outcomes(steps: &[(Uuid, Standing)], from: NaiveDate, to: NaiveDate) -> Outcomes {
    let steps = steps.iter().map(|(id, standing)| (*id, standing));
    let counted = stood(steps, from, to).map(|(_, standing)| standing);
    let mut all = Counts::default();
    let mut by_right: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut by_cause: BTreeMap<(Cause, Option<String>), usize> = BTreeMap::new();
    for standing in counted {
        all.add(standing.state);
        by_right
            .entry(&standing.right)
            .or_default()
            .add(standing.state);
        if let Some(cause) = standing.cause {
            let place = (cause, standing.institution.clone());
            *by_cause.entry(place).or_default() += 1;
        }
    }
    let mut by_right: Vec<(String, Counts)> = by_right
        .into_iter()
        .map(|(right, counts)| (right.to_owned(), counts))
        .collect();
    by_right.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.all()));
    let mut by_cause: Vec<_> = by_cause.into_iter().collect();
    by_cause.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Outcomes {
        all,
        by_right,
        by_cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(id: u128, right: &str, state: State, on: &str) -> (Uuid, Standing) {
        let mut standing = Standing::first(right, None, day(on));
        standing.state = state;
        standing.cause = Some(Cause::NotKnown);
        (Uuid::from_u128(id), standing)
    }

    #[test]
    fn each_right_counts_once_as_it_stood_at_the_end() {
        let steps = [
            step(1, "css", State::Sent, "2026-01-10"),
            step(1, "css", State::Granted, "2026-02-10"),
            step(2, "css", State::Sent, "2026-02-01"),
            // After the period: it was still on its way.
            step(2, "css", State::Refused, "2026-07-01"),
            step(3, "apl", State::Refused, "2026-03-01"),
            // Before the period.
            step(4, "apl", State::Granted, "2025-12-01"),
            step(5, "apl", State::Duplicate, "2026-03-01"),
            step(6, "apl", State::GivenUp, "2026-03-01"),
            // Begun after it.
            step(7, "apl", State::ToAsk, "2026-08-01"),
        ];
        let found = outcomes(&steps, day("2026-01-01"), day("2026-06-30"));
        let counts = Counts {
            granted: 1,
            refused: 1,
            given_up: 1,
            in_progress: 1,
        };
        assert_eq!(found.all, counts);
        let rights: Vec<_> = found
            .by_right
            .iter()
            .map(|(id, n)| (id.as_str(), n.all()))
            .collect();
        assert_eq!(rights, [("apl", 2), ("css", 2)]);
        assert_eq!(found.by_cause, [((Cause::NotKnown, None), 4)]);
    }
}

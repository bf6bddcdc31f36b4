//! The periods of figures: calendar quarters, the same for everybody. Days chosen freely would let two readings be subtracted from
//! one another, and what is left could be one person.

use chrono::{Datelike, NaiveDate};

/// A calendar quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// 0 to 3.
    rank: u32,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            rank: day.month0() / 3,
        }
    }

    /// The quarter of a word (« 2026-T3 »), if it is one that this product can have known.
    pub fn parse(word: &str) -> Option<Self> {
        let (year, rank) = word.split_once("-T")?;
        let year = year
            .parse()
            .ok()
            .filter(|year| (2000..2200).contains(year))?;
        let rank: u32 = rank.parse().ok().filter(|rank| (1..=4).contains(rank))?;
        Some(Self {
            year,
            rank: rank - 1,
        })
    }

    /// Its word in addresses and tables.
    pub fn word(self) -> String {
        format!("{}-T{}", self.year, self.rank + 1)
    }

    /// As it is read: « 3e trimestre 2026 ».
    pub fn name(self) -> String {
        let th = if self.rank == 0 {
            "1er"
        } else {
            ["1er", "2e", "3e", "4e"][self.rank as usize]
        };
        format!("{th}\u{a0}trimestre {}", self.year)
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.rank * 3 + 1, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.next().first().pred_opt().unwrap_or_default()
    }

    /// The one before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self.rank {
            0 => Self {
                year: self.year - 1,
                rank: 3,
            },
            rank => Self {
                rank: rank - 1,
                ..self
            },
        }
    }

    /// The one after.
    #[must_use]
    pub fn next(self) -> Self {
        match self.rank {
            3 => Self {
                year: self.year + 1,
                rank: 0,
            },
            rank => Self {
                rank: rank + 1,
                ..self
            },
        }
    }

    /// This one and those before it, so many together, the oldest first.
    pub fn back(self, number: usize) -> Vec<Self> {
        let mut all: Vec<Self> =
            std::iter::successors(Some(self), |quarter| Some(quarter.previous()))
                .take(number)
                .collect();
        all.reverse();
        all
    }

    /// Whether a day is in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_follow_one_another() {
        let first = Quarter::of(day("2026-02-28"));
        assert_eq!(
            (first.word(), first.name()),
            ("2026-T1".to_owned(), "1er\u{a0}trimestre 2026".to_owned())
        );
        assert_eq!(
            (first.first(), first.last()),
            (day("2026-01-01"), day("2026-03-31"))
        );
        assert_eq!(first.previous().last(), day("2025-12-31"));
        assert_eq!(first.previous().next(), first);
        let back = first.back(3);
        assert_eq!(
            back.iter().map(|q| q.word()).collect::<Vec<_>>(),
            ["2025-T3", "2025-T4", "2026-T1"]
        );
        for quarter in back {
            assert_eq!(Quarter::parse(&quarter.word()), Some(quarter));
        }
        for wrong in [
            "", "2026-T0", "2026-T5", "2026-1", "99999-T1", "1-T1", "2026-T",
        ] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }
}

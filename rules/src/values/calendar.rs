//! Dates known to the day, the month or the year, and named months.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize, de};

/// A date known to lie between two days, both included: a whole month, a whole year, or one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// The earliest day it can be.
    #[serde(rename = "min")]
    pub first: NaiveDate,
    /// The latest day it can be.
    #[serde(rename = "max")]
    pub last: NaiveDate,
}

impl DateRange {
    /// Exactly this day.
    #[must_use]
    pub const fn day(day: NaiveDate) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// Some day of this month.
    #[must_use]
    pub fn month(month: YearMonth) -> Self {
        Self {
            first: month.first_day(),
            last: month.last_day(),
        }
    }

    /// Some day of this year; `None` outside the years 1800 to 2200.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            first: YearMonth::new(year, 1)?.first_day(),
            last: YearMonth::new(year, 12)?.last_day(),
        })
    }

    /// The day, when only one is possible.
    #[must_use]
    pub fn exact_day(&self) -> Option<NaiveDate> {
        (self.first == self.last).then_some(self.first)
    }

    /// The month, when the range is exactly one calendar month.
    #[must_use]
    pub fn exact_month(&self) -> Option<YearMonth> {
        let month = YearMonth::of(self.first);
        (*self == Self::month(month)).then_some(month)
    }

    /// The year, when the range is exactly one calendar year.
    #[must_use]
    pub fn exact_year(&self) -> Option<i32> {
        let year = self.first.year();
        (Some(*self) == Self::year(year)).then_some(year)
    }
}

/// A calendar month of a named year, from 1800 to 2200: « septembre 2026 ». Written `2026-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: i32,
    month: u32,
}

impl YearMonth {
    /// The month 1 to 12 of a year from 1800 to 2200.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1800..=2200).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month a day falls in. A day outside 1800–2200 falls in the nearest month within.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        match day.year() {
            ..1800 => Self {
                year: 1800,
                month: 1,
            },
            2201.. => Self {
                year: 2200,
                month: 12,
            },
            year => Self {
                year,
                month: day.month(),
            },
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The month this many months later (earlier when negative), kept within 1800–2200.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self::from_index(self.index().saturating_add(i64::from(months)))
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        (28..=31)
            .rev()
            .find_map(|day| NaiveDate::from_ymd_opt(self.year, self.month, day))
            .unwrap_or_default()
    }

    /// Months since January of the year 0: what the engine computes with.
    pub(crate) fn index(self) -> i64 {
        i64::from(self.year)
            .saturating_mul(12)
            .saturating_add(i64::from(self.month))
            .saturating_sub(1)
    }

    /// The month of this index, kept within 1800–2200.
    pub(crate) fn from_index(index: i64) -> Self {
        let index = index.clamp(1800 * 12, 2200 * 12 + 11);
        Self {
            year: i32::try_from(index.div_euclid(12)).unwrap_or(1800),
            month: u32::try_from(index.rem_euclid(12))
                .unwrap_or(0)
                .saturating_add(1),
        }
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The text is not a month written `2026-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ce n’est pas un mois écrit « 2026-09 »")]
pub struct NotAMonth;

impl FromStr for YearMonth {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        if year.len() != 4
            || month.len() != 2
            || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        {
            return Err(NotAMonth);
        }
        let year = year.parse().map_err(|_| NotAMonth)?;
        let month = month.parse().map_err(|_| NotAMonth)?;
        Self::new(year, month).ok_or(NotAMonth)
    }
}

impl Serialize for YearMonth {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearMonth {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

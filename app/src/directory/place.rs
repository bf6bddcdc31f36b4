//! A place somebody may go to, and how sure we are of it.

use chrono::{Months, NaiveDate};

/// After so many months, what a producer wrote is to be verified.
const TO_CHECK_MONTHS: u32 = 6;
/// After so many, it is stale.
const STALE_MONTHS: u32 = 24;

/// A counter of an organisation, for the people of one commune.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Its identifier in the directory.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Number and street, then what follows, then postcode and commune; only what is known.
    pub address: Vec<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Opening hours, in the words of OpenStreetMap or as somebody wrote them.
    pub hours: Option<String>,
    /// The day somebody last said that this is so.
    pub verified_on: NaiveDate,
    /// How old that is.
    pub freshness: Freshness,
    /// Whether it is there for the people of the commune.
    pub competence: Competence,
    /// Kilometres from the centre of the commune, when both are known.
    pub distance: Option<u32>,
    /// The organisations of the catalogue it is a counter of, by id.
    pub organisations: Vec<String>,
    /// Its source no longer gives it.
    pub absent: bool,
}

impl Place {
    /// Nothing needs to be verified before going there.
    pub fn is_sure(&self) -> bool {
        self.freshness == Freshness::Fresh && self.competence == Competence::Said && !self.absent
    }
}

/// How old what is known of a place is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Less than six months, or six to the day.
    #[default]
    Fresh,
    /// More than six months.
    ToCheck,
    /// More than two years.
    Stale,
}

impl Freshness {
    /// Of what was verified on a day. Six months to the day is fresh still, two years to the day is not stale yet.
    pub fn of(verified_on: NaiveDate, today: NaiveDate) -> Self {
        let older = |months| {
            today
                .checked_sub_months(Months::new(months))
                .is_some_and(|limit| verified_on < limit)
        };
        if older(STALE_MONTHS) {
            Self::Stale
        } else if older(TO_CHECK_MONTHS) {
            Self::ToCheck
        } else {
            Self::Fresh
        }
    }
}

/// Whether a place is there for the people of a commune.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Competence {
    /// One of its services says so, or the law does.
    Said,
    /// Nothing says so, and nothing says the contrary.
    #[default]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_old_is_told_to_the_day() {
        let of = |verified| Freshness::of(day(verified), day("2026-11-23"));
        assert_eq!(of("2026-11-23"), Freshness::Fresh);
        assert_eq!(of("2026-05-23"), Freshness::Fresh, "six months exactly");
        assert_eq!(of("2026-05-22"), Freshness::ToCheck);
        assert_eq!(of("2024-11-23"), Freshness::ToCheck, "two years exactly");
        assert_eq!(of("2024-11-22"), Freshness::Stale);
        let end = |verified, today| Freshness::of(day(verified), day(today));
        assert_eq!(
            end("2026-02-28", "2026-08-31"),
            Freshness::Fresh,
            "months of unequal length"
        );
        assert_eq!(end("2026-02-27", "2026-08-31"), Freshness::ToCheck);
    }
}

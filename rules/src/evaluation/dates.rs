//! Years and months between dates, and dates some time later. Days are counted as `chrono` does, from the
//! first day of the year 1. Each function keeps or reverses order, so that ends of intervals suffice.

use chrono::{Datelike, Months, NaiveDate};

use super::interval::Interval;
use crate::YearMonth;
use crate::values::UNIT;

/// The number of a day.
pub(crate) fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

pub(super) fn day(number: i64) -> Option<NaiveDate> {
    i32::try_from(number)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// Whole years from one date to another, in millionths.
pub(crate) fn years(from: Interval, to: Interval) -> Interval {
    between(from, to, |from, to| {
        let passed = (to.month(), to.day()) >= (from.month(), from.day());
        i64::from(to.year())
            .saturating_sub(i64::from(from.year()))
            .saturating_sub(i64::from(!passed))
    })
}

/// Whole months from one date to another, in millionths.
pub(crate) fn months(from: Interval, to: Interval) -> Interval {
    between(from, to, |from, to| {
        let count = |day: NaiveDate| {
            i64::from(day.year())
                .saturating_mul(12)
                .saturating_add(i64::from(day.month()))
        };
        count(to)
            .saturating_sub(count(from))
            .saturating_sub(i64::from(to.day() < from.day()))
    })
}

fn between(from: Interval, to: Interval, count: impl Fn(NaiveDate, NaiveDate) -> i64) -> Interval {
    let end = |from: i64, to: i64| Some(count(day(from)?, day(to)?).saturating_mul(UNIT));
    Interval {
        lo: end(from.hi, to.lo).unwrap_or(i64::MIN),
        hi: end(from.lo, to.hi).unwrap_or(i64::MAX),
    }
}

/// A date some whole months later; the 31st becomes the last day of a shorter month.
pub(crate) fn plus_months(date: Interval, months: Interval, months_each: i64) -> Interval {
    let end = |date: i64, count: i64| {
        let count = count.div_euclid(UNIT).checked_mul(months_each)?;
        let (date, steps) = (
            day(date)?,
            Months::new(u32::try_from(count.unsigned_abs()).ok()?),
        );
        let moved = if count < 0 {
            date.checked_sub_months(steps)
        } else {
            date.checked_add_months(steps)
        };
        moved.map(number)
    };
    Interval {
        lo: end(date.lo, months.lo).unwrap_or(i64::MIN),
        hi: end(date.hi, months.hi).unwrap_or(i64::MAX),
    }
}

/// A date some whole days later.
pub(crate) fn plus_days(date: Interval, days: Interval) -> Interval {
    date.add(days.map_rising(|days| days.div_euclid(UNIT)))
}

/// The month a date falls in.
pub(crate) fn month_of(date: Interval) -> Interval {
    let month = |number: i64| day(number).map(|day| YearMonth::of(day).index());
    Interval {
        lo: month(date.lo).unwrap_or(i64::MIN),
        hi: month(date.hi).unwrap_or(i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Interval {
        Interval::point(number(text.parse().unwrap()))
    }

    fn whole(interval: Interval) -> i64 {
        assert!(interval.is_point());
        interval.lo / UNIT
    }

    #[test]
    fn a_year_is_complete_on_the_birthday() {
        assert_eq!(whole(years(at("2000-11-21"), at("2026-11-21"))), 26);
        assert_eq!(whole(years(at("2000-11-22"), at("2026-11-21"))), 25);
        assert_eq!(whole(years(at("2000-02-29"), at("2026-02-28"))), 25);
        assert_eq!(whole(years(at("2000-02-29"), at("2026-03-01"))), 26);
        assert_eq!(whole(years(at("2027-01-01"), at("2026-11-21"))), -1);
    }

    #[test]
    fn a_date_known_to_the_year_gives_two_ages() {
        let born = Interval {
            lo: at("1990-01-01").lo,
            hi: at("1990-12-31").lo,
        };
        let age = years(born, at("2026-06-15"));
        assert_eq!((age.lo / UNIT, age.hi / UNIT), (35, 36));
        assert_eq!(years(Interval::ALL, at("2026-06-15")), Interval::ALL);
    }

    #[test]
    fn months_are_whole() {
        assert_eq!(whole(months(at("2026-08-22"), at("2026-11-21"))), 2);
        assert_eq!(whole(months(at("2026-08-21"), at("2026-11-21"))), 3);
    }

    #[test]
    fn later_dates_stay_within_their_month() {
        let three = Interval::point(3 * UNIT);
        assert_eq!(plus_months(at("2026-11-30"), three, 1), at("2027-02-28"));
        assert_eq!(plus_months(at("2024-02-29"), three, 12), at("2027-02-28"));
        assert_eq!(plus_days(at("2026-12-30"), three), at("2027-01-02"));
        assert_eq!(month_of(at("2026-12-30")).lo, 2026 * 12 + 11);
    }
}

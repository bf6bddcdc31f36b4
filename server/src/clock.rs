//! The clock on the wall: the only place of the product that reads the time.
//!
//! Everything else is handed an instant or a date. A test sets its own clock with [`Clock::fixed`] and moves it with
//! [`Clock::advance`]. Dates shown or used as the date of the law are those of Europe/Paris, where the law is in force.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::Paris;

/// Says what time it is. Cheap to clone; clones of a fixed clock move together.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Microseconds since 1970, when a test holds the hands.
    held: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The time of the machine.
    pub fn system() -> Self {
        Self { held: None }
    }

    /// A clock that shows `at` until it is moved.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self {
            held: Some(Arc::new(AtomicI64::new(at.timestamp_micros()))),
        }
    }

    /// Moves a fixed clock forward (or back, with a negative step). Does nothing to the system's clock.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(held) = &self.held {
            held.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }

    /// Now, to the microsecond: what both databases keep, so that a value read back equals the value written.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that may read the time"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        let micros = match &self.held {
            Some(held) => held.load(Ordering::SeqCst),
            None => Utc::now().timestamp_micros(),
        };
        DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// Today's date in Europe/Paris: the date of the law.
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Paris).date_naive()
    }

    /// The instant at which the clocks of Europe/Paris show this: the first one when they go back, `None` for the hour they
    /// skip.
    pub fn instant(shown: NaiveDateTime) -> Option<DateTime<Utc>> {
        let at = Paris.from_local_datetime(&shown).earliest()?;
        Some(at.with_timezone(&Utc))
    }

    /// What the clocks of Europe/Paris show at an instant.
    pub fn paris(at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&Paris).naive_local()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_the_law_changes_at_midnight_in_paris() {
        let clock = Clock::fixed("2026-07-13T21:59:59Z".parse().unwrap());
        assert_eq!(clock.today().to_string(), "2026-07-13");
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(clock.today().to_string(), "2026-07-14");
        assert_eq!(Clock::paris(clock.now()).to_string(), "2026-07-14 00:00:00");
    }

    #[test]
    fn an_hour_that_clocks_skip_is_no_instant_and_one_they_repeat_is_the_first() {
        let shown = |text: &str| Clock::instant(text.parse().unwrap());
        assert_eq!(shown("2027-03-28T02:15:00"), None);
        let first = shown("2026-10-25T02:15:00").unwrap();
        assert_eq!(first.to_string(), "2026-10-25 00:15:00 UTC");
        assert_eq!(Clock::paris(first).to_string(), "2026-10-25 02:15:00");
    }
}

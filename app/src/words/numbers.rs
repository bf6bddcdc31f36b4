//! Dates, times and amounts as French people write them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rules::MONTHS;

/// Name of a month, 1 to 12; anything else is empty.
pub fn month_name(month: u32) -> &'static str {
    month
        .checked_sub(1)
        .and_then(|at| MONTHS.get(usize::try_from(at).ok()?))
        .copied()
        .unwrap_or_default()
}

/// « 21 novembre 2026 », « 1er mars 2026 ».
pub fn date(day: NaiveDate) -> String {
    let number = if day.day() == 1 {
        "1er".to_owned()
    } else {
        day.day().to_string()
    };
    format!("{number}\u{a0}{} {}", month_name(day.month()), day.year())
}

/// « juillet 2026 ».
pub fn month(year: i32, month: u32) -> String {
    format!("{}\u{a0}{year}", month_name(month))
}

/// « 14 h 32 ».
pub fn time(at: NaiveDateTime) -> String {
    format!("{}\u{a0}h\u{a0}{:02}", at.hour(), at.minute())
}

/// An amount in cents: « 1 200 € », « 651,69 € ». Whole euros lose their cents.
pub fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let cents = cents.unsigned_abs();
    let rest = cents % 100;
    let decimals = if rest == 0 {
        String::new()
    } else {
        format!(",{rest:02}")
    };
    format!("{sign}{}{decimals}\u{a0}€", thousands(cents / 100))
}

/// « 1 234 567 », with narrow no-break spaces.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// « 1 question », « 3 questions »: the plural starts at two.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number}\u{a0}{}", if number < 2 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_french() {
        assert_eq!(euros(65_169), "651,69\u{a0}€");
        assert_eq!(euros(120_000), "1\u{202f}200\u{a0}€");
        assert_eq!(euros(-5), "−0,05\u{a0}€");
        assert_eq!(thousands(1_234_567), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn dates_and_times_are_french() -> Result<(), Box<dyn std::error::Error>> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("date")?;
        assert_eq!(date(day), "21\u{a0}novembre 2026");
        assert_eq!(
            date(day.with_day(1).ok_or("date")?),
            "1er\u{a0}novembre 2026"
        );
        assert_eq!(
            time(day.and_hms_opt(14, 2, 0).ok_or("time")?),
            "14\u{a0}h\u{a0}02"
        );
        assert_eq!(month(2026, 8), "août\u{a0}2026");
        Ok(())
    }
}

//! Dates and months as French people write them: « 1er mars 2026 », « septembre 2026 ».

use chrono::{Datelike, NaiveDate};

use crate::{DateRange, YearMonth};

/// The French names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).unwrap_or(0).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or("")
}

/// « 12 mars 1990 ».
pub(crate) fn day(day: NaiveDate) -> String {
    let number = if day.day() == 1 {
        "1er".to_owned()
    } else {
        day.day().to_string()
    };
    format!("{number} {} {}", month_name(day.month()), day.year())
}

/// « septembre 2026 ».
pub(crate) fn month(month: YearMonth) -> String {
    format!("{} {}", month_name(month.month()), month.year())
}

/// A date as precisely as it is known.
pub(crate) fn date(range: DateRange) -> String {
    if let Some(exact) = range.exact_day() {
        day(exact)
    } else if let Some(whole) = range.exact_month() {
        month(whole)
    } else if let Some(year) = range.exact_year() {
        year.to_string()
    } else {
        format!("entre le {} et le {}", day(range.first), day(range.last))
    }
}

/// Reads « 12/03/1990 », « 12 mars 1990 », « 03/1990 », « mars 1990 », « 1990 », `1990-03-12`, `1990-03`.
/// Years go from 1900 to 2100.
pub(crate) fn read(text: &str) -> Option<DateRange> {
    let lower = text.trim().to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| matches!(c, '/' | '-' | '.') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [year] => DateRange::year(read_year(year)?),
        [year, month] if read_year(year).is_some() => Some(DateRange::month(YearMonth::new(
            read_year(year)?,
            read_month(month)?,
        )?)),
        [month, year] => Some(DateRange::month(YearMonth::new(
            read_year(year)?,
            read_month(month)?,
        )?)),
        [year, month, day] if read_year(year).is_some() => read_day(year, month, day),
        [day, month, year] => read_day(year, month, day),
        _ => None,
    }
}

fn read_day(year: &str, month: &str, day: &str) -> Option<DateRange> {
    let day = if day == "1er" { 1 } else { digits(day, 2)? };
    NaiveDate::from_ymd_opt(read_year(year)?, read_month(month)?, day).map(DateRange::day)
}

fn read_year(text: &str) -> Option<i32> {
    let year = (text.len() == 4).then(|| digits(text, 4)).flatten()?;
    i32::try_from(year)
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

fn read_month(text: &str) -> Option<u32> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(text, 2).filter(|month| (1..=12).contains(month));
    }
    let plain = |name: &str| name.replace(['é', 'è'], "e").replace('û', "u");
    let text = plain(text);
    let index = MONTHS.iter().position(|name| plain(name) == text)?;
    u32::try_from(index.saturating_add(1)).ok()
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let sound = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str) -> Option<String> {
        read(text).map(date)
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for text in [
            "12/03/1990",
            "12-03-1990",
            "12.3.1990",
            "12 mars 1990",
            "1990-03-12",
            " 12 / 03 / 1990 ",
        ] {
            assert_eq!(read_as(text).as_deref(), Some("12 mars 1990"), "{text}");
        }
        assert_eq!(
            read_as("1er Février 2024").as_deref(),
            Some("1er février 2024")
        );
        for text in ["03/1990", "1990-03", "mars 1990", "3/1990"] {
            assert_eq!(read_as(text).as_deref(), Some("mars 1990"), "{text}");
        }
        assert_eq!(read_as("aout 2026").as_deref(), Some("août 2026"));
        assert_eq!(read_as("1990").as_deref(), Some("1990"));
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "31/02/1990",
            "00/03/1990",
            "12/13/1990",
            "12/03/90",
            "1790",
            "demain",
            "12/03",
            "1/2/3/1990",
            "٣/٣/١٩٩٠",
        ] {
            assert_eq!(read_as(text), None, "{text}");
        }
    }
}

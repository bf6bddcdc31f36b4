//! Dates and amounts as French people write them.

use chrono::{Datelike, NaiveDate};
use rules::{Estimate, Period, YearMonth};

pub use crate::words::numbers::date as day;
use crate::words::numbers::{euros, month_name};

/// « juillet, août et septembre 2026 », « décembre 2026 et janvier 2027 ».
pub fn months(named: &[YearMonth]) -> String {
    let mut days: Vec<NaiveDate> = named.iter().map(|month| month.first_day()).collect();
    days.sort_unstable();
    days.dedup();
    let years = days
        .chunk_by(|a, b| a.year() == b.year())
        .filter_map(|year| {
            let names: Vec<String> = year
                .iter()
                .map(|day| month_name(day.month()).to_owned())
                .collect();
            Some(format!("{} {}", list(&names), year.first()?.year()))
        });
    list(&years.collect::<Vec<_>>())
}

/// « entre 833 € et 1 242 € par mois », « environ 403 € par mois », « jusqu’à 500 € », « au moins 90 € »:
/// in whole euros, rounded outward, so that the range still holds the exact amount. `None` when it says nothing.
pub fn estimate(estimate: &Estimate) -> Option<String> {
    let low = euros(down(estimate.range.lo.max(0)));
    let period = match estimate.period {
        Period::Month => " par mois",
        Period::Year => " par an",
        Period::Once => ", une seule fois",
        Period::MonthlyPrice => " à payer par mois",
    };
    let amount = match estimate.range.hi {
        None if estimate.range.lo < 100 => return None,
        None => format!("au moins {low}"),
        Some(hi) if hi <= 0 => return None,
        Some(hi) if hi.saturating_sub(estimate.range.lo) < 100 => {
            format!("environ {}", euros(down(hi.saturating_add(50))))
        }
        Some(hi) if estimate.range.lo < 100 => format!("jusqu’à {}", euros(up(hi))),
        Some(hi) => format!("entre {low} et {}", euros(up(hi))),
    };
    Some(format!("{amount}{period}"))
}

/// Whole euros, in cents, from below and from above.
fn down(cents: i64) -> i64 {
    cents - cents.rem_euclid(100)
}

fn up(cents: i64) -> i64 {
    down(cents.saturating_add(99))
}

/// « a, b et c ».
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} et {last}", most.join(", ")),
    }
}

/// The same with a capital, and a full stop when it has no end of its own.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let mut out: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    out.push_str(letters.as_str());
    if !out.is_empty() && !out.ends_with(['.', '!', '?', '…', ':']) {
        out.push('.');
    }
    out
}

/// The first sentence of a text, as a sentence.
pub fn first_sentence(text: &str) -> String {
    sentence(text.split_once(". ").map_or(text, |(first, _)| first))
}

#[cfg(test)]
mod tests {
    use rules::AmountRange;

    use super::*;

    fn said(lo: i64, hi: Option<i64>, period: Period) -> Option<String> {
        let text = estimate(&Estimate {
            range: AmountRange { lo, hi },
            period,
        })?;
        Some(text.replace(['\u{202F}', '\u{A0}'], " "))
    }

    #[test]
    fn a_range_is_said_honestly() {
        assert_eq!(
            said(83_350, Some(124_101), Period::Month).unwrap(),
            "entre 833 € et 1 242 € par mois"
        );
        assert_eq!(
            said(40_262, Some(40_262), Period::Month).unwrap(),
            "environ 403 € par mois"
        );
        assert_eq!(
            said(0, Some(50_000), Period::Month).unwrap(),
            "jusqu’à 500 € par mois"
        );
        assert_eq!(
            said(9_000, None, Period::Year).unwrap(),
            "au moins 90 € par an"
        );
        assert_eq!(
            said(108_455, Some(108_455), Period::Once).unwrap(),
            "environ 1 085 €, une seule fois"
        );
        assert_eq!(said(0, None, Period::Month), None);
        assert_eq!(said(0, Some(0), Period::Month), None);
    }

    #[test]
    fn months_are_said_together() {
        let named = |list: &[(i32, u32)]| {
            months(
                &list
                    .iter()
                    .map(|(y, m)| YearMonth::new(*y, *m).unwrap())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            named(&[(2026, 9), (2026, 7), (2026, 8), (2026, 9)]),
            "juillet, août et septembre 2026"
        );
        assert_eq!(
            named(&[(2026, 12), (2027, 1)]),
            "décembre 2026 et janvier 2027"
        );
    }

    #[test]
    fn sentences_begin_and_end() {
        assert_eq!(sentence("écrivez à la CAF"), "Écrivez à la CAF.");
        assert_eq!(sentence("Pourquoi ?"), "Pourquoi ?");
        assert_eq!(sentence(" "), "");
        assert_eq!(first_sentence("sur caf.fr. Sinon, au 3230."), "Sur caf.fr.");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b et c");
    }
}

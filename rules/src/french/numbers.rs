//! Numbers and money as French people write them: « 1 200,50 € », « de 601 à 900 € ».

use crate::{AmountRange, Decimal};

/// No-break space, before a unit.
const BEFORE_UNIT: char = '\u{a0}';
/// Narrow no-break space, between thousands.
const THOUSANDS: char = '\u{202f}';

/// A whole number with its thousands apart.
pub(crate) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            text.push(THOUSANDS);
        }
        text.push(digit);
    }
    text
}

/// A decimal number: « 12,5 ».
pub(crate) fn decimal(number: Decimal) -> String {
    let text = number.to_string();
    let (sign, magnitude) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("−", rest));
    let (units, places) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let units = whole(units.parse().unwrap_or(0));
    if places.is_empty() {
        format!("{sign}{units}")
    } else {
        format!("{sign}{units},{places}")
    }
}

/// Cents as euros, without the sign: « 1 200,50 », « 601 ».
fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let magnitude = cents.unsigned_abs();
    let units = whole(magnitude / 100);
    match magnitude % 100 {
        0 => format!("{sign}{units}"),
        places => format!("{sign}{units},{places:02}"),
    }
}

/// An amount or a band. Bands touch to the cent: one that begins a cent after a round number is said to begin
/// at the next euro, as people say it.
pub(crate) fn amount(range: AmountRange) -> String {
    let begins = if range.lo > 0 && range.lo % 100 == 1 && !range.is_exact() {
        range.lo.saturating_add(99)
    } else {
        range.lo
    };
    match range.hi {
        None if range.lo <= 0 => format!("0{BEFORE_UNIT}€ ou plus"),
        None if begins != range.lo => format!(
            "plus de {}{BEFORE_UNIT}€",
            euros(range.lo.saturating_sub(1))
        ),
        None => format!("{}{BEFORE_UNIT}€ ou plus", euros(range.lo)),
        Some(hi) if hi == range.lo => format!("{}{BEFORE_UNIT}€", euros(hi)),
        Some(hi) => format!("de {} à {}{BEFORE_UNIT}€", euros(begins.min(hi)), euros(hi)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_in_french() {
        assert_eq!(amount(AmountRange::exact(65169)), "651,69\u{a0}€");
        assert_eq!(
            amount(AmountRange::exact(120_000_000)),
            "1\u{202f}200\u{202f}000\u{a0}€"
        );
        assert_eq!(amount(AmountRange::exact(0)), "0\u{a0}€");
        assert_eq!(
            amount(AmountRange::between(60001, 90000)),
            "de 601 à 900\u{a0}€"
        );
        assert_eq!(
            amount(AmountRange::at_least(210_001)),
            "plus de 2\u{202f}100\u{a0}€"
        );
        assert_eq!(amount(AmountRange::exact(-5)), "−0,05\u{a0}€");
    }

    #[test]
    fn numbers_are_written_with_a_comma() {
        assert_eq!(decimal("1234.5".parse().unwrap()), "1\u{202f}234,5");
        assert_eq!(decimal("-2".parse().unwrap()), "−2");
    }
}

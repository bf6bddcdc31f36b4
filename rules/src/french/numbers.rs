//! Numbers and money as French people write them: « 1 200,50 € », « de 601 à 900 € ».

use crate::{AmountRange, Decimal};

/// No-break space, before a unit.
const BEFORE_UNIT: char = '\u{a0}';
/// Narrow no-break space, between thousands.
pub(crate) const THOUSANDS: char = '\u{202f}';

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
    let is_band = range.lo > 0 && range.lo % 100 == 1 && range.hi.is_none_or(|hi| hi % 100 == 0);
    let begins = if is_band {
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

/// The digits of a number as typed, without its spaces and unit, with a point: « 1 200,50 € » is `1200.50`.
pub(crate) fn plain(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_end_matches("euros")
        .trim_end_matches("euro")
        .trim_end_matches('€');
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != THOUSANDS && *c != BEFORE_UNIT)
        .collect();
    let kept = if kept.contains(',') {
        kept.replace('.', "").replace(',', ".")
    } else {
        kept
    };
    let kept = kept.replace('−', "-");
    (!kept.is_empty()
        && kept
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')))
    .then_some(kept)
}

/// The two ends of a band as typed: « 601-900 », « 601..900 », « de 601 à 900 € », « 2100.. ».
pub(crate) fn ends(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.trim();
    let text = text.strip_prefix("de ").unwrap_or(text);
    if let Some(lo) = text
        .strip_suffix("ou plus")
        .or_else(|| text.strip_suffix(".."))
    {
        return Some((lo, None));
    }
    let after_sign = text.char_indices().nth(1).map(|(index, _)| index)?;
    let (first, rest) = text.split_at_checked(after_sign)?;
    for separator in ["..", " à ", "-", "–"] {
        if let Some(at) = rest.find(separator) {
            let lo_end = first.len().saturating_add(at);
            let hi_start = lo_end.saturating_add(separator.len());
            return Some((text.get(..lo_end)?, Some(text.get(hi_start..)?)));
        }
    }
    None
}

/// An amount in cents, exact or a band.
pub(crate) fn read_amount(text: &str) -> Result<AmountRange, String> {
    let lower = text.to_lowercase();
    if let Some(most) = lower.strip_prefix("moins de ") {
        return Ok(AmountRange::between(0, cents(most)?));
    }
    if let Some(least) = lower.strip_prefix("plus de ") {
        return Ok(AmountRange::at_least(cents(least)?.saturating_add(1)));
    }
    match ends(&lower) {
        None => Ok(AmountRange::exact(cents(&lower)?)),
        Some((lo, hi)) => {
            let (lo, hi) = (cents(lo)?, hi.map(cents).transpose()?);
            if hi.is_some_and(|hi| hi < lo) {
                return Err("Le premier montant doit être le plus petit.".to_owned());
            }
            Ok(AmountRange { lo, hi })
        }
    }
}

fn cents(text: &str) -> Result<i64, String> {
    const GREATEST: i64 = 10_000_000_000;
    let wrong = || {
        "Écrivez un montant en euros, par exemple 651,69, ou une tranche, par exemple 601-900."
            .to_owned()
    };
    let number: Decimal = plain(text)
        .ok_or_else(wrong)?
        .parse()
        .map_err(|_| wrong())?;
    let cents = number.millionths() / 10_000;
    if cents.checked_mul(10_000) != Some(number.millionths()) {
        return Err("Écrivez au plus deux chiffres après la virgule.".to_owned());
    }
    if cents < 0 {
        return Err("Un montant ne peut pas être négatif.".to_owned());
    }
    if cents > GREATEST {
        return Err("Ce montant est trop grand : vérifiez-le.".to_owned());
    }
    Ok(cents)
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

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let exact = |text| read_amount(text).map(|range| (range.lo, range.hi));
        assert_eq!(exact("1 200,50 €"), Ok((120_050, Some(120_050))));
        assert_eq!(exact("1\u{202f}200"), Ok((120_000, Some(120_000))));
        assert_eq!(exact("1.200,50"), Ok((120_050, Some(120_050))));
        assert_eq!(exact("651.69"), Ok((65_169, Some(65_169))));
        assert_eq!(exact("0"), Ok((0, Some(0))));
        assert_eq!(exact("601-900"), Ok((60_100, Some(90_000))));
        assert_eq!(exact("601..900"), Ok((60_100, Some(90_000))));
        assert_eq!(exact("300,01..600"), Ok((30_001, Some(60_000))));
        assert_eq!(exact("de 601 à 900 €"), Ok((60_100, Some(90_000))));
        assert_eq!(exact("2100,01.."), Ok((210_001, None)));
        assert_eq!(exact("plus de 2 100 €"), Ok((210_001, None)));
        assert_eq!(exact("moins de 300"), Ok((0, Some(30_000))));
    }

    #[test]
    fn impossible_amounts_are_refused_with_a_sentence() {
        assert_eq!(
            read_amount("-5").unwrap_err(),
            "Un montant ne peut pas être négatif."
        );
        assert_eq!(
            read_amount("900-601").unwrap_err(),
            "Le premier montant doit être le plus petit."
        );
        assert!(read_amount("12,345").unwrap_err().contains("deux chiffres"));
        assert!(read_amount("beaucoup").unwrap_err().contains("651,69"));
        assert!(read_amount("99999999999999999999").is_err());
        assert!(read_amount("1e3").is_err());
    }
}

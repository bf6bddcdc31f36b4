//! Numbers and money as they are read in English: « €1,144.00 », « 80% ».

use crate::{Decimal, Unit};

/// The language of this file.
pub(crate) const LANG: &str = "en";

/// What is told of a figure that was not in force yet.
pub(crate) const NOT_IN_FORCE: &str = "(amount not known on this date)";

/// A whole number with its thousands apart.
fn whole(number: u64) -> String {
    crate::french::whole(number).replace(crate::french::THOUSANDS, ",")
}

/// A decimal number: « 1,234.5 ».
pub(crate) fn decimal(number: Decimal) -> String {
    let text = number.to_string();
    let (sign, magnitude) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("−", rest));
    let (units, places) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let units = whole(units.parse().unwrap_or(0));
    let point = if places.is_empty() { "" } else { "." };
    format!("{sign}{units}{point}{places}")
}

/// Cents as euros, with their two places.
pub(crate) fn amount(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let magnitude = cents.unsigned_abs();
    format!("{sign}€{}.{:02}", whole(magnitude / 100), magnitude % 100)
}

/// A value with its unit.
pub(crate) fn measure(unit: Unit, value: Decimal) -> String {
    let counted = |one: &str, many: &str| {
        let name = if value.millionths() == 1_000_000 {
            one
        } else {
            many
        };
        format!("{}\u{a0}{name}", decimal(value))
    };
    match unit {
        Unit::Euros if value.millionths() % 10_000 == 0 => amount(value.millionths() / 10_000),
        Unit::Euros => format!("€{}", decimal(value)),
        Unit::Rate => {
            let percent = Decimal::from_millionths(value.millionths().saturating_mul(100));
            format!("{}%", decimal(percent))
        }
        Unit::Number => decimal(value),
        Unit::Years => counted("year", "years"),
        Unit::Months => counted("month", "months"),
        Unit::Days => counted("day", "days"),
        Unit::Hours => counted("hour", "hours"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_as_in_english() {
        let told = |unit, value: &str| measure(unit, value.parse().unwrap());
        assert_eq!(told(Unit::Euros, "1144"), "€1,144.00");
        assert_eq!(told(Unit::Euros, "651.69"), "€651.69");
        assert_eq!(told(Unit::Euros, "0.1234"), "€0.1234");
        assert_eq!(told(Unit::Rate, "0.8"), "80%");
        assert_eq!(told(Unit::Years, "1"), "1\u{a0}year");
        assert_eq!(told(Unit::Months, "12"), "12\u{a0}months");
        assert_eq!(told(Unit::Number, "-1234.5"), "−1,234.5");
        assert_eq!(amount(-5), "−€0.05");
        assert_eq!(amount(120_000_000), "€1,200,000.00");
    }
}

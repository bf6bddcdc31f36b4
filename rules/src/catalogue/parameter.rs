//! A figure of the law on a day, and as people read it.

use chrono::NaiveDate;

use super::{DatedValue, Parameter, Unit};
use crate::{AmountRange, Decimal, english, french};

impl Parameter {
    /// The value in force on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&DatedValue> {
        self.values.iter().rev().find(|value| value.since <= day)
    }

    /// A value as people read it: « 651,69 € », « 80 % », « 25 ans ».
    #[must_use]
    pub fn show(&self, value: Decimal) -> String {
        let unit = |name: &str| format!("{}\u{a0}{name}", french::decimal(value));
        let years = if value.millionths().unsigned_abs() < 2_000_000 {
            "an"
        } else {
            "ans"
        };
        match self.unit {
            Unit::Euros if value.millionths() % 10_000 == 0 => {
                french::amount(AmountRange::exact(value.millionths() / 10_000))
            }
            Unit::Euros => unit("€"),
            Unit::Rate => {
                let percent = Decimal::from_millionths(value.millionths().saturating_mul(100));
                format!("{}\u{a0}%", french::decimal(percent))
            }
            Unit::Number => french::decimal(value),
            Unit::Years => unit(years),
            Unit::Months => unit("mois"),
            Unit::Days => unit("jours"),
            Unit::Hours => unit("heures"),
        }
    }

    /// The same in another language, in the French way when that of the language is not known.
    pub(crate) fn show_in(&self, lang: &str, value: Decimal) -> String {
        match lang {
            english::LANG => english::measure(self.unit, value),
            _ => self.show(value),
        }
    }
}

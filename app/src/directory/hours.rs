//! Opening hours, written as OpenStreetMap writes them, said in short sentences, in the language of who reads them.
//!
//! What can not be read, or not be said in short sentences, is shown as it was written and marked so: it is never dropped.

mod day;
mod sentence;
mod week;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use day::on;
use sentence::Teller;

use crate::copy::in_french;
use crate::languages::{Language, french};

/// Opening hours, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    /// Sentences.
    Said(String),
    /// What somebody wrote, that we can not say otherwise.
    AsWritten(String),
}

/// Says opening hours in a language; what is only what somebody wrote is marked so.
pub fn told(raw: &str, language: &Language) -> String {
    match tell(raw, language) {
        Told::Said(text) => text,
        Told::AsWritten(raw) => {
            let hours = in_french(language, &raw);
            Teller(language).say("hours-as-written", &[("hours", hours.into())])
        }
    }
}

fn tell(raw: &str, language: &Language) -> Told {
    let raw = raw.trim();
    opening_hours_syntax::parse(raw)
        .ok()
        .and_then(|expression| week::seasons(&expression))
        .map(|seasons| Teller(language).seasons(&seasons))
        .filter(|text| !text.is_empty())
        .map_or_else(|| Told::AsWritten(raw.to_owned()), Told::Said)
}

/// What somebody must know on the day itself, in French: « Fermé aujourd’hui, lundi 23 novembre. »
pub fn today(raw: &str, today: NaiveDate) -> Option<String> {
    let teller = Teller(french());
    let spans = on(raw, today)?;
    let day = teller.long_day(today);
    Some(if spans.is_empty() {
        format!("Fermé aujourd’hui, {day}.")
    } else {
        format!("Aujourd’hui, {day} : {}.", teller.spans(&spans))
    })
}

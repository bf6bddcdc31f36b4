//! Opening hours, written as OpenStreetMap writes them, said in French sentences.
//!
//! What can not be read, or not be said in short sentences, is shown as it was written and marked so: it is never dropped.

mod day;
mod sentence;
mod week;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use day::on;

/// Opening hours, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Sentences.
    Said(String),
    /// What somebody wrote, that we can not say otherwise.
    AsWritten(String),
}

impl Told {
    /// One text, marked when it is only what somebody wrote.
    pub fn text(&self) -> String {
        match self {
            Self::Said(text) => text.clone(),
            Self::AsWritten(raw) => format!("Horaires comme ils sont notés : {raw}"),
        }
    }
}

/// Says opening hours.
pub fn tell(raw: &str) -> Told {
    let raw = raw.trim();
    opening_hours_syntax::parse(raw)
        .ok()
        .and_then(|expression| week::seasons(&expression))
        .map(|seasons| sentence::of(&seasons))
        .filter(|text| !text.is_empty())
        .map_or_else(|| Told::AsWritten(raw.to_owned()), Told::Said)
}

/// What somebody must know on the day itself: « Fermé aujourd’hui, lundi 23 novembre. »
pub fn today(raw: &str, today: NaiveDate) -> Option<String> {
    let spans = on(raw, today)?;
    let day = sentence::long_day(today);
    Some(if spans.is_empty() {
        format!("Fermé aujourd’hui, {day}.")
    } else {
        format!("Aujourd’hui, {day} : {}.", sentence::spans(&spans))
    })
}

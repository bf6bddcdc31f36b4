//! A TOML table read key by key: every getter records what is wrong and goes on, so that one reading reports
//! all the faults of a file. [`Table::finish`] then reports the keys nobody asked for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::{At, Files, Located};
use crate::Decimal;

/// A table being read.
pub(crate) struct Table<'t> {
    entries: &'t DeTable<'t>,
    /// Where the table stands.
    pub(crate) at: At,
    asked: BTreeSet<&'static str>,
}

type Entry<'t> = (&'t DeValue<'t>, At);

impl<'t> Table<'t> {
    /// The table at this place.
    pub(crate) const fn new(entries: &'t DeTable<'t>, at: At) -> Self {
        Self {
            entries,
            at,
            asked: BTreeSet::new(),
        }
    }

    fn find(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.asked.insert(key);
        let value = self.entries.get(key)?;
        Some((value.get_ref(), self.at.with(value.span())))
    }

    /// Whether the key is there.
    pub(crate) fn has(&mut self, key: &'static str) -> bool {
        self.find(key).is_some()
    }

    /// Where the key's value stands; the table itself when it is missing.
    pub(crate) fn place(&mut self, key: &'static str) -> At {
        self.find(key).map_or_else(|| self.at.clone(), |(_, at)| at)
    }

    fn missing(&self, files: &mut Files<'_>, key: &str) {
        files.fault(&self.at, format!("il manque « {key} »"));
    }

    /// A text that may be missing, never empty.
    pub(crate) fn optional_text(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<Located<String>> {
        let (value, at) = self.find(key)?;
        match value.as_str() {
            Some(text) if text.trim().is_empty() => {
                files.fault(&at, format!("« {key} » est vide"));
                None
            }
            Some(text) => Some(Located {
                value: text.to_owned(),
                at,
            }),
            None => {
                files.fault(
                    &at,
                    format!("« {key} » doit être un texte entre guillemets"),
                );
                None
            }
        }
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, files: &mut Files<'_>, key: &'static str) -> Located<String> {
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_text(files, key).unwrap_or_else(|| Located {
            value: String::new(),
            at: self.place(key),
        })
    }

    /// One of these words; must be there.
    pub(crate) fn word<T: Copy>(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_word(files, key, words)
    }

    /// One of these words, or nothing.
    pub(crate) fn optional_word<T: Copy>(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.optional_text(files, key)?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text.value)
            .map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            files.fault_near(
                &text.at,
                format!(
                    "« {} » n’est pas un mot admis pour « {key} » : {}",
                    text.value,
                    known.join(", ")
                ),
                &text.value,
                known,
            );
        }
        found
    }

    /// A list of texts that may be missing.
    pub(crate) fn optional_texts(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<Vec<Located<String>>> {
        let (value, at) = self.find(key)?;
        let Some(items) = value.as_array() else {
            files.fault(
                &at,
                format!("« {key} » doit être une liste de textes entre crochets"),
            );
            return None;
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let at = self.at.with(item.span());
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => {
                    texts.push(Located {
                        value: text.to_owned(),
                        at,
                    });
                }
                _ => files.fault(
                    &at,
                    format!("chaque élément de « {key} » doit être un texte non vide"),
                ),
            }
        }
        Some(texts)
    }

    /// A list of texts that must be there; it may be empty.
    pub(crate) fn texts(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Vec<Located<String>> {
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_texts(files, key).unwrap_or_default()
    }

    /// A day that may be missing.
    pub(crate) fn optional_date(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<NaiveDate> {
        let (value, at) = self.find(key)?;
        let day = value
            .as_datetime()
            .filter(|d| d.time.is_none())
            .and_then(|d| d.date)
            .and_then(|d| {
                NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day))
            });
        if day.is_none() {
            files.fault_advised(
                &at,
                format!("« {key} » doit être une date"),
                "écrivez-la sans guillemets : 2026-04-01",
            );
        }
        day
    }

    /// A day that must be there.
    pub(crate) fn date(&mut self, files: &mut Files<'_>, key: &'static str) -> NaiveDate {
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_date(files, key).unwrap_or_default()
    }

    /// Oui or non, non when missing.
    pub(crate) fn flag(&mut self, files: &mut Files<'_>, key: &'static str) -> bool {
        let Some((value, at)) = self.find(key) else {
            return false;
        };
        value.as_bool().unwrap_or_else(|| {
            files.fault(
                &at,
                format!("« {key} » doit être true ou false, sans guillemets"),
            );
            false
        })
    }

    /// A decimal number, kept as it is written, that may be missing.
    pub(crate) fn optional_decimal(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<Decimal> {
        let (value, at) = self.find(key)?;
        decimal(value).or_else(|| {
            files.fault_advised(
                &at,
                format!("« {key} » doit être un nombre d’au plus six décimales"),
                "écrivez-le sans guillemets, avec un point : 651.69",
            );
            None
        })
    }

    /// A decimal number that must be there.
    pub(crate) fn decimal(&mut self, files: &mut Files<'_>, key: &'static str) -> Decimal {
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_decimal(files, key).unwrap_or_default()
    }

    /// A whole number that may be missing.
    pub(crate) fn optional_whole(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<i64> {
        let (value, at) = self.find(key)?;
        let whole = value
            .as_integer()
            .and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        if whole.is_none() {
            files.fault(&at, format!("« {key} » doit être un nombre entier"));
        }
        whole
    }

    /// A list of decimal numbers that may be missing.
    pub(crate) fn optional_decimals(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<Vec<Located<Decimal>>> {
        let (value, at) = self.find(key)?;
        let Some(items) = value.as_array() else {
            files.fault(
                &at,
                format!("« {key} » doit être une liste de nombres entre crochets"),
            );
            return None;
        };
        let mut numbers = Vec::new();
        for item in items.iter() {
            let at = self.at.with(item.span());
            match decimal(item.get_ref()) {
                Some(value) => numbers.push(Located { value, at }),
                None => files.fault(
                    &at,
                    format!("chaque élément de « {key} » doit être un nombre"),
                ),
            }
        }
        Some(numbers)
    }

    /// A table within this one that may be missing.
    pub(crate) fn optional_table(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<Table<'t>> {
        let (value, at) = self.find(key)?;
        match value.as_table() {
            Some(entries) => Some(Table::new(entries, at)),
            None => {
                files.fault(&at, format!("« {key} » doit être une table : [{key}]"));
                None
            }
        }
    }

    /// The tables of a list `[[key]]`, none when missing.
    pub(crate) fn tables(&mut self, files: &mut Files<'_>, key: &'static str) -> Vec<Table<'t>> {
        let Some((value, at)) = self.find(key) else {
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            files.fault(
                &at,
                format!("« {key} » doit être une liste de tables : [[{key}]]"),
            );
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            let at = self.at.with(item.span());
            match item.get_ref().as_table() {
                Some(entries) => tables.push(Table::new(entries, at)),
                None => files.fault(
                    &at,
                    format!("chaque élément de « {key} » doit être une table"),
                ),
            }
        }
        tables
    }

    /// The raw value of a key.
    pub(crate) fn raw(&mut self, key: &'static str) -> Option<&'t DeValue<'t>> {
        self.find(key).map(|(value, _)| value)
    }

    /// Reports the keys nobody asked for.
    pub(crate) fn finish(self, files: &mut Files<'_>) {
        for key in self.entries.keys() {
            let written: &str = key.get_ref();
            if !self.asked.contains(written) {
                files.fault_near(
                    &self.at.with(key.span()),
                    format!("la clé « {written} » n’existe pas ici"),
                    written,
                    self.asked.iter().copied(),
                );
            }
        }
    }
}

/// Parses a file; what TOML itself refuses is recorded.
pub(crate) fn parse<'t>(files: &mut Files<'_>, file: usize, text: &'t str) -> Spanned<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = files.start_of(file).with(error.span().unwrap_or(0..0));
        files.fault(&at, format!("ce n’est pas du TOML : {}", error.message()));
    }
    table
}

/// The number as it is written, without passing through floating point.
pub(crate) fn decimal(value: &DeValue<'_>) -> Option<Decimal> {
    match value {
        DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

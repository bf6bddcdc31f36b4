//! A TOML table read key by key: every getter records what is wrong and goes on, so that one reading reports
//! all the faults of a file. [`Table::finish`] then reports the keys nobody asked for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::{At, Files, Located};
use super::shapes::Wants;
use crate::Decimal;

/// A table being read.
#[derive(Clone)]
pub(crate) struct Table<'t> {
    entries: &'t DeTable<'t>,
    /// Where the table stands.
    pub(crate) at: At,
    asked: BTreeSet<&'static str>,
    /// What a lower layer wrote, read where this table says nothing.
    under: Option<Box<Table<'t>>>,
    /// What it is: `droits`, `droits.condition`.
    shape: String,
}

/// One item of a list of texts, some of which say more.
pub(crate) enum Item<'t> {
    Text(String),
    Table(Table<'t>),
}

type Entry<'t> = (&'t DeValue<'t>, At);

impl<'t> Table<'t> {
    /// The table at this place.
    pub(crate) const fn new(entries: &'t DeTable<'t>, at: At) -> Self {
        Self {
            entries,
            at,
            asked: BTreeSet::new(),
            under: None,
            shape: String::new(),
        }
    }

    /// The same table, said to be this.
    pub(crate) fn shaped(mut self, shape: &str) -> Self {
        shape.clone_into(&mut self.shape);
        self
    }

    fn inner(&self, key: &str) -> String {
        format!("{}.{key}", self.shape)
    }

    /// The same table, lying over what a lower layer wrote: a key that is missing here is read there.
    pub(crate) fn over(mut self, under: Self) -> Self {
        self.under = Some(Box::new(under));
        self
    }

    /// Whether the key is written here, not in a lower layer.
    pub(crate) fn has_itself(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    fn find(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.asked.insert(key);
        match self.entries.get(key) {
            Some(value) => Some((value.get_ref(), self.at.with(value.span()))),
            None => self.under.as_mut()?.find(key),
        }
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
        files.note(&self.shape, key, Wants::Text);
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
        files.note_required(&self.shape, key);
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
        files.note_required(&self.shape, key);
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
        let known: Vec<&'static str> = words.iter().map(|(word, _)| *word).collect();
        let text = self.optional_text(files, key);
        files.note(&self.shape, key, Wants::Word(known.clone()));
        let text = text?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text.value)
            .map(|(_, value)| *value);
        if found.is_none() {
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
        files.note(&self.shape, key, Wants::Texts);
        let (value, place) = self.find(key)?;
        let Some(items) = value.as_array() else {
            files.fault(
                &place,
                format!("« {key} » doit être une liste de textes entre crochets"),
            );
            return None;
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let at = place.with(item.span());
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
        files.note_required(&self.shape, key);
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_texts(files, key).unwrap_or_default()
    }

    /// A list that must be there, of texts and of tables that say more; it may be empty.
    pub(crate) fn texts_or_tables(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Vec<Item<'t>> {
        files.note(&self.shape, key, Wants::TextsOrTables);
        files.note_required(&self.shape, key);
        let Some((value, place)) = self.find(key) else {
            self.missing(files, key);
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            files.fault(
                &place,
                format!("« {key} » doit être une liste entre crochets"),
            );
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in items.iter() {
            let at = place.with(item.span());
            match item.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => {
                    found.push(Item::Text(text.to_string()))
                }
                DeValue::Table(entries) => found.push(Item::Table(
                    Table::new(entries, at).shaped(&self.inner(key)),
                )),
                _ => files.fault(
                    &at,
                    format!("chaque élément de « {key} » doit être un texte non vide"),
                ),
            }
        }
        found
    }

    /// A day that may be missing.
    pub(crate) fn optional_date(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<NaiveDate> {
        files.note(&self.shape, key, Wants::Date);
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
        files.note_required(&self.shape, key);
        if !self.has(key) {
            self.missing(files, key);
        }
        self.optional_date(files, key).unwrap_or_default()
    }

    /// Oui or non, non when missing.
    pub(crate) fn flag(&mut self, files: &mut Files<'_>, key: &'static str) -> bool {
        files.note(&self.shape, key, Wants::Flag);
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
        files.note(&self.shape, key, Wants::Number);
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
        files.note_required(&self.shape, key);
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
        files.note(&self.shape, key, Wants::Whole);
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
        files.note(&self.shape, key, Wants::Numbers);
        let (value, place) = self.find(key)?;
        let Some(items) = value.as_array() else {
            files.fault(
                &place,
                format!("« {key} » doit être une liste de nombres entre crochets"),
            );
            return None;
        };
        let mut numbers = Vec::new();
        for item in items.iter() {
            let at = place.with(item.span());
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
        files.note(&self.shape, key, Wants::Table);
        let (value, at) = self.find(key)?;
        match value.as_table() {
            Some(entries) => Some(Table::new(entries, at).shaped(&self.inner(key))),
            None => {
                files.fault(&at, format!("« {key} » doit être une table : [{key}]"));
                None
            }
        }
    }

    /// The tables of a list `[[key]]`, none when missing.
    pub(crate) fn tables(&mut self, files: &mut Files<'_>, key: &'static str) -> Vec<Table<'t>> {
        files.note(&self.shape, key, Wants::Tables);
        let Some((value, place)) = self.find(key) else {
            return Vec::new();
        };
        let Some(items) = value.as_array() else {
            files.fault(
                &place,
                format!("« {key} » doit être une liste de tables : [[{key}]]"),
            );
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            let at = place.with(item.span());
            match item.get_ref().as_table() {
                Some(entries) => tables.push(Table::new(entries, at).shaped(&self.inner(key))),
                None => files.fault(
                    &at,
                    format!("chaque élément de « {key} » doit être une table"),
                ),
            }
        }
        tables
    }

    /// The raw value of a key, whatever it is.
    pub(crate) fn any(
        &mut self,
        files: &mut Files<'_>,
        key: &'static str,
    ) -> Option<&'t DeValue<'t>> {
        files.note(&self.shape, key, Wants::Anything);
        self.raw(key)
    }

    /// The raw value of a key.
    pub(crate) fn raw(&mut self, key: &'static str) -> Option<&'t DeValue<'t>> {
        self.find(key).map(|(value, _)| value)
    }

    /// Reports the keys nobody asked for.
    pub(crate) fn finish(self, files: &mut Files<'_>) {
        files.note_read(&self.shape);
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

//! Reads the fields of one line, and tells what is wrong with them. A required field that can not be read refuses the line;
//! any other is left out and told, and the rest of the line is kept.

use chrono::NaiveDate;
use serde_json::{Map, Value};

/// A line as it came: the field names of data.inclusion.
pub type Line = Map<String, Value>;

/// Why a line was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The field at fault; empty for the line as a whole.
    pub field: &'static str,
    /// What is wrong, in one clause.
    pub reason: String,
}

/// Something that was left out of a line that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The field.
    pub field: &'static str,
    /// What was wrong with it.
    pub reason: String,
}

/// The fields of one line, being read.
pub struct Fields<'l> {
    line: &'l Line,
    /// What was left out.
    pub warnings: Vec<Warning>,
}

/// The most characters kept of a long text.
const TEXT_LENGTH: usize = 10_000;
/// The most characters of anything else.
const LENGTH: usize = 500;

impl<'l> Fields<'l> {
    /// Over one line.
    pub fn new(line: &'l Line) -> Self {
        Self {
            line,
            warnings: Vec::new(),
        }
    }

    fn warn(&mut self, field: &'static str, reason: impl Into<String>) {
        self.warnings.push(Warning {
            field,
            reason: reason.into(),
        });
    }

    /// What stands there; nothing for an absent, null or blank field.
    fn value(&self, field: &str) -> Option<&'l Value> {
        self.line.get(field).filter(|value| match value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            _ => true,
        })
    }

    fn required_text(&mut self, field: &'static str, least: usize) -> Result<String, Refusal> {
        let refused = |reason: String| Refusal { field, reason };
        match self.value(field) {
            None => Err(refused("is missing".to_owned())),
            Some(Value::String(text)) => {
                let text = text.trim();
                let length = text.chars().count();
                if length < least || length > LENGTH {
                    Err(refused(format!(
                        "has {length} characters, {least} to {LENGTH} are expected"
                    )))
                } else {
                    Ok(text.to_owned())
                }
            }
            Some(other) => Err(refused(format!("is {}, a text is expected", kind(other)))),
        }
    }

    /// An identifier: no space, nothing that would not stand in an address.
    pub fn id(&mut self, field: &'static str) -> Result<String, Refusal> {
        let id = self.required_text(field, 1)?;
        if id
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || c == '/')
        {
            return Err(Refusal {
                field,
                reason: "holds a space or a slash".to_owned(),
            });
        }
        Ok(id)
    }

    /// A name of three characters at least.
    pub fn name(&mut self, field: &'static str) -> Result<String, Refusal> {
        self.required_text(field, 3)
    }

    /// A day that must be there, from 2000 on and not after `today`.
    pub fn day(&mut self, field: &'static str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
        let text = self.required_text(field, 8)?;
        let refused = |reason: String| Refusal { field, reason };
        // A date, or an instant whose day counts.
        let day = text.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let day = day.ok_or_else(|| refused(format!("« {text} » is not a date (2026-04-27)")))?;
        if day > today {
            return Err(refused(format!("{day} is to come")));
        }
        if day < NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN) {
            return Err(refused(format!("{day} is before 2000")));
        }
        Ok(day)
    }

    fn optional(&mut self, field: &'static str, most: usize) -> Option<String> {
        match self.value(field)? {
            Value::String(text) => {
                let text = text.trim();
                if text.chars().count() > most {
                    self.warn(field, format!("was cut at {most} characters"));
                }
                Some(text.chars().take(most).collect())
            }
            // Exports write numbers where a code is expected.
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.warn(field, format!("is {}, a text is expected", kind(other)));
                None
            }
        }
    }

    /// A short text.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        self.optional(field, LENGTH)
    }

    /// A description.
    pub fn long_text(&mut self, field: &'static str) -> Option<String> {
        self.optional(field, TEXT_LENGTH)
    }

    /// A code of so many letters or digits.
    pub fn code(&mut self, field: &'static str, length: usize) -> Option<String> {
        let code = self.text(field)?;
        if code.len() == length && code.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Some(code);
        }
        self.warn(
            field,
            format!("« {code} » does not have {length} characters"),
        );
        None
    }

    /// An address of the web.
    pub fn web(&mut self, field: &'static str) -> Option<String> {
        let site = self.text(field)?;
        if site.starts_with("http://") || site.starts_with("https://") {
            return Some(site);
        }
        if site.contains('.') && !site.contains([' ', ':', '@']) {
            return Some(format!("https://{site}"));
        }
        self.warn(field, format!("« {site} » is not a web address"));
        None
    }

    /// An e-mail address.
    pub fn email(&mut self, field: &'static str) -> Option<String> {
        let email = self.text(field)?;
        let whole = email
            .split_once('@')
            .is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
        if whole && !email.contains(' ') {
            return Some(email);
        }
        self.warn(field, format!("« {email} » is not an e-mail address"));
        None
    }

    /// Longitude then latitude, in millionths of a degree; neither when either is impossible.
    pub fn coordinates(&mut self) -> (Option<i64>, Option<i64>) {
        let degrees = |field: &'static str| match self.value(field)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().replace(',', ".").parse().ok(),
            _ => None,
        };
        let (longitude, latitude) = (degrees("longitude"), degrees("latitude"));
        let present = self.value("longitude").is_some() || self.value("latitude").is_some();
        match (longitude, latitude) {
            (Some(longitude), Some(latitude))
                if longitude.abs() <= 180.0
                    && latitude.abs() <= 90.0
                    && (longitude != 0.0 || latitude != 0.0) =>
            {
                (Some(millionths(longitude)), Some(millionths(latitude)))
            }
            _ if present => {
                let shown = |field| {
                    self.value(field)
                        .map_or_else(|| "nothing".to_owned(), Value::to_string)
                };
                let reason = format!(
                    "{} and {} are not a place on Earth",
                    shown("longitude"),
                    shown("latitude")
                );
                self.warn("longitude", reason);
                (None, None)
            }
            _ => (None, None),
        }
    }

    /// The words of a list, with a space between; those the schema does not know are kept and told.
    pub fn words(&mut self, field: &'static str, known: &[&str]) -> String {
        let mut words: Vec<String> = Vec::new();
        for word in self.list(field) {
            let word: String = word
                .trim()
                .to_lowercase()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join("-");
            if word.is_empty() || words.contains(&word) {
                continue;
            }
            if !known.is_empty() && !known.contains(&word.as_str()) {
                self.warn(field, format!("« {word} » is not a word of the schema"));
            }
            words.push(word);
        }
        words.join(" ")
    }

    /// One word of a closed list.
    pub fn word(&mut self, field: &'static str, known: &[&str]) -> Option<String> {
        Some(self.words(field, known))
            .and_then(|words| words.split(' ').next().map(str::to_owned))
            .filter(|word| !word.is_empty())
    }

    fn list(&mut self, field: &'static str) -> Vec<String> {
        match self.value(field) {
            None => Vec::new(),
            Some(Value::String(text)) => split(text),
            Some(Value::Array(items)) => {
                let mut words = Vec::new();
                for item in items {
                    match item {
                        Value::String(text) => words.push(text.clone()),
                        Value::Null => {}
                        other => {
                            self.warn(field, format!("holds {}, a text is expected", kind(other)))
                        }
                    }
                }
                words
            }
            Some(other) => {
                self.warn(field, format!("is {}, a list is expected", kind(other)));
                Vec::new()
            }
        }
    }
}

/// A list as a CSV cell holds it: `["a", "b"]`, `{a,b}`, or words with a comma, a semicolon or a bar between.
fn split(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.starts_with('[')
        && let Ok(words) = serde_json::from_str(text)
    {
        return words;
    }
    let inside = text.trim_matches(['{', '}', '[', ']']);
    inside
        .split([',', ';', '|'])
        .map(|word| word.trim().trim_matches(['"', '\'']).to_owned())
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a degree is at most 180: its millionths fit"
)]
fn millionths(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a group of fields",
    }
}

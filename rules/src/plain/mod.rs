//! Plain words: what makes a French sentence hard to read. Nothing here knows the law or the files.
//!
//! An error is what a reader can not get past, or what would deceive them one day: an acronym nobody explains, a sentence of
//! more than [`sentences::TOO_LONG`] words, a figure written by hand. Advice is what reads better otherwise. To add a rule: a file beside these, a line in
//! [`observe`], a word about it in `docs/words.md`.

mod acronyms;
mod amounts;
mod avoided;
mod sentences;

use std::ops::Range;

use crate::catalogue::figures;
use crate::catalogue::texts::{Acronym, Avoided, Text};
use crate::{Catalogue, Fault};

pub(crate) use sentences::words;

/// What was seen in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The bytes of the text it is about.
    pub span: Range<usize>,
    /// What is hard to read, a sentence.
    pub message: String,
    /// The plain alternative.
    pub suggestion: Option<String>,
    /// Whether the text must not be shown like this; else it is advice.
    pub is_error: bool,
}

/// The same, at its place in a file of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The key of the text.
    pub key: String,
    /// What is hard to read, where, and the plain alternative.
    pub fault: Fault,
    /// Whether the text must not be shown like this; else it is advice.
    pub is_error: bool,
}

/// What is hard to read in one text, in its order.
fn observe(text: &str, acronyms: &[Acronym], avoided: &[Avoided]) -> Vec<Observation> {
    let mut found = sentences::too_long(text);
    found.extend(acronyms::unexplained(text, acronyms));
    found.extend(avoided::used(text, avoided));
    found.sort_by_key(|observation| observation.span.start);
    found
}

impl Catalogue {
    /// What is hard to read in the texts of the catalogue, by file and place.
    #[must_use]
    pub fn plain_words(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for text in self.texts() {
            let read = figures::masked(&text.text);
            let mut seen = self.plain_words_of(&read);
            seen.extend(self.written_by_hand(text));
            remarks.extend(seen.into_iter().map(|observation| text.remark(observation)));
        }
        remarks.sort_by(|a, b| {
            (&a.fault.file, a.fault.span.start).cmp(&(&b.fault.file, b.fault.span.start))
        });
        remarks
    }

    /// What is hard to read in a text that is not the catalogue's, with its acronyms and its words to avoid.
    #[must_use]
    pub fn plain_words_of(&self, text: &str) -> Vec<Observation> {
        observe(text, self.acronyms(), self.avoided_words())
    }
}

impl Text {
    /// The observation at its place in the file.
    fn remark(&self, seen: Observation) -> Remark {
        let mut fault = Fault {
            message: seen.message,
            suggestion: seen.suggestion,
            ..self.place.clone()
        };
        if let Some(starts) = self.starts {
            let opening = starts.saturating_sub(fault.span.start);
            let before = self.text.get(..seen.span.start).unwrap_or("");
            let last_line = before.rsplit('\n').next().unwrap_or("");
            // A text whose first line stands under its quotes.
            let below = usize::from(opening > 3);
            let lines = before.matches('\n').count().saturating_add(below);
            let indent = if lines == 0 {
                fault.column.saturating_add(opening)
            } else {
                1
            };
            fault.line = fault.line.saturating_add(lines);
            fault.column = last_line.chars().count().saturating_add(indent);
            fault.span =
                starts.saturating_add(seen.span.start)..starts.saturating_add(seen.span.end);
        }
        Remark {
            key: self.key.clone(),
            fault,
            is_error: seen.is_error,
        }
    }
}

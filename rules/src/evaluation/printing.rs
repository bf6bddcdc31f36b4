//! What follows, printed as one line of JSON without the conditions, straight from numbered places: the line
//! that [`crate::Evaluation::to_json_text`] would print.

use std::fmt::Write as _;
use std::ops::Range;

use chrono::NaiveDate;

use super::compute::Computer;
use super::law::Law;
use super::telling::Told;
use crate::{AmountRange, Estimate, Outcome, Right, Truth};

/// Prints the findings of household after household.
#[derive(Clone, Debug, Default)]
pub(super) struct Printer {
    /// The places met so far, each as it is printed, and where each one stands.
    texts: String,
    places: Vec<Option<Range<usize>>>,
    is_first: bool,
}

impl Printer {
    /// Begins a line.
    pub(super) fn begin(&mut self, computer: &Computer<'_>, line: &mut String) {
        self.texts.clear();
        self.places.clear();
        self.places.resize(computer.places(), None);
        self.is_first = true;
        begin(computer.law, line);
    }

    /// Ends the line.
    pub(super) fn end(line: &mut String) {
        line.push_str(END);
    }

    /// Prints a finding, keys in the order of the alphabet.
    pub(super) fn finding(
        &mut self,
        computer: &Computer<'_>,
        told: &Told<'_, '_>,
        line: &mut String,
    ) {
        if !std::mem::take(&mut self.is_first) {
            line.push(',');
        }
        line.push_str("{\"after\":");
        rights(computer, &told.after, line);
        line.push_str(",\"after_opening_of\":");
        rights(computer, &told.after_opening_of, line);
        line.push_str(",\"amount\":");
        amount(line, told.estimate());
        line.push_str(",\"choice_with\":");
        rights(computer, &told.choice_with, line);
        line.push_str(",\"failures\":");
        list(line, &told.failures, |line, failure| text(line, failure));
        line.push_str(",\"missing\":[");
        let mut is_first = true;
        for place in told.missing {
            let Some(place) = self.place(computer, *place) else {
                continue;
            };
            if !std::mem::take(&mut is_first) {
                line.push(',');
            }
            line.push_str(place);
        }
        line.push_str("],\"outcome\":\"");
        line.push_str(told.judgement.outcome.word());
        line.push_str("\",\"renew_before\":");
        match told.renew_before() {
            Some(day) => date(line, day),
            None => line.push_str("null"),
        }
        line.push_str(",\"right\":\"");
        line.push_str(&told.right.id);
        line.push_str("\",\"sensitive\":");
        line.push_str(if told.sensitive { "true" } else { "false" });
        line.push_str(",\"signalled\":");
        line.push_str(match told.judgement.signalled {
            Truth::Yes => "\"oui\"}",
            Truth::No => "\"non\"}",
            Truth::Unknown => "\"inconnu\"}",
        });
    }

    /// A place as it is printed; `None` for rows nobody named.
    fn place(&mut self, computer: &Computer<'_>, place: usize) -> Option<&str> {
        let known = self.places.get_mut(place)?;
        let range = match known {
            Some(range) => range.clone(),
            None => {
                let start = self.texts.len();
                if let Some(path) = computer.path(computer.leaf(place)) {
                    // Writing to a text can not fail.
                    let _ = write!(self.texts, "\"{path}\"");
                }
                known.insert(start..self.texts.len()).clone()
            }
        };
        self.texts.get(range).filter(|text| !text.is_empty())
    }
}

/// Prints a line of outcomes and amounts only, keys in the order of the alphabet.
pub(super) fn outcomes<'r>(
    law: &Law<'_>,
    found: impl Iterator<Item = (&'r Right, (Outcome, Option<AmountRange>))>,
    line: &mut String,
) {
    begin(law, line);
    for (index, (right, (outcome, range))) in found.enumerate() {
        line.push_str(if index == 0 { "{" } else { ",{" });
        line.push_str("\"amount\":");
        let estimate = range.zip(right.benefit.period);
        amount(
            line,
            estimate.map(|(range, period)| Estimate { range, period }),
        );
        line.push_str(",\"outcome\":\"");
        line.push_str(outcome.word());
        line.push_str("\",\"right\":\"");
        line.push_str(&right.id);
        line.push_str("\"}");
    }
    line.push_str(END);
}

/// The beginning of a line.
fn begin(law: &Law<'_>, line: &mut String) {
    line.push_str("{\"catalogue\":");
    text(line, &law.catalogue.version);
    line.push_str(",\"date\":");
    date(line, law.day);
    line.push_str(",\"findings\":[");
}

const END: &str = "]}";

fn list<T>(line: &mut String, items: &[T], print: impl Fn(&mut String, &T)) {
    // Most are empty.
    if items.is_empty() {
        return line.push_str("[]");
    }
    line.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        print(line, item);
    }
    line.push(']');
}

fn rights(computer: &Computer<'_>, rights: &[u16], line: &mut String) {
    let all = computer.law.catalogue.rights();
    list(line, rights, |line, right| {
        let right = all.get(usize::from(*right));
        text(line, right.map_or("", |right| &right.id));
    });
}

fn amount(line: &mut String, estimate: Option<Estimate>) {
    let Some(Estimate { range, period }) = estimate else {
        return line.push_str("null");
    };
    line.push_str("{\"max\":");
    match range.hi {
        Some(hi) => euros(line, hi),
        None => line.push_str("null"),
    }
    line.push_str(",\"min\":");
    euros(line, range.lo);
    line.push_str(",\"period\":\"");
    line.push_str(period.word());
    line.push_str("\"}");
}

/// Cents as euros: the shortest decimal that says it.
fn euros(line: &mut String, cents: i64) {
    if cents % 100 == 0 {
        // Writing to a text can not fail.
        let _ = write!(line, "{}", cents / 100);
    } else {
        line.push_str(&crate::json::euros(cents).to_string());
    }
}

/// A text between quotes, whatever is in it.
fn text(line: &mut String, text: &str) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        line.push('"');
        line.push_str(text);
        line.push('"');
    } else {
        line.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}

fn date(line: &mut String, day: NaiveDate) {
    // Writing to a text can not fail.
    let _ = write!(line, "\"{day}\"");
}

//! Receipt of rights: the words offered on each line.

use super::views::Choice;
use super::wire::RECEIPTS;
use crate::words::interview as words;

/// The options of a line, in the order of a claim's life.
pub fn options() -> Vec<Choice> {
    RECEIPTS
        .iter()
        .zip(words::RECEIPTS)
        .map(|(value, label)| Choice {
            value: (*value).to_owned(),
            label: label.to_owned(),
        })
        .collect()
}

/// The word and the day of a line's text.
pub fn parts(text: &str) -> (&str, &str) {
    text.split_once('|').unwrap_or((text, ""))
}

//! What professionals noted, theme by theme, as it stands: what a note said before it was corrected stays on the page of notes.

use super::model::{Line, Section};
use super::{Paris, moment};
use crate::interview::Reading;
use crate::notes::Note;
use crate::words::notes::NOTES;

/// The section of the notes; without any, no title.
pub fn section(reading: &Reading<'_>, notes: &[Note], paris: Paris<'_>) -> Section<Line> {
    let mut items = Vec::new();
    for theme in reading.catalogue.themes() {
        let of = notes.iter().filter(|note| note.what.theme == theme.id);
        items.extend(of.map(|note| Line {
            strong: format!("{}.", theme.name),
            text: said(note, paris),
        }));
    }
    Section {
        title: if items.is_empty() { "" } else { NOTES }.to_owned(),
        note: String::new(),
        items,
    }
}

fn said(note: &Note, paris: Paris<'_>) -> String {
    let corrected = if note.before.is_empty() {
        ""
    } else {
        ", corrigée"
    };
    format!(
        "{} (par {}, {}, le {}{corrected})",
        note.what.text,
        note.author,
        note.structure,
        moment(note.at, paris)
    )
}

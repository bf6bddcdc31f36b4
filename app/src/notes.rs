//! What professionals note on a theme of a bilan: dated, signed, read by the team and by whoever the theme is shared with, never on the
//! person's copy. The person may ask to read them, and the page says so. Only its author corrects a note, and what it said before stays.
//!
//! To add something the pages need: a method of [`NotesDesk`], one in the server's, one in the tests'.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::desk::{Desk, DeskError};
use crate::follow_up::form::{Fault, wrong_words};
use crate::interview::pairs::Pairs;
use crate::sharing::Scope;
use crate::words::notes as words;

/// The most characters of a note.
pub const NOTE_LENGTH: usize = 1000;

/// What a note says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewNote {
    /// The theme, by its id in the catalogue.
    pub theme: String,
    /// The text.
    pub text: String,
    /// It says something sensitive: it is shared only with what is sensitive.
    pub sensitive: bool,
}

/// A note that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its identifier.
    pub id: Uuid,
    /// What it says.
    pub what: NewNote,
    /// Who wrote it.
    pub author: String,
    /// Their structure.
    pub structure: String,
    /// The agent who is asking wrote it.
    pub mine: bool,
    /// Grows by one at each correction.
    pub version: u32,
    /// When it was written as it stands.
    pub at: DateTime<Utc>,
    /// What it said before, oldest first, and when that was written.
    pub before: Vec<(NewNote, DateTime<Utc>)>,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// It stands, or stood already.
    Done,
    /// Its author corrected it in another tab in between: nothing was overwritten.
    Stale(Box<Note>),
}

/// What the pages of notes need. Training bilans have none.
#[async_trait]
pub trait NotesDesk {
    /// The notes of a bilan that the agent may read, the last one first.
    async fn notes(&self, bilan: Uuid) -> Result<Vec<Note>, DeskError>;
    /// Keeps a note; the same one sent twice is kept once.
    async fn add_note(&self, bilan: Uuid, note: NewNote) -> Result<(), DeskError>;
    /// Corrects a note of the agent's own, rendered from a version.
    async fn correct_note(
        &self,
        bilan: Uuid,
        (id, seen): (Uuid, u32),
        note: NewNote,
    ) -> Result<Corrected, DeskError>;
}

/// Whether whoever a bilan is shared with may read, and write, a note.
pub fn covers(scope: &Scope, note: &NewNote) -> bool {
    scope.themes.contains(&note.theme) && (scope.sensitive || !note.sensitive)
}

/// A form that came back.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    /// What was typed.
    pub typed: NewNote,
    /// The note that is corrected, with the version the page was rendered from; a new one when there is none.
    pub of: Option<(Uuid, u32)>,
    /// What to correct.
    pub faults: Vec<Fault>,
    /// What stands, when it was corrected in between.
    pub theirs: Option<Note>,
}

/// Receives one posted form; `Some` to show it again.
///
/// # Errors
/// [`DeskError::NotFound`] when there is no such bilan, or no such note of the agent's own, or what the desk says.
pub async fn receive(desk: &dyn Desk, bilan: Uuid, body: &str) -> Result<Option<Echo>, DeskError> {
    let bilan = desk.bilan(bilan).await?.ok_or(DeskError::NotFound)?;
    if bilan.training.is_some() {
        return Err(DeskError::NotFound);
    }
    let pairs = Pairs::decode(body);
    let text = |name: &str| pairs.first(name).unwrap_or_default().trim().to_owned();
    let typed = NewNote {
        theme: text("theme"),
        text: text("note"),
        sensitive: pairs.says("delicat"),
    };
    let seen = text("vu").parse().unwrap_or_default();
    let of = match text("corrige").as_str() {
        "" => None,
        id => Some((Uuid::try_parse(id).map_err(|_| DeskError::NotFound)?, seen)),
    };
    let mut themes = desk.catalogue().themes().to_vec();
    if let Some(scope) = &bilan.shared {
        themes.retain(|theme| scope.themes.contains(&theme.id));
    }
    let known = themes.iter().any(|theme| theme.id == typed.theme);
    let beyond = bilan
        .shared
        .as_ref()
        .is_some_and(|scope| !covers(scope, &typed));
    let mut faults = Vec::new();
    let mut fault = |field, text: Option<String>| {
        faults.extend(text.map(|text| Fault { field, text }));
    };
    fault("theme", (!known).then(|| words::THEME_MISSING.to_owned()));
    fault(
        "delicat",
        (known && beyond).then(|| words::NOT_SHARED.to_owned()),
    );
    let empty = typed
        .text
        .is_empty()
        .then(|| words::TEXT_MISSING.to_owned());
    fault(
        "note",
        empty.or_else(|| wrong_words(&typed.text, NOTE_LENGTH)),
    );
    let theirs = match of {
        _ if !faults.is_empty() => None,
        None => {
            desk.add_note(bilan.id, typed).await?;
            return Ok(None);
        }
        Some(of) => match desk.correct_note(bilan.id, of, typed.clone()).await? {
            Corrected::Done => return Ok(None),
            Corrected::Stale(theirs) => Some(*theirs),
        },
    };
    Ok(Some(Echo {
        typed,
        of,
        faults,
        theirs,
    }))
}

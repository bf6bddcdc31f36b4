//! A structure leaves for another installation, whole, and comes in there: the same rows under the same ids, opened on the way and
//! sealed anew under the key of whoever receives them.
//!
//! | file | what |
//! |---|---|
//! | `table` | what is told of a table, and how its cells are read and bound |
//! | `office`, `people` | every table that leaves, one declaration each; what stays, and why |
//! | `named` | agents, and structures that rows only name |
//! | `made` | what is made anew at the arrival: indexes, passwords |
//! | `older` | what a file of an older form does not say |
//! | `found` | who agreed to be found: of that, the database holds an index alone |
//! | `history` | the lines of the journal |
//! | `content` | the text of the file: one JSON object a line |
//! | `leave`, `arrive` | the two ways |
//! | `vault` | which key opens and seals what |
//!
//! What [`Store::export_structure`](super::Store::export_structure) writes is open: the command line seals it under a passphrase before it reaches a disk
//! ([`passphrase`](crate::seal::passphrase)).
//!
//! To add a table: its declaration in `office.rs` or `people.rs` and its line in [`TABLES`], after those it points at; and in
//! `named.rs` if it names an agent or a structure. A table that stays has its reason in `LEFT_OUT`. A test fails while a column of
//! the migrations is in neither. A file that has one column more is of another [`FORMAT`]: `older.rs` completes those before it.

mod arrive;
mod content;
mod found;
mod history;
mod leave;
mod made;
mod named;
mod office;
mod older;
mod people;
mod table;
mod vault;

#[cfg(test)]
mod tests;

use std::io;

use uuid::Uuid;

use super::StoreError;
use crate::seal::SealError;

pub use arrive::Imported;
pub use leave::Exported;
use table::Table;

/// The form of the file. Another form gets another number.
pub const FORMAT: u32 = 2;
/// The longest line of the file, in bytes. The longest there is, a copy that was issued, has some hundreds of thousands.
pub const LONGEST: u64 = 16 * 1024 * 1024;

/// What is told of long work while it is done: which table, and how many of its rows so far.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64);

/// Every table that leaves, in the order of the file: those that others point at first.
const TABLES: [&Table; 28] = [
    &named::NEIGHBOURS,
    &office::STRUCTURES,
    &office::LEGAL_FRAMES,
    &named::AGENTS,
    &office::MEMBERSHIPS,
    &office::AGREEMENTS,
    &office::ROOMS,
    &office::ROOM_HOURS,
    &office::CLOSED_DAYS,
    &office::APPOINTMENTS,
    &office::CONTACTS,
    &office::REMARKS,
    &people::PERSONS,
    &found::FINDABLE,
    &people::BILANS,
    &people::ANSWERS,
    &people::ISSUED,
    &people::FOLLOW_UPS,
    &people::FOLLOW_UP_STEPS,
    &people::NOTES,
    &people::NOTE_VERSIONS,
    &people::FOLLOWERS,
    &people::ORIENTATIONS,
    &people::ORIENTATION_STEPS,
    &people::MANDATES,
    &people::SHARES,
    &people::EMERGENCIES,
    &people::ERASURES,
];

/// The list of those to whom a bilan is to be offered: after the bilans it names.
const OFFERS: &Table = &office::OFFERS;

/// Why a structure did not leave, or did not come in. Nothing was changed then. No variant tells anything of anybody.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No structure has this id.
    #[error("there is no such structure")]
    NoStructure,
    /// The journal does not hold together.
    #[error(
        "the journal of {0} is not what was written: see `bilan journal verify`; nothing was exported"
    )]
    Journal(String),
    /// Somebody agreed to something, and a row tells it in a way this version does not expect.
    #[error("a row of {0} holds what this version does not understand")]
    Content(&'static str),
    /// The file can not be read or written, or does not open.
    #[error("the file: {0}")]
    File(#[from] io::Error),
    /// A row is too long for the file.
    #[error("a row of {0} is longer than a line of the file may be")]
    TooLong(&'static str),
    /// A line of the file is not one.
    #[error("line {0} of the file is not one of an export, or is too long or too deep")]
    Line(u64),
    /// The file is of a later version.
    #[error(
        "the file has format {0}, this version reads {FORMAT}: install the version that wrote it"
    )]
    Newer(u64),
    /// The file ends before it should, or goes on after it.
    #[error("the file does not hold what its first and last lines say: it is not whole")]
    NotWhole,
    /// A line is of a table that is not exported.
    #[error(
        "line {line} of the file is of a table named {table:?}, which this version does not know"
    )]
    Table {
        /// Which line.
        line: u64,
        /// What it says, its first signs.
        table: String,
    },
    /// A row is not of the structure the file is about, or comes before the row it points at.
    #[error("line {line} of the file, of {table}, points at a row that is not in the file")]
    Stranger {
        /// Which line.
        line: u64,
        /// The table.
        table: &'static str,
    },
    /// A row has not the columns of its table, or a column not its type.
    #[error("line {line} of the file does not hold a row of {table}")]
    Row {
        /// Which line.
        line: u64,
        /// The table.
        table: &'static str,
    },
    /// The database refuses a row.
    #[error("the database refuses line {line} of the file, of {table}")]
    Refused {
        /// Which line.
        line: u64,
        /// The table.
        table: &'static str,
    },
    /// The installation has a row of the same id, or that stands in its place, with another content.
    #[error(
        "this installation already holds a row of {table} of the same id with another content (line {line} of the file); \
         a structure that has lived here since can not be imported again"
    )]
    Differs {
        /// Which line.
        line: u64,
        /// The table.
        table: &'static str,
    },
}

impl From<sqlx::Error> for TransferError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<SealError> for TransferError {
    fn from(error: SealError) -> Self {
        Self::Store(error.into())
    }
}

/// Tables that stay, with the reason.
#[cfg(test)]
const LEFT_OUT: [(&str, &str); 18] = [
    ("settings", "of the installation"),
    (
        "chains",
        "of the installation: the lines of the journal make another chain where they arrive",
    ),
    (
        "person_keys",
        "people have another key where they arrive: what leaves is open",
    ),
    ("pending_provider", "they last minutes"),
    (
        "provider_identities",
        "an agent links their account again, as they have another password",
    ),
    (
        "provider_tokens",
        "they end a session at the provider, and serve for hours only",
    ),
    ("sessions", "nobody is signed in elsewhere"),
    (
        "sign_in_attempts",
        "passwords do not leave, nor what was tried",
    ),
    (
        "second_factors",
        "secrets of a telephone, set anew with the password",
    ),
    ("recovery_codes", "the same"),
    ("pending_sign_ins", "they last minutes"),
    (
        "invitations",
        "codes to an office of this installation, valid for days; the journal tells those that were used",
    ),
    (
        "calendars",
        "the secret address of a calendar of this installation",
    ),
    (
        "form_keys",
        "a form that this installation drew is not sent to another",
    ),
    (
        "directory_structures",
        "public data, imported anywhere by `bilan directory`",
    ),
    ("directory_services", "the same"),
    (
        "directory_corrections",
        "of the installation, on public data",
    ),
    ("directory_state", "of the installation"),
];

/// The table of this name in the file.
fn table_named(name: &str) -> Option<&'static Table> {
    let all = TABLES.into_iter().chain([OFFERS]);
    all.into_iter().find(|table| table.name == name)
}

/// A row of the file that is not where it says.
fn of_line(line: u64, table: &'static str) -> TransferError {
    TransferError::Row { line, table }
}

/// The id a column of the file holds.
fn id_of(row: &table::Row, column: &str) -> Option<Uuid> {
    row.get(column)?.as_str()?.parse().ok()
}

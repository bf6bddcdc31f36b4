//! What can go wrong between us and the database, as sentences for the operator (English, `Display`).
//! What the agent reads is one French sentence chosen by the page: the cause goes to the log, never to the screen.

use crate::seal::{SealError, key_file::KeyError};

/// Why the store did not do what was asked. No variant carries personal data.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite 5 and 6.
    #[error("the database is busy: another program has kept it locked for more than 20 seconds")]
    Busy,
    /// SQLite 8, PostgreSQL 25006.
    #[error("the database cannot be written to: the file, its folder or the server is read-only")]
    ReadOnly,
    /// SQLite 13, PostgreSQL 53100.
    #[error("the disk that holds the database is full; nothing was kept of the last request")]
    Full,
    /// SQLite 14.
    #[error(
        "the database file cannot be opened: check that it and its folder exist and may be read and written"
    )]
    CannotOpen,
    /// SQLite 11 and 26.
    #[error("the file is not a database of this program, or it is damaged")]
    NotADatabase,
    /// There is no file where one was expected.
    #[error("there is no database at {0}; `bilan serve` creates it")]
    Missing(String),
    /// PostgreSQL does not answer, or every connection is taken.
    #[error("the database server does not answer")]
    Unreachable,
    /// PostgreSQL refuses the user, the password or the database name.
    #[error("the database server refuses this user, password or database name")]
    Refused,
    /// An older PostgreSQL.
    #[error("PostgreSQL 15 or newer is needed; this server says it is {0}")]
    TooOld(String),
    /// The migrations of the file are not those of this program.
    #[error("the database was made by another version of this program: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Key missing or wrong.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A table was emptied, or restored without the others.
    #[error(
        "table person_keys lacks the key of somebody whose data are still there: they do not open without it; restore the whole \
         database from one backup"
    )]
    PersonKeyGone,
    /// A key that would leave the key file is still needed.
    #[error(
        "{0} values are still under the keys that would leave the key file; `bilan key rotate` seals them again first. Nothing was \
         changed"
    )]
    KeysInUse(i64),
    /// A sealed value does not open.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// A row holds what the migrations do not allow.
    #[error("the database holds an unexpected value in {0}")]
    Unexpected(&'static str),
    /// The bilan is closed.
    #[error("the bilan is closed")]
    Closed,
    /// The bilan is still open: one goes on with it.
    #[error("the bilan is still open")]
    StillOpen,
    /// The structure has no agreement in force that allows it.
    #[error("no agreement in force allows this structure to do it")]
    NoAgreement,
    /// The login is taken.
    #[error("an agent with this login already exists")]
    LoginTaken,
    /// Somebody comes in as this identity already.
    #[error("this identity is linked to an agent already")]
    IdentityTaken,
    /// A backup would overwrite a file, or cannot be written.
    #[error("the backup cannot be written: {0}")]
    Backup(String),
    /// Anything else the database said.
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(said) => {
                let code = said.code().unwrap_or_default();
                if said
                    .try_downcast_ref::<sqlx::sqlite::SqliteError>()
                    .is_some()
                {
                    // The low byte is the primary code; the rest only details it.
                    match code.parse::<u32>().unwrap_or(0) & 0xff {
                        5 | 6 => Self::Busy,
                        8 => Self::ReadOnly,
                        11 | 26 => Self::NotADatabase,
                        13 => Self::Full,
                        // The shared index of the log could not grow: a full disk under another name.
                        10 if code == "4874" => Self::Full,
                        14 => Self::CannotOpen,
                        _ => Self::Database(error),
                    }
                } else {
                    match code.as_ref() {
                        "25006" => Self::ReadOnly,
                        "53100" => Self::Full,
                        "53300" | "57P01" | "57P02" | "57P03" => Self::Unreachable,
                        "28000" | "28P01" | "3D000" => Self::Refused,
                        _ => Self::Database(error),
                    }
                }
            }
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                Self::Unreachable
            }
            _ => Self::Database(error),
        }
    }
}

//! Everything that is kept, on SQLite or PostgreSQL, with one SQL text for both. No SQL lives outside this folder.
//!
//! One file per noun. To add a method: write the SQL once as a `const` (common subset only: `RETURNING`, `ON CONFLICT`,
//! `COALESCE`; no `NOW()`, no JSON operators), run it with [`on_pool!`] if it reads, with [`on_writer!`] if it writes, take the acting [`Agent`] when it touches
//! people's data and put their structure in the SQL, write the journal in the same transaction ([`rounds`] for what comes with every answer
//! or page), and call it from
//! `tests/it/store*.rs`: a test fails while a public method is not called there, another while a text does not prepare on
//! both databases.
//!
//! To add a table: one migration of the same name in `migrations/sqlite` and `migrations/postgres`.
//!
//! [`Agent`]: crate::session::Agent

mod agents;
mod answers;
mod appointments;
mod backup;
mod bilans;
mod by_name;
mod chain;
mod code;
mod contacts;
mod directory;
mod erasure;
mod erasures;
mod error;
mod export;
mod figures;
mod findable;
mod follow_ups;
mod followers;
mod invitations;
mod issued;
mod journal;
mod journal_retention;
mod legal_frames;
mod mandates;
mod memberships;
mod notes;
mod offers;
mod open;
mod orientation_moves;
mod orientations;
mod own_sessions;
mod pending_provider;
mod person_keys;
mod persons;
mod provider_identities;
mod provider_tokens;
mod remarks;
mod retention;
mod rooms;
mod rotation;
mod rounds;
mod sealed;
mod second_factors;
mod sessions;
mod settings;
mod shares;
mod sheet;
mod standing;
mod structures;
mod throttle;
mod traces;
mod training;
mod url;
mod writer;

use std::sync::Arc;

use sqlx::{PgPool, SqlitePool};

use crate::seal::Vault;
use rounds::WriteTogether;
use writer::{BeginRead, BeginWrite, WriteOnce, Writer};

pub use agents::{AgentLine, Credentials, NewAgent};
pub use appointments::{CalendarLine, NewAppointment};
pub use bilans::Reading;
pub use chain::{Broken, Chain, Fault, Walk};
pub use directory::{Correction, CorrectionRow, Everything, Table};
pub use error::StoreError;
pub use export::{Exported, FORMAT, Imported, LONGEST, Progress, TransferError};
pub use invitations::Joiner;
pub use journal::JournalLine;
pub use open::Location;
pub use pending_provider::{Away, Purpose};
pub use provider_identities::{Identity, LinkedAgent};
pub use retention::Overdue;
pub use sealed::{SealedCounts, sealed_columns};
pub use second_factors::{Pending, Proof, RECOVERY_CODES, SecondFactor};
pub use sessions::SessionRow;
pub use throttle::{ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS, WINDOW_MINUTES};
pub use url::{DatabaseUrl, UrlError};

/// The open database with the key to what is sealed in it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pools: Pools,
    vault: Arc<Vault>,
}

/// The two databases the product runs on.
#[derive(Clone, Debug)]
enum Pools {
    Sqlite(SqliteFile),
    Postgres(PgPool),
}

/// A SQLite file: several connections that read, one that writes.
#[derive(Clone, Debug)]
struct SqliteFile {
    pool: SqlitePool,
    writer: Writer,
}

/// Runs one body against whichever pool is open. The body is type-checked once per database.
macro_rules! on_pool {
    ($pools:expr, |$pool:ident| $body:expr) => {
        match &$pools {
            crate::store::Pools::Sqlite(crate::store::SqliteFile { pool: $pool, .. }) => $body,
            crate::store::Pools::Postgres($pool) => $body,
        }
    };
}
use on_pool;

/// The same for a body that writes, alone or in a transaction. It asks for no second one meanwhile: it would wait for itself.
macro_rules! on_writer {
    ($pools:expr, |$writer:ident| $body:expr) => {
        match &$pools {
            crate::store::Pools::Sqlite(crate::store::SqliteFile {
                writer: $writer, ..
            }) => $body,
            crate::store::Pools::Postgres($writer) => $body,
        }
    };
}
use on_writer;

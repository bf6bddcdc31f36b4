//! Everything that is kept, on SQLite or PostgreSQL, with one SQL text for both. No SQL lives outside this folder.
//!
//! One file per noun. To add a method: write the SQL once as a `const` (common subset only: `RETURNING`, `ON CONFLICT`,
//! `COALESCE`; no `NOW()`, no JSON operators), run it with [`on_pool!`], take the acting [`Agent`] when it touches
//! people's data and put their structure in the SQL, write the journal in the same transaction, and call it from
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
mod turn;
mod url;

use std::sync::Arc;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};

use crate::seal::Vault;
use turn::Begun;

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
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Runs one body against whichever pool is open. The body is type-checked once per database.
macro_rules! on_pool {
    ($pools:expr, |$pool:ident| $body:expr) => {
        match &$pools {
            crate::store::Pools::Sqlite($pool) => $body,
            crate::store::Pools::Postgres($pool) => $body,
        }
    };
}
use on_pool;

/// Begins a transaction.
trait Begin {
    type Database: sqlx::Database;
    /// One that will write.
    async fn begin_write(&self) -> Result<Begun<Self::Database>, sqlx::Error>;
    /// One that only reads, and sees the database as it is at one moment.
    async fn begin_read(&self) -> Result<Begun<Self::Database>, sqlx::Error>;
}

impl Begin for SqlitePool {
    type Database = Sqlite;

    /// Takes the write lock at once: a transaction that reads first and writes later would fail as "busy" under load
    /// instead of waiting its turn.
    async fn begin_write(&self) -> Result<Begun<Sqlite>, sqlx::Error> {
        let turn = turn::turn(self).await?;
        let begun = self.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Begun::new(begun, Some(turn)))
    }

    async fn begin_read(&self) -> Result<Begun<Sqlite>, sqlx::Error> {
        Ok(Begun::new(self.begin().await?, None))
    }
}

impl Begin for PgPool {
    type Database = Postgres;

    /// In a task of its own, which ends whatever becomes of the request: the driver counts a transaction once its `BEGIN` is answered, so
    /// a request that is dropped in between would give back a connection with a transaction open, whose later writes nobody commits.
    async fn begin_write(&self) -> Result<Begun<Postgres>, sqlx::Error> {
        let pool = self.clone();
        let begun = tokio::spawn(async move { pool.begin().await });
        let begun = begun.await.map_err(|_| sqlx::Error::WorkerCrashed)??;
        Ok(Begun::new(begun, None))
    }

    async fn begin_read(&self) -> Result<Begun<Postgres>, sqlx::Error> {
        let pool = self.clone();
        let begin = async move {
            pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .await
        };
        let begun = tokio::spawn(begin).await;
        let begun = begun.map_err(|_| sqlx::Error::WorkerCrashed)??;
        Ok(Begun::new(begun, None))
    }
}

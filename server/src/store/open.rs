//! Opening the database: connect, check, migrate, find the key, prove that it can be written to.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{DateTime, Utc};
use sqlx::{
    Connection as _, PgConnection, PgPool, SqliteConnection,
    migrate::Migrator,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use uuid::Uuid;

use super::{DatabaseUrl, Pools, SqliteFile, Store, StoreError, Writer, on_pool};
use crate::seal::{
    Ring, Sealed, Vault,
    key_file::{self, KeyError},
};

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// How to open a database.
#[derive(Clone, Debug)]
pub struct Location {
    /// Where it is.
    pub url: DatabaseUrl,
    /// Where its key is.
    pub key: PathBuf,
    /// Whether a missing SQLite file is created. Only first-start commands say yes.
    pub create: bool,
}

impl Store {
    /// Opens the database, brings its tables up to date and checks the key. `now` dates the proof of writing.
    pub async fn open(location: &Location, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let pools = match &location.url {
            DatabaseUrl::Sqlite(file) => Pools::Sqlite(open_sqlite(file, location.create).await?),
            DatabaseUrl::Postgres(options) => {
                // One connection first: a pool would try again for twenty seconds before saying that nobody answers.
                PgConnection::connect_with(options).await?.close().await?;
                let pool = PgPoolOptions::new()
                    .max_connections(20)
                    .acquire_timeout(PATIENCE)
                    // Planning a statement takes up to ten times what running it does, and each is run thousands of times.
                    .after_connect(|connection, _| {
                        Box::pin(async move {
                            sqlx::query("SET plan_cache_mode = force_generic_plan")
                                .execute(connection)
                                .await
                                .map(drop)
                        })
                    })
                    // A question before each use doubles the time of a short one: only a connection that rested is asked.
                    .test_before_acquire(false)
                    .before_acquire(|connection, known| {
                        Box::pin(async move {
                            if known.idle_for > RESTED {
                                connection.ping().await?;
                            }
                            Ok(true)
                        })
                    })
                    .connect_with(options.as_ref().clone())
                    .await?;
                check_postgres_version(&pool).await?;
                POSTGRES.run(&pool).await.map_err(migration)?;
                Pools::Postgres(pool)
            }
        };
        let vault = unlock(&pools, &location.key).await?;
        let store = Self {
            pools,
            vault: vault.into(),
        };
        store.learn_kept_keys().await?;
        store.give_keys().await?;
        store.index_names().await?;
        store.prove_writable(now).await?;
        Ok(store)
    }

    /// Whether the database answers, without opening what is in it and without changing anything.
    pub async fn reach(url: &DatabaseUrl) -> Result<(), StoreError> {
        match url {
            DatabaseUrl::Sqlite(file) => {
                let options = SqliteConnectOptions::new().filename(file).read_only(true);
                let mut connection = SqliteConnection::connect_with(&options).await?;
                sqlx::query("SELECT COUNT(*) FROM settings")
                    .execute(&mut connection)
                    .await?;
                connection.close().await?;
            }
            DatabaseUrl::Postgres(options) => {
                PgConnection::connect_with(options).await?.close().await?;
            }
        }
        Ok(())
    }

    /// Whether the database answers now, to this server.
    pub async fn answers_a_question(&self) -> Result<(), StoreError> {
        const SQL: &str = "SELECT COUNT(*) FROM settings";
        let _: i64 = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .fetch_one(pool)
            .await)?;
        Ok(())
    }

    /// How many connections are open, and how many of them wait for work; the one that writes to SQLite apart.
    pub fn connections(&self) -> (u32, usize) {
        on_pool!(self.pools, |pool| (pool.size(), pool.num_idle()))
    }

    /// Closes every connection; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite(file) => {
                file.writer.close().await;
                file.pool.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// How long a connection that reads SQLite lives. Opening another costs a millisecond.
const LIFETIME: Duration = Duration::from_secs(60);
/// How long a connection to PostgreSQL may rest before it is asked whether it still answers.
const RESTED: Duration = Duration::from_secs(1);
/// How long a request waits for a connection before it is refused with a sentence: less than the fifteen seconds after which the island
/// gives up listening (`app/src/islands/live/send.rs`).
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

async fn open_sqlite(file: &Path, create: bool) -> Result<SqliteFile, StoreError> {
    if !file.exists() {
        if !create {
            return Err(StoreError::Missing(file.display().to_string()));
        }
        create_private(file)?;
    }
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged answer must survive a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(20))
        // In KiB, for each connection: an interview is read whole at every page.
        .pragma("cache_size", "-8000")
        // So is it handed over: its answers, rarely more, without waiting for whoever reads them.
        .row_buffer_size(500)
        // What is erased is overwritten with zeros.
        .pragma("secure_delete", "ON");
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(PATIENCE)
        // One that was opened while the file was read-only stays so for its whole life.
        .max_lifetime(LIFETIME)
        // A file always answers.
        .test_before_acquire(false)
        .connect_with(options.clone())
        .await?;
    SQLITE.run(&pool).await.map_err(migration)?;
    let writer = Writer::of(options);
    Ok(SqliteFile { pool, writer })
}

/// Creates the empty file readable by its owner only; SQLite gives its log files the same rights.
fn create_private(file: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .map(drop)
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => StoreError::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            _ => StoreError::CannotOpen,
        })
}

async fn check_postgres_version(pool: &PgPool) -> Result<(), StoreError> {
    // PostgreSQL only: SQLite has no server.
    const SQL: &str =
        "SELECT current_setting('server_version_num'), current_setting('server_version')";
    let (number, shown): (String, String) = sqlx::query_as(SQL).fetch_one(pool).await?;
    if number.parse::<u32>().unwrap_or(0) < 150_000 {
        Err(StoreError::TooOld(shown))
    } else {
        Ok(())
    }
}

/// A full disk or a read-only file met during a migration is said as such.
fn migration(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(cause)
        | sqlx::migrate::MigrateError::ExecuteMigration(cause, _) => cause.into(),
        other => StoreError::Migration(other),
    }
}

/// Finds the key of this database: the one in the file when it opens what is sealed here, a new one when nothing is
/// sealed yet, a refusal otherwise.
async fn unlock(pools: &Pools, path: &Path) -> Result<Vault, StoreError> {
    let known = super::settings::key_check(pools).await?;
    match (key_file::read(path)?, known) {
        (None, Some(_)) => Err(KeyError::Missing(path.to_owned()).into()),
        (Some(ring), Some((id, check))) => ours(&ring, path, id, &check),
        (found, None) => {
            let ring = match found {
                Some(ring) => ring,
                None => key_file::create(path)?,
            };
            // Another process may have started first with another key: what stands in the database decides.
            let (id, check) = super::settings::keep_key_check(pools, &Vault::new(&ring)).await?;
            ours(&ring, path, id, &check)
        }
    }
}

/// The vault of this ring, when it opens the check of this database.
fn ours(ring: &Ring, path: &Path, id: Uuid, check: &Sealed) -> Result<Vault, StoreError> {
    let vault = Vault::new(ring).reading_again(path.to_owned());
    if super::settings::is_ours(&vault, id, check)? {
        Ok(vault)
    } else {
        Err(KeyError::Wrong(path.to_owned()).into())
    }
}

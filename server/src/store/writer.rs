//! Who writes, and how it begins and ends. SQLite takes one writer at a time, and lets the others sleep and try again: under load they
//! overtake one another for seconds. Here they wait for the only connection that writes, first come first served; readers never wait
//! for it, and it keeps what it read in memory, since nobody else changes the file.

use std::{
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use sqlx::{
    Connection as _, Database, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use super::open::PATIENCE;

/// The connection that writes to a SQLite file.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    pub(super) pool: SqlitePool,
    doubted: Arc<AtomicBool>,
}

/// A transaction that began. Whoever drops it undoes it.
pub(super) struct Begun<DB: Database> {
    /// Dropped before the connection goes back.
    doubt: Option<Doubt>,
    transaction: Transaction<'static, DB>,
}

/// Says that the connection is doubtful when the transaction was neither kept nor given up on purpose.
struct Doubt {
    doubted: Arc<AtomicBool>,
    lifted: bool,
}

/// Begins a transaction that will write.
pub(super) trait BeginWrite {
    type Database: Database;
    async fn begin_write(&self) -> Result<Begun<Self::Database>, sqlx::Error>;
}

/// Begins a transaction that only reads, and sees the database as it is at one moment.
pub(super) trait BeginRead {
    type Database: Database;
    async fn begin_read(&self) -> Result<Begun<Self::Database>, sqlx::Error>;
}

impl Writer {
    /// The writer of a file. A connection that SQLite opened while the file was read-only stays so for its whole life, and does not say
    /// so before it writes: after a transaction that was not kept, another one takes its place.
    pub(super) fn of(options: SqliteConnectOptions) -> Self {
        let doubted = Arc::new(AtomicBool::new(false));
        let asked = doubted.clone();
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            // A file always answers.
            .test_before_acquire(false)
            .before_acquire(move |_, _| {
                let doubted = asked.swap(false, Ordering::Relaxed);
                Box::pin(async move { Ok(!doubted) })
            })
            // After a full disk SQLite has undone the transaction by itself and the driver still counts it: such a connection
            // would refuse every later write.
            .after_release(|connection, _| {
                Box::pin(async move {
                    if connection.is_in_transaction() {
                        // One that is being undone is over once this is answered.
                        connection.ping().await?;
                    }
                    Ok(!connection.is_in_transaction())
                })
            })
            .connect_lazy_with(options);
        Self { pool, doubted }
    }
}

impl BeginWrite for Writer {
    type Database = Sqlite;

    /// Takes the write lock at once: a transaction that reads first and writes later would fail as "busy" beside another process
    /// instead of waiting.
    async fn begin_write(&self) -> Result<Begun<Sqlite>, sqlx::Error> {
        let transaction = self.pool.begin_with("BEGIN IMMEDIATE").await;
        let doubt = Doubt {
            doubted: self.doubted.clone(),
            lifted: false,
        };
        Ok(Begun {
            transaction: transaction?,
            doubt: Some(doubt),
        })
    }
}

impl BeginRead for SqlitePool {
    type Database = Sqlite;

    async fn begin_read(&self) -> Result<Begun<Sqlite>, sqlx::Error> {
        Ok(Begun::plain(self.begin().await?))
    }
}

impl BeginWrite for PgPool {
    type Database = Postgres;

    async fn begin_write(&self) -> Result<Begun<Postgres>, sqlx::Error> {
        begin_apart(self, "BEGIN").await
    }
}

impl BeginRead for PgPool {
    type Database = Postgres;

    async fn begin_read(&self) -> Result<Begun<Postgres>, sqlx::Error> {
        begin_apart(self, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
    }
}

/// In a task of its own, which ends whatever becomes of the request: the driver counts a transaction once its `BEGIN` is answered, so
/// a request that is dropped in between would give back a connection with a transaction open, whose later writes nobody commits.
async fn begin_apart(pool: &PgPool, begin: &'static str) -> Result<Begun<Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(begin).await });
    let begun = begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?;
    Ok(Begun::plain(begun?))
}

impl<DB: Database> Begun<DB> {
    fn plain(transaction: Transaction<'static, DB>) -> Self {
        Self {
            doubt: None,
            transaction,
        }
    }

    /// Keeps what was written.
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        let Self { doubt, transaction } = self;
        transaction.commit().await?;
        lift(doubt);
        Ok(())
    }

    /// Undoes it at once.
    pub(super) async fn rollback(self) -> Result<(), sqlx::Error> {
        let Self { doubt, transaction } = self;
        transaction.rollback().await?;
        lift(doubt);
        Ok(())
    }
}

fn lift(doubt: Option<Doubt>) {
    if let Some(mut doubt) = doubt {
        doubt.lifted = true;
    }
}

impl Drop for Doubt {
    fn drop(&mut self) {
        if !self.lifted {
            self.doubted.store(true, Ordering::Relaxed);
        }
    }
}

impl<DB: Database> Deref for Begun<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &DB::Connection {
        &self.transaction
    }
}

impl<DB: Database> DerefMut for Begun<DB> {
    fn deref_mut(&mut self) -> &mut DB::Connection {
        &mut self.transaction
    }
}

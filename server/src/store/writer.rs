//! Who writes, and how it begins and ends. SQLite takes one writer at a time, and lets the others sleep and try again: under load they
//! overtake one another for seconds. Here they wait for the only connection that holds transactions that write, first come first served;
//! readers never wait for it.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use sqlx::{
    Connection as _, Database, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    postgres::PgArguments,
    query::Query,
    sqlite::{SqliteArguments, SqliteConnectOptions},
};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{Mutex, OwnedMutexGuard},
    task::block_in_place,
    time::timeout,
};

use super::{StoreError, open::PATIENCE};

/// The connection that writes to a SQLite file; none before the first writer, nor after one that did not end well.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    options: Arc<SqliteConnectOptions>,
    seat: Arc<Mutex<Option<SqliteConnection>>>,
}

/// A transaction that writes to SQLite. Whoever drops it undoes it, and ends its connection: one that SQLite opened while the file was
/// read-only stays so for its whole life, and after a full disk SQLite undid more than was asked. The next writer opens another.
pub(super) struct Written {
    connection: SqliteConnection,
    /// Held until the transaction is over.
    seat: OwnedMutexGuard<Option<SqliteConnection>>,
}

/// Begins a transaction that will write.
pub(super) trait BeginWrite {
    type Begun;
    async fn begin_write(&self) -> Result<Self::Begun, sqlx::Error>;
}

/// Runs one statement that writes, by itself.
pub(super) trait WriteOnce {
    type Database: Database;
    /// How many rows it wrote.
    async fn write_once<'q>(
        &self,
        statement: Query<'q, Self::Database, <Self::Database as Database>::Arguments>,
    ) -> Result<u64, sqlx::Error>;
}

/// Begins a transaction that will write, and runs it on a thread that does nothing else until it ends. For the writes that come with
/// every answer and every page: what a transaction of SQLite waits for between two statements, every other writer waits for.
pub(super) trait WriteApart: BeginWrite {
    async fn write_apart<T, F>(&self, body: impl FnOnce(Self::Begun) -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>;
}

/// Begins a transaction that only reads, and sees the database as it is at one moment.
pub(super) trait BeginRead {
    type Begun;
    async fn begin_read(&self) -> Result<Self::Begun, sqlx::Error>;
}

impl Writer {
    /// The writer of a file.
    pub(super) fn of(options: SqliteConnectOptions) -> Self {
        Self {
            options: Arc::new(options),
            seat: Arc::default(),
        }
    }

    /// Waits for one's turn, no longer than for a connection, and takes the seat.
    pub(super) async fn sit(&self) -> Result<Written, sqlx::Error> {
        let seat = timeout(PATIENCE, self.seat.clone().lock_owned());
        let mut seat = seat.await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let connection = match seat.take() {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.options).await?,
        };
        Ok(Written { connection, seat })
    }

    /// Ends the connection.
    pub(super) async fn close(&self) {
        if let Some(connection) = self.seat.lock().await.take() {
            // The file is as whole without a goodbye.
            let _ = connection.close().await;
        }
    }
}

impl Written {
    /// Takes the write lock at once: a transaction that reads first and writes later would fail as "busy" beside another process
    /// instead of waiting.
    async fn begin(mut self) -> Result<Self, sqlx::Error> {
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut self.connection)
            .await?;
        Ok(self)
    }

    /// Keeps what was written.
    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("COMMIT").execute(&mut self.connection).await?;
        self.rise();
        Ok(())
    }

    /// Undoes it at once.
    pub(super) async fn rollback(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("ROLLBACK")
            .execute(&mut self.connection)
            .await?;
        self.rise();
        Ok(())
    }

    /// Leaves the connection to the next one.
    pub(super) fn rise(mut self) {
        *self.seat = Some(self.connection);
    }
}

impl Deref for Written {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Written {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}

impl BeginWrite for Writer {
    type Begun = Written;

    async fn begin_write(&self) -> Result<Written, sqlx::Error> {
        self.sit().await?.begin().await
    }
}

impl WriteApart for Writer {
    async fn write_apart<T, F>(&self, body: impl FnOnce(Written) -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let seated = self.sit().await?;
        let whole = async move { body(seated.begin().await?).await };
        let runtime = Handle::current();
        // A woken thread runs before those that have judged households for some milliseconds; a woken task waits for one of them.
        match runtime.runtime_flavor() {
            RuntimeFlavor::MultiThread => block_in_place(|| runtime.block_on(whole)),
            _ => whole.await,
        }
    }
}

impl BeginRead for SqlitePool {
    type Begun = Transaction<'static, Sqlite>;

    async fn begin_read(&self) -> Result<Self::Begun, sqlx::Error> {
        self.begin().await
    }
}

impl BeginWrite for PgPool {
    type Begun = Transaction<'static, Postgres>;

    async fn begin_write(&self) -> Result<Self::Begun, sqlx::Error> {
        begin_apart(self, "BEGIN").await
    }
}

impl WriteOnce for Writer {
    type Database = Sqlite;

    async fn write_once<'q>(
        &self,
        statement: Query<'q, Sqlite, SqliteArguments>,
    ) -> Result<u64, sqlx::Error> {
        let mut seated = self.sit().await?;
        let done = statement.execute(&mut *seated).await?;
        seated.rise();
        Ok(done.rows_affected())
    }
}

impl WriteOnce for PgPool {
    type Database = Postgres;

    async fn write_once<'q>(
        &self,
        statement: Query<'q, Postgres, PgArguments>,
    ) -> Result<u64, sqlx::Error> {
        Ok(statement.execute(self).await?.rows_affected())
    }
}

impl WriteApart for PgPool {
    async fn write_apart<T, F>(&self, body: impl FnOnce(Self::Begun) -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        body(self.begin_write().await?).await
    }
}

impl BeginRead for PgPool {
    type Begun = Transaction<'static, Postgres>;

    async fn begin_read(&self) -> Result<Self::Begun, sqlx::Error> {
        begin_apart(self, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
    }
}

/// In a task of its own, which ends whatever becomes of the request: the driver counts a transaction once its `BEGIN` is answered, so
/// a request that is dropped in between would give back a connection with a transaction open, whose later writes nobody commits.
async fn begin_apart(
    pool: &PgPool,
    begin: &'static str,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(begin).await });
    begun.await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

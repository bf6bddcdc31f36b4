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
    sync::{Mutex, OwnedMutexGuard},
    time::timeout,
};

use super::{open::PATIENCE, rounds::Rounds};

/// Whoever writes to a SQLite file.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    seat: Seat,
    /// Those who write with others.
    pub(super) rounds: Rounds,
}

/// The connection that writes to a SQLite file; none before the first writer, nor after one that did not end well.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    options: Arc<SqliteConnectOptions>,
    connection: Arc<Mutex<Option<SqliteConnection>>>,
}

/// A transaction that writes to SQLite. Whoever drops it undoes it, and ends its connection: one that SQLite opened while the file was
/// read-only stays so for its whole life, and after a full disk SQLite undid more than was asked. The next writer opens another.
pub(super) struct Written {
    connection: SqliteConnection,
    /// Held until the transaction is over.
    turn: Turn,
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

/// Begins a transaction that only reads, and sees the database as it is at one moment.
pub(super) trait BeginRead {
    type Begun;
    async fn begin_read(&self) -> Result<Self::Begun, sqlx::Error>;
}

impl Writer {
    /// The writer of a file.
    pub(super) fn of(options: SqliteConnectOptions) -> Self {
        let seat = Seat {
            options: Arc::new(options),
            connection: Arc::default(),
        };
        Self {
            rounds: Rounds::on(seat.clone()),
            seat,
        }
    }

    /// Waits for one's turn, no longer than for a connection, and takes the seat.
    pub(super) async fn sit(&self) -> Result<Written, sqlx::Error> {
        let turn = timeout(PATIENCE, self.seat.turn()).await;
        self.seat
            .take(turn.map_err(|_| sqlx::Error::PoolTimedOut)?)
            .await
    }

    /// Ends the connection.
    pub(super) async fn close(&self) {
        if let Some(connection) = self.seat.turn().await.take() {
            // The file is as whole without a goodbye.
            let _ = connection.close().await;
        }
    }
}

/// One's turn to write.
type Turn = OwnedMutexGuard<Option<SqliteConnection>>;

impl Seat {
    /// Waits for one's turn.
    async fn turn(&self) -> Turn {
        self.connection.clone().lock_owned().await
    }

    async fn take(&self, mut turn: Turn) -> Result<Written, sqlx::Error> {
        let connection = match turn.take() {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.options).await?,
        };
        Ok(Written { connection, turn })
    }

    /// Begins a transaction that will write, however long its turn is in coming.
    pub(super) async fn begin(&self) -> Result<Written, sqlx::Error> {
        let turn = self.turn().await;
        self.take(turn).await?.begin().await
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
        *self.turn = Some(self.connection);
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

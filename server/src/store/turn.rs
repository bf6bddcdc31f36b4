//! Who writes, and when. SQLite takes one writer at a time, and lets the others sleep and try again: under load they overtake one another for
//! seconds, each with a connection that a reader waits for. Here they queue, first come first served, before they take a connection.

use std::{
    collections::HashMap,
    ops::{Deref, DerefMut},
    path::PathBuf,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use sqlx::{Database, SqlitePool, Transaction};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::open::PATIENCE;

/// One queue for each database file: two stores of one process on the same file take turns too.
static QUEUES: LazyLock<Mutex<HashMap<PathBuf, Arc<Semaphore>>>> = LazyLock::new(Mutex::default);

/// A transaction that began. Whoever drops it undoes it.
pub(super) struct Begun<DB: Database> {
    transaction: Transaction<'static, DB>,
    /// Given to the next one once the transaction is over: dropped after it.
    _turn: Option<OwnedSemaphorePermit>,
}

impl<DB: Database> Begun<DB> {
    /// A transaction that began, in its turn where there are turns.
    pub(super) fn new(
        transaction: Transaction<'static, DB>,
        turn: Option<OwnedSemaphorePermit>,
    ) -> Self {
        Self {
            transaction,
            _turn: turn,
        }
    }

    /// Keeps what was written.
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        self.transaction.commit().await
    }

    /// Undoes it at once.
    pub(super) async fn rollback(self) -> Result<(), sqlx::Error> {
        self.transaction.rollback().await
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

/// Waits for one's turn to write to the file of this pool, no longer than for a connection.
pub(super) async fn turn(pool: &SqlitePool) -> Result<OwnedSemaphorePermit, sqlx::Error> {
    let file = pool.connect_options().get_filename().to_path_buf();
    let queue = {
        let mut queues = QUEUES.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queues.entry(file);
        queue.or_insert_with(|| Arc::new(Semaphore::new(1))).clone()
    };
    timeout(PATIENCE, queue.acquire_owned())
        .await
        .map_err(|_| sqlx::Error::PoolTimedOut)?
        .map_err(|_| sqlx::Error::PoolClosed)
}

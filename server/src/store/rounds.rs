//! What several people write at once, kept together. Each answer and each page that is shown writes a little. SQLite takes one writer at a time,
//! and what a transaction costs beside its statements (the disk that is waited for, the pages that go to the log again) is nearly the same for
//! one person as for ten: a thread takes everybody who waits into one transaction, so that the more they are, the less each one costs.
//!
//! Nobody is told that something is kept before the transaction is. If one of them writes nothing after all, or fails, all of it is undone, and
//! each has a transaction alone: nobody fails for another. PostgreSQL writes them side by side, each in a transaction of its own.

use std::{
    mem::take,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    slice, thread,
};

use sqlx::{PgConnection, PgPool, SqliteConnection};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{
    BeginWrite as _, StoreError,
    open::PATIENCE,
    writer::{Seat, Writer},
};

/// How many are taken into one transaction at most.
const MOST: usize = 32;

/// How what was written for somebody ends.
pub(super) enum End<T> {
    /// It is kept.
    Keep(T),
    /// Nothing is kept: there was nothing to write.
    Undo(T),
    /// Nothing is kept, and it is done once more: somebody wrote the same meanwhile.
    Again,
}

/// What is written for somebody. It may be run again, from the beginning.
pub(super) type Run<'t, T> = Pin<Box<dyn Future<Output = Result<End<T>, StoreError>> + Send + 't>>;

/// Writes in a transaction that others may share. For the writes that come with every answer and every page.
pub(super) trait WriteTogether {
    type Connection;
    async fn write_together<T: Send + 'static>(
        &self,
        body: impl for<'t> Fn(&'t mut Self::Connection) -> Run<'t, T> + Send + 'static,
    ) -> Result<T, StoreError>;
}

impl WriteTogether for Writer {
    type Connection = SqliteConnection;

    async fn write_together<T: Send + 'static>(
        &self,
        body: impl for<'t> Fn(&'t mut SqliteConnection) -> Run<'t, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        self.rounds.join(Box::new(Asked {
            body,
            result: None,
            tell,
        }));
        timeout(PATIENCE, told)
            .await
            .map_err(|_| sqlx::Error::PoolTimedOut)?
            .map_err(|_| sqlx::Error::WorkerCrashed)?
    }
}

impl WriteTogether for PgPool {
    type Connection = PgConnection;

    async fn write_together<T: Send + 'static>(
        &self,
        body: impl for<'t> Fn(&'t mut PgConnection) -> Run<'t, T> + Send + 'static,
    ) -> Result<T, StoreError> {
        loop {
            let mut tx = self.begin_write().await?;
            match body(&mut tx).await? {
                End::Keep(done) => {
                    tx.commit().await?;
                    return Ok(done);
                }
                End::Undo(done) => {
                    tx.rollback().await?;
                    return Ok(done);
                }
                End::Again => tx.rollback().await?,
            }
        }
    }
}

/// The thread that writes for several people, and those who wait for it. It ends with the last of its handles.
#[derive(Clone, Debug)]
pub(super) struct Rounds(mpsc::UnboundedSender<Box<dyn Job>>);

impl Rounds {
    pub(super) fn on(seat: Seat) -> Self {
        let (join, mut waiting) = mpsc::unbounded_channel();
        // Without it nobody is ever answered: each says so after its patience.
        let _ = thread::Builder::new()
            .name("rounds".to_owned())
            .spawn(move || {
                let Ok(runtime) = runtime::Builder::new_current_thread().build() else {
                    return;
                };
                let mut jobs = Vec::new();
                while runtime.block_on(waiting.recv_many(&mut jobs, MOST)) > 0 {
                    let round = || runtime.block_on(round(&seat, take(&mut jobs)));
                    // Whoever panics takes along those of the same round; the next ones are served.
                    let _ = catch_unwind(AssertUnwindSafe(round));
                }
            });
        Self(join)
    }

    fn join(&self, job: Box<dyn Job>) {
        // A thread that is gone tells nobody anything, and is noticed by that.
        let _ = self.0.send(job);
    }
}

async fn round(seat: &Seat, mut jobs: Vec<Box<dyn Job>>) {
    if jobs.len() > 1 && matches!(attempt(seat, &mut jobs).await, Ok(After::Kept)) {
        jobs.into_iter().for_each(|job| job.tell());
        return;
    }
    for mut job in jobs {
        loop {
            match attempt(seat, slice::from_mut(&mut job)).await {
                Ok(After::Again) => continue,
                Ok(_) => job.tell(),
                Err(error) => job.fail(error.into()),
            }
            break;
        }
    }
}

/// What became of a transaction.
enum After {
    Kept,
    Undone,
    Again,
}

/// Runs them in one transaction, kept if each of them keeps what it wrote; whoever left while it waited is passed over.
async fn attempt(seat: &Seat, jobs: &mut [Box<dyn Job>]) -> Result<After, sqlx::Error> {
    let mut tx = seat.begin().await?;
    for job in jobs.iter_mut().filter(|job| job.is_awaited()) {
        match job.run(&mut tx).await {
            Ran::Keep => {}
            Ran::Undo => return tx.rollback().await.map(|()| After::Undone),
            Ran::Again => return tx.rollback().await.map(|()| After::Again),
            // Its connection goes with it.
            Ran::Failed => return Ok(After::Undone),
        }
    }
    tx.commit().await.map(|()| After::Kept)
}

/// How it went for one of them.
enum Ran {
    Keep,
    Undo,
    Again,
    Failed,
}

/// Somebody who waits to have something written.
trait Job: Send {
    /// Whether somebody still waits for it.
    fn is_awaited(&self) -> bool;
    /// Writes it, and remembers what to tell.
    fn run<'t>(
        &'t mut self,
        connection: &'t mut SqliteConnection,
    ) -> Pin<Box<dyn Future<Output = Ran> + 't>>;
    /// Tells how the last run went.
    fn tell(self: Box<Self>);
    /// Tells that it was not kept.
    fn fail(self: Box<Self>, error: StoreError);
}

struct Asked<T, F> {
    body: F,
    result: Option<Result<T, StoreError>>,
    tell: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Asked<T, F>
where
    T: Send,
    F: for<'t> Fn(&'t mut SqliteConnection) -> Run<'t, T> + Send,
{
    fn is_awaited(&self) -> bool {
        !self.tell.is_closed()
    }

    fn run<'t>(
        &'t mut self,
        connection: &'t mut SqliteConnection,
    ) -> Pin<Box<dyn Future<Output = Ran> + 't>> {
        Box::pin(async move {
            let (ran, result) = match (self.body)(connection).await {
                Ok(End::Keep(done)) => (Ran::Keep, Some(Ok(done))),
                Ok(End::Undo(done)) => (Ran::Undo, Some(Ok(done))),
                Ok(End::Again) => (Ran::Again, None),
                Err(error) => (Ran::Failed, Some(Err(error))),
            };
            self.result = result;
            ran
        })
    }

    fn tell(self: Box<Self>) {
        if let Some(result) = self.result {
            // Whoever asked may have left.
            let _ = self.tell.send(result);
        }
    }

    fn fail(self: Box<Self>, error: StoreError) {
        let _ = self.tell.send(Err(error));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use sqlx::sqlite::SqliteConnectOptions;
    use tokio::join;

    use super::*;

    /// A writer with a table to write in.
    struct Bench {
        writer: Writer,
        _folder: tempfile::TempDir,
        /// How many times somebody's writing was run.
        runs: Arc<AtomicUsize>,
    }

    /// What somebody does once their line is written.
    #[derive(Clone, Copy)]
    enum Then {
        Keep,
        Undo,
        AgainOnce,
        Fail,
        Panic,
    }

    impl Bench {
        async fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("rounds.sqlite");
            let options = SqliteConnectOptions::new()
                .filename(file)
                .create_if_missing(true);
            let writer = Writer::of(options);
            let mut seated = writer.sit().await.unwrap();
            sqlx::query("CREATE TABLE said (word TEXT NOT NULL)")
                .execute(&mut *seated)
                .await
                .unwrap();
            seated.rise();
            Self {
                writer,
                _folder: folder,
                runs: Arc::default(),
            }
        }

        async fn write(&self, word: &'static str, then: Then) -> Result<&'static str, StoreError> {
            let all = self.runs.clone();
            let own = AtomicUsize::new(0);
            let written = self.writer.write_together(move |tx| {
                all.fetch_add(1, Ordering::SeqCst);
                let first = own.fetch_add(1, Ordering::SeqCst) == 0;
                Box::pin(async move {
                    sqlx::query("INSERT INTO said VALUES ($1)")
                        .bind(word)
                        .execute(tx)
                        .await?;
                    Ok(match then {
                        Then::AgainOnce if first => End::Again,
                        Then::Keep | Then::AgainOnce => End::Keep(word),
                        Then::Undo => End::Undo(word),
                        Then::Fail => return Err(StoreError::Closed),
                        Then::Panic => panic!("a writing that is wrong"),
                    })
                })
            });
            written.await
        }

        async fn said(&self) -> Vec<String> {
            let mut seated = self.writer.sit().await.unwrap();
            let said = sqlx::query_scalar("SELECT word FROM said ORDER BY word")
                .fetch_all(&mut *seated)
                .await
                .unwrap();
            seated.rise();
            said
        }

        fn runs(&self) -> usize {
            self.runs.load(Ordering::SeqCst)
        }

        /// Two others and one between them who wait together: somebody who was there before keeps them waiting.
        async fn beside(&self, then: Then) -> [Result<&'static str, StoreError>; 3] {
            let before = self.writer.sit().await.unwrap();
            let rise = async {
                tokio::task::yield_now().await;
                before.rise();
            };
            // The first round takes what came until then, alone or with the next: it is the one that is kept waiting.
            let (first, _) = join!(
                async {
                    join!(
                        self.write("one", Then::Keep),
                        self.write("two", then),
                        self.write("three", Then::Keep)
                    )
                },
                rise
            );
            [first.0, first.1, first.2]
        }
    }

    fn told(results: [Result<&'static str, StoreError>; 3]) -> [Option<&'static str>; 3] {
        results.map(Result::ok)
    }

    #[tokio::test]
    async fn everybody_is_told_once_it_is_kept() {
        let bench = Bench::new().await;
        let results = told(bench.beside(Then::Keep).await);
        assert_eq!(results, [Some("one"), Some("two"), Some("three")]);
        assert_eq!(bench.said().await, ["one", "three", "two"]);
        assert_eq!(bench.runs(), 3, "nobody was written twice");
    }

    #[tokio::test]
    async fn nobody_fails_for_another() {
        let bench = Bench::new().await;
        let results = bench.beside(Then::Fail).await;
        assert!(matches!(results[1], Err(StoreError::Closed)));
        assert_eq!(told(results), [Some("one"), None, Some("three")]);
        assert_eq!(bench.said().await, ["one", "three"]);
        bench.write("four", Then::Keep).await.unwrap();
        assert_eq!(bench.said().await, ["four", "one", "three"]);
    }

    #[tokio::test]
    async fn whoever_writes_nothing_undoes_nothing_of_the_others() {
        let bench = Bench::new().await;
        let results = told(bench.beside(Then::Undo).await);
        assert_eq!(results, [Some("one"), Some("two"), Some("three")]);
        assert_eq!(bench.said().await, ["one", "three"]);
    }

    #[tokio::test]
    async fn whoever_begins_again_is_written_once() {
        let bench = Bench::new().await;
        let results = told(bench.beside(Then::AgainOnce).await);
        assert_eq!(results, [Some("one"), Some("two"), Some("three")]);
        assert_eq!(bench.said().await, ["one", "three", "two"]);
    }

    #[tokio::test]
    async fn the_next_ones_are_served_after_a_panic() {
        let bench = Bench::new().await;
        assert!(bench.write("wrong", Then::Panic).await.is_err());
        bench.write("right", Then::Keep).await.unwrap();
        assert_eq!(bench.said().await, ["right"]);
    }

    #[tokio::test]
    async fn nothing_is_written_for_whoever_left() {
        let bench = Bench::new().await;
        let before = bench.writer.sit().await.unwrap();
        let left = timeout(
            std::time::Duration::from_millis(20),
            bench.write("left", Then::Keep),
        );
        assert!(left.await.is_err());
        before.rise();
        bench.write("stayed", Then::Keep).await.unwrap();
        assert_eq!(bench.said().await, ["stayed"]);
    }
}

//! The import of one file: read line by line, written by batches, told at the end.
//!
//! What the file gives is renewed by its identifier; what its sources no longer give is marked absent when the file was read to
//! its end, and only then; what was corrected by hand stands beside, untouched.

use std::{
    collections::{BTreeSet, HashMap},
    io::Read,
};

use chrono::NaiveDate;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    fields::{Line, Refusal, Warning},
    line,
    read::{self, Unreadable},
    record::{Service, Structure},
    report::Report,
};
use crate::store::{Store, StoreError, Table};

/// Lines written in one transaction.
const BATCH: usize = 500;

/// What stopped an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(
        "{unreadable}. What was read before stands ({kept} rows kept); nothing was marked absent"
    )]
    File {
        /// Why.
        unreadable: Unreadable,
        /// Rows that were written.
        kept: usize,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The thread that reads.
    #[error("the reading of the file was interrupted")]
    Interrupted,
}

/// One piece of a file on its way to the store.
struct Batch<T> {
    kept: Vec<T>,
    /// Identifiers of lines that were refused: they are given still, in a form that can not be kept.
    refused: Vec<String>,
    rows: usize,
}

impl<T> Batch<T> {
    const fn new() -> Self {
        Self {
            kept: Vec::new(),
            refused: Vec::new(),
            rows: 0,
        }
    }
}

/// Imports a file of structures. `progress` is told the number of rows read, from time to time.
pub async fn structures(
    store: &Store,
    input: impl Read + Send + 'static,
    today: NaiveDate,
    progress: impl FnMut(usize) + Send,
) -> Result<Report, ImportError> {
    run(
        store,
        input,
        today,
        progress,
        Table::Structures,
        line::structure,
        Store::keep_structures,
    )
    .await
}

/// Imports a file of services.
pub async fn services(
    store: &Store,
    input: impl Read + Send + 'static,
    today: NaiveDate,
    progress: impl FnMut(usize) + Send,
) -> Result<Report, ImportError> {
    run(
        store,
        input,
        today,
        progress,
        Table::Services,
        line::service,
        Store::keep_services,
    )
    .await
}

/// What the import needs to know of a line, whichever table it is for.
pub trait Record: Send + 'static {
    /// Its identifier.
    fn id(&self) -> &str;
    /// Its source.
    fn source(&self) -> &str;
}

impl Record for Structure {
    fn id(&self) -> &str {
        &self.id
    }
    fn source(&self) -> &str {
        &self.producer
    }
}

impl Record for Service {
    fn id(&self) -> &str {
        &self.id
    }
    fn source(&self) -> &str {
        &self.producer
    }
}

async fn run<T: Record>(
    store: &Store,
    input: impl Read + Send + 'static,
    today: NaiveDate,
    mut progress: impl FnMut(usize) + Send,
    table: Table,
    read_line: fn(Line, NaiveDate) -> line::Read<T>,
    keep: impl AsyncFn(&Store, &[T], Uuid) -> Result<(), StoreError>,
) -> Result<Report, ImportError> {
    let import = Uuid::now_v7();
    // Two batches wait at most: a fast reader does not fill the memory.
    let (send, mut receive) = mpsc::channel::<Batch<T>>(2);
    let reading = tokio::task::spawn_blocking(move || {
        let mut reader = Reader {
            read_line,
            today,
            report: Report::default(),
            seen: HashMap::new(),
            batch: Batch::new(),
            send,
        };
        let done = read::rows(input, &mut |number, row| reader.row(number, row));
        let sources = reader.finish();
        (done, sources)
    });
    let mut kept = 0;
    while let Some(batch) = receive.recv().await {
        keep(store, &batch.kept, import).await?;
        store.still_given(table, &batch.refused, import).await?;
        kept += batch.kept.len();
        progress(batch.rows);
    }
    let (done, (mut report, sources)) = reading.await.map_err(|_| ImportError::Interrupted)?;
    report.kept = kept;
    report.rows = match done {
        Ok(rows) => rows,
        Err(unreadable) => {
            // What was kept is to be seen.
            store.end_import(table, import, &[], today).await?;
            return Err(ImportError::File { unreadable, kept });
        }
    };
    let sources: Vec<String> = sources.into_iter().collect();
    report.absent = store.end_import(table, import, &sources, today).await?;
    Ok(report)
}

/// Reads the lines on their way, off the threads that answer requests.
struct Reader<T> {
    read_line: fn(Line, NaiveDate) -> line::Read<T>,
    today: NaiveDate,
    report: Report,
    /// Identifiers already seen, with their row.
    seen: HashMap<String, usize>,
    batch: Batch<T>,
    send: mpsc::Sender<Batch<T>>,
}

impl<T: Record> Reader<T> {
    /// Takes one row; `false` when nobody waits for it any more.
    fn row(&mut self, number: usize, row: Result<Line, Refusal>) -> bool {
        let id = row
            .as_ref()
            .ok()
            .and_then(|line| line.get("id")?.as_str().map(str::to_owned));
        match row.and_then(|line| (self.read_line)(line, self.today)) {
            Ok((record, warnings)) => self.keep(number, record, warnings),
            Err(refusal) => {
                self.batch
                    .refused
                    .extend(id.clone().filter(|id| !self.seen.contains_key(id)));
                self.report.refuse(number, id, refusal);
            }
        }
        self.batch.rows = number;
        if self.batch.kept.len() + self.batch.refused.len() < BATCH {
            return true;
        }
        self.hand_over()
    }

    fn keep(&mut self, number: usize, record: T, warnings: Vec<Warning>) {
        if let Some(first) = self.seen.get(record.id()) {
            let reason = format!("is that of row {first} already");
            self.report.refuse(
                number,
                Some(record.id().to_owned()),
                Refusal {
                    field: "id",
                    reason,
                },
            );
            return;
        }
        self.seen.insert(record.id().to_owned(), number);
        self.report.sources.insert(record.source().to_owned());
        for warning in warnings {
            self.report.warn(number, warning);
        }
        self.batch.kept.push(record);
    }

    fn hand_over(&mut self) -> bool {
        let batch = std::mem::replace(&mut self.batch, Batch::new());
        self.send.blocking_send(batch).is_ok()
    }

    fn finish(mut self) -> (Report, BTreeSet<String>) {
        self.hand_over();
        let sources = self.report.sources.clone();
        (self.report, sources)
    }
}

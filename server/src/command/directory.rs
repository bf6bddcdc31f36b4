//! `bilan directory import|status`: files of data.inclusion into the directory.

use std::{
    fs::File,
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::Subcommand;

use super::{Failure, options::Database, say};
use crate::{
    clock::Clock,
    directory::{
        import::{self, ImportError},
        index::Index,
        report::Report,
    },
    store::Store,
};

/// Rows between two lines of progress.
const PROGRESS: usize = 5_000;

/// What to do with the directory.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Imports structures, services or both, from files of data.inclusion (schema v1, or v0), JSON or CSV.
    ///
    /// Lines are renewed by their id. What a source no longer gives is marked absent, never deleted; corrections made in the
    /// directory stand beside and are not touched.
    Import {
        /// A file of structures.
        #[arg(long, value_name = "FILE", required_unless_present = "services")]
        structures: Option<PathBuf>,
        /// A file of services.
        #[arg(long, value_name = "FILE")]
        services: Option<PathBuf>,
        #[command(flatten)]
        database: Database,
    },
    /// Says how much the directory holds.
    Status {
        #[command(flatten)]
        database: Database,
    },
}

pub(super) async fn run(command: Command) -> Result<(), Failure> {
    let clock = Clock::system();
    match command {
        Command::Import {
            structures,
            services,
            database,
        } => {
            // Both are opened before anything is written: a wrong name of file changes nothing.
            let structures = structures
                .map(|path| open(&path).map(|file| (path, file)))
                .transpose()?;
            let services = services
                .map(|path| open(&path).map(|file| (path, file)))
                .transpose()?;
            let store = database.open(&clock).await?;
            let done = import_both(&store, structures, services, &clock).await;
            store.close().await;
            done
        }
        Command::Status { database } => {
            let store = database.open(&clock).await?;
            let everything = store.directory().await?;
            let (services, corrections) = (everything.1.len(), everything.2.len());
            let index = Index::new(0, everything);
            say(format_args!(
                "{} structures, {services} services, {corrections} fields corrected by hand",
                index.len()
            ));
            store.close().await;
            Ok(())
        }
    }
}

type Opened = Option<(PathBuf, File)>;

#[expect(
    clippy::disallowed_methods,
    reason = "how long it took is told to the operator; nothing is dated by it"
)]
async fn import_both(
    store: &Store,
    structures: Opened,
    services: Opened,
    clock: &Clock,
) -> Result<(), Failure> {
    if let Some((path, file)) = structures {
        let began = Instant::now();
        let done = import::structures(store, file, clock.today(), progress("structures")).await;
        tell("Structures", &path, done, began)?;
    }
    if let Some((path, file)) = services {
        let began = Instant::now();
        let done = import::services(store, file, clock.today(), progress("services")).await;
        tell("Services", &path, done, began)?;
    }
    Ok(())
}

fn open(path: &Path) -> Result<File, Failure> {
    File::open(path)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))
}

fn tell(
    what: &str,
    path: &Path,
    done: Result<Report, ImportError>,
    began: Instant,
) -> Result<(), Failure> {
    let report = done.map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    say(format_args!(
        "{what}, in {:.1} s. {report}",
        began.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// A line that moves on a terminal, a line from time to time in a log.
fn progress(what: &'static str) -> impl FnMut(usize) + Send {
    let terminal = std::io::stderr().is_terminal();
    let mut told = 0;
    move |rows| {
        if rows < told + PROGRESS {
            return;
        }
        told = rows;
        let end = if terminal { '\r' } else { '\n' };
        let mut out = std::io::stderr().lock();
        let _ = write!(out, "{rows} {what} read{end}");
        let _ = out.flush();
    }
}

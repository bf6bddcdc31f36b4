//! `bilan backup FILE`: a consistent copy of the database while it is in use.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, options::Database, say};
use crate::clock::Clock;

/// Arguments of `bilan backup`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The copy; it must not exist yet.
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let store = arguments.database.open(&Clock::system()).await?;
    store.backup(&arguments.file).await?;
    store.close().await;
    say(format_args!(
        "The database was copied to {}. It opens only with the key file {}: keep a copy of that too, elsewhere.",
        arguments.file.display(),
        arguments.database.location(false)?.key.display()
    ));
    Ok(())
}

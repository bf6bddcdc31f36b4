//! `bilan purge`: erases what was kept long enough. To be run every night.

use clap::Args;

use super::{Failure, options::Database, say};
use crate::clock::Clock;

/// Arguments of `bilan purge`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Says how many persons would be erased, and erases nobody.
    #[arg(long)]
    preview: bool,
    #[command(flatten)]
    database: Database,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let clock = Clock::system();
    let store = arguments.database.open(&clock).await?;
    let (told, verb) = if arguments.preview {
        (store.overdue(clock.now()).await?, "to erase")
    } else {
        (store.purge(clock.now()).await?, "erased")
    };
    store.close().await;
    for one in told {
        say(format_args!(
            "{}: {} {verb}, {} months after the last contact",
            one.name, one.persons, one.months
        ));
        if one.journal_lines > 0 {
            say(format_args!(
                "{}: {} lines of the journal went with their time",
                one.name, one.journal_lines
            ));
        }
    }
    Ok(())
}

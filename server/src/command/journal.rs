//! `bilan journal verify`: whether the journal is what was written.

use clap::Subcommand;

use super::{Failure, options::Database, say};
use crate::{clock::Clock, store::Chain};

/// What to do with the journal.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Walks the chain of each structure and says the first line that was changed, taken away or slipped in.
    Verify {
        #[command(flatten)]
        database: Database,
    },
}

pub(super) async fn run(command: Command) -> Result<(), Failure> {
    let Command::Verify { database } = command;
    let store = database.open(&Clock::system()).await?;
    let walk = store.verify_journal().await?;
    store.close().await;
    let mut faults = Vec::new();
    for chain in &walk.chains {
        match &chain.broken {
            None => say(format_args!(
                "{}: {} lines hold together; last link {}",
                name(chain),
                chain.lines,
                short(&chain.head)
            )),
            Some(broken) => {
                let at = broken
                    .at
                    .map_or_else(String::new, |at| format!(" ({})", at.to_rfc3339()));
                faults.push(format!(
                    "{}: line {}{at}: {}",
                    name(chain),
                    broken.seq,
                    broken.fault
                ));
            }
        }
    }
    if walk.older > 0 {
        say(format_args!(
            "{} lines are older than the chains: nothing proves them.",
            walk.older
        ));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "the journal is not what was written\n{}",
            faults.join("\n")
        )))
    }
}

fn name(chain: &Chain) -> String {
    let unknown = || format!("structure {}", chain.structure);
    chain.name.clone().unwrap_or_else(unknown)
}

/// The beginning of a link, enough to compare two.
fn short(link: &[u8]) -> String {
    link.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

//! `bilan key`: the ring of the key file. Adding a key, sealing again, taking the older ones out; how many values rest on which.

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use clap::Subcommand;

use super::{Failure, options::Database, say};
use crate::{
    clock::Clock,
    store::{SealedCounts, Store},
};

/// What to do with the key.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Says which file it is, whether it is this database's, and how many values rest on which of its keys.
    Check {
        #[command(flatten)]
        database: Database,
    },
    /// Adds a sealing key to the file and seals everything again under it; finishes a rotation that was cut off.
    Rotate {
        #[command(flatten)]
        database: Database,
    },
    /// Seals again what is not under the right key, without adding one: people's values from before they had their own.
    Move {
        #[command(flatten)]
        database: Database,
    },
    /// Takes the sealing keys that nothing needs any more out of the file.
    Retire {
        #[command(flatten)]
        database: Database,
    },
}

pub(super) async fn run(command: Command) -> Result<(), Failure> {
    let (Command::Check { database }
    | Command::Rotate { database }
    | Command::Move { database }
    | Command::Retire { database }) = &command;
    let file = database.location(false)?.key;
    let store = database.open(&Clock::system()).await?;
    match command {
        Command::Check { .. } => check(&store, &file).await?,
        Command::Rotate { .. } => rotate(&store, &file).await?,
        Command::Move { .. } => seal_again(&store).await?,
        Command::Retire { .. } => retire(&store, &file).await?,
    }
    store.close().await;
    Ok(())
}

async fn check(store: &Store, file: &Path) -> Result<(), Failure> {
    let (numbers, present) = store.key_numbers(file)?;
    let counts = store.count_sealed().await?;
    say(format_args!(
        "The key file {} is the key of this database. It holds {} sealing key(s): {}; number {present} seals.",
        file.display(),
        numbers.len(),
        list(&numbers)
    ));
    for (number, kept) in every_number(&numbers, &counts) {
        let values = counts.ring.get(&number).copied().unwrap_or_default();
        let lines = counts.journal.get(&number).copied().unwrap_or_default();
        say(format_args!(
            "Key number {number}{kept}: {values} values and {lines} lines of the journal rest on it."
        ));
    }
    say(format_args!(
        "{} persons have a key of their own; {} values and lines of the journal rest on these keys.",
        counts.people, counts.personal
    ));
    if counts.to_move > 0 {
        say(format_args!(
            "{} values of persons are not under their own key yet: `bilan key move` puts them there.",
            counts.to_move
        ));
    }
    if counts.not_under(present) > 0 {
        say("A rotation is not finished: `bilan key rotate` finishes it.");
    }
    Ok(())
}

async fn rotate(store: &Store, file: &Path) -> Result<(), Failure> {
    match store.turn_ring(file).await? {
        Some(number) => say(format_args!(
            "Key number {number} was added to {} and seals from now on. Copy this file again, elsewhere than the backups.",
            file.display()
        )),
        None => {
            say("The last rotation was not finished: it is finished first, and no key was added.")
        }
    }
    seal_again(store).await
}

async fn seal_again(store: &Store) -> Result<(), Failure> {
    let changed = store.reseal().await?;
    // Older copies of the values lie in freed pages.
    store.sweep().await?;
    say(format_args!("{changed} values were sealed again."));
    Ok(())
}

async fn retire(store: &Store, file: &Path) -> Result<(), Failure> {
    let retired = store.retire_keys(file).await?;
    if retired.is_empty() {
        say("The key file holds one sealing key: there is none to take out.");
    } else {
        say(format_args!(
            "Taken out of {}: key(s) number {}. Keep a copy of the file as it was while backups from before the rotation are kept.",
            file.display(),
            list(&retired)
        ));
    }
    Ok(())
}

/// Every number that is in the file or that something rests on, with where it is.
fn every_number(numbers: &[u16], counts: &SealedCounts) -> Vec<(u16, &'static str)> {
    let used = counts.ring.keys().chain(counts.journal.keys());
    let every: BTreeSet<u16> = numbers.iter().chain(used).copied().collect();
    let told = every.into_iter().map(|number| {
        let kept = if numbers.contains(&number) {
            ""
        } else {
            " (no longer in the file)"
        };
        (number, kept)
    });
    told.collect()
}

fn list(numbers: &[u16]) -> String {
    let mut text = String::new();
    for number in numbers {
        let comma = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{comma}{number}");
    }
    text
}

//! `bilan catalogue …`: what the catalogue holds, whether it holds together, and what a layer changes in it.
//!
//! What a référent reads is French; what went wrong with the command itself is one English sentence, as everywhere.

mod check;
mod diff;
mod editor;
mod list;
mod test;

use clap::{Subcommand, ValueEnum};

use super::{Failure, options::Layers};

/// What to do with the catalogue.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Checks every file, shows every fault in its place, runs the acceptance situations and counts what there is.
    Check(check::Arguments),
    /// Runs the acceptance situations.
    Test(test::Arguments),
    /// Lists the rights.
    List(list::Arguments),
    /// Tells what differs between two catalogues, or between two days.
    Diff(diff::Arguments),
    /// Makes a layer to start from, with what an editor needs to check it.
    New(editor::New),
    /// Writes the JSON Schemas of the catalogue's files.
    Schema(editor::Schema),
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading.
    Text,
    /// One JSON array.
    Json,
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::New(arguments) => editor::start(&arguments),
        Command::Schema(arguments) => editor::write(&arguments),
    }
}

/// « 1 droit », « 2 droits ».
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number < 2 { one } else { many })
}

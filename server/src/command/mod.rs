//! The command line: one file per command.
//!
//! To add a command: a file here with its arguments and `run`, a variant of [`Command`], a line in [`run`]. A failure is one
//! clear English sentence on the error output and a status that is not zero; answers go to the standard output.

mod agent;
mod backup;
mod catalogue;
mod config;
mod demo;
mod directory;
mod evaluate;
mod facts;
mod failure;
mod first_start;
mod journal;
mod key;
mod new_file;
mod operator;
mod options;
mod provider;
mod purge;
mod serve;
mod structure;

use std::{io::Write as _, num::NonZero, process::ExitCode, thread};

use clap::{Parser, Subcommand};

pub use failure::Failure;

/// The bilan des droits: an interview that finds the rights somebody did not ask for.
#[derive(Debug, Parser)]
#[command(name = "bilan", version, disable_help_subcommand = false)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the web server; the first start creates the database and the administrator.
    Serve(serve::Arguments),
    /// Adds, lists agents, or gives one a new password.
    #[command(subcommand)]
    Agent(agent::Command),
    /// Checks or lists the catalogue of rights.
    #[command(subcommand)]
    Catalogue(catalogue::Command),
    /// Lists the facts a situation is made of, and how each is written in JSON.
    Facts(facts::Arguments),
    /// Evaluates situations written in JSON, without any database.
    Evaluate(evaluate::Arguments),
    /// Fills the directory of structures and services, by territory.
    #[command(subcommand)]
    Directory(directory::Command),
    /// Checks the settings of the server.
    #[command(subcommand)]
    Config(config::Command),
    /// Copies the database into a file while it is in use.
    Backup(backup::Arguments),
    /// Erases what was kept longer than each structure has set; to be run every night.
    Purge(purge::Arguments),
    /// Checks that the journal is what was written.
    #[command(subcommand)]
    Journal(journal::Command),
    /// Exports a structure whole, or imports one.
    #[command(subcommand)]
    Structure(structure::Command),
    /// Checks the key of the database, or turns it.
    #[command(subcommand)]
    Key(key::Command),
    /// Adds fictional structures, agents and bilans, to try the product with.
    Demo(demo::Arguments),
}

/// Reads the command line and runs it.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "bilan: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Catalogue(command) => catalogue::run(command),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Serve(arguments) => wait(serve::run(arguments)),
        Command::Agent(command) => wait(agent::run(command)),
        Command::Config(command) => wait(config::run(command)),
        Command::Backup(arguments) => wait(backup::run(arguments)),
        Command::Purge(arguments) => wait(purge::run(arguments)),
        Command::Journal(command) => wait(journal::run(command)),
        Command::Structure(command) => wait(structure::run(command)),
        Command::Key(command) => wait(key::run(command)),
        Command::Directory(command) => wait(directory::run(command)),
        Command::Demo(arguments) => wait(demo::run(arguments)),
    }
}

fn wait(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    // Two threads for each core: one that judges, for milliseconds, leaves the others to answer (docs/load.md).
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2 * cores)
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::new(format!(
                "the system refuses the threads the server needs: {error}"
            ))
        })?
        .block_on(work)
}

/// Prints one line. A reader that went away (`bilan facts | head`) is not an error.
fn say(line: impl std::fmt::Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

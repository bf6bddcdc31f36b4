//! `bilan catalogue check|list`: what the catalogue holds, and whether it holds together.

use clap::{Subcommand, ValueEnum};
use rules::{Catalogue, Fault, Right};
use serde_json::{Value, json};

use super::{Failure, options::Layers, say};
use crate::catalogue_faults;

/// What to do with the catalogue.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Checks every file and shows every fault in its place.
    Check {
        #[command(flatten)]
        layers: Layers,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Lists the rights.
    List {
        #[command(flatten)]
        layers: Layers,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
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
        Command::Check { layers, format } => check(&layers, format),
        Command::List { layers, format } => {
            let catalogue = layers.load()?;
            match format {
                Format::Json => say(Value::from_iter(
                    catalogue.rights().iter().map(right_as_json),
                )),
                Format::Text => {
                    for right in catalogue.rights() {
                        say(format_args!("{:32} {}", right.id, right.name));
                    }
                    say(format_args!(
                        "{} rights, catalogue {}",
                        catalogue.rights().len(),
                        catalogue.version
                    ));
                }
            }
            Ok(())
        }
    }
}

fn check(layers: &Layers, format: Format) -> Result<(), Failure> {
    let sources = layers.sources()?;
    let faults = match Catalogue::load(&sources) {
        Ok(catalogue) => {
            match format {
                Format::Json => say("[]"),
                Format::Text => say(format_args!(
                    "The catalogue holds together: {} rights, {} facts, {} questions, {} parameters; version {}.",
                    catalogue.rights().len(),
                    catalogue.facts().len(),
                    catalogue.questions().len(),
                    catalogue.parameters().len(),
                    catalogue.version
                )),
            }
            return Ok(());
        }
        Err(faults) => faults,
    };
    match format {
        Format::Json => say(Value::from_iter(faults.iter().map(fault_as_json))),
        Format::Text => say(catalogue_faults::show(&faults, &sources)),
    }
    Err(Failure::new(format!(
        "the catalogue has {} fault(s)",
        faults.len()
    )))
}

fn fault_as_json(fault: &Fault) -> Value {
    json!({
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
        "suggestion": fault.suggestion,
    })
}

fn right_as_json(right: &Right) -> Value {
    json!({
        "id": right.id,
        "name": right.name,
        "sentence": right.sentence,
        "layer": right.layer,
        "themes": right.themes,
        "organisation": right.organisation,
        "checked_on": right.checked_on,
        "review_on": right.review_on,
        "sources": right.sources,
    })
}

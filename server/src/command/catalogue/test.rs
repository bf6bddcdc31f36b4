//! `bilan catalogue test`: the acceptance situations, each with what it expects; then situations made from the conditions
//! themselves, on both sides of every threshold.

use std::fmt;

use chrono::NaiveDate;
use clap::Args;
use rules::Catalogue;
use serde_json::{Value, json};

use super::{Failure, Format, Layers, count};
use crate::{clock::Clock, command::say};

/// Arguments of `bilan catalogue test`.
#[derive(Args, Debug)]
pub(in crate::command) struct Arguments {
    #[command(flatten)]
    layers: Layers,
    /// Makes situations from the conditions of these rights only; it may be repeated.
    #[arg(long = "right", value_name = "ID")]
    rights: Vec<String>,
    /// The day whose law those situations are made from [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A situation that is not judged as it expects.
pub(super) struct Failed {
    file: String,
    case: String,
    sentence: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let catalogue = arguments.layers.load()?;
    let day = arguments.date.unwrap_or_else(|| Clock::system().today());
    let chosen =
        |id: &str| arguments.rights.is_empty() || arguments.rights.iter().any(|right| right == id);
    let made = rules::probe_some(&catalogue, day, chosen);
    let mut failed = failures(&catalogue);
    for probe in &made.probes {
        failed.extend(
            probe
                .failures(&catalogue, day)
                .into_iter()
                .map(|sentence| Failed {
                    file: probe.right.clone(),
                    case: "Situation tirée des conditions".to_owned(),
                    sentence,
                }),
        );
    }
    match arguments.format {
        Format::Json => say(Value::from_iter(failed.iter().map(Failed::as_json))),
        Format::Text => {
            failed.iter().for_each(say);
            say(count(
                catalogue.cases().len(),
                "situation d’essai",
                "situations d’essai",
            ));
            say(format_args!(
                "{} de {} et de {}",
                count(made.probes.len(), "situation tirée", "situations tirées"),
                count(
                    made.conditions,
                    "condition calculée",
                    "conditions calculées"
                ),
                count(made.comparisons, "seuil", "seuils"),
            ));
            if !made.gaps.is_empty() {
                say(count(
                    made.gaps.len(),
                    "essai qui n’a pas pu être tiré",
                    "essais qui n’ont pas pu être tirés",
                ));
            }
        }
    }
    conclude(&failed)
}

/// Everything that is not as expected.
pub(super) fn failures(catalogue: &Catalogue) -> Vec<Failed> {
    let mut failed = Vec::new();
    for case in catalogue.cases() {
        failed.extend(case.failures(catalogue).into_iter().map(|sentence| Failed {
            file: case.file.clone(),
            case: case.name.clone(),
            sentence,
        }));
    }
    failed
}

/// A command that found failures fails.
pub(super) fn conclude(failed: &[Failed]) -> Result<(), Failure> {
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} expectation(s) of the acceptance situations are not met",
        failed.len()
    )))
}

impl Failed {
    pub(super) fn as_json(&self) -> Value {
        json!({ "file": self.file, "case": self.case, "message": self.sentence })
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) : {}", self.case, self.file, self.sentence)
    }
}

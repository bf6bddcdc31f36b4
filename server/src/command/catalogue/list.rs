//! `bilan catalogue list`: the rights.

use clap::Args;
use rules::Right;
use serde_json::{Value, json};

use super::{Failure, Format, Layers};
use crate::command::say;

/// Arguments of `bilan catalogue list`.
#[derive(Args, Debug)]
pub(in crate::command) struct Arguments {
    #[command(flatten)]
    layers: Layers,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let catalogue = arguments.layers.load()?;
    match arguments.format {
        Format::Json => say(Value::from_iter(catalogue.rights().iter().map(as_json))),
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

fn as_json(right: &Right) -> Value {
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

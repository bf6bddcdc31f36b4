//! `bilan facts`: the vocabulary of situations, and how each fact is written in the JSON of `bilan evaluate`.

use clap::Args;
use rules::{Decimal, Fact};
use serde_json::{Value, json};

use super::{Failure, catalogue::Format, options::Layers, say};

/// What says « ne sait pas » in JSON.
const DOES_NOT_KNOW: &str = "?";
/// What says « préfère ne pas dire » in JSON.
const PREFERS_NOT_TO_SAY: &str = "-";

/// Arguments of `bilan facts`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    layers: Layers,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let catalogue = arguments.layers.load()?;
    match arguments.format {
        Format::Json => say(Value::from_iter(catalogue.facts().iter().map(as_json))),
        Format::Text => {
            for fact in catalogue.facts() {
                say(format_args!(
                    "{:10} {:40} {:14} {}",
                    fact.entity.word(),
                    fact.id,
                    fact.kind.word(),
                    fact.name
                ));
            }
            say(format_args!(
                "null or absent: not asked; \"{DOES_NOT_KNOW}\": ne sait pas; \"{PREFERS_NOT_TO_SAY}\": préfère ne pas dire"
            ));
        }
    }
    Ok(())
}

fn as_json(fact: &Fact) -> Value {
    let variants: Vec<Value> = fact
        .kind
        .variants()
        .iter()
        .map(|variant| json!({ "id": variant.id, "name": variant.name }))
        .collect();
    json!({
        "id": fact.id,
        "entity": fact.entity.word(),
        "type": fact.kind.word(),
        "name": fact.name,
        "hint": fact.hint,
        "sensitive": fact.sensitive,
        "variants": variants,
        "min": fact.min.as_ref().map(Decimal::to_string),
        "max": fact.max.as_ref().map(Decimal::to_string),
        "former": fact.former,
        "does_not_know": DOES_NOT_KNOW,
        "prefers_not_to_say": PREFERS_NOT_TO_SAY,
    })
}

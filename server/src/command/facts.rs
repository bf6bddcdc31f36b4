//! `bilan facts`: the vocabulary of situations, and how each fact is written in the JSON of `bilan evaluate`.

use clap::Args;
use rules::{Decimal, Entity, Fact, FactType};
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
        "example": example(fact),
        "does_not_know": DOES_NOT_KNOW,
        "prefers_not_to_say": PREFERS_NOT_TO_SAY,
    })
}

/// A whole situation that says only this fact, as `bilan evaluate` reads it.
fn example(fact: &Fact) -> Value {
    let said = json!({ fact.id.as_str(): answer(fact) });
    match fact.entity {
        Entity::Household | Entity::Person | Entity::Adult => said,
        Entity::Child => json!({ "enfants": [said] }),
        Entity::Income => json!({ "revenus": [said] }),
    }
}

fn answer(fact: &Fact) -> Value {
    let between = |usual: i64| {
        let usual = fact
            .min
            .map_or(Decimal::whole(usual), |min| min.max(Decimal::whole(usual)));
        let millionths = fact.max.map_or(usual, |max| max.min(usual)).millionths();
        match millionths % 1_000_000 {
            0 => json!(millionths / 1_000_000),
            _ => json!(millionths as f64 / 1e6),
        }
    };
    let first = fact.kind.variants().first().map(|variant| &variant.id);
    match fact.kind {
        FactType::YesNo => json!(true),
        FactType::Integer | FactType::Rate => between(1),
        FactType::Amount => between(650),
        FactType::Date => json!("2026-03-15"),
        FactType::Month => json!("2026-09"),
        FactType::Choice(_) => json!(first),
        FactType::Choices(_) => Value::from_iter(first.map(String::as_str)),
        FactType::Text => json!("quelques mots"),
    }
}

//! `cas/*.toml`: acceptance situations, with what is expected of them.

use serde_json::{Map, Value};
use toml::de::DeValue;

use super::files::{At, Files};
use super::table::Table;
use crate::catalogue::case::{Case, Expected};
use crate::{Decimal, Outcome};

/// Reads an acceptance situation.
pub(super) fn read(files: &mut Files<'_>, mut table: Table<'_>, path: &str) -> (At, Case) {
    let name = table.text(files, "nom").value;
    let date = table.date(files, "date");
    let situation_at = table.place("situation");
    let situation = table.any(files, "situation").map_or(Value::Null, json);
    if !situation.is_object() {
        files.fault(&situation_at, "il manque [situation]");
    }
    let mut expected = Vec::new();
    for mut item in table.tables(files, "attendu") {
        let right = item.text(files, "droit");
        let mut outcomes = Vec::new();
        for word in item.optional_texts(files, "issue").unwrap_or_default() {
            match Outcome::ALL
                .into_iter()
                .find(|outcome| outcome.word() == word.value)
            {
                Some(outcome) => outcomes.push(outcome),
                None => {
                    let words = Outcome::ALL.map(Outcome::word);
                    files.fault_near(
                        &word.at,
                        format!("« {} » n’est pas une issue", word.value),
                        &word.value,
                        words,
                    );
                }
            }
        }
        let amount = item.optional_table(files, "montant").map(|mut bounds| {
            let (min, max) = (
                bounds.optional_decimal(files, "min"),
                bounds.optional_decimal(files, "max"),
            );
            bounds.finish(files);
            (min.map(Decimal::millionths), max.map(Decimal::millionths))
        });
        let after = item.optional_text(files, "apres").map(|text| text.value);
        let signalled = item.has("signale").then(|| item.flag(files, "signale"));
        item.finish(files);
        expected.push((
            right.at,
            Expected {
                right: right.value,
                outcomes,
                after,
                amount,
                signalled,
            },
        ));
    }
    table.finish(files);
    let places = expected.iter().map(|(at, _)| at.clone()).collect();
    let expected = expected.into_iter().map(|(_, expected)| expected).collect();
    (
        situation_at,
        Case {
            name,
            file: path.to_owned(),
            date,
            situation,
            expected,
            places,
        },
    )
}

fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(whole) => serde_json::from_str(whole.as_str()).unwrap_or(Value::Null),
        DeValue::Float(number) => serde_json::from_str(number.as_str()).unwrap_or(Value::Null),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(day) => Value::String(day.to_string()),
        DeValue::Array(items) => {
            Value::Array(items.iter().map(|item| json(item.get_ref())).collect())
        }
        DeValue::Table(entries) => {
            let pairs = entries
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())));
            Value::Object(pairs.collect::<Map<String, Value>>())
        }
    }
}

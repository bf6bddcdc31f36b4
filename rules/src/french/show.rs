//! Showing an answer, for screen and paper.

use super::{amount, date, day, decimal, month};
use crate::{Answer, Fact, FactType, NumberRange, Receipt, Value};

/// The answer in French. Ids of variants become their names when the fact is known.
pub(crate) fn show(fact: Option<&Fact>, answer: &Answer) -> String {
    match answer {
        Answer::NotAsked => String::new(),
        Answer::DoesNotKnow => "ne sait pas".to_owned(),
        Answer::PrefersNotToSay => "préfère ne pas dire".to_owned(),
        Answer::Unreadable(typed) => typed.clone(),
        Answer::Given(value) => value_of(fact, value),
    }
}

fn value_of(fact: Option<&Fact>, value: &Value) -> String {
    let name = |id: &String| {
        let variants = fact.map_or(&[][..], |fact| fact.kind.variants());
        variants
            .iter()
            .find(|variant| variant.id == *id)
            .map_or_else(|| id.clone(), |variant| variant.name.clone())
    };
    match value {
        Value::YesNo(true) => "oui".to_owned(),
        Value::YesNo(false) => "non".to_owned(),
        Value::Number(range) => number(fact, *range),
        Value::Amount(range) => amount(*range),
        Value::Date(range) => date(*range),
        Value::Month(known) => month(*known),
        Value::Choice(id) => name(id),
        Value::Choices(ids) if ids.is_empty() => "aucun".to_owned(),
        Value::Choices(ids) => {
            // In the order of the catalogue, then what it no longer knows.
            let variants = fact.map_or(&[][..], |fact| fact.kind.variants());
            let known = variants
                .iter()
                .filter(|variant| ids.contains(&variant.id))
                .map(|variant| variant.name.clone());
            let gone = ids
                .iter()
                .filter(|id| variants.iter().all(|variant| variant.id != **id))
                .cloned();
            known.chain(gone).collect::<Vec<_>>().join(", ")
        }
        Value::Text(text) => text.clone(),
        Value::Receipt(receipt) => receipt_of(*receipt),
    }
}

fn number(fact: Option<&Fact>, range: NumberRange) -> String {
    let rate = fact.is_some_and(|fact| fact.kind == FactType::Rate);
    let one = |number: crate::Decimal| {
        if rate {
            let percent = crate::Decimal::from_millionths(number.millionths().saturating_mul(100));
            format!("{}\u{a0}%", decimal(percent))
        } else {
            decimal(number)
        }
    };
    match range.hi {
        None => format!("{} ou plus", one(range.lo)),
        Some(hi) if hi == range.lo => one(hi),
        Some(hi) => format!("de {} à {}", one(range.lo), one(hi)),
    }
}

fn receipt_of(receipt: Receipt) -> String {
    let dated = |word: &str, link: &str, on: Option<chrono::NaiveDate>| match on {
        Some(on) => format!("{word} {link} {}", day(on)),
        None => word.to_owned(),
    };
    match receipt {
        Receipt::NotRequested => "pas demandé".to_owned(),
        Receipt::Requested { on } => dated("demandé", "le", on),
        Receipt::Open { until } => dated("ouvert", "jusqu’au", until),
        Receipt::Suspended => "suspendu".to_owned(),
        Receipt::Refused { on } => dated("refusé", "le", on),
    }
}

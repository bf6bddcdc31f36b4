//! Sound texts to spoil: the catalogue's own files and expressions, and random situations in every form they are
//! written in.

use rules::{Answer, Catalogue, Entity, Path, Receipt, RowId, Situation, Source, Value};
use serde_json::{Map, Value as Json, json};

use super::chance::Chance;
use crate::common::{over_small, today};
use crate::generate::{self, Dice};

/// Every file of the small catalogue, as `common::files` reads it.
pub fn small_files() -> Vec<String> {
    over_small("").iter().map(written).collect()
}

/// Every file of the embedded catalogue.
pub fn embedded_files() -> Vec<String> {
    Catalogue::embedded_sources().iter().map(written).collect()
}

fn written(source: &Source) -> String {
    format!("=== {}/{}\n{}", source.layer, source.path, source.text)
}

/// The expressions of both catalogues: what stands after `test`, `signal` or `formule`.
pub fn expressions() -> Vec<String> {
    let mut sources = over_small("");
    sources.extend(Catalogue::embedded_sources());
    let mut found = Vec::new();
    for source in &sources {
        for part in ["\ntest =", "\nsignal =", "\nformule ="] {
            for text in source.text.split(part).skip(1) {
                let text = text.trim_start();
                let quotes = if text.starts_with("'''") { "'''" } else { "\"" };
                found.extend(text.split(quotes).nth(1).map(str::to_owned));
            }
        }
    }
    assert!(found.len() > 300, "the expressions were not found");
    found
}

/// A random situation.
pub fn situation(catalogue: &Catalogue, seed: u64) -> Situation {
    let mut chance = Chance::new(seed);
    let rolls: Vec<u32> = (0..600)
        .map(|_| u32::try_from(chance.below(1 << 31)).unwrap())
        .collect();
    generate::situation(catalogue, &mut Dice::new(&rolls), today())
}

/// Random situations as `bilan evaluate` reads them.
pub fn situations(catalogue: &Catalogue) -> Vec<String> {
    (0..12)
        .map(|seed| as_json(&situation(catalogue, seed)).to_string())
        .collect()
}

/// Random answers as the store writes them.
pub fn stored(catalogue: &Catalogue) -> Vec<String> {
    let one = |seed| {
        let lines = situation(catalogue, seed)
            .answers()
            .map(|(path, answer)| format!("{path} {}", serde_json::to_string(answer).unwrap()))
            .collect::<Vec<_>>();
        lines.join("\n")
    };
    (0..12).map(one).collect()
}

/// Places with what one types there.
pub fn typed(catalogue: &Catalogue) -> Vec<String> {
    let usual = [
        "12/03/1990",
        "mars 1990",
        "1990",
        "1 200,50 €",
        "601-900",
        "plus de 2 100 €",
        "de 601 à 900",
        "2100.. ",
        "oui",
        "?",
        "-",
        "80 %",
        "ouvert 31/01/2027",
        "demande",
        "09/2026",
        "aucun",
        "heberge, locataire",
    ];
    let mut found: Vec<String> = Vec::new();
    for (path, answer) in situation(catalogue, 7).answers() {
        found.push(format!("{path}\n{}", catalogue.show(path, answer)));
    }
    for (index, place) in generate::places(catalogue, today()).iter().enumerate() {
        found.push(format!("{place}\n{}", usual[index % usual.len()]));
    }
    found
}

fn as_json(situation: &Situation) -> Json {
    let (mut top, mut partner, mut receipts) = (Map::new(), Map::new(), Map::new());
    let children = situation.rows(Entity::Child);
    let incomes = situation.rows(Entity::Income);
    let (mut child_rows, mut income_rows) = (
        vec![json!({}); children.len()],
        vec![json!({}); incomes.len()],
    );
    for (path, answer) in situation.answers() {
        let value = answer_json(answer);
        let put = |rows: &mut Vec<Json>, ids: &[RowId], row: &RowId, fact: &rules::Shared| {
            if let (Some(place), true) =
                (ids.iter().position(|id| id == row), fact != rules::REMOVED)
            {
                rows[place][fact.as_str()] = value.clone();
            }
        };
        match path {
            Path::Household(fact) | Path::Person(fact) => drop(top.insert(fact.to_string(), value)),
            Path::Partner(fact) => drop(partner.insert(fact.to_string(), value)),
            Path::PartnerExists => drop(top.insert("conjoint_existe".to_owned(), value)),
            Path::ChildrenComplete => drop(top.insert("enfants_complet".to_owned(), value)),
            Path::Child(row, fact) => put(&mut child_rows, &children, row, fact),
            Path::Income(row, fact) => put(&mut income_rows, &incomes, row, fact),
            Path::IncomesComplete(holder, month) => {
                let all = top.entry("revenus_complets").or_insert_with(|| json!({}));
                match &mut all[holder.to_string()] {
                    Json::Array(months) => months.push(json!(month.to_string())),
                    none => *none = json!([month.to_string()]),
                }
            }
            Path::Receipt(right) => drop(receipts.insert(right.to_string(), value)),
        }
    }
    top.insert("conjoint".to_owned(), Json::Object(partner));
    top.insert("enfants".to_owned(), Json::Array(child_rows));
    top.insert("revenus".to_owned(), Json::Array(income_rows));
    top.insert("recu".to_owned(), Json::Object(receipts));
    Json::Object(top)
}

fn answer_json(answer: &Answer) -> Json {
    let number = |text: String| serde_json::from_str::<Json>(&text).unwrap();
    let euros = |cents: i64| number(format!("{}.{:02}", cents / 100, (cents % 100).abs()));
    match answer {
        Answer::NotAsked | Answer::Unreadable(_) => Json::Null,
        Answer::DoesNotKnow => json!("?"),
        Answer::PrefersNotToSay => json!("-"),
        Answer::Given(value) => match value {
            Value::YesNo(yes) => json!(yes),
            Value::Number(range) if range.is_exact() => number(range.lo.to_string()),
            Value::Number(range) => {
                json!({ "min": number(range.lo.to_string()), "max": range.hi.map(|hi| number(hi.to_string())) })
            }
            Value::Amount(range) => json!({ "min": euros(range.lo), "max": range.hi.map(euros) }),
            Value::Date(range) => {
                json!({ "min": range.first.to_string(), "max": range.last.to_string() })
            }
            Value::Month(month) => json!(month.to_string()),
            Value::Choice(id) => json!(id),
            Value::Choices(ids) => json!(ids),
            Value::Text(text) => json!(text),
            Value::Receipt(receipt) => match receipt {
                Receipt::NotRequested => json!("pas_demande"),
                Receipt::Requested { on } => json!({ "demande": on.map(|day| day.to_string()) }),
                Receipt::Open { until } => json!({ "ouvert": until.map(|day| day.to_string()) }),
                Receipt::Suspended => json!("suspendu"),
                Receipt::Refused { on } => json!({ "refuse": on.map(|day| day.to_string()) }),
            },
        },
    }
}

//! Small catalogues for the tests, written as one text: `=== national/droits/aide.toml` begins a file, `:::`
//! lines are remarks.

use chrono::NaiveDate;
use rules::{Catalogue, Situation, Source};

/// The files of a text; a file written twice is the last one.
pub fn files(text: &str) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for part in format!("\n{text}").split("\n=== ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        let (layer, path) = name.trim().split_once('/').unwrap_or(("", name));
        sources.retain(|known| (known.layer.as_str(), known.path.as_str()) != (layer, path));
        sources.push(Source {
            layer: layer.to_owned(),
            path: path.to_owned(),
            text: content.to_owned(),
        });
    }
    sources
}

/// The small catalogue every test starts from, with this text over it.
pub fn over_small(text: &str) -> Vec<Source> {
    files(&format!("{}\n{text}", include_str!("../good/petit.txt")))
}

/// Loads, or shows every fault.
pub fn load(sources: &[Source]) -> Catalogue {
    Catalogue::load(sources).unwrap_or_else(|faults| {
        let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", all.join("\n"))
    })
}

/// The small catalogue with one more right, `essai`, of this condition and amount.
pub fn with_right(condition: &str, amount: Option<&str>) -> Catalogue {
    let amount = amount.map_or(String::new(), |formula| {
        format!("formule = '''{formula}'''\nperiode = \"mois\"")
    });
    let text = include_str!("../good/essai.txt")
        .replace("{condition}", condition)
        .replace("{montant}", &amount);
    load(&over_small(&text))
}

/// The situation of a JSON text.
pub fn situation(catalogue: &Catalogue, json: &str) -> Situation {
    Situation::from_json(catalogue, &serde_json::from_str(json).unwrap()).unwrap()
}

/// The day of the tests.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

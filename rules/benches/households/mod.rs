//! The households every measure is taken with: one of which nothing is known, a person alone, a family of eight.

use rules::{Catalogue, Situation};

pub const FAMILY: &str = include_str!("../famille-de-huit.json");

pub fn households(catalogue: &Catalogue) -> Vec<(&'static str, Situation)> {
    let alone = catalogue
        .cases()
        .iter()
        .find(|case| case.file.contains("01-"))
        .and_then(|case| case.situation(catalogue).ok());
    let family = serde_json::from_str(FAMILY)
        .ok()
        .and_then(|json| Situation::from_json(catalogue, &json).ok());
    let households = [
        ("rien de connu", Some(Situation::new())),
        ("personne seule", alone),
        ("famille de huit", family),
    ];
    // A household that can not be read any more must not be measured as an empty one.
    households
        .into_iter()
        .filter_map(|(name, household)| Some((name, household?)))
        .collect()
}

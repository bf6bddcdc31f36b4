//! The documents to bring, each once: a folder of those that serve every visit, and for each organisation only its own.

use super::selection::choices;
use crate::desk::Bilan;

/// A document that serves almost everywhere: its id in the fact `documents_presents`, its name, how it begins in the catalogue.
type Common = (&'static str, &'static str, &'static [&'static str]);

const COMMON: [Common; 6] = [
    (
        "identite",
        "pièce d’identité ou titre de séjour",
        &["pièce d’identité", "pièces d’identité", "carte d’identité"],
    ),
    ("rib", "RIB", &["rib"]),
    (
        "livret_famille",
        "livret de famille ou actes de naissance",
        &[
            "livret de famille",
            "acte de naissance",
            "actes de naissance",
        ],
    ),
    (
        "avis_impot",
        "dernier avis d’impôt",
        &["avis d’impôt", "dernier avis d’impôt", "avis d’imposition"],
    ),
    (
        "hebergement",
        "justificatif de domicile ou de domiciliation",
        &["justificatif de domicile", "justificatif d’adresse"],
    ),
    (
        "vitale",
        "carte Vitale ou attestation de droits",
        &["carte vitale"],
    ),
];

/// The common documents among these, those already at hand said so.
pub fn folder<'a>(bilan: &Bilan, all: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let here = choices(bilan, "documents_presents");
    let needed: Vec<&str> = all
        .into_iter()
        .filter_map(|document| common(document))
        .collect();
    let said = |(id, name, _): &Common| {
        if here.contains(id) {
            format!("{name} (vous l’avez)")
        } else {
            (*name).to_owned()
        }
    };
    COMMON
        .iter()
        .filter(|(id, ..)| needed.contains(id))
        .map(said)
        .collect()
}

/// Documents of one organisation, each once, without the common ones.
/// « Photo » goes when « Photo d’identité » is there.
pub fn own<'a>(all: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut kept: Vec<(String, &str)> = Vec::new();
    for document in all
        .into_iter()
        .filter(|document| common(document).is_none())
    {
        let key = key(document);
        if kept.iter().any(|(other, _)| says(other, &key)) {
            continue;
        }
        let place = kept.iter().position(|(other, _)| says(&key, other));
        kept.retain(|(other, _)| !says(&key, other));
        kept.insert(place.unwrap_or(kept.len()).min(kept.len()), (key, document));
    }
    kept.into_iter()
        .map(|(_, document)| document.trim().trim_end_matches('.').to_owned())
        .collect()
}

/// The common document this one is; a wording with a figure (« de moins de 3 mois ») is an organisation's own.
fn common(document: &str) -> Option<&'static str> {
    let key = key(document);
    let begins = |(_, _, starts): &&Common| {
        starts.iter().any(|start| {
            key.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
        })
    };
    COMMON
        .iter()
        .find(begins)
        .filter(|_| !key.contains(|c: char| c.is_ascii_digit()))
        .map(|(id, ..)| *id)
}

/// Whether the longer text already says the shorter one: the same words first.
fn says(longer: &str, shorter: &str) -> bool {
    longer
        .strip_prefix(shorter)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
}

fn key(document: &str) -> String {
    document
        .trim()
        .trim_end_matches('.')
        .to_lowercase()
        .replace('\'', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(all: &[&str]) -> Vec<String> {
        own(all.iter().copied())
    }

    #[test]
    fn a_document_is_asked_once() {
        assert_eq!(
            kept(&["Bail", "Certificat", "bail.", "Bailleur"]),
            ["Bail", "Certificat", "Bailleur"]
        );
    }

    #[test]
    fn the_wider_wording_stands_for_both() {
        let wide = "Certificat médical de la MDPH";
        assert_eq!(kept(&["Certificat médical", "Bail", wide]), [wide, "Bail"]);
        assert_eq!(kept(&[wide, "Bail", "Certificat médical"]), [wide, "Bail"]);
    }

    #[test]
    fn what_serves_everywhere_is_in_the_folder_unless_it_is_special() {
        assert_eq!(
            kept(&[
                "RIB à votre nom",
                "Pièces d’identité des personnes du foyer",
                "Bail"
            ]),
            ["Bail"]
        );
        let special = "Avis d’impôt de 2025";
        assert_eq!(kept(&[special]), [special]);
    }
}

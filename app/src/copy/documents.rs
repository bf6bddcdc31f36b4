//! The documents to bring, each once: a folder of those that serve every visit, and for each organisation only its own.

use super::selection::{Brought, choices};
use super::voice::Voice;
use crate::desk::Bilan;

/// A document that serves almost everywhere: its id in the fact `documents_presents`, the name of what we
/// call it, how it begins in the catalogue.
type Common = (&'static str, &'static str, &'static [&'static str]);

/// Income is common as it stands: « des trois derniers mois » is an organisation's own.
const INCOME: &str = "ressources";

const COMMON: [Common; 7] = [
    (
        "identite",
        "document-identity",
        &["pièce d’identité", "pièces d’identité", "carte d’identité"],
    ),
    ("rib", "document-bank", &["rib"]),
    (
        "livret_famille",
        "document-family",
        &[
            "livret de famille",
            "acte de naissance",
            "actes de naissance",
        ],
    ),
    (
        "avis_impot",
        "document-tax",
        &["avis d’impôt", "dernier avis d’impôt", "avis d’imposition"],
    ),
    (
        "hebergement",
        "document-home",
        &["justificatif de domicile", "justificatif d’adresse"],
    ),
    (
        INCOME,
        "document-income",
        &[
            "justificatif de ressources",
            "justificatifs de ressources",
            "justificatifs de ressources et de charges",
            "justificatifs de ressources et de charges du foyer",
            "justificatifs de vos ressources et de vos charges",
        ],
    ),
    ("vitale", "document-health", &["carte vitale"]),
];

/// The common documents among these, those already at hand said so.
pub fn folder<'a>(
    voice: &Voice<'_>,
    bilan: &Bilan,
    all: impl IntoIterator<Item = Brought<'a>>,
) -> Vec<String> {
    let here = choices(bilan, "documents_presents");
    let needed: Vec<&str> = all
        .into_iter()
        .filter_map(|document| common(document.text))
        .collect();
    let said = |(id, name, _): &Common| {
        let document = voice.say(name);
        if here.contains(id) {
            voice.tell("document-here", &[("document", document.into())])
        } else {
            document
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
pub fn own<'a>(voice: &Voice<'_>, all: impl IntoIterator<Item = Brought<'a>>) -> Vec<String> {
    let kept = kept(all)
        .into_iter()
        .map(|document| voice.document(document));
    let ended = kept.map(|document| document.trim().trim_end_matches('.').to_owned());
    ended.collect()
}

fn kept<'a>(all: impl IntoIterator<Item = Brought<'a>>) -> Vec<Brought<'a>> {
    let mut kept: Vec<(String, Brought<'a>)> = Vec::new();
    for document in all
        .into_iter()
        .filter(|document| common(document.text).is_none())
    {
        let key = key(document.text);
        if kept.iter().any(|(other, _)| says(other, &key)) {
            continue;
        }
        let place = kept.iter().position(|(other, _)| says(&key, other));
        kept.retain(|(other, _)| !says(&key, other));
        kept.insert(place.unwrap_or(kept.len()).min(kept.len()), (key, document));
    }
    kept.into_iter().map(|(_, document)| document).collect()
}

/// The common document this one is; a wording with a figure (« de moins de 3 mois ») is an organisation's own.
fn common(document: &str) -> Option<&'static str> {
    let key = key(document);
    let begins = |(id, _, starts): &&Common| {
        let goes_on: &[char] = if *id == INCOME { &[','] } else { &[' ', ','] };
        starts.iter().any(|start| {
            key.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(goes_on))
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

    fn kept<'a>(all: &[&'a str]) -> Vec<&'a str> {
        let all = all.iter().map(|text| Brought { text, key: None });
        let kept = super::kept(all).into_iter();
        kept.map(|document| document.text.trim_end_matches('.'))
            .collect()
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

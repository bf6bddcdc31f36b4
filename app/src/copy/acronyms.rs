//! The acronyms of the paper in full words, once, at its end: nobody should have to ask what they mean.

use rules::Catalogue;

use super::model::{Chapter, Line};

/// The acronyms of these texts that none of them explains; `None` when there is none.
pub fn acronyms(catalogue: &Catalogue, texts: &[String]) -> Option<Chapter> {
    let explained = |words: &str| texts.iter().any(|text| text.to_lowercase().contains(words));
    let lines: Vec<String> = catalogue
        .acronyms_in(texts.iter().map(String::as_str))
        .into_iter()
        .filter(|acronym| !explained(&acronym.words.to_lowercase()))
        .map(|acronym| format!("{} : {}", acronym.id, acronym.words))
        .collect();
    (!lines.is_empty()).then(|| Chapter {
        title: "Les sigles de ce papier".to_owned(),
        intro: String::new(),
        lines: vec![Line::plain(format!("{}.", lines.join(" ; ")))],
        source: String::new(),
    })
}

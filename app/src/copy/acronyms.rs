//! The acronyms of the paper in full words, once, at its end: nobody should have to ask what they mean.

use super::model::{About, Chapter, Line};
use super::voice::Voice;

/// The acronyms of these texts that none of them explains; `None` when there is none.
pub fn acronyms(voice: &Voice<'_>, texts: &[String]) -> Option<Chapter> {
    let explained = |words: &str| texts.iter().any(|text| text.to_lowercase().contains(words));
    let lines: Vec<String> = voice
        .catalogue
        .acronyms_in(texts.iter().map(String::as_str))
        .into_iter()
        .filter(|acronym| !explained(&acronym.words.to_lowercase()))
        .map(|acronym| {
            let words = voice.text(&format!("sigle.{}.mots", acronym.id), &acronym.words);
            let id = voice.in_french(&acronym.id);
            voice.tell(
                "acronym",
                &[("acronym", id.into()), ("words", words.into())],
            )
        })
        .collect();
    (!lines.is_empty()).then(|| Chapter {
        about: About::Acronyms,
        title: voice.say("acronyms-title"),
        intro: String::new(),
        lines: vec![Line::plain(format!("{}.", voice.parts(&lines)))],
        source: String::new(),
    })
}

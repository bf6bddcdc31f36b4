//! Every text of the catalogue a person reads, under a stable key: `droit.rsa-socle.phrase`,
//! `question.logement.texte`, `organisme.caf.role`. Keys carry translations and the check of plain words.

use std::collections::BTreeMap;

use super::load::files::At;
use crate::language::syntax::Expr;
use crate::{Catalogue, Fault};

/// One text in French, with its key and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its key, stable as long as the ids it is made of and the rank in its list.
    pub key: String,
    /// The sentences.
    pub text: String,
    /// Eight hexadecimal digits that change with the text: a translation says which French it was made from.
    pub print: String,
    /// The whole text's place among the files that were read.
    pub(crate) at: At,
    /// The same: a fault without anything wrong yet.
    pub(crate) place: Fault,
    /// The bytes of the text's content in its file, when escapes do not hide them.
    pub(crate) starts: Option<usize>,
}

impl Text {
    /// The file that says it: layer and path.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.place.file
    }

    /// The line of the file it begins at, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.place.line
    }

    /// Whether it is for everybody, on the person's copy and the public pages: what rights, organisations, themes and
    /// acronyms say, and the questions as they are asked. The rest serves agents and those who keep the catalogue.
    #[must_use]
    pub fn is_public(&self) -> bool {
        let (kind, rest) = self.key.split_once('.').unwrap_or_default();
        let last = rest.rsplit('.').next();
        match kind {
            "droit" | "organisme" | "sigle" => true,
            "theme" => matches!(last, Some("nom" | "court")),
            "question" => last == Some("texte"),
            _ => false,
        }
    }
}

/// A text in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language, as `lang` attributes write it: `en`, `ar`.
    pub lang: String,
    /// The key of the French text.
    pub key: String,
    /// The text.
    pub text: String,
    /// The print of the French text it was made from.
    pub of: String,
    pub(crate) place: Fault,
}

/// How far the translation of the public texts ([`Text::is_public`]) has come in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The language.
    pub lang: String,
    /// Public texts told in this language.
    pub current: usize,
    /// Public texts whose French has changed since they were translated: told in French.
    pub outdated: usize,
    /// Public texts nobody translated: told in French.
    pub missing: usize,
}

/// An acronym people meet, and the words it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// As it is written: `RSA`.
    pub id: String,
    /// What it stands for: « revenu de solidarité active ».
    pub words: String,
}

/// A word that plain French avoids, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avoided {
    /// The word or phrase, in lower case.
    pub word: String,
    /// What to write instead.
    pub instead: String,
}

/// A figure that texts may write by hand: it never moves, or it is a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// As it is written: « 80 % ».
    pub written: String,
    /// The beginnings of the keys it may stand under; everywhere when there are none.
    pub within: Vec<String>,
    /// The calculation on `bareme/` it must stay equal to, where a text can not hold the calculation itself.
    pub worth: Option<String>,
}

/// What the catalogue says besides the law: texts under keys, their translations, acronyms, words to avoid, figures that
/// never move.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    pub(crate) texts: Vec<Text>,
    pub(crate) translations: Vec<Translation>,
    pub(crate) acronyms: Vec<Acronym>,
    pub(crate) avoided: Vec<Avoided>,
    pub(crate) fixed: Vec<Fixed>,
    /// What stands between braces in the texts, as written, and what it calculates.
    pub(crate) figures: BTreeMap<String, Expr>,
}

impl Catalogue {
    /// Every text a person reads, by key.
    #[must_use]
    pub fn texts(&self) -> &[Text] {
        &self.wording.texts
    }

    /// Every translation, by language and key.
    #[must_use]
    pub fn translations(&self) -> &[Translation] {
        &self.wording.translations
    }

    /// The text of this key in this language. In French when it is not translated, or when the French has changed since:
    /// what it said may no longer be true. `None` when no text has this key.
    #[must_use]
    pub fn text(&self, lang: &str, key: &str) -> Option<&str> {
        let french = self.french(key)?;
        Some(self.translation(lang, key).unwrap_or(&french.text))
    }

    /// The text of this key in this language, only when it is translated and the French has not changed since.
    #[must_use]
    pub fn translation(&self, lang: &str, key: &str) -> Option<&str> {
        let (french, translated) = (self.french(key)?, self.translated(lang, key)?);
        (translated.of == french.print).then_some(translated.text.as_str())
    }

    fn translated(&self, lang: &str, key: &str) -> Option<&Translation> {
        let translations = &self.wording.translations;
        let found = translations
            .binary_search_by(|known| (known.lang.as_str(), known.key.as_str()).cmp(&(lang, key)));
        translations.get(found.ok()?)
    }

    /// How far the translation of the public texts has come, language by language.
    #[must_use]
    pub fn translated_by_language(&self) -> Vec<Translated> {
        let langs = self.translations().iter().map(|known| known.lang.as_str());
        let langs: std::collections::BTreeSet<&str> = langs.collect();
        let told = langs.into_iter().map(|lang| {
            let mut told = Translated {
                lang: lang.to_owned(),
                current: 0,
                outdated: 0,
                missing: 0,
            };
            for text in self.texts().iter().filter(|text| text.is_public()) {
                let count = match self.translated(lang, &text.key) {
                    Some(translated) if translated.of == text.print => &mut told.current,
                    Some(_) => &mut told.outdated,
                    None => &mut told.missing,
                };
                *count = count.saturating_add(1);
            }
            told
        });
        told.collect()
    }

    fn french(&self, key: &str) -> Option<&Text> {
        let texts = &self.wording.texts;
        let index = texts
            .binary_search_by(|text| text.key.as_str().cmp(key))
            .ok()?;
        texts.get(index)
    }

    /// The translations whose French text has changed since, and that are not shown until somebody reads them again.
    pub fn outdated_translations(&self) -> impl Iterator<Item = (&Translation, &Text)> {
        self.wording.translations.iter().filter_map(|translation| {
            let french = self.french(&translation.key)?;
            (translation.of != french.print).then_some((translation, french))
        })
    }

    /// Every acronym the catalogue explains, by acronym.
    #[must_use]
    pub fn acronyms(&self) -> &[Acronym] {
        &self.wording.acronyms
    }

    /// The acronyms of the catalogue that stand in these texts, each once: what a page explains at its end.
    #[must_use]
    pub fn acronyms_in<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<&Acronym> {
        let mut found = std::collections::BTreeSet::new();
        for text in texts {
            found.extend(crate::plain::words(text).map(|(_, word)| word));
        }
        self.acronyms()
            .iter()
            .filter(|acronym| found.contains(acronym.id.as_str()))
            .collect()
    }

    /// The figures that texts may write by hand.
    #[must_use]
    pub fn fixed_figures(&self) -> &[Fixed] {
        &self.wording.fixed
    }

    /// The words plain French avoids, with what to write instead.
    #[must_use]
    pub fn avoided_words(&self) -> &[Avoided] {
        &self.wording.avoided
    }
}

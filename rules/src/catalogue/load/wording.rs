//! `mots.toml` (acronyms, words to avoid, figures that may be written by hand) and `langues/<code>.toml` or `langues/<code>/<anything>.toml` (translations): see `docs/words.md`.

use std::collections::BTreeMap;

use super::figures;
use super::files::{At, Files, Located};
use super::layers::Layers;
use super::table::Table;
use super::texts::Gathered;
use crate::catalogue::texts::{Acronym, Avoided, Fixed, Text, Translation, Wording};

/// What was read, by its id, the highest layer's last.
#[derive(Default)]
pub(super) struct WordingDraft {
    acronyms: Vec<(String, At, Acronym)>,
    avoided: Vec<(String, At, Avoided)>,
    fixed: Vec<(String, At, FixedDraft)>,
    translations: BTreeMap<String, (At, TranslationDraft)>,
}

struct FixedDraft {
    written: String,
    within: Vec<Located<String>>,
    worth: Option<Located<String>>,
}

struct TranslationDraft {
    lang: String,
    key: Located<String>,
    of: Option<Located<String>>,
    text: Located<String>,
}

impl WordingDraft {
    /// Reads `mots.toml`.
    pub(super) fn words(&mut self, files: &mut Files<'_>, layers: &Layers, mut file: Table<'_>) {
        for mut table in file.tables(files, "sigle") {
            let id = table.text(files, "id");
            let words = table.text(files, "mots").value;
            table.finish(files);
            let acronym = Acronym {
                id: id.value.clone(),
                words,
            };
            layers.merge(files, &mut self.acronyms, id.value, id.at, acronym);
        }
        for mut table in file.tables(files, "mot") {
            let word = table.text(files, "eviter");
            let instead = table.text(files, "plutot").value;
            table.finish(files);
            if word.value.chars().any(char::is_uppercase) {
                files.fault(&word.at, "un mot à éviter s’écrit en minuscules");
            }
            let avoided = Avoided {
                word: word.value.clone(),
                instead,
            };
            layers.merge(files, &mut self.avoided, word.value, word.at, avoided);
        }
        for mut table in file.tables(files, "chiffre") {
            let written = table.text(files, "ecrit");
            // Why it may be written is for those who keep the catalogue; it must be said.
            table.text(files, "raison");
            table.text(files, "source");
            let draft = FixedDraft {
                written: written.value.clone(),
                within: table.optional_texts(files, "dans").unwrap_or_default(),
                worth: table.optional_text(files, "vaut"),
            };
            table.finish(files);
            let keys = draft.within.iter().map(|key| key.value.as_str());
            let id = keys.fold(written.value, |id, key| format!("{id} {key}"));
            layers.merge(files, &mut self.fixed, id, written.at, draft);
        }
        file.finish(files);
    }

    /// Reads a file of translations.
    pub(super) fn language(
        &mut self,
        files: &mut Files<'_>,
        layers: &Layers,
        mut file: Table<'_>,
        lang: &str,
    ) {
        let sound = (2..=3).contains(&lang.len()) && lang.chars().all(|c| c.is_ascii_lowercase());
        if !sound || lang == "fr" {
            files.fault_advised(
                &file.at,
                "le fichier porte le code de la langue, qui n’est pas le français",
                "langues/en.toml, langues/en/famille.toml, langues/ar.toml…",
            );
        }
        for mut table in file.tables(files, "texte") {
            let key = table.text(files, "cle");
            let draft = TranslationDraft {
                lang: lang.to_owned(),
                of: table.optional_text(files, "empreinte"),
                text: table.text(files, "texte"),
                key: key.clone(),
            };
            table.finish(files);
            let id = format!("{lang}/{}", key.value);
            layers.merge_many(files, &mut self.translations, id, key.at, draft);
        }
        file.finish(files);
    }

    /// Puts the wording together; reports translations of texts that do not exist, and figures that are no parameter.
    pub(super) fn assemble(
        self,
        files: &mut Files<'_>,
        Gathered { texts, gone }: Gathered,
        parameters: &[&str],
    ) -> Wording {
        let mut figures = BTreeMap::new();
        for text in texts.iter().filter(|text| text.text.contains('{')) {
            let written = Located {
                value: text.text.clone(),
                at: text.at.clone(),
            };
            figures::read(files, &text.key, &written, parameters, &mut figures);
        }
        let known: BTreeMap<&str, &Text> =
            texts.iter().map(|text| (text.key.as_str(), text)).collect();
        let mut translations = Vec::new();
        for (at, draft) in self.translations.into_values() {
            let Some(french) = known.get(draft.key.value.as_str()) else {
                if !draft.key.value.is_empty() && !gone.contains(&draft.key.value) {
                    files.fault_near(
                        &at,
                        format!("aucun texte n’a la clé « {} »", draft.key.value),
                        &draft.key.value,
                        known.keys().copied(),
                    );
                }
                continue;
            };
            let Some(of) = draft.of else {
                files.fault_advised(
                    &at,
                    "une traduction dit de quel texte français elle vient",
                    format!("empreinte = \"{}\"", french.print),
                );
                continue;
            };
            let key = &draft.key.value;
            figures::read(files, key, &draft.text, parameters, &mut figures);
            translations.push(Translation {
                lang: draft.lang,
                key: draft.key.value,
                text: draft.text.value,
                of: of.value,
                place: files.place(&of.at),
            });
        }
        let mut fixed = Vec::new();
        for (_, _, draft) in self.fixed {
            for begins in &draft.within {
                let keys = known.keys().copied().chain(gone.iter().map(String::as_str));
                stands_somewhere(files, begins, keys);
            }
            if let Some(worth) = &draft.worth {
                figures::figure(files, worth, &worth.value, 0, parameters, &mut figures);
            }
            fixed.push(Fixed {
                written: draft.written,
                within: draft.within.into_iter().map(|key| key.value).collect(),
                worth: draft.worth.map(|worth| worth.value),
            });
        }
        translations.sort_by(|a, b| (&a.lang, &a.key).cmp(&(&b.lang, &b.key)));
        let mut acronyms: Vec<Acronym> = self
            .acronyms
            .into_iter()
            .map(|(_, _, acronym)| acronym)
            .collect();
        acronyms.sort_by(|a, b| a.id.cmp(&b.id));
        Wording {
            translations,
            acronyms,
            avoided: self
                .avoided
                .into_iter()
                .map(|(_, _, avoided)| avoided)
                .collect(),
            fixed,
            figures,
            texts,
        }
    }
}

/// Reports the beginning of a key that begins none.
fn stands_somewhere<'k>(
    files: &mut Files<'_>,
    begins: &Located<String>,
    mut keys: impl Iterator<Item = &'k str>,
) {
    let is_one = |key: &str| {
        key.strip_prefix(begins.value.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if !keys.any(is_one) {
        let message = format!(
            "aucun texte n’a une clé qui commence par « {} »",
            begins.value
        );
        files.fault(&begins.at, message);
    }
}

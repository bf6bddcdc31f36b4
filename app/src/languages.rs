//! The languages of what people take away: `app/langues/<code>/copy.ftl`, in the format of [Project Fluent](https://projectfluent.org).
//!
//! French is the reference. A language is offered once it says everything French says; until then it is a draft that nobody is
//! shown. To add one: a folder with its words, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/langues");

static ALL: LazyLock<BTreeMap<String, Language>> = LazyLock::new(|| {
    let read = |folder: &Dir<'_>| {
        let code = folder.path().to_str()?;
        let words = folder.get_file(folder.path().join("copy.ftl"))?;
        Some((code.to_owned(), Language::new(code, words.contents_utf8()?)))
    };
    FILES.dirs().filter_map(read).collect()
});

/// The language of the law and of the counters.
pub const FRENCH: &str = "fr";

/// Languages written from right to left.
const RIGHT_TO_LEFT: [&str; 6] = ["ar", "fa", "he", "ps", "prs", "ur"];

/// The answers to « langue la plus facile » (fact `langue`), with their codes. One that names two languages has none.
const ANSWERS: [(&str, &str); 16] = [
    ("francais", "fr"),
    ("anglais", "en"),
    ("arabe", "ar"),
    ("bambara", "bm"),
    ("bengali", "bn"),
    ("chinois", "zh"),
    ("espagnol", "es"),
    ("lingala", "ln"),
    ("peul", "ff"),
    ("portugais", "pt"),
    ("roumain", "ro"),
    ("russe", "ru"),
    ("soninke", "snk"),
    ("tamoul", "ta"),
    ("turc", "tr"),
    ("ukrainien", "uk"),
];

/// A language, with the sentences of the copy.
pub struct Language {
    /// Its code, as `lang` attributes write it.
    pub code: String,
    bundle: FluentBundle<FluentResource>,
    /// The names of what it says: `rsa-asked`, and `rsa-to-ask.strong` for what is said first.
    says: BTreeSet<String>,
}

/// What a sentence is completed with.
pub type With<'a> = (&'a str, FluentValue<'a>);

impl Language {
    /// A language from its words. What can not be read is left out, and the language is then not offered.
    pub fn new(code: &str, words: &str) -> Self {
        let locale = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // What stays in French within another language is marked by `copy::voice`.
        bundle.set_use_isolating(false);
        let elided = bundle.add_function("DE", |values, _| match values.first() {
            Some(FluentValue::String(text)) => of(text).into(),
            _ => FluentValue::Error,
        });
        debug_assert!(elided.is_ok());
        let resource = FluentResource::try_new(words.to_owned());
        let resource = resource.unwrap_or_else(|(sound, _)| sound);
        let mut says = BTreeSet::new();
        for entry in resource.entries() {
            if let ast::Entry::Message(message) = entry {
                let id = message.id.name;
                says.extend(message.value.as_ref().map(|_| id.to_owned()));
                let attributes = message.attributes.iter();
                says.extend(attributes.map(|attribute| format!("{id}.{}", attribute.id.name)));
            }
        }
        let added = bundle.add_resource(resource);
        debug_assert!(added.is_ok(), "no message is there twice");
        Self {
            code: code.to_owned(),
            bundle,
            says,
        }
    }

    /// What it is called by those who speak it.
    pub fn name(&self) -> String {
        self.say("language", &[])
            .unwrap_or_else(|| self.code.clone())
    }

    /// `rtl` or `ltr`, as `dir` attributes write it.
    pub fn direction(&self) -> &'static str {
        if RIGHT_TO_LEFT.contains(&self.code.as_str()) {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// Whether the PDF can be drawn in it; one that can not is printed from its page (`docs/words.md`, « Arabic on paper »).
    pub fn has_pdf(&self) -> bool {
        self.direction() == "ltr"
    }

    /// Whether it is French, in which the law is written.
    pub fn is_french(&self) -> bool {
        self.code == FRENCH
    }

    /// Whether it says everything French says.
    pub fn is_complete(&self) -> bool {
        french().says.is_subset(&self.says)
    }

    /// What it says and the other language does not.
    pub fn missing_in(&self, other: &Self) -> Vec<String> {
        let missing = self.says.difference(&other.says);
        missing.cloned().collect()
    }

    /// A sentence, under its name; `None` when this language does not say it.
    pub fn say(&self, name: &str, with: &[With<'_>]) -> Option<String> {
        let (id, attribute) = match name.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (name, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> = with.iter().cloned().collect();
        let mut wrong = Vec::new();
        let said = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut wrong);
        debug_assert!(wrong.is_empty(), "{name} in {}: {wrong:?}", self.code);
        Some(said.into_owned())
    }
}

/// « d’août », « de juillet ».
fn of(text: &str) -> String {
    if text.starts_with(['a', 'o']) {
        format!("d’{text}")
    } else {
        format!("de {text}")
    }
}

/// French.
pub fn french() -> &'static Language {
    static NOTHING: LazyLock<Language> = LazyLock::new(|| Language::new(FRENCH, ""));
    ALL.get(FRENCH).unwrap_or(&NOTHING)
}

/// The languages people are offered: French, then the others that say everything.
pub fn offered() -> impl Iterator<Item = &'static Language> {
    let others = ALL.values().filter(|language| !language.is_french());
    std::iter::once(french()).chain(others.filter(|language| language.is_complete()))
}

/// The offered language of this code; French when there is none.
pub fn of_code(code: Option<&str>) -> &'static Language {
    let wanted = |language: &&Language| Some(language.code.as_str()) == code;
    offered().find(wanted).unwrap_or_else(|| french())
}

/// The code of an answer to « langue la plus facile ».
pub fn code_of_answer(answer: &str) -> Option<&'static str> {
    let known = ANSWERS.iter().find(|(known, _)| *known == answer);
    known.map(|(_, code)| *code)
}

#[cfg(test)]
mod tests;

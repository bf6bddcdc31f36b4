//! The last pages: what RSA asks in return, what we could not find out, and the person's rights over these data.

use std::collections::BTreeSet;

use rules::{Answer, Catalogue, Path, Question};

use super::first::missing_documents;
use super::missing::{asks, questions};
use super::model::{About, Chapter, Line};
use super::selection::{Entry, Names, Paper, choice, choices, household, may_have_rsa};
use super::voice::{Voice, lower, sentence};
use crate::desk::Bilan;

/// What RSA asks in return, when it was or will be asked for: not to know it is a reason not to ask.
pub fn rsa(voice: &Voice<'_>, bilan: &Bilan, entries: &[Entry]) -> Option<Chapter> {
    let applied = household(bilan, "rsa_demande_date").is_some()
        || choice(bilan, "rsa_demande_canal").is_some_and(|channel| channel != "pas_encore");
    let asked = applied || (bilan.with_rsa && may_have_rsa(entries));
    let said = [
        "asked-declare",
        "asked-contract",
        "asked-hours",
        "asked-exceptions",
        "asked-sanctions",
        "asked-appeal",
    ];
    asked.then(|| Chapter {
        about: About::Asked,
        title: voice.say("asked-title"),
        intro: voice.say("asked-intro"),
        lines: said.map(|name| voice.line(name, &[])).into(),
        source: voice.say("asked-source"),
    })
}

/// What we could not find out, and what to bring next time; `None` when nothing is missing.
pub fn unknown(
    voice: &Voice<'_>,
    bilan: &Bilan,
    entries: &[Entry],
    names: &Names,
) -> Option<Chapter> {
    let mut lines = Vec::new();
    let untouched = untouched(voice, bilan);
    if !untouched.is_empty() {
        let themes = voice.list(&untouched);
        lines.push(voice.line("unknown-themes", &[("themes", themes.into())]));
    }
    let wanted = questions(voice, names, wanted(bilan, entries), 5);
    if !wanted.is_empty() {
        let questions = wanted.join(" ");
        lines.push(voice.line("unknown-questions", &[("questions", questions.into())]));
    }
    let documents = missing_documents(voice, bilan);
    if !documents.is_empty() {
        let documents = sentence(&voice.list(&documents));
        lines.push(voice.line("unknown-documents", &[("documents", documents.into())]));
    }
    (!lines.is_empty()).then(|| Chapter {
        about: About::Unknown,
        title: voice.say("unknown-title"),
        intro: String::new(),
        lines,
        source: String::new(),
    })
}

/// What would make the estimates sure, what serves most first. What the person prefers not to say is left in peace.
fn wanted<'a>(bilan: &Bilan, entries: &[Entry<'a>]) -> Vec<&'a Path> {
    let kept: BTreeSet<&Path> = bilan
        .answers
        .iter()
        .filter(|stored| stored.answer == Answer::PrefersNotToSay)
        .map(|stored| &stored.path)
        .collect();
    let mut counts: Vec<(&Path, usize)> = Vec::new();
    // What is to check says itself what it waits for.
    let raised = entries.iter().filter(|entry| entry.is_step());
    for path in raised
        .flat_map(|entry| &entry.finding.missing)
        .filter(|path| !kept.contains(path))
    {
        match counts.iter_mut().find(|(known, _)| *known == path) {
            Some((_, count)) => *count += 1,
            None => counts.push((path, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(path, _)| path).collect()
}

/// The themes of which nothing was said.
fn untouched(voice: &Voice<'_>, bilan: &Bilan) -> Vec<String> {
    themes(voice, bilan, false)
}

/// The themes of which something was said.
pub fn touched(voice: &Voice<'_>, bilan: &Bilan) -> Vec<String> {
    themes(voice, bilan, true)
}

fn themes(voice: &Voice<'_>, bilan: &Bilan, said: bool) -> Vec<String> {
    let themes = voice.catalogue.themes().iter();
    themes
        .filter(|theme| themed(voice.catalogue, bilan, &theme.id) == Some(said))
        .map(|theme| lower(&voice.text(&format!("theme.{}.court", theme.id), &theme.short)))
        .collect()
}

/// Whether something was said of this theme; `None` for a theme that holds no right.
fn themed(catalogue: &Catalogue, bilan: &Bilan, theme: &str) -> Option<bool> {
    let holds = catalogue
        .rights()
        .iter()
        .any(|right| right.themes.iter().any(|id| id == theme));
    let said = |question: &Question| {
        bilan
            .answers
            .iter()
            .any(|stored| stored.answer.is_asked() && asks(catalogue, question, &stored.path))
    };
    holds.then(|| {
        catalogue
            .questions()
            .iter()
            .any(|question| question.theme == theme && said(question))
    })
}

/// The person's rights over what was written, and how to use them.
pub fn data(voice: &Voice<'_>, bilan: &Bilan, paper: Paper) -> Chapter {
    let place = || voice.in_french(&bilan.structure);
    let mut said = vec![
        voice.tell("data-kept", &[("place", place().into())]),
        voice.say("data-private"),
    ];
    let shared = names(voice, "partage", &choices(bilan, "partage"));
    if !shared.is_empty() && paper != Paper::Neutral {
        let names = voice.list(&shared);
        said.push(voice.tell("data-shared", &[("names", names.into())]));
    }
    let code = bilan.reference.as_str();
    said.push(voice.tell(
        "data-ask",
        &[("place", place().into()), ("code", code.into())],
    ));
    said.push(voice.say("data-cnil"));
    if paper != Paper::Full {
        said.push(voice.say("data-more"));
    }
    Chapter {
        about: About::Data,
        title: voice.say("data-title"),
        intro: String::new(),
        lines: said.into_iter().map(Line::plain).collect(),
        source: String::new(),
    }
}

/// The names of choices of a fact of the household, inside a sentence.
pub fn names(voice: &Voice<'_>, fact: &str, ids: &[&str]) -> Vec<String> {
    let Some(known) = voice.catalogue.fact_at(&Path::Household(fact.into())) else {
        return Vec::new();
    };
    let named = |id: &&str| {
        let variants = known.kind.variants().iter();
        let variant = variants.clone().find(|variant| variant.id == **id)?;
        Some(lower(&voice.choice(fact, id, &variant.name)))
    };
    ids.iter().filter_map(named).collect()
}

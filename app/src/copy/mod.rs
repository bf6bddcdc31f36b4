//! The person's copy: what the person takes away.
//!
//! [`person_copy`] builds it as plain data ([`PersonCopy`]) from a bilan, what was found and the catalogue: pure, no clock, no I/O.
//! `pages/copy.rs` shows it in HTML and the server's `document` room prints it. What is sensitive is left out unless the person chose
//! the full copy ([`Paper`]); the neutral copy says where to go and nothing of why.
//! A new section is one file here, a field of the model and an arm in each of the two pictures.

mod acronyms;
mod aloud;
mod appeals;
mod asks;
mod chapters;
mod documents;
mod first;
mod missing;
mod model;
mod neutral;
pub mod places;
mod rights;
mod roadmap;
mod selection;
mod typography;
mod urgency;
mod voice;
mod wishes;
mod withheld;

use chrono::{DateTime, NaiveDate, Utc};
use rules::{Catalogue, Evaluation};

pub use aloud::{Spoken, aloud};
pub use model::*;
pub use places::with_places;
pub use roadmap::RENEWAL_DAYS;
pub use selection::{Paper, tells};
pub use typography::typeset;
pub(crate) use voice::{capital, in_french};
pub use voice::{pieces, unmarked};
pub use withheld::{findings, found, is_sensitive, may_name, may_tell, on_paper};

use crate::desk::Bilan;
use crate::languages::Language;
use selection::{Names, entries};
use voice::Voice;

/// The person's copy of this bilan, as the person wants it, in a language ([`crate::languages`]).
///
/// `evaluation` comes from [`findings`], which knows what such a paper may know; `at` is when this paper is made and `today` that day in Paris.
pub fn person_copy(
    catalogue: &Catalogue,
    bilan: &Bilan,
    evaluation: &Evaluation,
    (at, today): (DateTime<Utc>, NaiveDate),
    language: &Language,
) -> PersonCopy {
    let (known, paper) = on_paper(catalogue, bilan);
    let voice = Voice {
        catalogue,
        language,
        on: evaluation.date,
    };
    let mut copy = if paper == Paper::Neutral {
        neutral::copy(&voice, &known, evaluation, at)
    } else {
        detailed(&voice, &known, evaluation, paper, (at, today))
    };
    copy.chapters
        .extend(acronyms::acronyms(&voice, &copy.texts()));
    for text in copy.strings() {
        *text = voice.set(text);
    }
    copy
}

fn detailed(
    voice: &Voice<'_>,
    bilan: &Bilan,
    evaluation: &Evaluation,
    paper: Paper,
    (at, today): (DateTime<Utc>, NaiveDate),
) -> PersonCopy {
    let entries = entries(voice.catalogue, bilan, evaluation, paper);
    let names = Names::new(voice, &entries);
    let mut chapters: Vec<Chapter> = appeals::appeals(voice, &entries).into_iter().collect();
    chapters.extend(chapters::rsa(voice, bilan, &entries));
    chapters.extend(chapters::unknown(voice, bilan, &entries, &names));
    chapters.push(chapters::data(voice, bilan, paper));
    PersonCopy {
        setting: Setting::of(voice),
        reference: bilan.reference.clone(),
        made_at: at,
        title: voice.say("title"),
        name: bilan
            .person
            .as_ref()
            .map(crate::desk::Identity::full)
            .filter(|name| !name.is_empty()),
        code_label: voice.say("code-label"),
        opening: opening(voice, bilan, paper, today),
        first: first::first(voice, bilan, &entries, paper),
        roadmap: roadmap::roadmap(voice, bilan, &entries, &names, evaluation.date),
        rights: rights::rights(voice, &entries, &names, evaluation.date),
        chapters,
        foot: voice.tell(
            "foot",
            &[
                ("code", bilan.reference.as_str().into()),
                ("day", voice.day(evaluation.date).into()),
            ],
        ),
    }
}

fn opening(voice: &Voice<'_>, bilan: &Bilan, paper: Paper, today: NaiveDate) -> Vec<String> {
    let mut made = made(voice, bilan, today);
    let themes = chapters::touched(voice, bilan);
    if !themes.is_empty() {
        let themes = voice.tell("spoken-of", &[("themes", voice.list(&themes).into())]);
        made = format!("{made} {themes}");
    }
    let mut lines = vec![made];
    if paper == Paper::KeptHere {
        lines.push(voice.say("kept-here"));
    }
    lines.push(voice.say("come-back"));
    lines.push(voice.say("no-control"));
    lines
}

/// « Fait ensemble le 21 novembre 2026. Lieu : EDS de Villejuif. »
fn made(voice: &Voice<'_>, bilan: &Bilan, today: NaiveDate) -> String {
    let made = voice.tell(
        "made",
        &[
            ("day", voice.day(bilan.opened_on).into()),
            ("place", voice.in_french(&bilan.structure).into()),
        ],
    );
    if today == bilan.opened_on {
        return made;
    }
    let copied = voice.tell("copied", &[("day", voice.day(today).into())]);
    format!("{made} {copied}")
}

#[cfg(test)]
mod tests;

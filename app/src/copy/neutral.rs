//! The neutral copy, for somebody who can not safely keep the other one: where to go, and nothing of why.
//!
//! No name, no right, no amount, no answer; no organisation that is there only for something sensitive, for a theme that tells,
//! or that serves so few rights that its name says which.

use chrono::{DateTime, Utc};
use rules::{Catalogue, Evaluation, Organisation};

use super::model::{About, Chapter, Line, PersonCopy, Roadmap, Setting, Stop};
use super::selection::{Entry, Paper, entries, tells};
use super::voice::Voice;
use crate::desk::Bilan;

/// A paper anybody may find.
pub fn copy(
    voice: &Voice<'_>,
    bilan: &Bilan,
    evaluation: &Evaluation,
    at: DateTime<Utc>,
) -> PersonCopy {
    let place = || voice.in_french(&bilan.structure);
    let code = bilan.reference.as_str();
    let made = [
        ("day", voice.day(bilan.opened_on).into()),
        ("place", place().into()),
    ];
    let data = voice.tell("neutral-data", &[("place", place().into())]);
    PersonCopy {
        setting: Setting::of(voice),
        reference: bilan.reference.clone(),
        made_at: at,
        title: voice.say("neutral-title"),
        name: None,
        code_label: voice.say("code-label"),
        opening: vec![
            voice.tell("neutral-made", &made),
            voice.say("neutral-come-back"),
        ],
        first: None,
        roadmap: roadmap(voice, bilan, evaluation),
        rights: None,
        chapters: vec![Chapter {
            about: About::Data,
            title: voice.say("neutral-data-title"),
            intro: String::new(),
            lines: vec![Line::plain(data)],
            source: String::new(),
        }],
        foot: voice.tell("neutral-foot", &[("code", code.into())]),
    }
}

fn roadmap(voice: &Voice<'_>, bilan: &Bilan, evaluation: &Evaluation) -> Option<Roadmap> {
    let catalogue = voice.catalogue;
    let entries = entries(catalogue, bilan, evaluation, Paper::Neutral);
    let mut stops: Vec<&Organisation> = Vec::new();
    for entry in entries
        .iter()
        .filter(|entry| entry.worth_asking() && plain(catalogue, entry))
    {
        if let Some(organisation) = catalogue
            .organisation(&entry.right.organisation)
            .filter(|o| !stops.contains(o))
        {
            stops.push(organisation);
        }
    }
    (!stops.is_empty()).then(|| Roadmap {
        title: voice.say("neutral-where"),
        intro: voice.say("neutral-intro"),
        folder_label: String::new(),
        folder: Vec::new(),
        stops: stops.into_iter().map(|o| stop(voice, o)).collect(),
        others_label: String::new(),
        others: Vec::new(),
    })
}

/// An organisation that serves fewer rights than this says by its name which one is meant.
const CROWD: usize = 3;

/// Neither its themes nor what it rests on tell anything intimate.
fn plain(catalogue: &Catalogue, entry: &Entry) -> bool {
    let crowd = catalogue
        .rights()
        .iter()
        .filter(|right| right.organisation == entry.right.organisation)
        .count();
    crowd >= CROWD
        && !entry.finding.sensitive
        && !entry.right.sensitive
        && !entry
            .right
            .themes
            .iter()
            .any(|theme| tells(catalogue, theme))
}

fn stop(voice: &Voice<'_>, organisation: &Organisation) -> Stop {
    let phone = organisation.phone.as_deref();
    let phone = phone.map(|phone| {
        let phone = voice.in_french(phone);
        voice.tell("contact-phone", &[("phone", phone.into())])
    });
    let site = organisation.site.as_deref();
    Stop {
        name: voice.organisation(organisation),
        contact: phone
            .into_iter()
            .chain(site.map(|site| voice.in_french(site)))
            .collect(),
        asks: vec![Line::plain(voice.say("neutral-ask"))],
        ..Stop::default()
    }
}

//! The neutral copy, for somebody who can not safely keep the other one: where to go, and nothing of why.
//!
//! No name, no right, no amount, no answer; no organisation that is there only for something sensitive, for a theme that tells,
//! or that serves so few rights that its name says which.

use chrono::{DateTime, Utc};
use rules::{Catalogue, Evaluation, Organisation};

use super::french::day;
use super::model::{Chapter, Line, PersonCopy, Roadmap, Stop};
use super::selection::{Entry, Paper, entries, tells};
use crate::desk::Bilan;

/// A paper anybody may find.
pub fn copy(
    catalogue: &Catalogue,
    bilan: &Bilan,
    evaluation: &Evaluation,
    at: DateTime<Utc>,
) -> PersonCopy {
    PersonCopy {
        reference: bilan.reference.clone(),
        made_at: at,
        title: "Vos démarches".to_owned(),
        name: None,
        code_label: "votre code".to_owned(),
        opening: vec![
            format!(
                "Fait le {}. Lieu : {}.",
                day(bilan.opened_on),
                bilan.structure
            ),
            "Le détail est gardé dans ce lieu. Revenez avec ce code, ou demandez un rendez-vous."
                .to_owned(),
        ],
        first: None,
        roadmap: roadmap(catalogue, bilan, evaluation),
        rights: None,
        chapters: vec![data(bilan)],
        foot: format!(
            "Code {}. Ce papier vous aide dans vos démarches.",
            bilan.reference
        ),
    }
}

fn roadmap(catalogue: &Catalogue, bilan: &Bilan, evaluation: &Evaluation) -> Option<Roadmap> {
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
        title: "Où aller".to_owned(),
        intro: "Ces services peuvent faire le point avec vous. Apportez une pièce d’identité et vos derniers courriers.".to_owned(),
        folder_label: String::new(),
        folder: Vec::new(),
        stops: stops.into_iter().map(stop).collect(),
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

fn stop(organisation: &Organisation) -> Stop {
    let phone = organisation
        .phone
        .as_ref()
        .map(|phone| format!("Tél. {phone}"));
    Stop {
        name: organisation.short.clone(),
        contact: phone.into_iter().chain(organisation.site.clone()).collect(),
        asks: vec![Line::plain("Demander un rendez-vous pour faire le point.")],
        ..Stop::default()
    }
}

fn data(bilan: &Bilan) -> Chapter {
    Chapter {
        title: "Vos informations".to_owned(),
        intro: String::new(),
        lines: vec![Line::plain(format!(
            "Vous pouvez demander à voir, à corriger ou à effacer ce qui est gardé. Demandez ici : {}.",
            bilan.structure
        ))],
        source: String::new(),
    }
}

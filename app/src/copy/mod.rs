//! The person's copy: what the person takes away.
//!
//! [`person_copy`] builds it as plain data ([`PersonCopy`]) from a bilan, what was found and the catalogue: pure, no clock, no I/O.
//! `pages/copy.rs` shows it in HTML and the server's `document` room prints it. What is sensitive is left out unless the person chose
//! the full copy ([`Paper`]); the neutral copy says where to go and nothing of why.
//! A new section is one file here, a field of the model and an arm in each of the two pictures.

mod acronyms;
mod chapters;
mod documents;
mod first;
mod french;
mod missing;
mod model;
mod neutral;
pub mod places;
mod rights;
mod roadmap;
mod selection;
mod typography;
mod urgency;
mod withheld;

use chrono::{DateTime, NaiveDate, Utc};
use rules::{Catalogue, Evaluation};

pub use model::*;
pub use places::with_places;
pub use selection::Paper;
pub use typography::typeset;
pub use withheld::{findings, found, is_sensitive};

use crate::desk::Bilan;
use french::{day, list};
use selection::{Names, entries};

/// The person's copy of this bilan, as the person wants it.
///
/// `evaluation` comes from [`findings`], which knows what such a paper may know; `at` is when this paper is made and `today` that day in Paris.
pub fn person_copy(
    catalogue: &Catalogue,
    bilan: &Bilan,
    evaluation: &Evaluation,
    at: DateTime<Utc>,
    today: NaiveDate,
) -> PersonCopy {
    let (known, paper) = withheld::on_paper(catalogue, bilan);
    let mut copy = if paper == Paper::Neutral {
        neutral::copy(catalogue, &known, evaluation, at)
    } else {
        detailed(catalogue, &known, evaluation, paper, (at, today))
    };
    copy.chapters
        .extend(acronyms::acronyms(catalogue, &copy.texts()));
    for text in copy.strings() {
        *text = typeset(text);
    }
    copy
}

/// What a copy that stays in the office says of itself.
const KEPT_HERE: &str = "Cette copie reste ici. Elle n’est pas imprimée pour la personne. Nous gardons ce document, sans les sujets intimes, et les réponses. La personne peut venir les relire avec son code.";

fn detailed(
    catalogue: &Catalogue,
    bilan: &Bilan,
    evaluation: &Evaluation,
    paper: Paper,
    (at, today): (DateTime<Utc>, NaiveDate),
) -> PersonCopy {
    let entries = entries(catalogue, bilan, evaluation, paper);
    let names = Names::new(&entries);
    let mut chapters: Vec<Chapter> = chapters::appeals(catalogue, &entries).into_iter().collect();
    chapters.extend(chapters::rsa(bilan, &entries));
    chapters.extend(chapters::unknown(catalogue, bilan, &entries, &names));
    chapters.push(chapters::data(catalogue, bilan, paper));
    PersonCopy {
        reference: bilan.reference.clone(),
        made_at: at,
        title: "Votre bilan des droits".to_owned(),
        name: bilan
            .person
            .as_ref()
            .map(crate::desk::Identity::full)
            .filter(|name| !name.is_empty()),
        code_label: "votre code".to_owned(),
        opening: opening(catalogue, bilan, paper, today),
        first: first::first(catalogue, bilan, &entries, paper),
        roadmap: roadmap::roadmap(catalogue, bilan, &entries, &names, evaluation.date),
        rights: rights::rights(catalogue, &entries, &names, evaluation.date),
        chapters,
        foot: format!(
            "Bilan {}. Ce bilan ne décide de rien. Montants estimés au {}.",
            bilan.reference,
            day(evaluation.date)
        ),
    }
}

fn opening(catalogue: &Catalogue, bilan: &Bilan, paper: Paper, today: NaiveDate) -> Vec<String> {
    let mut lines = vec![made(bilan, today)];
    if paper == Paper::KeptHere {
        lines.push(KEPT_HERE.to_owned());
    }
    let themes = chapters::touched(catalogue, bilan);
    if !themes.is_empty() {
        lines.push(format!("Nous avons parlé de : {}.", list(&themes)));
    }
    lines.push("Pour continuer ou poser une question, revenez nous voir avec ce code.".to_owned());
    lines.push(
        "Ce bilan n’est pas un contrôle. Nous ne l’envoyons ni à la CAF, ni à France Travail, ni à la préfecture ; la loi peut parfois l’exiger. Il ne remplace pas vos déclarations.".to_owned(),
    );
    lines
}

/// « Fait ensemble le 21 novembre 2026. Lieu : EDS de Villejuif. »
fn made(bilan: &Bilan, today: NaiveDate) -> String {
    let copied = if today == bilan.opened_on {
        String::new()
    } else {
        format!(" Copie du {}.", day(today))
    };
    format!(
        "Fait ensemble le {}. Lieu : {}.{copied}",
        day(bilan.opened_on),
        bilan.structure
    )
}

#[cfg(test)]
mod tests;

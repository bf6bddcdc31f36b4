//! What a person gets when they ask what is known of them: one file, which says the same as the pages, with the same words. It
//! withholds what their copy withholds (`copy/withheld.rs`): what the partner said alone, and what is sensitive unless they chose the
//! full paper. Its keys are told in docs/personal-data.md: add some, rename none.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rules::{Catalogue, Outcome};
use serde::Serialize;

use crate::copy::{findings, may_name, on_paper};
use crate::desk::{Bilan, BilanCard, HistoryLine};
use crate::follow_up::{FollowUp, Mandate, told::told};
use crate::interview::labels::{capital, label};
use crate::interview::{Reading, said, wire};
use crate::notes::Note;
use crate::orientation::{self, Orientation};
use crate::routes::Page;
use crate::sharing::Share;
use crate::support::sentence;
use crate::words::interview::outcome;

/// What is put together.
pub struct Known<'a> {
    /// The bilan.
    pub bilan: &'a Bilan,
    /// The person's other bilans.
    pub earlier: &'a [BilanCard],
    /// What was done with this one.
    pub history: &'a [HistoryLine],
    /// What its rights became.
    pub followed: &'a [FollowUp],
    /// What the person lets the office do.
    pub mandates: &'a [Mandate],
    /// With whom it is shared.
    pub shares: &'a [Share],
    /// What professionals noted.
    pub notes: &'a [Note],
    /// To which services the person was sent.
    pub orientations: &'a [Orientation],
}

/// The file.
#[derive(Serialize)]
pub struct PersonData {
    format: u32,
    fait_le: NaiveDateTime,
    a_savoir: &'static str,
    copie_pdf: String,
    bilan: About,
    personne: Option<Named>,
    reponses: Vec<Answered>,
    droits: Vec<Found>,
    suivi: Vec<Became>,
    mandats: Vec<Mandated>,
    partages: Vec<SharedWith>,
    notes: Vec<Noted>,
    orientations: Vec<Oriented>,
    histoire: Vec<Done>,
    autres_bilans: Vec<Other>,
}

const TO_KNOW: &str = "Ce fichier contient ce que la structure garde de vos réponses. Ce que votre conjoint a dit seul n’y est jamais. Les sujets intimes n’y sont que si vous avez choisi la copie complète. La copie à lire et à imprimer est à l’adresse « copie_pdf »\u{a0}: demandez-la à la structure.";

#[derive(Serialize)]
struct About {
    code: String,
    structure: String,
    agent: String,
    ouvert_le: NaiveDate,
    loi_du: NaiveDate,
}

#[derive(Serialize)]
struct Named {
    prenom: String,
    nom: String,
}

#[derive(Serialize)]
struct Answered {
    sujet: String,
    reponse: String,
    cle: String,
    valeur: String,
    ecrite_le: NaiveDateTime,
    par: String,
    structure: String,
}

#[derive(Serialize)]
struct Found {
    droit: String,
    constat: &'static str,
}

#[derive(Serialize)]
struct Became {
    droit: String,
    etat: String,
}

#[derive(Serialize)]
struct Mandated {
    organismes: Vec<String>,
    demarches: String,
    signe_le: NaiveDate,
    finit_le: NaiveDate,
    revoque_le: Option<NaiveDateTime>,
}

#[derive(Serialize)]
struct SharedWith {
    avec: Option<String>,
    depuis: NaiveDateTime,
    themes: Vec<String>,
}

#[derive(Serialize)]
struct Noted {
    theme: String,
    note: String,
    ecrite_le: NaiveDateTime,
    par: String,
    structure: String,
}

#[derive(Serialize)]
struct Oriented {
    service: String,
    pourquoi: String,
    le: NaiveDateTime,
    etat: String,
}

#[derive(Serialize)]
struct Done {
    le: NaiveDateTime,
    quoi: String,
}

#[derive(Serialize)]
struct Other {
    code: String,
    ouvert_le: NaiveDate,
}

/// Puts it together, at an instant; `paris` tells the wall clock.
pub fn person_data(
    catalogue: &Catalogue,
    known: &Known<'_>,
    now: DateTime<Utc>,
    paris: impl Fn(DateTime<Utc>) -> NaiveDateTime,
) -> PersonData {
    let (bilan, paper) = on_paper(catalogue, known.bilan);
    let shows = |sensitive: bool| !sensitive || paper.shows_sensitive();
    let reading = Reading::new(catalogue, &bilan);
    let named = may_name(catalogue, known.bilan);
    let evaluation = findings(catalogue, known.bilan);
    let organisation = |id: &String| {
        let known = catalogue.organisation(id);
        known.map_or_else(|| id.clone(), |known| known.name.clone())
    };
    let theme = |id: &String| {
        let mut themes = catalogue.themes().iter();
        let known = themes.find(|theme| theme.id == *id);
        known.map_or_else(|| id.clone(), |theme| theme.name.clone())
    };
    PersonData {
        format: 1,
        fait_le: paris(now),
        a_savoir: TO_KNOW,
        copie_pdf: Page::CopyPdf(bilan.id, None).path(),
        bilan: About {
            code: bilan.reference.clone(),
            structure: bilan.structure.clone(),
            agent: bilan.agent.clone(),
            ouvert_le: bilan.opened_on,
            loi_du: bilan.law_date,
        },
        personne: bilan.person.as_ref().map(|person| Named {
            prenom: person.first_name.clone(),
            nom: person.last_name.clone(),
        }),
        reponses: bilan
            .answers
            .iter()
            .filter(|stored| stored.answer.is_asked())
            .map(|stored| Answered {
                sujet: capital(&label(catalogue, &reading.situation, &stored.path)),
                reponse: said::shown_at(catalogue, &stored.path, &stored.answer),
                cle: stored.path.to_string(),
                valeur: wire::write(catalogue, &stored.path, &stored.answer),
                ecrite_le: paris(stored.at),
                par: stored.author.clone(),
                structure: stored.structure.clone(),
            })
            .collect(),
        droits: evaluation
            .findings
            .iter()
            .filter(|finding| finding.outcome != Outcome::Unlikely)
            .filter_map(|finding| {
                let right = catalogue.right(&finding.right)?;
                named(right).then(|| Found {
                    droit: right.name.clone(),
                    constat: outcome(finding.outcome).1,
                })
            })
            .collect(),
        suivi: known
            .followed
            .iter()
            .filter_map(|followed| {
                let right = catalogue.right(&followed.standing.right)?;
                named(right).then(|| Became {
                    droit: right.name.clone(),
                    etat: told(&followed.standing),
                })
            })
            .collect(),
        mandats: known
            .mandates
            .iter()
            .map(|mandate| Mandated {
                organismes: mandate
                    .what
                    .organisations
                    .iter()
                    .map(organisation)
                    .collect(),
                demarches: mandate.what.scope.clone(),
                signe_le: mandate.what.signed_on,
                finit_le: mandate.what.ends_on,
                revoque_le: mandate.revoked_at.map(&paris),
            })
            .collect(),
        partages: known
            .shares
            .iter()
            .map(|share| SharedWith {
                avec: share.with.clone(),
                depuis: paris(share.at),
                themes: share.scope.themes.iter().map(theme).collect(),
            })
            .collect(),
        notes: known
            .notes
            .iter()
            .filter(|note| shows(note.what.sensitive))
            .map(|note| Noted {
                theme: theme(&note.what.theme),
                note: note.what.text.clone(),
                ecrite_le: paris(note.at),
                par: note.author.clone(),
                structure: note.structure.clone(),
            })
            .collect(),
        orientations: known
            .orientations
            .iter()
            .filter(|orientation| shows(orientation.sheet.sensitive))
            .map(|orientation| Oriented {
                service: orientation.sheet.to.name.clone(),
                pourquoi: orientation::told::why(&orientation.sheet),
                le: paris(orientation.made_at),
                etat: orientation::told::told(&orientation.standing),
            })
            .collect(),
        histoire: known
            .history
            .iter()
            .map(|line| Done {
                le: paris(line.at),
                quoi: sentence(line),
            })
            .collect(),
        autres_bilans: known
            .earlier
            .iter()
            .map(|card| Other {
                code: card.reference.clone(),
                ouvert_le: card.opened_on,
            })
            .collect(),
    }
}

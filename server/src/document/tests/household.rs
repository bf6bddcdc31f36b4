//! A bilan of the real catalogue, judged by the real rules: a mother of two, recently separated, who came for RSA.

use app::copy::{PersonCopy, person_copy};
use app::desk::{Bilan, BilanState, HistoryEvent, HistoryLine, Identity, StoredAnswer};
use app::interview::Reading;
use app::languages;
use app::notes::{NewNote, Note};
use app::support::{Support, support};
use chrono::{NaiveDate, TimeZone, Utc};
use rules::{Answer, Catalogue, Path, Situation, Value};
use serde_json::json;
use uuid::Uuid;

/// Her copy, on the paper she chose (`complete`, `neutre`…).
pub fn mother_of_two(paper: &str) -> PersonCopy {
    let catalogue = Catalogue::embedded().unwrap();
    let situation = Situation::from_json(&catalogue, &said()).unwrap();
    copy(&catalogue, situation, paper)
}

/// The same in a language that is offered.
pub fn mother_of_two_in(lang: &str) -> PersonCopy {
    let catalogue = Catalogue::embedded().unwrap();
    let situation = Situation::from_json(&catalogue, &said()).unwrap();
    copy_in(lang, &catalogue, situation, "complete")
}

/// The full copy of every situation of the catalogue in a language, under the name of its file.
pub fn situations_in(lang: &str) -> Vec<(String, PersonCopy)> {
    let catalogue = Catalogue::embedded().unwrap();
    let cases = catalogue.cases().iter();
    let told = cases.map(|case| {
        let situation = case.situation(&catalogue).unwrap();
        let file = std::path::Path::new(&case.file).file_stem().unwrap();
        let copy = copy_in(lang, &catalogue, situation, "complete");
        (file.to_string_lossy().into_owned(), copy)
    });
    told.collect()
}

/// The same copy with a counter of the commune under every organisation that has some, told as `copy::places` tells them.
pub fn with_counters(mut copy: PersonCopy) -> PersonCopy {
    let catalogue = Catalogue::embedded().unwrap();
    let roadmap = copy.roadmap.iter_mut();
    for stop in roadmap.flat_map(|roadmap| roadmap.stops.iter_mut().chain(&mut roadmap.others)) {
        let organisation = catalogue.organisation(&stop.organisation).unwrap();
        if !organisation.networks.is_empty() {
            stop.places = [
                "Centre de Villejuif, 12 avenue de la République, 94800 Villejuif. Tél. 01 00 00 00 00.",
                "Du lundi au vendredi de 9\u{a0}h à 12\u{a0}h et de 14\u{a0}h à 17\u{a0}h. Fermé le mercredi après-midi.",
                "Adresse vérifiée en octobre 2026.",
            ]
            .map(str::to_owned)
            .into();
            stop.find.clear();
        }
    }
    copy
}

/// Her support.
pub fn support_of_mother() -> Support {
    let catalogue = Catalogue::embedded().unwrap();
    let situation = Situation::from_json(&catalogue, &said()).unwrap();
    supported(&catalogue, &situation)
}

/// The support of every situation of the catalogue, with its name.
pub fn supports() -> Vec<(String, Support)> {
    let catalogue = Catalogue::embedded().unwrap();
    let cases = catalogue.cases().iter();
    cases
        .map(|case| {
            let situation = case.situation(&catalogue).unwrap();
            (case.name.clone(), supported(&catalogue, &situation))
        })
        .collect()
}

fn supported(catalogue: &Catalogue, situation: &Situation) -> Support {
    let bilan = bilan(situation);
    let opened = HistoryLine {
        at: bilan.opened_at,
        agent: Some(bilan.agent.clone()),
        event: HistoryEvent::Opened,
    };
    let noted = Note {
        id: Uuid::nil(),
        what: NewNote {
            theme: catalogue.themes()[0].id.clone(),
            text: "Attend un papier de son employeur.".to_owned(),
            sensitive: false,
        },
        author: bilan.agent.clone(),
        structure: bilan.structure.clone(),
        mine: true,
        version: 1,
        at: bilan.opened_at,
        before: Vec::new(),
    };
    support(
        &Reading::new(catalogue, &bilan),
        &[],
        &[noted],
        &[opened],
        bilan.opened_at,
        &crate::clock::Clock::paris,
    )
}

fn copy(catalogue: &Catalogue, situation: Situation, paper: &str) -> PersonCopy {
    copy_in("fr", catalogue, situation, paper)
}

fn copy_in(lang: &str, catalogue: &Catalogue, mut situation: Situation, paper: &str) -> PersonCopy {
    situation.set(
        &Path::Household("copie_papier".into()),
        Answer::Given(Value::Choice(paper.to_owned())),
    );
    let bilan = bilan(&situation);
    let evaluation = app::copy::findings(catalogue, &bilan);
    person_copy(
        catalogue,
        &bilan,
        &evaluation,
        (bilan.opened_at, bilan.opened_on),
        languages::of_code(Some(lang)),
    )
}

fn said() -> serde_json::Value {
    let child = |born: &str, school: &str| json!({ "naissance": born, "a_charge": true, "garde_alternee": false, "scolarite": school, "autre_parent": "ailleurs", "pension_situation": "non_fixee_rien" });
    json!({
        "departement": "d94",
        "motifs_venue": ["demande_rsa", "separation"],
        "urgences": ["manger"],
        "priorites": ["argent", "logement"],
        "rsa_demande_canal": "ici",
        "rsa_demande_date": "2026-11-21",
        "rsa_pieces_manquantes": ["rib", "livret_famille"],
        "documents_presents": ["identite"],
        "date_naissance": "1997-02-14",
        "nationalite": "francaise",
        "presence_3_mois": true,
        "absences_longues": false,
        "conjoint_existe": false,
        "conjoint_ailleurs": false,
        "seul_situation": "separe",
        "separation_date": "2026-06-20",
        "enceinte": false,
        "enfants": [child("2019-03-08", "elementaire"), child("2022-05-17", "maternelle")],
        "enfants_complet": true,
        "activite": "chomage",
        "recherche_emploi": true,
        "france_travail_inscrit": false,
        "revenus": [],
        "revenus_complets": { "personne": ["2026-07", "2026-08", "2026-09"] },
        "revenus_arretes": [],
        "ressources_12_mois": { "min": 4000, "max": 6000 },
        "revenus_n2": 9000,
        "revenu_fiscal_reference": 9000,
        "imposition": "non_imposable",
        "declaration_faite": true,
        "epargne": 0,
        "bien_immobilier": false,
        "logement_statut": "locataire_vide",
        "loyer": 780,
        "bail_au_nom": true,
        "nourriture": "insuffisant",
        "couverture_maladie": "ouverts",
        "complementaire": "aucune",
        "recu": { "rsa-socle": "pas_demande", "allocations-familiales": "pas_demande", "asf": "pas_demande", "aides-logement-apl": "pas_demande", "c2s-gratuite": "pas_demande" }
    })
}

fn bilan(situation: &Situation) -> Bilan {
    let at = Utc.with_ymd_and_hms(2026, 11, 21, 14, 32, 0).unwrap();
    let answers = situation.answers().map(|(path, answer)| StoredAnswer {
        path: path.clone(),
        answer: answer.clone(),
        to_review: false,
        version: 1,
        author: "Nadia B.".to_owned(),
        structure: "EDS de Villejuif".to_owned(),
        at,
        giver: app::desk::Giver::default(),
    });
    Bilan {
        id: Uuid::from_u128(7),
        reference: "7F-42K".to_owned(),
        with_rsa: true,
        training: None,
        opened_at: at,
        opened_on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        law_date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        structure: "EDS de Villejuif".to_owned(),
        agent: "Nadia B.".to_owned(),
        state: BilanState::Open,
        person: Some(Identity {
            first_name: "Awa".to_owned(),
            last_name: "Diallo".to_owned(),
        }),
        answers: answers.collect(),
        issued: None,
        before: None,
        shared: None,
    }
}

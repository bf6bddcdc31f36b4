//! A bilan of the real catalogue: a mother of two, recently separated, who came for RSA.

use app::copy::{PersonCopy, person_copy};
use app::desk::{Bilan, BilanState, Identity, StoredAnswer};
use chrono::{NaiveDate, TimeZone, Utc};
use rules::{
    AmountRange, Answer, Catalogue, Estimate, Finding, Outcome, Path, Period, Receipt, Situation,
    Truth, Value,
};
use uuid::Uuid;

/// Her copy on the paper she chose, with findings such as the rules give.
pub fn mother_of_two(paper: &str) -> PersonCopy {
    let catalogue = Catalogue::embedded().unwrap();
    let bilan = bilan(paper);
    let mut evaluation = rules::evaluate(&catalogue, &Situation::new(), bilan.law_date);
    evaluation.findings = findings();
    person_copy(
        &catalogue,
        &bilan,
        &evaluation,
        bilan.opened_at,
        bilan.opened_on,
    )
}

fn bilan(paper: &str) -> Bilan {
    let at = Utc.with_ymd_and_hms(2026, 11, 21, 14, 32, 0).unwrap();
    let several = |fact: &str, ids: &[&str]| {
        (
            Path::Household(fact.to_owned()),
            Answer::Given(Value::Choices(
                ids.iter().map(|id| (*id).to_owned()).collect(),
            )),
        )
    };
    let one = |fact: &str, id: &str| {
        (
            Path::Household(fact.to_owned()),
            Answer::Given(Value::Choice(id.to_owned())),
        )
    };
    let answers = [
        one("rsa_demande_canal", "ici"),
        several("rsa_pieces_manquantes", &["rib", "livret_famille"]),
        several("urgences", &["manger"]),
        several("priorites", &["argent", "logement"]),
        one("logement_statut", "locataire_vide"),
        one("copie_papier", paper),
        (
            Path::Person("activite".to_owned()),
            Answer::Given(Value::Choice("chomage".to_owned())),
        ),
        (Path::PartnerExists, Answer::yes_no(false)),
    ];
    Bilan {
        id: Uuid::from_u128(7),
        reference: "7F-42K".to_owned(),
        with_rsa: true,
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
        answers: answers
            .into_iter()
            .map(|(path, answer)| StoredAnswer {
                path,
                answer,
                to_review: false,
                version: 1,
                author: "Nadia B.".to_owned(),
                structure: "EDS de Villejuif".to_owned(),
                at,
            })
            .collect(),
        issued: None,
    }
}

fn findings() -> Vec<Finding> {
    let month = |lo, hi| {
        Some(Estimate {
            range: AmountRange { lo, hi: Some(hi) },
            period: Period::Month,
        })
    };
    let probable = |right: &str| finding(right, Outcome::Probable);
    let asked = Some(Receipt::Requested {
        on: NaiveDate::from_ymd_opt(2026, 11, 21),
    });
    let rent = vec![
        Path::Household("loyer".to_owned()),
        Path::Household("logement_surface".to_owned()),
    ];
    vec![
        Finding {
            receipt: asked,
            amount: month(0, 97_754),
            choice_with: vec![],
            ..probable("rsa-socle")
        },
        Finding {
            amount: month(83_350, 124_101),
            ..probable("rsa-majore")
        },
        Finding {
            amount: month(40_262, 40_262),
            ..probable("asf")
        },
        Finding {
            amount: month(15_155, 15_155),
            ..probable("allocations-familiales")
        },
        Finding {
            missing: rent,
            ..finding("aides-logement-apl", Outcome::MayAsk)
        },
        finding("ars", Outcome::ToCheck),
        probable("c2s-gratuite"),
        finding("medecin-traitant", Outcome::ToCheck),
        finding("demande-logement-social", Outcome::MayAsk),
        Finding {
            after_opening_of: vec!["rsa-majore".to_owned()],
            ..probable("tst-gratuite")
        },
        probable("inscription-france-travail"),
        finding("ccas-aides-facultatives", Outcome::MayAsk),
        finding("aide-alimentaire", Outcome::MayAsk),
        finding("cheque-energie", Outcome::MayAsk),
        finding("puma", Outcome::AlreadyOpen),
        Finding {
            renew_before: NaiveDate::from_ymd_opt(2027, 1, 31),
            ..finding("rqth", Outcome::AlreadyOpen)
        },
    ]
}

fn finding(right: &str, outcome: Outcome) -> Finding {
    Finding {
        right: right.to_owned(),
        outcome,
        receipt: None,
        signalled: Truth::Yes,
        conditions: Vec::new(),
        missing: Vec::new(),
        amount: None,
        choice_with: Vec::new(),
        after: Vec::new(),
        after_opening_of: Vec::new(),
        renew_before: None,
        sensitive: false,
        failures: Vec::new(),
    }
}

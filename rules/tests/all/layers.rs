//! What a layer adds, specialises, withdraws, and whose place it takes.

use rules::{Catalogue, Confidence, Kind, Situation, evaluate};

use crate::common::{load, over_small};

fn small_with_a_town() -> Catalogue {
    load(&over_small(include_str!("../good/commune.txt")))
}

#[test]
fn what_is_specialised_keeps_what_is_not_written_again() {
    let (small, town) = (load(&over_small("")), small_with_a_town());
    let (base, prime) = (small.right("prime").unwrap(), town.right("prime").unwrap());
    assert_eq!(prime.layer, "quartier");
    assert_eq!(prime.delay, "Quatre mois.");
    let documents: Vec<&str> = prime
        .documents
        .iter()
        .map(|document| document.text.as_str())
        .collect();
    assert_eq!(documents, ["Bail", "Avis d’impôt"]);
    assert_eq!(prime.organisation, "mairie");
    assert_eq!(
        (&prime.name, &prime.conditions),
        (&base.name, &base.conditions)
    );
    assert_eq!(prime.benefit, base.benefit);
    assert_eq!(
        prime.sources,
        [
            "règlement du quartier",
            "délibération du conseil",
            "CCH L821-1"
        ]
    );
    assert_eq!(
        prime.confidence,
        Confidence::Medium,
        "no surer than what it rests on"
    );
    assert_eq!(
        (prime.checked_on, prime.review_on),
        (base.checked_on, base.review_on)
    );
    let loyer = town
        .questions()
        .iter()
        .find(|question| question.id == "loyer")
        .unwrap();
    assert_eq!(loyer.text, "Quel loyer payez-vous ?");
    assert_eq!(loyer.why, "Le loyer compte.");
}

#[test]
fn a_specialised_right_is_judged_as_the_right_below() {
    let (small, town) = (load(&over_small("")), small_with_a_town());
    let day = crate::common::today();
    for json in [
        "{}",
        r#"{"statut": "locataire", "loyer": 420}"#,
        r#"{"statut": "rue"}"#,
    ] {
        let finding = |catalogue: &Catalogue| {
            let situation: Situation = crate::common::situation(catalogue, json);
            let found = evaluate(catalogue, &situation, day);
            let finding = found.finding("prime").unwrap();
            (finding.outcome, finding.amount)
        };
        assert_eq!(finding(&small), finding(&town), "{json}");
    }
}

#[test]
fn a_right_is_withdrawn_from_a_day_on_and_says_why() {
    let town = small_with_a_town();
    let on = |day: &str| evaluate(&town, &Situation::new(), day.parse().unwrap());
    assert!(on("2026-06-30").finding("protection").is_some());
    assert!(on("2026-07-01").finding("protection").is_none());
    let withdrawal = town.withdrawal(Kind::Right, "protection").unwrap();
    assert_eq!(withdrawal.sentence, "Ici, appelez le 17.");
    assert_eq!(withdrawal.layer, "commune");
}

#[test]
fn questions_and_organisations_are_withdrawn() {
    let town = small_with_a_town();
    assert!(
        !town
            .questions()
            .iter()
            .any(|question| question.id == "le-reste")
    );
    assert!(town.organisation("caf").is_none());
    assert!(
        town.rights()
            .iter()
            .all(|right| right.organisation == "mairie")
    );
    assert_eq!(town.withdrawals().len(), 4);
}

/// Another département takes the place of Val-de-Marne with a folder, and nothing else of the catalogue rests on it.
#[test]
fn another_departement_takes_the_place_of_the_embedded_one() {
    let here = "=== essai-departement/couche.toml\nid = \"essai-departement\"\nnom = \"Un département\"\nsur = \"ile-de-france\"\nremplace = \"val-de-marne\"\n";
    let mut sources = Catalogue::embedded_sources();
    sources.extend(crate::common::files(here));
    let catalogue = load(&sources);
    let embedded = load(&Catalogue::embedded_sources());
    assert!(
        catalogue
            .rights()
            .iter()
            .all(|right| right.layer != "val-de-marne")
    );
    assert!(embedded.rights().len() > catalogue.rights().len());
    assert!(!catalogue.cases().is_empty());
    for case in catalogue.cases() {
        assert_eq!(
            case.failures(&catalogue),
            Vec::<String>::new(),
            "{}",
            case.file
        );
    }
}

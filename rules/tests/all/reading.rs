//! What people type, what they read, what is hardly possible, and JSON in and out.

use rules::{Answer, Catalogue, Path, Situation, Value, evaluate};
use serde_json::json;

use crate::common::{load, over_small, situation, today};

fn small() -> Catalogue {
    load(&over_small(""))
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

#[test]
fn what_is_typed_is_read_and_shown_back() {
    let catalogue = small();
    let cases = [
        ("personne.date_naissance", "12/03/1990", "12 mars 1990"),
        ("personne.date_naissance", "03/1990", "mars 1990"),
        ("conjoint.date_naissance", "1990", "1990"),
        ("enfants.k1.date_naissance", "2019-03-01", "1er mars 2019"),
        ("foyer.loyer", "1 200,50 €", "1\u{202f}200,50\u{a0}€"),
        ("foyer.loyer", "300,01..600", "de 301 à 600\u{a0}€"),
        ("foyer.loyer", "0", "0\u{a0}€"),
        ("foyer.heures", "35", "35"),
        ("foyer.heures", "20-35", "de 20 à 35"),
        ("foyer.part", "80 %", "80\u{a0}%"),
        ("foyer.part", "0,5", "50\u{a0}%"),
        ("foyer.depuis", "septembre 2026", "septembre 2026"),
        ("foyer.depuis", "09/2026", "septembre 2026"),
        ("personne.seul", "Oui", "oui"),
        ("foyer.statut", "heberge", "Hébergé"),
        ("foyer.statut", "Hébergé", "Hébergé"),
        (
            "foyer.urgences",
            "manger, dormir",
            "Où dormir, De quoi manger",
        ),
        ("foyer.urgences", "aucun", "aucun"),
        ("foyer.note", "  أهلا 👋 bonjour ", "أهلا 👋 bonjour"),
        ("foyer.loyer", "?", "ne sait pas"),
        ("foyer.loyer", "-", "préfère ne pas dire"),
        ("foyer.loyer", "  ", ""),
        ("conjoint.existe", "non", "non"),
        ("enfants.complet", "oui", "oui"),
        ("revenus.complet.personne.2026-09", "oui", "oui"),
        (
            "recu.prime",
            "ouvert 31/01/2027",
            "ouvert jusqu’au 31 janvier 2027",
        ),
        ("recu.prime", "refuse", "refusé"),
    ];
    for (place, typed, shown) in cases {
        let read = catalogue.read_typed(&path(place), typed);
        assert_eq!(
            catalogue.show(&path(place), &read),
            shown,
            "{place} {typed}"
        );
        assert_eq!(
            catalogue.explain_invalid(&path(place), typed),
            None,
            "{place} {typed}"
        );
    }
}

#[test]
fn what_can_not_be_read_is_kept_and_explained() {
    let catalogue = small();
    let cases = [
        ("personne.date_naissance", "31/02/1990", "Écrivez une date"),
        ("foyer.loyer", "-50", "négatif"),
        ("foyer.loyer", "cher", "651,69"),
        ("foyer.heures", "90", "entre 0 et 80"),
        ("foyer.heures", "20-90", "entre 0 et 80"),
        ("foyer.heures", "2,5", "nombre entier"),
        ("foyer.part", "120 %", "entre 0 et 1"),
        ("personne.seul", "peut-être", "oui ou par non"),
        ("foyer.statut", "château", "Choisissez une réponse"),
        ("foyer.depuis", "2026", "Écrivez un mois"),
        ("foyer.inconnu", "1", "n’existe plus"),
        ("recu.prime", "perdu", "pas demandé, demandé"),
    ];
    for (place, typed, why) in cases {
        assert_eq!(
            catalogue.read_typed(&path(place), typed),
            Answer::Unreadable(typed.to_owned()),
            "{place}"
        );
        let told = catalogue.explain_invalid(&path(place), typed).unwrap();
        assert!(told.contains(why), "{place} {typed}: {told}");
    }
}

#[test]
fn long_texts_are_kept_to_ten_thousand_characters() {
    let catalogue = small();
    let place = path("foyer.note");
    let longest = "é".repeat(10_000);
    assert_eq!(
        catalogue.read_typed(&place, &longest),
        Answer::Given(Value::Text(longest.clone()))
    );
    assert!(
        catalogue
            .explain_invalid(&place, &format!("{longest}é"))
            .unwrap()
            .contains("trop long")
    );
}

#[test]
fn a_social_security_number_is_never_kept() {
    let catalogue = small();
    for place in ["foyer.note", "foyer.loyer"] {
        let typed = "mon numéro : 2 69 05 49 588 157 80";
        let read = catalogue.read_typed(&path(place), typed);
        assert_eq!(
            read,
            Answer::Unreadable("mon numéro : • •• •• •• ••• ••• ••".to_owned())
        );
        assert!(
            catalogue
                .explain_invalid(&path(place), typed)
                .unwrap()
                .contains("sécurité sociale")
        );
    }
}

#[test]
fn bands_touch_to_the_cent() {
    let catalogue = small();
    let bands = catalogue
        .fact_at(&path("foyer.loyer"))
        .unwrap()
        .bands
        .clone()
        .unwrap();
    let shown: Vec<(i64, Option<i64>, String)> = bands
        .iter()
        .map(|band| {
            (
                band.range.lo,
                band.range.hi,
                band.name.replace('\u{a0}', " "),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (0, Some(0), "0 €".to_owned()),
            (1, Some(30000), "de 1 à 300 €".to_owned()),
            (30001, Some(60000), "de 301 à 600 €".to_owned()),
            (60001, None, "plus de 600 €".to_owned()),
        ]
    );
}

#[test]
fn places_are_texts_that_read_back() {
    for text in [
        "foyer.statut",
        "personne.date_naissance",
        "conjoint.existe",
        "conjoint.date_naissance",
        "enfants.complet",
        "enfants.k3f9.a_charge",
        "enfants.k3f9.retire",
        "revenus.x2.montant",
        "revenus.complet.conjoint.2026-09",
        "recu.rsa-socle",
    ] {
        assert_eq!(path(text).to_string(), text);
    }
    for text in [
        "",
        "foyer",
        "foyer.",
        "foyer.A",
        "enfants.K1.nom",
        "enfants.k1",
        "revenus.complet.voisin.2026-09",
        "recu.a.b",
        "foyer.a.b",
        "revenus.complet.personne.2026-13",
    ] {
        assert!(text.parse::<Path>().is_err(), "{text}");
    }
}

#[test]
fn a_removed_row_leaves_the_results() {
    let catalogue = small();
    let mut situation = situation(
        &catalogue,
        r#"{"enfants": [{"a_charge": true}], "date_naissance": "2006"}"#,
    );
    let met = |situation: &Situation| {
        evaluate(&catalogue, situation, today()).findings[0].conditions[0].verdict
    };
    let before = met(&situation);
    situation.set(
        &path("enfants.r000.date_naissance"),
        catalogue.read_typed(&path("enfants.r000.date_naissance"), "2020"),
    );
    assert_ne!(before, met(&situation));
    situation.set(&path("enfants.r000.retire"), Answer::yes_no(true));
    situation.set(&Path::ChildrenComplete, Answer::yes_no(true));
    assert_eq!(met(&situation), rules::Verdict::NotMet);
    assert!(situation.rows(rules::Entity::Child).is_empty());
}

#[test]
fn former_names_are_still_read() {
    let text = "=== national/faits/ancien.toml\n[[fait]]\nid = \"commune\"\nentite = \"foyer\"\ntype = \"oui_non\"\nnom = \"commune\"\nanciens = [\"ville\"]\n=== national/questions/20-c.toml\n[theme]\nid = \"c\"\nnom = \"C\"\nrang = 20\na_dire = \"« C. »\"\n[[ecran]]\nid = \"c\"\ntitre = \"C\"\n[[question]]\nid = \"c\"\necran = \"c\"\ntexte = \"C ?\"\npourquoi = \"C.\"\nfaits = [\"commune\"]\n";
    let right = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "commune");
    let catalogue = load(&over_small(&format!("{text}\n{right}")));
    let mut old = Situation::new();
    old.set(&path("foyer.ville"), Answer::yes_no(true));
    assert_eq!(
        evaluate(&catalogue, &old, today())
            .finding("essai")
            .unwrap()
            .outcome,
        rules::Outcome::Probable
    );
}

#[test]
fn hardly_possible_answers_are_told() {
    let catalogue = small();
    let warned = |json: &str| -> Vec<String> {
        catalogue
            .plausibility(&situation(&catalogue, json), today())
            .into_iter()
            .map(|warning| warning.sentence)
            .collect()
    };
    assert!(
        warned(r#"{"date_naissance": "1990", "enfants": [{"date_naissance": "2015"}]}"#).is_empty()
    );
    assert!(
        warned(r#"{"date_naissance": "1990", "enfants": [{"date_naissance": "1985"}]}"#)[0]
            .contains("plus jeune que l’enfant")
    );
    assert!(
        warned(r#"{"date_naissance": "1990", "enfants": [{"date_naissance": "1995"}]}"#)[0]
            .contains("avant 12 ans")
    );
    assert!(
        warned(
            r#"{"conjoint": {"date_naissance": "1990"}, "enfants": [{"date_naissance": "1985"}]}"#
        )[0]
        .contains("Le conjoint")
    );
    assert!(warned(r#"{"date_naissance": "2027-05-01"}"#)[0].contains("pas encore né"));
    assert!(warned(r#"{"date_naissance": "1901"}"#)[0].contains("plus de 120 ans"));
    let forty = vec![json!({"a_charge": true}); 40];
    assert!(warned(&json!({ "enfants": forty }).to_string())[0].contains("40 enfants"));
    assert!(
        warned(r#"{"revenus": [{"mois": "2026-09", "montant": 120000}]}"#)[0]
            .contains("très élevé")
    );
}

#[test]
fn forty_children_are_evaluated_all_the_same() {
    let catalogue = small();
    let forty = vec![json!({"a_charge": true, "date_naissance": "2015"}); 40];
    let json = json!({ "enfants": forty, "enfants_complet": true, "date_naissance": "2004" });
    let situation = Situation::from_json(&catalogue, &json).unwrap();
    assert_eq!(
        evaluate(&catalogue, &situation, today()).findings[0].conditions[0].verdict,
        rules::Verdict::Met
    );
}

#[test]
fn every_fault_of_a_json_situation_is_told() {
    let catalogue = small();
    let faults = |json: serde_json::Value| -> Vec<String> {
        Situation::from_json(&catalogue, &json)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let json = json!({
        "loyer": -3, "loyers": 2, "heures": {"min": 30, "max": 20}, "seul": "oui", "statut": "chateau", "urgences": "manger",
        "enfants": {"a": 1}, "revenus": [3], "conjoint": [{}, {}], "enfants_complet": 1, "recu": {"prime": "perdu"},
        "note": "2 69 05 49 588 157 80", "revenus_complets": {"voisin": ["2026-09"], "personne": ["09/2026"]}, "depuis": 3, "date_naissance": "31/02/1990",
    });
    insta::with_settings!({ snapshot_path => "../good", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("fautes-json", faults(json).join("\n"));
    });
    assert_eq!(faults(json!([])).len(), 1);
}

#[test]
fn an_evaluation_is_printed_in_decimal_euros() {
    let catalogue = small();
    let json = r#"{"statut": "locataire", "loyer": {"min": 300.01, "max": 600}}"#;
    let evaluation = evaluate(&catalogue, &situation(&catalogue, json), today());
    let printed = evaluation.to_json(true);
    assert_eq!(printed["date"], "2026-11-21");
    assert_eq!(printed["catalogue"], catalogue.version);
    let prime = &printed["findings"][1];
    assert_eq!(prime["right"], "prime");
    assert_eq!(prime["outcome"], "probable");
    assert_eq!(
        prime["amount"].to_string(),
        r#"{"max":200,"min":150.01,"period":"mois"}"#
    );
    assert_eq!(prime["conditions"][0]["verdict"], "remplie");
    assert_eq!(prime["conditions"][0]["source"], "CCH L821-1");
    assert!(
        evaluation.to_json(false)["findings"][1]
            .get("conditions")
            .is_none()
    );
}

#[test]
fn an_answer_keeps_its_stored_form() {
    let stored = [
        (Answer::NotAsked, r#""pas_pose""#),
        (Answer::DoesNotKnow, r#""ne_sait_pas""#),
        (Answer::PrefersNotToSay, r#""prefere_ne_pas_dire""#),
        (Answer::yes_no(true), r#"{"valeur":{"oui_non":true}}"#),
        (
            Answer::Unreadable("31/02".to_owned()),
            r#"{"illisible":"31/02"}"#,
        ),
        (
            Answer::Given(Value::Amount(rules::AmountRange::at_least(210_001))),
            r#"{"valeur":{"montant":{"min":210001,"max":null}}}"#,
        ),
        (
            Answer::Given(Value::Number(rules::NumberRange::exact(
                "12.5".parse().unwrap(),
            ))),
            r#"{"valeur":{"nombre":{"min":"12.5","max":"12.5"}}}"#,
        ),
        (
            Answer::Given(Value::Month("2026-09".parse().unwrap())),
            r#"{"valeur":{"mois":"2026-09"}}"#,
        ),
        (
            Answer::Given(Value::Receipt(rules::Receipt::Open { until: None })),
            r#"{"valeur":{"recu":{"ouvert":{"jusqu_au":null}}}}"#,
        ),
        (
            Answer::Given(Value::Receipt(rules::Receipt::NotRequested)),
            r#"{"valeur":{"recu":"pas_demande"}}"#,
        ),
    ];
    for (answer, text) in stored {
        assert_eq!(serde_json::to_string(&answer).unwrap(), text);
        assert_eq!(serde_json::from_str::<Answer>(text).unwrap(), answer);
    }
}

#[test]
fn a_layer_adds_and_replaces() {
    let text =
        "=== commune/couche.toml\nid = \"commune\"\nnom = \"Une commune\"\nsur = \"national\"\n";
    let prime = include_str!("../good/petit.txt")
        .split("=== national/droits/prime.toml\n")
        .nth(1)
        .unwrap()
        .split("\n=== ")
        .next()
        .unwrap();
    let replaced = prime.replace(
        "nom = \"Prime de logement\"",
        "nom = \"Prime de la commune\"",
    );
    let added = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "loyer > 0 €")
        .replace("national/", "commune/");
    let catalogue = load(&over_small(&format!(
        "{text}=== commune/droits/prime.toml\n{replaced}\n{added}"
    )));
    let prime = catalogue.right("prime").unwrap();
    assert_eq!(
        (prime.name.as_str(), prime.layer.as_str()),
        ("Prime de la commune", "commune")
    );
    assert_eq!(catalogue.right("essai").unwrap().layer, "commune");
    assert_eq!(catalogue.right("protection").unwrap().layer, "national");
    assert_eq!(catalogue.rights().len(), 4);
}

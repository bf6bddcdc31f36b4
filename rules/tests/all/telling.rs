//! Telling what the catalogue computes: formulas in words, amounts step by step, what decides what, what raises what.

use rules::{Catalogue, Outcome, Piece, evaluate, explain};

use crate::common::{load, over_small, situation, today, with_right};

fn embedded() -> Catalogue {
    load(&Catalogue::embedded_sources())
}

fn words(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

#[test]
fn a_condition_is_told_in_words() {
    let told = |condition: &str| {
        let catalogue = with_right(condition, None);
        words(&catalogue.told_condition("essai", 0, today())).replace('\u{a0}', " ")
    };
    assert_eq!(
        told("age >= age_minimum et statut dans (locataire, heberge)"),
        "« âge » ≥ « âge minimum » et « statut d’occupation » est « Locataire » ou « Hébergé »"
    );
    assert_eq!(
        told("statut != rue et (non seul ou contient(urgences, dormir, manger))"),
        "« statut d’occupation » n’est pas « À la rue » et ((il est faux que « vit seul ») ou « urgences » comprend « Où dormir » ou « De quoi manger »)"
    );
    assert_eq!(
        told("il_existe(enfants, a_charge et age < 25)"),
        "au moins l’un des enfants (avec : « enfant à charge » et « âge de l’enfant » < 25)"
    );
    assert_eq!(
        told("(loyer + 10 €) * 2 <= forfait / 3 et possible(prime)"),
        "(« loyer du mois » + 10 €) × 2 ≤ « montant forfaitaire » ÷ 3 et « Prime de logement » est reçu ou paraît possible"
    );
    assert_eq!(
        told("somme(revenus[-3..-1], source = salaire, montant) > 0 €"),
        "la somme, pour les revenus du 3e mois avant celui-ci au mois dernier (avec : « origine » est « Salaire »), de « montant net » > 0 €"
    );
    assert_eq!(
        told("au_mois(-4, age) >= 18"),
        "« âge » (au 4e mois avant celui-ci) ≥ 18"
    );
    assert_eq!(told("au_mois(0, age) >= 18"), "« âge » (aujourd’hui) ≥ 18");
}

#[test]
fn what_was_computed_at_another_month_is_one_step_without_its_own() {
    let catalogue = with_right(
        "vrai",
        Some("au_mois(-1, ressources) + ressources + au_mois(-8, forfait)"),
    );
    let right = catalogue.right("essai").unwrap();
    let household = situation(
        &catalogue,
        r#"{"conjoint_existe": false, "revenus_complets": {"personne": ["2026-07", "2026-08", "2026-09", "2026-10"]},
            "revenus": [{"titulaire": "personne", "source": "salaire", "mois": "2026-07", "montant": 600},
                        {"titulaire": "personne", "source": "salaire", "mois": "2026-09", "montant": 300}]}"#,
    );
    let explained = explain(&catalogue, right, &household, today()).unwrap();
    let steps: Vec<String> = explained
        .steps
        .iter()
        .map(|step| format!("{} = {}", step.name, step.values[0].1).replace('\u{a0}', " "))
        .collect();
    assert_eq!(
        steps,
        [
            "ressources des trois mois d’avant, au mois dernier = 300 €",
            "ressources des trois mois d’avant = 100 €"
        ]
    );
    assert!(explained.steps[0].told.is_empty() && !explained.steps[1].told.is_empty());
    // The figure of March is not the one in force.
    assert!(explained.parameters.is_empty());
    assert_eq!(explained.amount.lo, 30_000 + 10_000 + 64_652);
}

#[test]
fn an_amount_is_explained_step_by_step() {
    let catalogue = load(&over_small(""));
    let household = situation(
        &catalogue,
        r#"{"date_naissance": "1990-01-01", "conjoint_existe": false, "enfants_complet": true, "enfants": [],
            "statut": "locataire", "loyer": 300, "revenus_complets": {"personne": ["2026-08", "2026-09", "2026-10"]},
            "recu": {"prime": "pas_demande"}, "revenus": [{"titulaire": "personne", "source": "salaire", "mois": "2026-09", "montant": 300}]}"#,
    );
    let right = catalogue.right("revenu-minimum").unwrap();
    let explained = explain(&catalogue, right, &household, today()).unwrap();
    let steps: Vec<String> = explained
        .steps
        .iter()
        .map(|step| format!("{} = {}", step.name, step.values[0].1).replace('\u{a0}', " "))
        .collect();
    assert_eq!(
        steps,
        [
            "ressources des trois mois d’avant = 100 €",
            "Prime de logement : montant = 150 €"
        ]
    );
    assert_eq!(explained.amount.lo, 65_169 - 10_000 - 15_000);
    let used: Vec<&str> = explained
        .parameters
        .iter()
        .map(|(parameter, _)| parameter.id.as_str())
        .collect();
    assert_eq!(used, ["forfait"]);
    assert_eq!(explained.parameters[0].1.value.to_string(), "651.69");
    // Another law, another figure.
    let before = "2025-12-01".parse().unwrap();
    let explained = explain(&catalogue, right, &household, before).unwrap();
    assert_eq!(explained.parameters[0].1.value.to_string(), "646.52");
    assert!(
        explain(
            &catalogue,
            catalogue.right("protection").unwrap(),
            &household,
            today()
        )
        .is_none()
    );
}

#[test]
fn a_branch_not_taken_is_not_explained() {
    let formula = "si statut = locataire alors loyer sinon forfait";
    let catalogue = with_right("age >= 18", Some(formula));
    let right = catalogue.right("essai").unwrap();
    let told = |json: &str| {
        let explained = explain(&catalogue, right, &situation(&catalogue, json), today()).unwrap();
        (explained.parameters.len(), explained.facts.len())
    };
    assert_eq!(told(r#"{"statut": "locataire", "loyer": 300}"#), (0, 2));
    assert_eq!(told(r#"{"statut": "rue"}"#), (1, 1));
    assert_eq!(told("{}"), (1, 2));
}

#[test]
fn every_condition_and_amount_of_the_catalogue_is_told() {
    let catalogue = embedded();
    for right in catalogue.rights() {
        for (index, condition) in right.conditions.iter().enumerate() {
            let told = words(&catalogue.told_condition(&right.id, index, today()));
            assert_eq!(
                told.is_empty(),
                condition.appraisal.is_some(),
                "{}",
                right.id
            );
            assert!(!told.contains('_'), "{} : {told}", right.id);
        }
        let told = words(&catalogue.told_amount(&right.id, today()));
        assert_eq!(
            told.is_empty(),
            right.benefit.period.is_none(),
            "{}",
            right.id
        );
        assert!(!told.contains('_'), "{} : {told}", right.id);
    }
}

#[test]
fn every_example_of_the_catalogue_is_explained_as_it_is_evaluated() {
    let catalogue = embedded();
    let mut explained = 0;
    for right in catalogue.rights() {
        let Some(case) = catalogue.example(&right.id) else {
            continue;
        };
        let household = case.situation(&catalogue).unwrap();
        let evaluation = evaluate(&catalogue, &household, case.date);
        let finding = evaluation.finding(&right.id).unwrap();
        assert!(
            matches!(finding.outcome, Outcome::Probable | Outcome::MayAsk),
            "{}",
            right.id
        );
        let found = explain(&catalogue, right, &household, case.date);
        assert_eq!(
            found.is_some(),
            right.benefit.period.is_some(),
            "{}",
            right.id
        );
        if let (Some(found), Some(amount)) = (found, finding.amount) {
            assert_eq!(found.amount, amount.range, "{}", right.id);
            assert!(!found.told.is_empty());
            for step in &found.steps {
                assert!(!step.values.is_empty(), "{} : {}", right.id, step.name);
                assert!(
                    step.values.iter().all(|(_, value)| !value.is_empty()),
                    "{}",
                    step.name
                );
            }
            explained += 1;
        }
    }
    assert!(explained >= 15, "{explained}");
}

#[test]
fn what_a_right_looks_at_and_what_decides_it() {
    let catalogue = load(&over_small(""));
    let looks = catalogue.looks_at("revenu-minimum");
    let facts: Vec<&str> = looks.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(facts, ["date_naissance", "date_naissance", "a_charge"]);
    assert!(looks.incomes && looks.children);
    assert_eq!(looks.rights[0].id, "prime");
    assert_eq!(looks.parameters.len(), 2);
    let ids = |right| -> Vec<String> {
        let questions = catalogue.questions_read_by(right);
        questions
            .iter()
            .map(|question| question.id.clone())
            .collect()
    };
    assert_eq!(ids("prime"), ["statut", "loyer"]);
    let decided = |question| -> Vec<&str> {
        let rights = catalogue.rights_decided_by(question);
        rights.iter().map(|right| right.id.as_str()).collect()
    };
    // The minimum counts the housing bonus: the rent decides both.
    assert_eq!(decided("loyer"), ["revenu-minimum", "prime"]);
    assert_eq!(decided("violences"), ["protection"]);
    assert_eq!(
        catalogue.rights_using("age_minimum")[0].id,
        "revenu-minimum"
    );
}

#[test]
fn what_is_read_directly_is_among_what_decides() {
    let catalogue = embedded();
    for right in catalogue.rights() {
        let questions = catalogue.questions_read_by(&right.id);
        assert!(!questions.is_empty(), "{}", right.id);
        for question in questions {
            assert!(
                catalogue
                    .rights_decided_by(&question.id)
                    .iter()
                    .any(|decided| decided.id == right.id),
                "{} and {}",
                question.id,
                right.id
            );
        }
    }
}

#[test]
fn answers_raise_rights() {
    let catalogue = embedded();
    let needs = catalogue.needs();
    let raised = |fact: &str, answer: &str| -> Vec<&str> {
        let need = needs
            .iter()
            .find(|need| need.fact.id == fact && need.answer == answer)
            .unwrap_or_else(|| panic!("{fact} {answer}"));
        need.rights.iter().map(|right| right.id.as_str()).collect()
    };
    assert!(raised("dettes", "energie").contains(&"fsl-energie-eau-94"));
    assert!(raised("coupure_energie", "oui").contains(&"fsl-energie-eau-94"));
    assert!(raised("violences_couple", "oui").contains(&"ordonnance-protection"));
    // Through a named value.
    assert!(raised("enceinte", "oui").contains(&"paje-base"));
    let in_needs: std::collections::BTreeSet<&str> = needs
        .iter()
        .flat_map(|need| &need.rights)
        .map(|right| right.id.as_str())
        .collect();
    let for_all = catalogue.rights_for_all();
    assert_eq!(in_needs.len() + for_all.len(), catalogue.rights().len());
    assert!(
        for_all
            .iter()
            .all(|right| !in_needs.contains(right.id.as_str()))
    );
    assert!(
        for_all.len() * 4 < catalogue.rights().len(),
        "{}",
        for_all.len()
    );
    let mut places: Vec<(&str, &str)> = needs
        .iter()
        .map(|need| (need.fact.id.as_str(), need.answer))
        .collect();
    let all = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), all, "a fact and an answer name one place");
}

#[test]
fn figures_are_shown_as_people_write_them() {
    let catalogue = load(&over_small(""));
    let shown: Vec<String> = catalogue
        .parameters()
        .iter()
        .map(|parameter| parameter.show(parameter.on(today()).unwrap().value))
        .collect();
    assert_eq!(shown, ["651,69\u{a0}€", "25\u{a0}ans"]);
    let before = "2025-04-01".parse().unwrap();
    assert_eq!(
        catalogue.parameters()[0]
            .on(before)
            .unwrap()
            .value
            .to_string(),
        "646.52"
    );
    assert!(
        catalogue.parameters()[0]
            .on("2025-03-31".parse().unwrap())
            .is_none()
    );
}

#[test]
fn a_figure_within_a_text_is_the_one_in_force_on_the_day() {
    let text = include_str!("../good/essai.txt")
        .replace("{condition}", "ressources < forfait")
        .replace("{montant}", "")
        .replace(
            "texte = \"Un essai.\"",
            "texte = \"Jusqu’à {forfait * 2}, dès {age_minimum} {{ici}}.\"",
        )
        .replace("label = \"Un essai.\"", "label = \"Moins de {forfait}.\"");
    let catalogue = load(&over_small(&text));
    let on = |day: &str| {
        let nobody = situation(&catalogue, "{}");
        let evaluation = evaluate(&catalogue, &nobody, day.parse().unwrap());
        let judged = &evaluation.finding("essai").unwrap().conditions[0];
        judged.label.replace('\u{a0}', " ")
    };
    assert_eq!(on("2026-03-31"), "Moins de 646,52 €.");
    assert_eq!(on("2026-04-01"), "Moins de 651,69 €.");
    assert_eq!(on("2001-01-01"), "Moins de (montant inconnu à cette date).");
    let gives = &catalogue.right("essai").unwrap().benefit.text;
    assert_eq!(
        catalogue
            .with_figures(gives, today())
            .replace(['\u{a0}', '\u{202f}'], " "),
        "Jusqu’à 1 303,38 €, dès 25 ans {ici}."
    );
    let told = |lang| catalogue.with_figures_in(lang, gives, today());
    assert_eq!(told("en"), "Jusqu’à €1,303.38, dès 25\u{a0}years {ici}.");
    assert_eq!(told("uk"), catalogue.with_figures(gives, today()));
    let before = "2001-01-01".parse().unwrap();
    assert_eq!(
        catalogue.with_figures_in("en", "Under {forfait}.", before),
        "Under (amount not known on this date)."
    );
    // What a translator reads and what its print is made of is the text as written.
    let written = catalogue.text("fr", "droit.essai.condition.1.label");
    assert_eq!(written, Some("Moins de {forfait}."));
}

#[test]
fn a_figure_that_is_only_told_leads_to_the_right_that_tells_it() {
    let catalogue = embedded();
    let users = |parameter: &str| -> Vec<&str> {
        let rights = catalogue.rights_using(parameter).into_iter();
        rights.map(|right| right.id.as_str()).collect()
    };
    assert_eq!(users("ati_jour"), ["ati"]);
    assert_eq!(users("ajpp_jour"), ["ajpp", "ajpa"]);
    assert_eq!(users("conge_naissance"), [""; 0]);
}

#[test]
fn every_figure_within_a_text_is_in_force_today() {
    let catalogue = embedded();
    let texts = catalogue.texts().iter().map(|text| &text.text);
    let figured: Vec<&String> = texts.filter(|text| text.contains('{')).collect();
    assert!(figured.len() > 40, "{}", figured.len());
    for text in figured {
        let told = catalogue.with_figures(text, today());
        assert!(!told.contains(['{', '}']), "{told}");
        assert!(!told.contains("inconnu à cette date"), "{told}");
    }
}

//! Findings: outcomes, reasons, what is missing, exclusions, receipt, the sensitive mark, relevance.

use rules::{
    Catalogue, Evaluation, Finding, Outcome, Path, Receipt, Relevance, Truth, Verdict, evaluate,
};

use crate::common::{load, over_small, situation, today, with_right};

fn small() -> Catalogue {
    load(&over_small(""))
}

fn told(catalogue: &Catalogue, json: &str) -> Evaluation {
    evaluate(catalogue, &situation(catalogue, json), today())
}

fn finding(catalogue: &Catalogue, right: &str, json: &str) -> Finding {
    told(catalogue, json).finding(right).unwrap().clone()
}

fn missing(finding: &Finding) -> Vec<String> {
    finding.missing.iter().map(ToString::to_string).collect()
}

const POOR: &str = r#""conjoint_existe": false, "enfants_complet": true, "enfants": [],
    "revenus_complets": {"personne": ["2026-08", "2026-09", "2026-10"]}"#;

#[test]
fn the_six_outcomes() {
    let catalogue = small();
    let outcome = |right, json: &str| finding(&catalogue, right, json).outcome;
    assert_eq!(outcome("prime", "{}"), Outcome::ToCheck);
    assert_eq!(
        outcome("prime", r#"{"statut": "locataire"}"#),
        Outcome::Probable
    );
    assert_eq!(outcome("prime", r#"{"statut": "rue"}"#), Outcome::Unlikely);
    assert_eq!(
        outcome("protection", r#"{"violences": true}"#),
        Outcome::MayAsk
    );
    assert_eq!(
        outcome("protection", r#"{"violences": false}"#),
        Outcome::Unlikely
    );
    // Received, whatever the conditions say.
    assert_eq!(
        outcome("prime", r#"{"statut": "rue", "recu": {"prime": "ouvert"}}"#),
        Outcome::AlreadyOpen
    );
    assert_eq!(
        outcome("prime", r#"{"recu": {"prime": "suspendu"}}"#),
        Outcome::AlreadyOpen
    );
    // A refusal does not decide for the law: the conditions do, and the receipt is told.
    let refused = finding(
        &catalogue,
        "prime",
        r#"{"statut": "locataire", "recu": {"prime": "refuse"}}"#,
    );
    assert_eq!(refused.outcome, Outcome::Probable);
    assert_eq!(refused.receipt, Some(Receipt::Refused { on: None }));
}

#[test]
fn a_right_of_nothing_but_appraisal_stays_to_check() {
    let text = include_str!("../good/essai.txt").replace("{montant}", "");
    let text = text.replace(
        "test = '''{condition}'''",
        "appreciation = \"Le juge décide.\"",
    );
    let catalogue = load(&over_small(&text));
    let finding = finding(&catalogue, "essai", &format!("{{{POOR}}}"));
    assert_eq!(finding.outcome, Outcome::ToCheck);
    assert_eq!(finding.conditions[0].verdict, Verdict::Appraisal);
    assert_eq!(
        finding.conditions[0].appraisal.as_deref(),
        Some("Le juge décide.")
    );
}

#[test]
fn a_right_is_told_only_while_in_force() {
    let catalogue = small();
    let on = |date: &str| evaluate(&catalogue, &rules::Situation::new(), date.parse().unwrap());
    assert!(on("2009-05-31").findings.is_empty());
    assert_eq!(on("2009-06-01").findings.len(), 2);
    assert_eq!(on("2010-01-01").findings.len(), 3);
    let text = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "possible(prime)");
    let text = text.replace("du = 2000-01-01", "du = 2000-01-01\nau = 2026-12-31");
    let catalogue = load(&over_small(&text));
    let on = |date: &str| evaluate(&catalogue, &rules::Situation::new(), date.parse().unwrap());
    assert!(on("2026-12-31").finding("essai").is_some());
    assert!(on("2027-01-01").finding("essai").is_none());
}

#[test]
fn reasons_carry_label_source_and_answers() {
    let catalogue = small();
    let finding = finding(
        &catalogue,
        "revenu-minimum",
        r#"{"date_naissance": "1990", "enfants": [{"a_charge": false}]}"#,
    );
    let reason = &finding.conditions[0];
    assert_eq!(reason.verdict, Verdict::Met);
    assert_eq!(reason.label, "Vous avez 25 ans ou un enfant à charge.");
    assert_eq!(reason.source, "CASF L262-4");
    let facts: Vec<String> = reason.facts.iter().map(ToString::to_string).collect();
    assert_eq!(
        facts,
        [
            "personne.date_naissance",
            "enfants.complet",
            "enfants.r000.date_naissance",
            "enfants.r000.a_charge"
        ]
    );
}

#[test]
fn what_is_missing_comes_by_how_many_rights_it_settles() {
    let catalogue = small();
    let first = finding(&catalogue, "revenu-minimum", "{}");
    let missing = missing(&first);
    // The list is named by what closes it; the statut also settles the prime, so it comes first.
    assert_eq!(missing[0], "foyer.statut");
    for place in [
        "personne.date_naissance",
        "conjoint.existe",
        "enfants.complet",
        "revenus.complet.personne.2026-09",
        "foyer.loyer",
        "recu.prime",
    ] {
        assert!(
            missing.contains(&place.to_owned()),
            "{place} in {missing:?}"
        );
    }
    let ranked = told(&catalogue, "{}").missing_ranked();
    assert_eq!(ranked[0], ("foyer.statut".parse::<Path>().unwrap(), 2));
}

#[test]
fn nothing_is_missing_once_decided() {
    let catalogue = small();
    assert_eq!(
        missing(&finding(&catalogue, "prime", r#"{"statut": "rue"}"#)),
        Vec::<String>::new()
    );
    let without_prime = format!(
        r#"{{"statut": "rue", "recu": {{"prime": "pas_demande"}}, "date_naissance": "1990", {POOR}}}"#
    );
    let finding = finding(&catalogue, "revenu-minimum", &without_prime);
    assert_eq!(finding.outcome, Outcome::Probable);
    assert_eq!(
        finding.amount.unwrap().range,
        rules::AmountRange::exact(65169)
    );
    assert_eq!(missing(&finding), Vec::<String>::new());
}

#[test]
fn amounts_are_ranges_and_never_told_for_what_is_open_or_unlikely() {
    let catalogue = small();
    let amount = |json: &str| {
        finding(&catalogue, "prime", json)
            .amount
            .map(|amount| (amount.range.lo, amount.range.hi))
    };
    assert_eq!(amount("{}"), Some((0, Some(20000))));
    assert_eq!(
        amount(r#"{"statut": "locataire", "loyer": {"min": 300.01, "max": 600}}"#),
        Some((15001, Some(20000)))
    );
    assert_eq!(amount(r#"{"statut": "rue", "loyer": 300}"#), None);
    assert_eq!(
        amount(r#"{"statut": "locataire", "loyer": 300, "recu": {"prime": "ouvert"}}"#),
        None
    );
}

#[test]
fn the_signal_has_three_values() {
    let catalogue = small();
    let signal = |json: &str| finding(&catalogue, "prime", json).signalled;
    assert_eq!(signal("{}"), Truth::Unknown);
    assert_eq!(signal(r#"{"statut": "locataire"}"#), Truth::Yes);
    assert_eq!(signal(r#"{"statut": "heberge"}"#), Truth::No);
}

#[test]
fn a_receipt_noted_under_a_former_id_still_counts() {
    let catalogue = load(&Catalogue::embedded_sources());
    let right = catalogue.right("idf-gratuite-jeunes-insertion").unwrap();
    assert_eq!(right.id, "navigo-gratuite-jeunes-insertion");
    let json = r#"{ "recu": { "idf-gratuite-jeunes-insertion": "ouvert" } }"#;
    let finding = finding(&catalogue, "navigo-gratuite-jeunes-insertion", json);
    assert_eq!(finding.outcome, Outcome::AlreadyOpen);
}

#[test]
fn what_ends_is_to_renew() {
    let catalogue = small();
    let open = finding(
        &catalogue,
        "prime",
        r#"{"recu": {"prime": {"ouvert": "2027-01-31"}}}"#,
    );
    assert_eq!(
        (open.outcome, open.renew_before),
        (Outcome::AlreadyOpen, Some("2027-01-31".parse().unwrap()))
    );
    // Its term has passed: it is judged again, and the term is still told.
    let ended = finding(
        &catalogue,
        "prime",
        r#"{"statut": "locataire", "recu": {"prime": {"ouvert": "2026-10-31"}}}"#,
    );
    assert_eq!(
        (ended.outcome, ended.renew_before),
        (Outcome::Probable, Some("2026-10-31".parse().unwrap()))
    );
}

fn excluding(kind: &str) -> Catalogue {
    let text = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "loyer > 0 €");
    load(&over_small(&format!(
        "{text}\n[[exclusion]]\ndroit = \"prime\"\ngenre = \"{kind}\"\ntexte = \"L’un avant l’autre.\"\nsource = \"loi\"\n"
    )))
}

#[test]
fn a_priority_is_told_after_and_hides_nothing() {
    let catalogue = excluding("prioritaire");
    let both = r#"{"statut": "locataire", "loyer": 300}"#;
    assert_eq!(finding(&catalogue, "essai", both).after, ["prime"]);
    assert_eq!(
        finding(&catalogue, "essai", both).outcome,
        Outcome::Probable
    );
    assert_eq!(
        finding(&catalogue, "prime", both).after,
        Vec::<String>::new()
    );
    let alone = r#"{"statut": "rue", "loyer": 300}"#;
    assert_eq!(
        finding(&catalogue, "essai", alone).after,
        Vec::<String>::new()
    );
}

#[test]
fn a_choice_is_told_on_both_sides() {
    let catalogue = excluding("au_choix");
    let both = r#"{"statut": "locataire", "loyer": 300}"#;
    assert_eq!(finding(&catalogue, "essai", both).choice_with, ["prime"]);
    assert_eq!(finding(&catalogue, "prime", both).choice_with, ["essai"]);
    assert_eq!(
        finding(&catalogue, "essai", r#"{"statut": "rue", "loyer": 300}"#).choice_with,
        Vec::<String>::new()
    );
}

#[test]
fn a_right_may_wait_for_another_to_open() {
    let catalogue = with_right("ouvert(prime)", None);
    let waits = |json: &str| {
        let finding = finding(&catalogue, "essai", json);
        (finding.outcome, finding.after_opening_of)
    };
    assert_eq!(
        waits(r#"{"statut": "locataire"}"#),
        (Outcome::ToCheck, vec!["prime".to_owned()])
    );
    assert_eq!(
        waits(r#"{"recu": {"prime": "ouvert"}}"#),
        (Outcome::Probable, vec![])
    );
    // Nothing waits for a right that must not be open.
    let catalogue = with_right("non ouvert(prime)", None);
    assert_eq!(
        finding(&catalogue, "essai", r#"{"statut": "locataire"}"#).after_opening_of,
        Vec::<String>::new()
    );
}

#[test]
fn the_sensitive_mark_is_inherited() {
    let catalogue = small();
    let marked = |right, json: &str| finding(&catalogue, right, json).sensitive;
    assert!(marked("protection", r#"{"violences": true}"#));
    assert!(marked("protection", r#"{"violences": false}"#));
    // Only a sensitive question would settle it.
    assert!(marked("protection", "{}"));
    assert!(!marked(
        "prime",
        r#"{"violences": true, "statut": "locataire"}"#
    ));
    // Through another right, and only where the answer weighs.
    let catalogue = with_right("possible(protection) ou seul", None);
    let marked = |json: &str| finding(&catalogue, "essai", json).sensitive;
    assert!(marked(
        r#"{"violences": false, "seul": false, "recu": {"protection": "pas_demande"}}"#
    ));
    assert!(!marked(r#"{"violences": true, "seul": true}"#));
    // Through an intermediate.
    let text = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "en_danger");
    let named = "=== national/faits/danger.toml\n[[intermediaire]]\nid = \"en_danger\"\nentite = \"foyer\"\nnom = \"danger\"\nformule = \"violences et seul\"\nsource = \"loi\"\n";
    let catalogue = load(&over_small(&format!("{text}\n{named}")));
    assert!(finding(&catalogue, "essai", r#"{"violences": true, "seul": true}"#).sensitive);
    assert!(!finding(&catalogue, "essai", r#"{"violences": true, "seul": false}"#).sensitive);
    // A right whose very name tells.
    let text = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "loyer > 0 €");
    let text = text.replace("ordre = 9", "ordre = 9\nsensible = true");
    let catalogue = load(&over_small(&text));
    assert!(finding(&catalogue, "essai", r#"{"loyer": 300}"#).sensitive);
}

#[test]
fn questions_are_worth_asking_while_something_depends_on_them() {
    let catalogue = small();
    let relevance = |question: &str, json: &str| {
        let question = catalogue
            .questions()
            .iter()
            .find(|known| known.id == question)
            .unwrap();
        told(&catalogue, json).asks_something(question)
    };
    let pointless = |why| Relevance::Pointless { why };
    assert_eq!(relevance("statut", "{}"), Relevance::Useful { rights: 2 });
    assert_eq!(
        relevance("statut", r#"{"statut": "rue"}"#),
        Relevance::Answered
    );
    assert_eq!(
        relevance("statut", r#"{"statut": "?"}"#),
        Relevance::Answered
    );
    // The rent only matters while the prime is possible.
    assert_eq!(
        relevance("loyer", r#"{"statut": "locataire"}"#),
        Relevance::Useful { rights: 2 }
    );
    assert_eq!(
        relevance(
            "loyer",
            r#"{"statut": "rue", "recu": {"prime": "pas_demande"}}"#
        ),
        pointless("Vos autres réponses suffisent.")
    );
    let decided = format!(
        r#"{{"statut": "rue", "recu": {{"prime": "pas_demande", "revenu-minimum": "ouvert"}}, {POOR}}}"#
    );
    assert_eq!(
        relevance("loyer", &decided),
        pointless("Aucun droit encore possible n’en dépend.")
    );
    // Children of whom nobody can be asked.
    assert_eq!(
        relevance("pensions", r#"{"enfants": [], "enfants_complet": true}"#),
        pointless("Il n’y a pas d’enfant.")
    );
    // What serves something else than rights is always asked.
    assert_eq!(relevance("le-reste", "{}"), Relevance::Useful { rights: 0 });
    assert!(matches!(relevance("recus", "{}"), Relevance::Useful { .. }));
    // The incomes of a month, and a partner who may have some.
    assert!(matches!(
        relevance("revenus", "{}"),
        Relevance::Useful { .. }
    ));
    assert!(matches!(
        relevance("conjoint", "{}"),
        Relevance::Useful { .. }
    ));
}

#[test]
fn a_question_is_asked_only_where_it_matters() {
    let catalogue = small();
    let asks = |question: &str, place: &str, json: &str| {
        let mut questions = catalogue.questions().iter();
        let question = questions.find(|known| known.id == question).unwrap();
        told(&catalogue, json).asks_at(question, &place.parse().unwrap())
    };
    assert!(asks("loyer", "foyer.loyer", "{}"));
    let settled = r#"{"statut": "rue", "recu": {"prime": "pas_demande"}}"#;
    assert!(!asks("loyer", "foyer.loyer", settled));
    // Told already: not asked again.
    assert!(!asks("statut", "foyer.statut", r#"{"statut": "?"}"#));
}

#[test]
fn what_follows_an_urgency_is_not_asked_after_none() {
    let catalogue = load(&Catalogue::embedded_sources());
    let mut questions = catalogue.questions().iter();
    let question = questions.find(|known| known.id == "expulsion").unwrap();
    let asks = |json: &str, place: &str| {
        let evaluation = told(&catalogue, json);
        (
            evaluation.asks_at(question, &place.parse().unwrap()),
            evaluation.asks_something(question),
        )
    };
    assert!(asks("{}", "foyer.acte_date").0);
    let (act, whole) = asks(r#"{"expulsion_etape": "aucun"}"#, "foyer.acte_date");
    assert!(!act);
    assert_eq!(whole, Relevance::Answered);
    // A letter, or not knowing: its date still matters.
    for said in ["assignation", "?"] {
        let json = format!(r#"{{"expulsion_etape": "{said}"}}"#);
        let (act, whole) = asks(&json, "foyer.acte_date");
        assert!(act && matches!(whole, Relevance::Useful { .. }), "{said}");
    }
}

#[test]
fn knowing_more_can_make_a_question_pointless_without_asking_it() {
    let catalogue = small();
    let json = format!(
        r#"{{"date_naissance": "1990", "statut": "rue", "recu": {{"prime": "pas_demande"}}, {POOR}}}"#
    );
    let evaluation = told(
        &catalogue,
        &json.replace(r#""enfants_complet": true, "enfants": [],"#, ""),
    );
    let question = catalogue
        .questions()
        .iter()
        .find(|question| question.id == "enfants")
        .unwrap();
    assert_eq!(
        evaluation.asks_something(question),
        Relevance::Pointless {
            why: "Vos autres réponses suffisent."
        }
    );
}

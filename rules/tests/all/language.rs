//! Each word of the language, with what is known, partly known and unknown.

use crate::common::{situation, today, with_right};
use rules::{Outcome, evaluate};

/// What a condition comes to: « oui », « non », « ? ».
fn truth(condition: &str, json: &str) -> &'static str {
    let catalogue = with_right(condition, None);
    let evaluation = evaluate(&catalogue, &situation(&catalogue, json), today());
    match evaluation.finding("essai").unwrap().outcome {
        Outcome::Probable => "oui",
        Outcome::Unlikely => "non",
        Outcome::ToCheck => "?",
        _ => "autre",
    }
}

/// What an amount comes to, in French; nothing when nothing is known of it.
fn amount(formula: &str, json: &str) -> String {
    let catalogue = with_right("vrai", Some(formula));
    let evaluation = evaluate(&catalogue, &situation(&catalogue, json), today());
    let range = evaluation
        .finding("essai")
        .unwrap()
        .amount
        .map(|estimate| estimate.range);
    range.map_or("?".to_owned(), |range| {
        let cents = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
        match range.hi {
            Some(hi) if hi == range.lo => cents(hi),
            Some(hi) => format!("{}..{}", cents(range.lo), cents(hi)),
            None => format!("{}..", cents(range.lo)),
        }
    })
}

/// Checks a table of conditions, each with a situation and what it comes to.
fn all(table: &[(&str, &str, &str)]) {
    for (condition, json, expected) in table {
        assert_eq!(truth(condition, json), *expected, "{condition} / {json}");
    }
}

#[test]
fn and_or_not_have_three_values() {
    all(&[
        ("violences et seul", "{}", "?"),
        ("violences et seul", r#"{"seul": false}"#, "non"),
        ("violences et seul", r#"{"seul": true}"#, "?"),
        (
            "violences et seul",
            r#"{"seul": true, "violences": true}"#,
            "oui",
        ),
        ("violences ou seul", r#"{"seul": true}"#, "oui"),
        ("violences ou seul", r#"{"seul": false}"#, "?"),
        ("non violences", "{}", "?"),
        ("non violences", r#"{"violences": false}"#, "oui"),
        (
            "non violences et non seul",
            r#"{"violences": false, "seul": false}"#,
            "oui",
        ),
        ("vrai", "{}", "oui"),
        ("faux", "{}", "non"),
        (
            "violences = seul",
            r#"{"violences": true, "seul": false}"#,
            "non",
        ),
        (
            "violences != seul",
            r#"{"violences": true, "seul": false}"#,
            "oui",
        ),
        ("violences = vrai", "{}", "?"),
    ]);
}

#[test]
fn the_three_ways_of_not_answering_are_unknown() {
    all(&[
        ("seul", r#"{"seul": null}"#, "?"),
        ("seul", r#"{"seul": "?"}"#, "?"),
        ("seul", r#"{"seul": "-"}"#, "?"),
        ("loyer > 0 €", r#"{"loyer": 0}"#, "non"),
    ]);
}

#[test]
fn comparisons_of_bands_are_unknown_where_they_overlap() {
    let band = r#"{"loyer": {"min": 300.01, "max": 600}}"#;
    all(&[
        ("loyer < 600 €", band, "?"),
        ("loyer <= 600 €", band, "oui"),
        ("loyer > 300 €", band, "oui"),
        ("loyer >= 600.01 €", band, "non"),
        ("loyer = 450 €", band, "?"),
        ("loyer = 700 €", band, "non"),
        ("loyer != 700 €", band, "oui"),
        ("loyer < forfait", band, "oui"),
        ("heures <= 80", "{}", "oui"),
        ("heures >= 0", "{}", "oui"),
        ("part <= 100 %", "{}", "oui"),
        ("part = 80 %", r#"{"part": 0.8}"#, "oui"),
        ("loyer ≥ 300 €", band, "oui"),
    ]);
}

#[test]
fn choices_follow_what_is_still_possible() {
    all(&[
        ("statut = heberge", "{}", "?"),
        ("statut = heberge", r#"{"statut": "heberge"}"#, "oui"),
        ("heberge = statut", r#"{"statut": "heberge"}"#, "oui"),
        ("statut != heberge", r#"{"statut": "heberge"}"#, "non"),
        ("statut dans (heberge, rue)", r#"{"statut": "rue"}"#, "oui"),
        (
            "statut dans (heberge, rue)",
            r#"{"statut": "locataire"}"#,
            "non",
        ),
        ("statut dans (heberge, rue, locataire)", "{}", "oui"),
        (
            "statut = statut_avant",
            r#"{"statut": "rue", "statut_avant": "rue"}"#,
            "oui",
        ),
        (
            "statut = statut_avant",
            r#"{"statut": "rue", "statut_avant": "heberge"}"#,
            "non",
        ),
        ("statut = statut_avant", r#"{"statut": "rue"}"#, "?"),
    ]);
}

#[test]
fn several_choices_are_contained_or_not() {
    all(&[
        ("contient(urgences, dormir)", "{}", "?"),
        (
            "contient(urgences, dormir)",
            r#"{"urgences": ["dormir", "manger"]}"#,
            "oui",
        ),
        (
            "contient(urgences, coupure)",
            r#"{"urgences": ["dormir"]}"#,
            "non",
        ),
        (
            "contient(urgences, coupure, dormir)",
            r#"{"urgences": ["dormir"]}"#,
            "oui",
        ),
        ("vide(urgences)", r#"{"urgences": []}"#, "oui"),
        ("vide(urgences)", r#"{"urgences": ["manger"]}"#, "non"),
        ("vide(urgences)", "{}", "?"),
    ]);
}

#[test]
fn if_takes_a_branch_or_both() {
    let formula = "si seul alors 100 € sinon 300 €";
    assert_eq!(amount(formula, r#"{"seul": true}"#), "100.00");
    assert_eq!(amount(formula, r#"{"seul": false}"#), "300.00");
    assert_eq!(amount(formula, "{}"), "100.00..300.00");
    assert_eq!(truth("si seul alors vrai sinon vrai", "{}"), "oui");
}

#[test]
fn arithmetic_follows_bands() {
    let band = r#"{"loyer": {"min": 100, "max": 200}}"#;
    assert_eq!(amount("loyer + 10 €", band), "110.00..210.00");
    assert_eq!(amount("500 € - loyer", band), "300.00..400.00");
    assert_eq!(amount("loyer * 2", band), "200.00..400.00");
    assert_eq!(amount("150 % * loyer", band), "150.00..300.00");
    assert_eq!(amount("loyer / 3", r#"{"loyer": 100}"#), "33.33");
    assert_eq!(amount("-loyer + 500 €", band), "300.00..400.00");
    assert_eq!(amount("(loyer + 100 €) * 2 - 50 €", band), "350.00..550.00");
    assert_eq!(truth("loyer / 100 € = 1.5", r#"{"loyer": 150}"#), "oui");
    assert_eq!(amount("100 € / heures", "{}"), "?");
    assert_eq!(amount("100 € / heures", r#"{"heures": 0}"#), "?");
}

#[test]
fn least_greatest_and_bounds() {
    let band = r#"{"loyer": {"min": 100, "max": 400}}"#;
    assert_eq!(amount("min(loyer, 200 €)", band), "100.00..200.00");
    assert_eq!(amount("max(loyer, 200 €)", band), "200.00..400.00");
    assert_eq!(amount("max(0, 50 € - loyer)", band), "0.00");
    assert_eq!(amount("borne(loyer, 150 €, 300 €)", band), "150.00..300.00");
    assert_eq!(
        truth("max(date_naissance, d(2000-01-01)) >= d(2000-01-01)", "{}"),
        "oui"
    );
}

#[test]
fn rounding_is_stated() {
    assert_eq!(amount("arrondi(loyer / 3)", r#"{"loyer": 200}"#), "66.67");
    assert_eq!(
        amount("arrondi_euro(loyer / 3)", r#"{"loyer": 200}"#),
        "67.00"
    );
    assert_eq!(
        amount("plancher_euro(loyer / 3)", r#"{"loyer": 200}"#),
        "66.00"
    );
    assert_eq!(amount("arrondi_euro(loyer)", r#"{"loyer": 66.5}"#), "67.00");
}

#[test]
fn ages_and_months_are_whole() {
    all(&[
        (
            "annees(date_naissance) = 25",
            r#"{"date_naissance": "2001-11-21"}"#,
            "oui",
        ),
        (
            "annees(date_naissance) = 24",
            r#"{"date_naissance": "2001-11-22"}"#,
            "oui",
        ),
        (
            "annees(date_naissance) >= 24",
            r#"{"date_naissance": "2001-11"}"#,
            "oui",
        ),
        (
            "annees(date_naissance) >= 25",
            r#"{"date_naissance": "2001-11"}"#,
            "?",
        ),
        (
            "annees_au(date_naissance, d(2026-12-31)) = 25",
            r#"{"date_naissance": "2001"}"#,
            "oui",
        ),
        (
            "mois_depuis(date_naissance) = 3",
            r#"{"date_naissance": "2026-08-21"}"#,
            "oui",
        ),
        ("mois_entre(d(2026-01-15), d(2026-03-14)) = 1", "{}", "oui"),
        (
            "plus_annees(date_naissance, 18) <= aujourdhui",
            r#"{"date_naissance": "2008-11-21"}"#,
            "oui",
        ),
        ("plus_mois(d(2026-01-31), 1) = d(2026-02-28)", "{}", "oui"),
        ("plus_jours(aujourdhui, 10) = d(2026-12-01)", "{}", "oui"),
        ("aujourdhui - d(2026-11-01) = 20", "{}", "oui"),
        ("depuis < mois_courant", r#"{"depuis": "2026-10"}"#, "oui"),
        (
            "mois_courant - depuis = 2",
            r#"{"depuis": "2026-09"}"#,
            "oui",
        ),
        (
            "depuis + 2 = mois_courant",
            r#"{"depuis": "2026-09"}"#,
            "oui",
        ),
        ("mois_de(d(2026-11-02)) = mois_courant", "{}", "oui"),
    ]);
}

#[test]
fn another_month_has_its_days_its_incomes_and_its_figures() {
    all(&[
        ("au_mois(-4, aujourdhui) = d(2026-07-31)", "{}", "oui"),
        ("au_mois(-9, aujourdhui) = d(2026-02-28)", "{}", "oui"),
        ("au_mois(0, aujourdhui) = d(2026-11-21)", "{}", "oui"),
        ("mois_courant - au_mois(-4, mois_courant) = 4", "{}", "oui"),
        // A month is counted from the date of law, wherever it is written.
        (
            "au_mois(-4, au_mois(-1, aujourdhui)) = d(2026-10-31)",
            "{}",
            "oui",
        ),
        (
            "au_mois(-4, au_mois(0, aujourdhui)) = d(2026-11-21)",
            "{}",
            "oui",
        ),
        (
            "au_mois(-4, age) = 24 et age = 25",
            r#"{"date_naissance": "2001-08-01"}"#,
            "oui",
        ),
        (
            "au_mois(-4, age) = 25",
            r#"{"date_naissance": "2001-07-31"}"#,
            "oui",
        ),
        (
            "au_mois(-4, age) = 24",
            r#"{"date_naissance": "2001-07"}"#,
            "non",
        ),
        (
            "au_mois(-3, nombre(enfants, age >= 0)) = 1",
            r#"{"enfants_complet": true, "enfants": [{"date_naissance": "2026-08-31"}, {"date_naissance": "2026-09-01"}]}"#,
            "oui",
        ),
        // The answers are those of today.
        ("au_mois(-2, seul)", r#"{"seul": true}"#, "oui"),
        ("au_mois(-2, seul)", "{}", "?"),
        // The right as it was asked for today, under the rules of then.
        (
            "au_mois(-2, possible(prime))",
            r#"{"statut": "locataire"}"#,
            "oui",
        ),
    ]);
    let incomes = r#"{"conjoint_existe": false,
        "revenus": [{"titulaire": "personne", "source": "salaire", "mois": "2026-07", "montant": 700},
                    {"titulaire": "personne", "source": "salaire", "mois": "2026-09", "montant": 900}],
        "revenus_complets": {"personne": ["2026-07", "2026-09"]}}"#;
    let of_july = "au_mois(-2, somme(revenus[-2], montant))";
    assert_eq!(amount(of_july, incomes), "700.00");
    assert_eq!(
        amount("au_mois(-2, somme(revenus[-1], montant))", incomes),
        "?"
    );
    assert_eq!(amount("forfait - au_mois(-8, forfait)", "{}"), "5.17");
    assert_eq!(amount("au_mois(-7, forfait)", "{}"), "651.69");
}

#[test]
fn children_are_an_open_list_until_closed() {
    let two = r#"{"enfants": [{"date_naissance": "2020-01-01", "a_charge": true}, {"date_naissance": "2010-01-01"}]}"#;
    let closed = r#"{"enfants_complet": true, "enfants": [{"date_naissance": "2020-01-01", "a_charge": true}, {"date_naissance": "2010-01-01"}]}"#;
    all(&[
        ("nombre(enfants) >= 0", "{}", "oui"),
        ("nombre(enfants) > 0", "{}", "?"),
        ("nombre(enfants) >= 2", two, "oui"),
        ("nombre(enfants) = 2", two, "?"),
        ("nombre(enfants) = 2", closed, "oui"),
        ("nombre(enfants, a_charge) >= 1", two, "oui"),
        ("nombre(enfants, a_charge) <= 2", closed, "oui"),
        ("nombre(enfants, a_charge) = 1", closed, "?"),
        ("nombre(enfants, age < 14) = 1", closed, "oui"),
        ("il_existe(enfants, age < 14)", two, "oui"),
        ("il_existe(enfants, age < 3)", two, "?"),
        ("il_existe(enfants, age < 3)", closed, "non"),
        ("pour_tout(enfants, age < 18)", closed, "oui"),
        ("pour_tout(enfants, age < 18)", two, "?"),
        ("pour_tout(enfants, age < 14)", two, "non"),
        (
            "nombre(enfants) = 0",
            r#"{"enfants": [], "enfants_complet": true}"#,
            "oui",
        ),
        ("nombre(enfants, faux) = 0", "{}", "oui"),
    ]);
}

#[test]
fn sums_stay_open_with_their_list() {
    let one = r#"{"enfants": [{"pension": 100}]}"#;
    let closed = r#"{"enfants": [{"pension": 100}, {"pension": {"min": 0, "max": 50}}], "enfants_complet": true}"#;
    assert_eq!(amount("somme(enfants, pension)", one), "100.00..");
    assert_eq!(amount("somme(enfants, pension)", closed), "100.00..150.00");
    assert_eq!(
        amount("somme(enfants, a_charge, pension)", closed),
        "0.00..150.00"
    );
    assert_eq!(
        amount(
            "somme(adultes, si age < 30 alors 10 € sinon 20 €)",
            r#"{"date_naissance": "1990", "conjoint": []}"#
        ),
        "20.00"
    );
}

#[test]
fn the_partner_is_a_list_of_none_or_one() {
    let alone = r#"{"conjoint_existe": false}"#;
    let couple =
        r#"{"conjoint": {"date_naissance": "1980-01-01"}, "date_naissance": "2005-01-01"}"#;
    all(&[
        ("nombre(conjoint) = 0", "{}", "?"),
        ("nombre(conjoint) = 0", alone, "oui"),
        ("nombre(conjoint) = 1", couple, "oui"),
        ("nombre(adultes) = 2", couple, "oui"),
        ("nombre(adultes) >= 1", "{}", "oui"),
        ("il_existe(conjoint, age > 40)", couple, "oui"),
        ("il_existe(conjoint, age > 40)", alone, "non"),
        ("pour_tout(conjoint, age > 90)", alone, "oui"),
        ("il_existe(conjoint, age > personne.age)", couple, "oui"),
        ("pour_tout(adultes, age > 40)", couple, "non"),
        ("age > 40", couple, "non"),
        ("foyer.loyer > 0 €", alone, "?"),
        ("il_existe(conjoint, adulte.age > 40)", couple, "oui"),
    ]);
}

#[test]
fn incomes_are_open_month_by_month_for_each_holder() {
    let formula = "somme(revenus[-3..-1], montant)";
    let person = r#"{"conjoint_existe": false,
        "revenus": [{"titulaire": "personne", "source": "salaire", "mois": "2026-09", "montant": 1000},
                    {"titulaire": "personne", "source": "are", "mois": "2026-10", "montant": {"min": 601, "max": 900}},
                    {"titulaire": "personne", "source": "salaire", "mois": "2026-07", "montant": 5000}],
        "revenus_complets": {"personne": ["2026-08", "2026-09", "2026-10"]}}"#;
    assert_eq!(amount(formula, person), "1601.00..1900.00");
    assert_eq!(
        amount("somme(revenus[-3..-1], source = salaire, montant)", person),
        "1000.00"
    );
    assert_eq!(amount("somme(revenus[-2], montant)", person), "1000.00");
    assert_eq!(
        amount(formula, &person.replace(r#""2026-08", "#, "")),
        "1601.00.."
    );
    // A month nobody closed for a partner who may exist leaves the sum open; not for sums of the person alone.
    let maybe = person.replace(r#""conjoint_existe": false,"#, "");
    assert_eq!(amount(formula, &maybe), "1601.00..");
    assert_eq!(
        amount(
            "somme(revenus[-3..-1], titulaire = personne, montant)",
            &maybe
        ),
        "1601.00..1900.00"
    );
    // Incomes of a partner who does not exist count for nothing.
    let ghost = r#"{"conjoint_existe": false,
        "revenus": [{"titulaire": "conjoint", "source": "salaire", "mois": "2026-09", "montant": 1000}],
        "revenus_complets": {"personne": ["2026-08", "2026-09", "2026-10"]}}"#;
    assert_eq!(amount(formula, ghost), "0.00");
    // An income of an unknown month may count or not.
    let undated = r#"{"conjoint_existe": false, "revenus": [{"titulaire": "personne", "montant": 300}],
        "revenus_complets": {"personne": ["2026-08", "2026-09", "2026-10"]}}"#;
    assert_eq!(amount(formula, undated), "0.00..300.00");
    all(&[
        ("il_existe(revenus[-3..-1], source = non)", person, "non"),
        (
            "nombre(revenus[-3..-1], source = salaire) = 1",
            person,
            "oui",
        ),
        ("somme(revenus[-1], montant) >= 0 €", "{}", "oui"),
    ]);
}

#[test]
fn other_rights_are_asked_about() {
    let cases = [
        // Nothing known of the prime.
        ("{}", ["?", "?", "?"]),
        // Its condition holds.
        (r#"{"statut": "locataire"}"#, ["oui", "?", "?"]),
        // Its condition fails, but nobody said it is not received.
        (r#"{"statut": "rue"}"#, ["?", "?", "?"]),
        // Fails, and denied.
        (
            r#"{"statut": "rue", "recu": {"prime": "pas_demande"}}"#,
            ["non", "non", "non"],
        ),
        (r#"{"recu": {"prime": "ouvert"}}"#, ["oui", "oui", "oui"]),
        (r#"{"recu": {"prime": "suspendu"}}"#, ["oui", "?", "non"]),
        (
            r#"{"statut": "locataire", "recu": {"prime": "refuse"}}"#,
            ["oui", "non", "non"],
        ),
        (r#"{"recu": {"prime": "demande"}}"#, ["?", "?", "non"]),
        // Its term has passed.
        (
            r#"{"recu": {"prime": {"ouvert": "2026-01-31"}}}"#,
            ["?", "?", "?"],
        ),
    ];
    for (json, [possible, open, received]) in cases {
        assert_eq!(truth("possible(prime)", json), possible, "possible {json}");
        assert_eq!(truth("ouvert(prime)", json), open, "ouvert {json}");
        assert_eq!(truth("recu(prime)", json), received, "recu {json}");
    }
}

#[test]
fn the_amount_of_another_right_is_net_of_what_is_known() {
    let cases = [
        ("{}", "0.00..200.00"),
        (r#"{"statut": "locataire", "loyer": 300}"#, "0.00..150.00"),
        (
            r#"{"statut": "locataire", "loyer": 300, "recu": {"prime": "pas_demande"}}"#,
            "150.00",
        ),
        (r#"{"loyer": 300, "recu": {"prime": "ouvert"}}"#, "150.00"),
        (r#"{"loyer": 300, "recu": {"prime": "refuse"}}"#, "0.00"),
        (
            r#"{"statut": "rue", "loyer": 300, "recu": {"prime": "pas_demande"}}"#,
            "0.00",
        ),
    ];
    for (json, expected) in cases {
        assert_eq!(amount("montant(prime)", json), expected, "{json}");
    }
}

#[test]
fn parameters_follow_the_date_of_law() {
    let catalogue = with_right("vrai", Some("forfait"));
    let on = |date: &str| {
        let evaluation = evaluate(&catalogue, &rules::Situation::new(), date.parse().unwrap());
        let finding = evaluation.finding("essai").unwrap().clone();
        (
            finding.amount.map(|amount| amount.range.lo),
            finding.failures,
        )
    };
    assert_eq!(on("2026-03-31").0, Some(64652));
    assert_eq!(on("2026-04-01").0, Some(65169));
    let (amount, failures) = on("2020-01-01");
    assert_eq!(amount, None);
    assert!(
        failures
            .iter()
            .any(|failure| failure.contains("montant forfaitaire")),
        "{failures:?}"
    );
}

#[test]
fn a_figure_missing_on_the_day_is_said_and_never_hidden() {
    let catalogue = with_right("loyer < forfait ou seul", None);
    let on = |json: &str| {
        let day = "2020-01-01".parse().unwrap();
        evaluate(&catalogue, &situation(&catalogue, json), day)
            .finding("essai")
            .unwrap()
            .clone()
    };
    let finding = on("{}");
    assert_eq!(finding.outcome, Outcome::NotComputed);
    assert!(
        finding
            .failures
            .iter()
            .any(|failure| failure.contains("1er janvier 2020")),
        "{:?}",
        finding.failures
    );
    // What does not need the figure is computed all the same.
    assert_eq!(on(r#"{"seul": true}"#).outcome, Outcome::Probable);
}

//! What is too long, too deep or too many is refused with a sentence: nothing makes a reader overflow its stack, run
//! for ever or fill the memory. Each of these once did, or would.

use rules::{Answer, Catalogue, Path, RowId, Situation, evaluate};
use serde_json::json;

use crate::common::{load, over_small, situation, today, with_right};

fn told_of(condition: &str) -> Vec<String> {
    let text = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", condition);
    match Catalogue::load(&over_small(&text)) {
        Ok(catalogue) => {
            let _ = evaluate(&catalogue, &Situation::new(), today());
            Vec::new()
        }
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

fn is_refused(condition: &str, why: &str) {
    let told = told_of(condition);
    assert!(told.iter().any(|told| told.contains(why)), "{told:?}");
}

#[test]
fn a_sum_of_a_thousand_terms_is_refused() {
    is_refused(
        &format!("loyer < {}0 €", "0 € + ".repeat(1000)),
        "trop longue",
    );
    is_refused(
        &format!("loyer < {}0 €", "0 €+".repeat(300)),
        "trop imbriquée",
    );
    assert_eq!(
        told_of(&format!("loyer < {}0 €", "0 €+".repeat(140))),
        [""; 0]
    );
}

#[test]
fn nested_parentheses_signs_and_denials_are_refused() {
    is_refused(
        &format!("{}vrai{}", "(".repeat(1000), ")".repeat(1000)),
        "trop imbriquée",
    );
    is_refused(&format!("{}vrai", "non ".repeat(900)), "trop imbriquée");
    is_refused(&format!("0 < {}1", "-".repeat(3000)), "trop imbriquée");
    is_refused(
        &format!("{}vrai", "si vrai alors vrai sinon ".repeat(100)),
        "trop imbriquée",
    );
}

#[test]
fn lists_within_lists_within_lists_are_refused() {
    let three = "nombre(enfants, nombre(adultes, nombre(enfants, a_charge) > 0) > 0) > 0";
    assert_eq!(told_of(three), [""; 0]);
    is_refused(
        &format!("nombre(enfants, {three}) > 0"),
        "listes l’une dans l’autre",
    );
}

fn chain(count: usize, expression: impl Fn(usize) -> String) -> String {
    let one = |index| {
        format!(
            "[[intermediaire]]\nid = \"n{index}\"\nentite = \"foyer\"\nnom = \"n\"\nformule = \"{}\"\nsource = \"aucune\"\n",
            expression(index)
        )
    };
    let all: String = (0..count).map(one).collect();
    format!("=== national/faits/chaine.toml\n{all}")
}

#[test]
fn intermediates_that_name_each_other_twice_are_computed_once() {
    let text = chain(60, |index| match index {
        59 => "loyer".to_owned(),
        _ => format!("n{0} + n{0}", index + 1),
    });
    let right = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "n0 > 0 €");
    let catalogue = load(&over_small(&format!("{text}{right}")));
    let known = situation(&catalogue, r#"{"loyer": 1}"#);
    assert_eq!(
        evaluate(&catalogue, &known, today())
            .finding("essai")
            .unwrap()
            .conditions[0]
            .verdict,
        rules::Verdict::Met
    );
}

/// The first intermediates are compiled when the last ones name them: shallow alone, deep together.
#[test]
fn intermediates_are_not_deeper_because_they_were_read_first() {
    let text = chain(200, |index| match index {
        0 => "loyer".to_owned(),
        _ => format!("n{} + 1 €", index - 1),
    });
    let faults = Catalogue::load(&over_small(&text)).unwrap_err();
    assert!(
        faults
            .iter()
            .any(|fault| fault.message.contains("intermédiaires compris")),
        "{faults:?}"
    );
}

#[test]
fn rights_that_rest_on_rights_without_end_are_refused() {
    let rights = |count: usize| -> String {
        let one = |index: usize| {
            let condition = if index == 0 {
                "loyer > 0 €".to_owned()
            } else {
                format!("possible(r{})", index - 1)
            };
            include_str!("../good/essai.txt")
                .replace("essai", &format!("r{index}"))
                .replace("{montant}", "")
                .replace("{condition}", &condition)
        };
        (0..count).map(one).collect()
    };
    let _ = evaluate(&load(&over_small(&rights(80))), &Situation::new(), today());
    let faults = Catalogue::load(&over_small(&rights(1000))).unwrap_err();
    assert!(
        faults
            .iter()
            .all(|fault| fault.message.contains("repose sur trop de droits")),
        "{faults:?}"
    );
}

#[test]
fn a_file_that_is_too_long_is_not_read() {
    let text = format!("=== national/faits/long.toml\n{}", "# é\n".repeat(100_000));
    let faults = Catalogue::load(&over_small(&text)).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message, "ce fichier est trop long");
}

#[test]
fn a_thousand_faults_are_told_and_not_more() {
    let text = format!(
        "=== national/faits/faux.toml\n{}",
        "[[fait]]\n".repeat(5000)
    );
    let faults = Catalogue::load(&over_small(&text)).unwrap_err();
    assert!((900..=1001).contains(&faults.len()), "{}", faults.len());
    assert!(
        faults
            .iter()
            .any(|fault| fault.message.contains("d’autres fautes"))
    );
    let many: serde_json::Map<String, serde_json::Value> = (0..5000)
        .map(|index| (format!("inconnu{index}"), json!(1)))
        .collect();
    let catalogue = load(&over_small(""));
    let faults = Situation::from_json(&catalogue, &json!(many)).unwrap_err();
    assert_eq!(faults.len(), 1001);
}

#[test]
fn a_name_of_a_million_letters_is_not_quoted_whole() {
    let long = "a".repeat(1_000_000);
    let catalogue = load(&over_small(""));
    let faults =
        Situation::from_json(&catalogue, &json!({ &long: 1, "statut": long })).unwrap_err();
    assert!(faults.iter().all(|fault| fault.to_string().len() < 1500));
    let text = format!(
        "=== national/faits/long.toml\n[[fait]]\nid = \"{}\"\n",
        "a".repeat(100_000)
    );
    let faults = Catalogue::load(&over_small(&text)).unwrap_err();
    assert!(faults.iter().all(|fault| fault.to_string().len() < 1500));
}

#[test]
fn a_table_within_a_table_without_end_is_a_fault_or_is_read() {
    for (open, close) in [("a.", "a = 1"), ("a = [", "]"), ("a = {a=", "}")] {
        let text = format!(
            "=== national/faits/profond.toml\n{}{}\n",
            open.repeat(20_000),
            close
        );
        assert!(Catalogue::load(&over_small(&text)).is_err());
        let header = format!(
            "=== national/faits/profond.toml\n[{}a]\n",
            open.repeat(20_000)
        );
        assert!(Catalogue::load(&over_small(&header)).is_err());
    }
}

/// More rows than any household has: the list stays open, so nothing is closed on what was not looked at.
#[test]
fn rows_beyond_five_hundred_leave_their_list_open() {
    let catalogue = with_right("nombre(enfants) > 600", None);
    let verdict = |count: u64| {
        let mut known = Situation::new();
        for number in 0..count {
            let row = RowId::of_number(number);
            known.set(&Path::Child(row, "a_charge".into()), Answer::yes_no(false));
        }
        known.set(&Path::ChildrenComplete, Answer::yes_no(true));
        let evaluation = evaluate(&catalogue, &known, today());
        evaluation.finding("essai").unwrap().conditions[0].verdict
    };
    assert_eq!(verdict(500), rules::Verdict::NotMet);
    assert_eq!(verdict(501), rules::Verdict::Unknown);
}

/// Rows are looked at many at once: those far down a list count as the first ones do.
#[test]
fn each_of_two_hundred_rows_counts() {
    let verdict = |condition: &str, dependent: &[u64]| {
        let catalogue = with_right(condition, None);
        let mut known = Situation::new();
        for number in 0..200 {
            let row = RowId::of_number(number);
            let answer = Answer::yes_no(dependent.contains(&number));
            known.set(&Path::Child(row, "a_charge".into()), answer);
        }
        known.set(&Path::ChildrenComplete, Answer::yes_no(true));
        let evaluation = evaluate(&catalogue, &known, today());
        evaluation.finding("essai").unwrap().conditions[0].verdict
    };
    for dependent in [0, 62, 63, 64, 126, 127, 128, 199] {
        for (condition, expected) in [
            ("il_existe(enfants, a_charge)", rules::Verdict::Met),
            ("nombre(enfants, a_charge) = 1", rules::Verdict::Met),
            ("nombre(enfants, non a_charge) = 199", rules::Verdict::Met),
            ("pour_tout(enfants, non a_charge)", rules::Verdict::NotMet),
        ] {
            assert_eq!(verdict(condition, &[dependent]), expected, "{condition}");
        }
    }
    assert_eq!(
        verdict("il_existe(enfants, a_charge)", &[]),
        rules::Verdict::NotMet
    );
}

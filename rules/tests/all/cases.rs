//! The acceptance situations of the embedded catalogue (`catalogue/cas/*.toml`).

use rules::{Catalogue, Outcome, Situation, Truth, evaluate};

#[test]
fn every_acceptance_situation_is_as_expected() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    assert!(!catalogue.cases().is_empty());
    let failures: Vec<String> = catalogue
        .cases()
        .iter()
        .flat_map(|case| {
            case.failures(&catalogue)
                .into_iter()
                .map(move |failure| format!("{} : {failure}", case.file))
        })
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The page of each right shows one of these situations, and what is computed for it: a right that none of them opens has
/// nothing to show, and one that is computed has an amount to show.
#[test]
fn every_right_has_its_worked_example() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let mut without = Vec::new();
    for right in catalogue.rights() {
        let Some(case) = catalogue.example(&right.id) else {
            without.push(right.id.clone());
            continue;
        };
        let evaluation = evaluate(&catalogue, &case.situation(&catalogue).unwrap(), case.date);
        let amount = evaluation.finding(&right.id).unwrap().amount.as_ref();
        if right.benefit.period.is_some() && amount.is_none() {
            without.push(format!("{} (no amount, {})", right.id, case.file));
        }
    }
    assert!(without.is_empty(), "{}", without.join("\n"));
}

#[test]
fn when_nothing_is_known_every_right_is_to_check() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    for date in ["2026-11-21", "2026-12-31"] {
        let evaluation = evaluate(&catalogue, &Situation::new(), date.parse().unwrap());
        assert!(evaluation.findings.len() >= 42);
        for finding in &evaluation.findings {
            assert_eq!(finding.outcome, Outcome::ToCheck, "{}", finding.right);
            assert_ne!(finding.signalled, Truth::No, "{}", finding.right);
        }
    }
}

#[test]
fn findings_survive_the_store() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    for case in catalogue.cases() {
        let evaluation = evaluate(&catalogue, &case.situation(&catalogue).unwrap(), case.date);
        let kept = serde_json::to_string(&evaluation).unwrap();
        let read: rules::Evaluation = serde_json::from_str(&kept).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), kept);
        assert_eq!(read.findings, evaluation.findings);
    }
}

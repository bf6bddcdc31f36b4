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

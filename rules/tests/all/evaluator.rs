//! One evaluator, used again and again, says of each household what a fresh evaluation says: with reasons or
//! without, whatever households came before.

use std::sync::LazyLock;

use proptest::prelude::*;
use rules::{AmountRange, Catalogue, Evaluation, Outcome, Situation, evaluate, outcomes};
use serde_json::Value as Json;

use crate::common::{load, over_small, today};
use crate::generate::{Dice, rolls, situation};

static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(|| load(&Catalogue::embedded_sources()));
static SMALL: LazyLock<Catalogue> = LazyLock::new(|| load(&over_small("")));

type Said = Vec<(String, Outcome, Option<AmountRange>)>;

fn of_findings(evaluation: &Evaluation) -> Said {
    let findings = evaluation.findings.iter();
    findings
        .map(|finding| {
            let amount = finding.amount.map(|amount| amount.range);
            (finding.right.clone(), finding.outcome, amount)
        })
        .collect()
}

fn owned<'r>(said: impl IntoIterator<Item = (&'r str, Outcome, Option<AmountRange>)>) -> Said {
    said.into_iter()
        .map(|(right, outcome, amount)| (right.to_owned(), outcome, amount))
        .collect()
}

/// The same evaluation with nothing but outcomes and amounts.
fn outcomes_only(mut evaluation: Json) -> Json {
    for finding in evaluation["findings"].as_array_mut().unwrap() {
        let kept = |key: &String| ["amount", "outcome", "right"].contains(&key.as_str());
        finding.as_object_mut().unwrap().retain(|key, _| kept(key));
    }
    evaluation
}

fn says_the_same(catalogue: &Catalogue, households: &[Vec<u32>]) -> Result<(), TestCaseError> {
    let law = catalogue.on(today());
    let mut evaluator = law.evaluator();
    for rolls in households {
        let household = situation(catalogue, &mut Dice::new(rolls), today());
        // A copy of the catalogue: nothing of what another household needed is left to it.
        let fresh = evaluate(&catalogue.clone(), &household, today());
        let quick = owned(evaluator.outcomes(&household));
        prop_assert_eq!(&of_findings(&fresh), &quick);
        prop_assert_eq!(&owned(outcomes(catalogue, &household, today())), &quick);
        let again = evaluator.evaluate(&household);
        prop_assert_eq!(&fresh.findings, &again.findings);
        let brief = evaluator.evaluate_briefly(&household);
        let text = fresh.to_json_text(false);
        prop_assert_eq!(&text, &brief.to_json_text(false));
        let mut line = String::new();
        evaluator.print_briefly(&household, &mut line);
        prop_assert_eq!(&text, &line);
        line.clear();
        evaluator.print_outcomes(&household, &mut line);
        let printed: Json = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(&outcomes_only(fresh.to_json(false)), &printed);
        for question in catalogue.questions() {
            prop_assert_eq!(
                fresh.asks_something(question),
                again.asks_something(question)
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_says_the_same_over_the_embedded_catalogue(households in prop::collection::vec(rolls(600), 1..4)) {
        says_the_same(&EMBEDDED, &households)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_says_the_same_over_the_small_catalogue(households in prop::collection::vec(rolls(150), 1..5)) {
        says_the_same(&SMALL, &households)?;
    }
}

#[test]
fn every_example_of_the_catalogue_is_read_the_same_quickly_or_with_reasons() {
    let catalogue = &*EMBEDDED;
    for day in ["2020-01-01", "2026-11-21", "2027-06-30"] {
        let day = day.parse().unwrap();
        let law = catalogue.on(day);
        let mut evaluator = law.evaluator();
        let examples = catalogue.cases().iter();
        let examples = examples.map(|case| case.situation(catalogue).unwrap());
        for household in examples.chain([Situation::new()]) {
            let quick = owned(evaluator.outcomes(&household));
            let with_reasons = evaluator.evaluate(&household);
            assert_eq!(of_findings(&with_reasons), quick, "{day}");
        }
    }
}

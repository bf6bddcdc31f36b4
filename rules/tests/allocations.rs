//! Evaluating the next household allocates nothing that grows with the catalogue.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

mod grown;

use allocation_counter::measure;
use grown::grown;
use rules::{Catalogue, Situation};

const FAMILY: &str = include_str!("../benches/famille-de-huit.json");

/// How many times reading the outcomes of a household allocates, once an evaluator has read it before.
fn allocations(catalogue: &Catalogue, json: &str) -> u64 {
    let json = serde_json::from_str(json).unwrap();
    let household = Situation::from_json(catalogue, &json).unwrap();
    let law = catalogue.on("2026-11-21".parse().unwrap());
    let mut evaluator = law.evaluator();
    let rights = evaluator.outcomes(&household).count();
    assert!(rights > 100, "{rights}");
    let measured = measure(|| {
        evaluator.outcomes(&household).count();
    });
    measured.count_total
}

#[test]
fn the_next_household_allocates_no_more_under_twice_the_law() {
    let once = Catalogue::embedded().unwrap();
    let twice = grown(2).unwrap();
    assert_eq!(twice.rights().len(), 2 * once.rights().len());
    for household in ["{}", FAMILY] {
        assert_eq!(
            allocations(&once, household),
            allocations(&twice, household)
        );
    }
    assert_eq!(
        allocations(&once, "{}"),
        0,
        "nothing known, nothing to keep"
    );
}

//! One household, again and again, for `valgrind --tool=callgrind` to count what evaluating it takes: on a machine that does
//! other things, instructions say more than seconds. `scripts/instructions` runs it.
//!
//! Its arguments: `montants` or `constats`; the name of a household, or a file of them, one a line, as `scripts/foyers` makes;
//! how many times.

mod households;

use std::hint::black_box;
use std::{env, fs};

use chrono::NaiveDate;
use households::households;
use rules::{Catalogue, Evaluator, Situation};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // `cargo bench` runs every benchmark: without a household there is nothing to measure.
    let [what, whose, times] = arguments.as_slice() else {
        return;
    };
    let (Ok(catalogue), Ok(times)) = (Catalogue::embedded(), times.parse()) else {
        return;
    };
    let law = catalogue.on(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default());
    let mut evaluator = law.evaluator();
    let apply = match what.as_str() {
        "montants" => amounts,
        _ => reasons,
    };
    let named = households(&catalogue).into_iter();
    let named = named.filter(|(name, _)| name == whose);
    let mut measured: Vec<Situation> = named.map(|(_, household)| household).collect();
    measured.extend(of_file(&catalogue, whose));
    // What is laid out once for all households is not what is measured.
    for household in &measured {
        apply(&mut evaluator, household);
    }
    for household in measured.iter().cycle().take(times) {
        counted(&mut evaluator, household, apply);
    }
}

fn of_file(catalogue: &Catalogue, file: &str) -> Vec<Situation> {
    let lines = fs::read_to_string(file).unwrap_or_default();
    let households = lines.lines().filter_map(|line| {
        let json = serde_json::from_str(line).ok()?;
        Situation::from_json(catalogue, &json).ok()
    });
    households.collect()
}

/// What callgrind counts.
#[inline(never)]
fn counted(
    evaluator: &mut Evaluator<'_>,
    household: &Situation,
    apply: fn(&mut Evaluator<'_>, &Situation),
) {
    apply(evaluator, black_box(household));
}

fn amounts(evaluator: &mut Evaluator<'_>, household: &Situation) {
    black_box(evaluator.outcomes(household).count());
}

fn reasons(evaluator: &mut Evaluator<'_>, household: &Situation) {
    drop(black_box(evaluator.evaluate(household)));
}

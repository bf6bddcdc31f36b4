//! How long evaluating takes, on one core: a household of which nothing is known, a person alone, a family of
//! eight; with amounts only, or with every reason and what each question is still good for; a thousand JSON
//! Lines, on one core and on all; with each right written once, twice and three times; and what comes before,
//! loading the catalogue and taking the law of a day.
//!
//! `scripts/bench` also measures the command line itself. Figures and what they mean: `docs/speed.md`.

#[path = "../tests/grown/mod.rs"]
mod grown;
mod households;

use std::hint::black_box;
use std::num::NonZero;
use std::thread;

use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use households::{FAMILY, households};
use rules::{Catalogue, Law, Situation, evaluate};

/// What `bilan evaluate --detail none` does of lines: read, evaluate, write. How much is written.
fn printed(law: &Law<'_>, lines: &[String]) -> usize {
    let mut evaluator = law.evaluator();
    let mut printed = String::new();
    let written = lines.iter().filter_map(|line| {
        let json = serde_json::from_str(line.trim()).ok()?;
        let household = Situation::from_json(law.catalogue(), &json).ok()?;
        printed.clear();
        evaluator.print_outcomes(&household, &mut printed);
        Some(printed.len())
    });
    written.sum()
}

fn on_every_core(law: &Law<'_>, lines: &[String]) -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let parts = lines.chunks(lines.len().div_ceil(cores).max(1));
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || printed(law, part)))
            .collect();
        let written = threads.into_iter().filter_map(|thread| thread.join().ok());
        written.sum()
    })
}

fn benches(criterion: &mut Criterion) {
    let Ok(catalogue) = Catalogue::embedded() else {
        return;
    };
    let on = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    let law = catalogue.on(on);
    for (name, household) in households(&catalogue) {
        let mut evaluator = law.evaluator();
        criterion.bench_function(&format!("issues et montants, {name}"), |bencher| {
            bencher.iter(|| evaluator.outcomes(black_box(&household)).count());
        });
        criterion.bench_function(&format!("constats et questions, {name}"), |bencher| {
            bencher.iter(|| evaluator.evaluate(black_box(&household)));
        });
        criterion.bench_function(
            &format!("constats et questions, loi reprise, {name}"),
            |bencher| {
                bencher.iter(|| evaluate(black_box(&catalogue), black_box(&household), on));
            },
        );
        let evaluation = evaluator.evaluate(&household);
        criterion.bench_function(
            &format!("relire l’utilité des questions, {name}"),
            |bencher| {
                bencher.iter(|| {
                    let questions = catalogue.questions().iter();
                    questions
                        .map(|question| evaluation.asks_something(black_box(question)))
                        .collect::<Vec<_>>()
                });
            },
        );
    }
    let lines: Vec<String> = (1000..2000)
        .map(|salary: u32| FAMILY.replace("1480", &salary.to_string()))
        .collect();
    criterion.bench_function("mille lignes JSON, un cœur", |bencher| {
        bencher.iter(|| printed(&law, black_box(&lines)));
    });
    criterion.bench_function("mille lignes JSON, tous les cœurs", |bencher| {
        bencher.iter(|| on_every_core(&law, black_box(&lines)));
    });
    for times in 1..=3 {
        let Ok(catalogue) = grown::grown(times) else {
            return;
        };
        let law = catalogue.on(on);
        for (name, household) in households(&catalogue) {
            let mut evaluator = law.evaluator();
            let rights = catalogue.rights().len();
            criterion.bench_function(&format!("{rights} droits, {name}"), |bencher| {
                bencher.iter(|| evaluator.outcomes(black_box(&household)).count());
            });
        }
    }
    criterion.bench_function("prendre la loi d’un jour", |bencher| {
        // A copy has taken no law yet.
        bencher.iter_batched(
            || catalogue.clone(),
            |catalogue| drop(catalogue.on(black_box(on))),
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("charger le catalogue", |bencher| {
        bencher.iter(Catalogue::embedded);
    });
}

criterion_group!(all, benches);
criterion_main!(all);

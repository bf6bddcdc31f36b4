//! How long one full evaluation takes: of nothing, of a typical person, of a family.

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use rules::{Catalogue, Situation, evaluate, outcomes};

fn situations(catalogue: &Catalogue) -> Vec<(&'static str, Situation)> {
    let case = |start: &str| {
        let case = catalogue
            .cases()
            .iter()
            .find(|case| case.file.contains(start));
        case.and_then(|case| case.situation(catalogue).ok())
            .unwrap_or_default()
    };
    vec![
        ("vide", Situation::new()),
        ("personne-seule", case("01-")),
        ("famille", case("03-")),
    ]
}

fn benches(criterion: &mut Criterion) {
    let Ok(catalogue) = Catalogue::embedded() else {
        return;
    };
    let on = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    for (name, situation) in situations(&catalogue) {
        criterion.bench_function(&format!("constats complets, {name}"), |bencher| {
            bencher.iter(|| evaluate(black_box(&catalogue), black_box(&situation), on));
        });
        criterion.bench_function(&format!("issues seules, {name}"), |bencher| {
            bencher.iter(|| outcomes(black_box(&catalogue), black_box(&situation), on));
        });
    }
    criterion.bench_function("chargement du catalogue", |bencher| {
        bencher.iter(Catalogue::embedded)
    });
}

criterion_group!(all, benches);
criterion_main!(all);

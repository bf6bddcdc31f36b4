//! Hostile texts for everything that reads: no panic, no hang, no blow-up, whatever is written.
//!
//! Sound texts (the catalogue's own files, random situations) are spoilt at random: see `mutate`. A few hundred are
//! tried in a normal run, always the same; `make fuzz` tries them for as long as one likes. What once broke a reader
//! stands in `tests/corpus/`, and is read again by every run. To add a reader: a test here, its seeds, what it promises.

mod chance;
mod mutate;
mod run;
mod seeds;

use rules::{Answer, Catalogue, Fault, Path, Situation, evaluate, explain};
use run::Target;

use crate::common::{load, over_small, today};

/// The most faults told at once, with the one that says there are more.
const MOST_FAULTS: usize = 1001;
/// The longest sentence of a fault, in bytes.
const LONGEST_FAULT: usize = 2500;

fn are_bounded(faults: &[Fault]) {
    assert!(
        !faults.is_empty() && faults.len() <= MOST_FAULTS,
        "{} faults",
        faults.len()
    );
    for fault in faults {
        let told = format!(
            "{}{}",
            fault.message,
            fault.suggestion.as_deref().unwrap_or("")
        );
        assert!(
            told.len() <= LONGEST_FAULT,
            "a fault of {} bytes",
            told.len()
        );
        assert!(fault.line >= 1 && fault.column >= 1);
    }
}

/// Everything one does with a situation, and what is promised of it.
fn is_told(catalogue: &Catalogue, situation: &Situation) {
    let evaluation = evaluate(catalogue, situation, today());
    let in_force = catalogue
        .rights()
        .iter()
        .filter(|right| right.from <= today() && right.until.is_none_or(|until| until >= today()));
    assert_eq!(evaluation.findings.len(), in_force.count());
    for finding in &evaluation.findings {
        if let Some(amount) = &finding.amount {
            assert!(amount.range.hi.is_none_or(|hi| amount.range.lo <= hi));
        }
    }
    for right in catalogue.rights() {
        if let Some(explanation) = explain(catalogue, right, situation, today()) {
            assert!(
                explanation.steps.len()
                    <= catalogue.intermediates().len() + catalogue.rights().len()
            );
        }
    }
    let _ = evaluation.to_json(true).to_string();
    let _ = catalogue.plausibility(situation, today());
    for (path, answer) in situation.answers() {
        let _ = catalogue.show(path, answer);
    }
}

fn evaluated(sources: &[rules::Source]) {
    match Catalogue::load(sources) {
        Err(faults) => are_bounded(&faults),
        Ok(catalogue) => {
            is_told(&catalogue, &Situation::new());
            for seed in 0..2 {
                is_told(&catalogue, &seeds::situation(&catalogue, seed));
            }
        }
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            c if c.is_control() => written.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => written.push(c),
        }
    }
    written + "\""
}

#[test]
fn expressions() {
    let right = include_str!("../../good/essai.txt");
    Target {
        name: "expressions",
        seeds: seeds::expressions(),
        longest: 60_000,
        tries: 120,
        read: &|text| {
            let written = quoted(text);
            let condition = right
                .replace("'''{condition}'''", &written)
                .replace("{montant}", "");
            evaluated(&over_small(&condition));
            let formula = format!("formule = {written}\nperiode = \"mois\"");
            let amount = right
                .replace("{condition}", "vrai")
                .replace("{montant}", &formula);
            evaluated(&over_small(&amount));
        },
    }
    .run();
}

#[test]
fn catalogues() {
    Target {
        name: "catalogues",
        seeds: seeds::small_files(),
        longest: 200_000,
        tries: 150,
        read: &|text| evaluated(&over_small(text)),
    }
    .run();
}

#[test]
fn the_whole_catalogue() {
    let embedded = Catalogue::embedded_sources();
    Target {
        name: "whole",
        seeds: seeds::embedded_files(),
        longest: 200_000,
        tries: 4,
        read: &|text| {
            let mut sources = embedded.clone();
            for file in crate::common::files(text) {
                sources.retain(|known| (&known.layer, &known.path) != (&file.layer, &file.path));
                sources.push(file);
            }
            evaluated(&sources);
        },
    }
    .run();
}

#[test]
fn situations() {
    let catalogue = load(&Catalogue::embedded_sources());
    Target {
        name: "situations",
        seeds: seeds::situations(&catalogue),
        longest: 200_000,
        tries: 60,
        read: &|text| {
            let Ok(json) = serde_json::from_str(text) else {
                return;
            };
            match Situation::from_json(&catalogue, &json) {
                Ok(situation) => is_told(&catalogue, &situation),
                Err(faults) => {
                    assert!(!faults.is_empty() && faults.len() <= MOST_FAULTS);
                    assert!(
                        faults
                            .iter()
                            .all(|fault| fault.to_string().len() <= LONGEST_FAULT)
                    );
                }
            }
        },
    }
    .run();
}

/// A place, a line, and what is typed there.
#[test]
fn what_is_typed() {
    let catalogue = load(&Catalogue::embedded_sources());
    Target {
        name: "typed",
        seeds: seeds::typed(&catalogue),
        longest: 100_000,
        tries: 1000,
        read: &|text| {
            let (place, typed) = text.split_once('\n').unwrap_or(("foyer.note", text));
            let Ok(path) = place.parse::<Path>() else {
                return;
            };
            assert_eq!(path.to_string(), place);
            let answer = catalogue.read_typed(&path, typed);
            let told = catalogue.explain_invalid(&path, typed);
            assert_eq!(matches!(answer, Answer::Unreadable(_)), told.is_some());
            assert!(told.is_none_or(|told| told.len() <= LONGEST_FAULT));
            let stored = serde_json::to_string(&answer).unwrap();
            assert_eq!(serde_json::from_str::<Answer>(&stored).unwrap(), answer);
            let _ = catalogue.show(&path, &answer);
        },
    }
    .run();
}

/// What the store gives back: one answer a line, after its place.
#[test]
fn what_is_stored() {
    let catalogue = load(&Catalogue::embedded_sources());
    Target {
        name: "stored",
        seeds: seeds::stored(&catalogue),
        longest: 100_000,
        tries: 60,
        read: &|text| {
            let answers = text.lines().filter_map(|line| {
                let (place, answer) = line.split_once(' ')?;
                Some((
                    place.parse::<Path>().ok()?,
                    serde_json::from_str::<Answer>(answer).ok()?,
                ))
            });
            is_told(&catalogue, &answers.collect());
        },
    }
    .run();
}

//! Situations made from the conditions of the embedded catalogue (`rules::probe`).

use rules::{Catalogue, Gap, Probe, ProbeKind, Probes, probe, probe_some};

const fn word(kind: ProbeKind) -> &'static str {
    match kind {
        ProbeKind::Passes => "passes",
        ProbeKind::Fails => "fails",
        ProbeKind::Unknown => "unknown",
        ProbeKind::Threshold => "threshold",
    }
}

fn count(made: &Probes, kind: ProbeKind) -> usize {
    let of_kind = made.probes.iter().filter(|probe| probe.kind == kind);
    of_kind.count()
}

/// « right condition kind count », as `probes/gaps.txt` writes it before the reason.
fn line(gap: &Gap) -> String {
    let condition = gap.condition + 1;
    format!("{} {condition} {} {}", gap.right, word(gap.kind), gap.count)
}

#[test]
fn every_condition_passes_fails_stays_open_and_has_its_thresholds() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let made = probe(&catalogue, crate::common::today());
    println!(
        "{} cases made from {} computed conditions and {} comparisons:",
        made.probes.len(),
        made.conditions,
        made.comparisons
    );
    for kind in ProbeKind::ALL {
        println!("  {}: {}", word(kind), count(&made, kind));
    }
    let known: Vec<(String, &str)> = include_str!("../probes/gaps.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let words: Vec<&str> = line.splitn(5, ' ').collect();
            (words[..4].join(" "), *words.get(4).unwrap_or(&""))
        })
        .collect();
    for (gap, why) in &known {
        assert!(!why.is_empty(), "gaps.txt does not say why: {gap}");
    }
    let found: Vec<String> = made.gaps.iter().map(line).collect();
    let unexplained: Vec<&String> = found
        .iter()
        .filter(|gap| known.iter().all(|(known, _)| known != *gap))
        .collect();
    assert!(
        unexplained.is_empty(),
        "explain in rules/tests/probes/gaps.txt, or mend the condition: {unexplained:#?}"
    );
    for (gap, _) in known.iter().filter(|(gap, _)| !found.contains(gap)) {
        println!("no longer a gap, to take out of gaps.txt: {gap}");
    }
    assert!(made.probes.len() >= 1800, "{} probes", made.probes.len());
    // Most of the comparisons that decide have a case on each side.
    assert!(count(&made, ProbeKind::Threshold) >= made.comparisons);
}

#[test]
fn the_whole_evaluation_agrees_with_probes() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let on = crate::common::today();
    // Some rights of each theme here; `bilan catalogue test` does the same with all.
    let chosen = |id: &str| id.len().is_multiple_of(5);
    let made = probe_some(&catalogue, on, chosen);
    assert!(made.probes.len() > 200, "{} probes", made.probes.len());
    let failures: Vec<String> = made
        .probes
        .iter()
        .flat_map(|probe: &Probe| probe.failures(&catalogue, on))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_two_sides_of_a_threshold_differ_by_one_answer_or_one_row() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let made = probe_some(&catalogue, crate::common::today(), |id| {
        ["cej", "paje-base", "cheque-energie", "valib-plus-94"].contains(&id)
    });
    let sides: Vec<&Probe> = made
        .probes
        .iter()
        .filter(|probe| probe.kind == ProbeKind::Threshold)
        .collect();
    assert!(sides.len() >= 8);
    for pair in sides.chunks(2) {
        let [holds, fails] = pair else {
            panic!("a side is alone")
        };
        let moved = holds.about.clone().unwrap();
        assert_eq!(holds.about, fails.about);
        if catalogue.fact_at(&moved).is_some() {
            for (path, answer) in holds.situation.answers() {
                assert_eq!(
                    *path != moved,
                    fails.situation.get(path) == answer,
                    "{path}"
                );
            }
        }
    }
}

#[test]
fn a_condition_nothing_can_fulfil_comes_out_as_a_gap() {
    let catalogue = crate::common::with_right("age >= 18 et age < 18", None);
    let made = probe_some(&catalogue, crate::common::today(), |id| id == "essai");
    let passes = |gap: &Gap| gap.kind == ProbeKind::Passes;
    assert!(made.gaps.iter().any(passes), "{:?}", made.gaps);
    let catalogue = crate::common::with_right("age >= 18", None);
    let made = probe_some(&catalogue, crate::common::today(), |id| id == "essai");
    assert!(made.gaps.is_empty(), "{:?}", made.gaps);
    assert_eq!(made.probes.len(), 5);
}

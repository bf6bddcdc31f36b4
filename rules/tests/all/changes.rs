//! What differs between two catalogues, or two days of one.

use rules::{Aspect, Catalogue, Change, Edition, Kind, Source, What, changes};

use crate::common::{load, over_small};

fn told(found: &[Change]) -> String {
    let mut lines = Vec::new();
    for change in found {
        lines.push(change.to_string());
        lines.extend(
            change
                .differences
                .iter()
                .map(|difference| format!("  {difference}")),
        );
        if !change.rights.is_empty() {
            lines.push(format!("  droits concernés : {}", change.rights.join(", ")));
        }
    }
    lines.join("\n")
}

fn on<'c>(catalogue: &'c Catalogue, day: &str) -> Edition<'c> {
    let on = Some(day.parse().unwrap());
    Edition { catalogue, on }
}

fn always(catalogue: &Catalogue) -> Edition<'_> {
    Edition {
        catalogue,
        on: None,
    }
}

/// The small catalogue after a reform: a right that ends, one that begins, one whose terms change.
fn reformed() -> Catalogue {
    let essai = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "loyer > 300 €")
        .replace("du = 2000-01-01", "du = 2026-07-01");
    let small = over_small("");
    let file = |name: &str| {
        let of_name = |source: &&Source| format!("{}/{}", source.layer, source.path) == name;
        let source = small.iter().find(of_name).unwrap();
        format!("=== {name}\n{}", source.text)
    };
    let prime = file("national/droits/prime.toml")
        .replace(r#"pieces = ["Bail"]"#, r#"pieces = ["Bail", "Quittance"]"#)
        .replace("loyer / 2, 200 €", "loyer / 2, 210 €")
        .replace(
            r#"test = "statut = locataire""#,
            "versions = [{ depuis = 2009-06-01, test = \"statut = locataire\" }, { depuis = 2026-07-01, test = \"statut = locataire et loyer > 0 €\" }]",
        );
    let protection = file("national/droits/protection.toml")
        .replace("du = 2010-01-01", "du = 2010-01-01\nau = 2026-06-30");
    let bareme = file("national/bareme/bareme.toml").replace("651.69", "660");
    let organismes = file("national/organismes/organismes.toml").replace(
        "\"On y demande l’aide.\"",
        "\"On y demande l’aide.\"\nsite = \"caf.fr\"\nsource = \"le site\"",
    );
    let questions = file("national/questions/10-vie.toml")
        .replace("Combien payez-vous de loyer ?", "Quel est votre loyer ?");
    load(&over_small(
        &[essai, prime, protection, bareme, organismes, questions].join("\n"),
    ))
}

#[test]
fn a_reform_is_told_whole() {
    let (before, after) = (load(&over_small("")), reformed());
    insta::assert_snapshot!(
        "une-reforme",
        told(&changes(
            on(&before, "2026-06-30"),
            on(&after, "2026-07-01")
        ))
    );
    insta::assert_snapshot!(
        "une-reforme-sans-date",
        told(&changes(always(&before), always(&after)))
    );
}

#[test]
fn two_days_of_one_catalogue_differ_by_what_is_in_force() {
    let catalogue = reformed();
    let found = changes(on(&catalogue, "2026-06-30"), on(&catalogue, "2026-07-01"));
    let whats: Vec<(What, &str)> = found
        .iter()
        .map(|change| (change.what, change.id.as_str()))
        .collect();
    assert_eq!(
        whats,
        [
            (What::Changed, "prime"),
            (What::Added, "essai"),
            (What::Withdrawn, "protection")
        ]
    );
    assert_eq!(
        found[2].note.as_deref(),
        Some("N’est plus en vigueur depuis le 1er juillet 2026.")
    );
}

#[test]
fn a_figure_of_the_law_is_told_with_the_rights_that_rest_on_it() {
    let catalogue = load(&Catalogue::embedded_sources());
    let found = changes(on(&catalogue, "2026-03-31"), on(&catalogue, "2026-04-01"));
    let forfait = found
        .iter()
        .find(|change| change.kind == Kind::Parameter && change.id == "rsa_base")
        .unwrap();
    let value = forfait
        .differences
        .iter()
        .find(|difference| difference.aspect == Aspect::Value)
        .unwrap();
    assert_eq!(
        (value.before.as_deref(), value.after.as_deref()),
        (Some("646,52\u{a0}€"), Some("651,69\u{a0}€"))
    );
    assert!(forfait.rights.iter().any(|right| right == "rsa-socle"));
    assert!(!forfait.rights.iter().any(|right| right == "pass-culture"));
}

#[test]
fn nothing_differs_from_itself_and_the_other_way_round_is_the_mirror() {
    let catalogue = load(&Catalogue::embedded_sources());
    let days = [
        "2025-09-30",
        "2026-03-31",
        "2026-04-01",
        "2026-11-25",
        "2027-01-01",
    ];
    assert!(changes(always(&catalogue), always(&catalogue)).is_empty());
    for first in days {
        assert!(changes(on(&catalogue, first), on(&catalogue, first)).is_empty());
        for second in days {
            let there = changes(on(&catalogue, first), on(&catalogue, second));
            let back = changes(on(&catalogue, second), on(&catalogue, first));
            assert_eq!(there.len(), back.len(), "{first} {second}");
            for change in &there {
                let mirror = back
                    .iter()
                    .find(|other| (other.kind, &other.id) == (change.kind, &change.id))
                    .unwrap();
                let expected = match change.what {
                    What::Added => What::Withdrawn,
                    What::Withdrawn => What::Added,
                    What::Changed => What::Changed,
                };
                assert_eq!(mirror.what, expected, "{}", change.id);
                for difference in &change.differences {
                    assert!(
                        mirror.differences.iter().any(|other| {
                            (other.aspect, &other.of) == (difference.aspect, &difference.of)
                                && (&other.before, &other.after)
                                    == (&difference.after, &difference.before)
                        }),
                        "{}: {difference}",
                        change.id
                    );
                }
            }
        }
    }
}

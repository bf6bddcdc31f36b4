//! Two hundred reference households (`tests/households`), computed with OpenFisca-France, against the catalogue.
//!
//! The reference is a figure to compare with, never the law. What it can not be compared on is left out (its own
//! warnings); every other disagreement is explained in `ecarts.json`, with its article, or it is a fault here.
//! The snapshot is the table per right.

#![expect(
    clippy::float_arithmetic,
    reason = "the reference writes its amounts as JSON numbers"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rules::{Catalogue, Evaluation, Outcome, evaluate};
use serde::Deserialize;
use serde_json::Value as Json;

use crate::households::{Household, all};

/// A right of the reference, and the rights of the catalogue that answer it.
const RIGHTS: [(&str, &[&str]); 22] = [
    ("rsa", &["rsa-majore", "rsa-socle", "rsa-jeune-actif"]),
    ("ppa", &["prime-activite"]),
    ("aide_logement", &["aides-logement-apl"]),
    ("af", &["allocations-familiales"]),
    ("cf", &["complement-familial"]),
    ("asf", &["asf"]),
    ("ars", &["ars"]),
    ("paje_base", &["paje-base"]),
    ("paje_naissance", &["prime-naissance"]),
    ("aeeh", &["aeeh"]),
    ("aah", &["aah"]),
    ("mva", &["mva"]),
    ("aspa", &["aspa"]),
    ("asi", &["asi"]),
    ("ass", &["ass"]),
    ("c2s_gratuite", &["c2s-gratuite"]),
    ("c2s_participation", &["c2s-participation"]),
    ("ame", &["ame"]),
    ("cheque_energie", &["cheque-energie"]),
    ("bourse_college", &["bourse-college"]),
    ("bourse_lycee", &["bourse-lycee"]),
    ("prime_noel", &["prime-noel"]),
];

/// What a warning of the reference takes out of the comparison.
fn concerned(warning: &str) -> &'static [&'static str] {
    const RSA: &[&str] = &[
        "rsa",
        "ppa",
        "prime_noel",
        "c2s_gratuite",
        "c2s_participation",
    ];
    const STOPPED: &[&str] = &[
        "rsa",
        "ppa",
        "prime_noel",
        "c2s_gratuite",
        "c2s_participation",
        "aide_logement",
    ];
    const INCOMES: &[&str] = &[
        "rsa",
        "ppa",
        "prime_noel",
        "c2s_gratuite",
        "c2s_participation",
        "aide_logement",
        "cf",
        "ars",
        "paje_base",
        "paje_naissance",
        "aah",
        "aspa",
        "asi",
        "ass",
        "ame",
        "cheque_energie",
        "bourse_college",
        "bourse_lycee",
        "af",
    ];
    match warning {
        "REVENU_INTERROMPU_AVANT_M1" => STOPPED,
        "INDEPENDANT" => INCOMES,
        "C2S_PROCHE_SEUIL" => &["c2s_gratuite", "c2s_participation", "ame"],
        "CHEQUE_ENERGIE_PROCHE_SEUIL" => &["cheque_energie"],
        "AL_FOYER_MONTANT_SUREVALUE" => &["aide_logement"],
        "ASF_GARDE_ALTERNEE" => &["asf"],
        "PREPARE_CMG_A_VERIFIER" => &[],
        _ if ["RSA_", "UE_", "GROSSESSE_", "COUPLE_AVEC_ETUDIANT"]
            .iter()
            .any(|start| warning.starts_with(start)) =>
        {
            RSA
        }
        other => panic!("avertissement inconnu : {other}"),
    }
}

/// At most so many rights undecided, in hundredths of those compared.
const MOST_UNDECIDED: usize = 2;
/// Eligibility agrees in at least so many hundredths of the others.
const LEAST_AGREEING: usize = 99;
/// Amounts are within one euro in at least so many hundredths, where the reference follows the law.
const LEAST_CLOSE: usize = 98;
/// The same over all amounts, those included where the reference departs from the law.
const LEAST_CLOSE_IN_ALL: usize = 96;

/// Disagreements that were looked into, and why the catalogue keeps its answer.
#[derive(Deserialize)]
struct Reason {
    droit: String,
    foyers: Vec<String>,
    raison: String,
    article: String,
    suit: Follows,
}

/// What the catalogue follows where the two disagree.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Follows {
    /// The law, from which the reference departs.
    Loi,
    /// A choice of the product, or what it can not know.
    Produit,
}

/// What the reference says of one right: eligible or not, and the amount in cents.
struct Expected {
    eligible: bool,
    amount: Option<i64>,
}

fn expected(household: &Household, right: &str) -> Option<Expected> {
    let told = match right {
        "c2s_gratuite" | "c2s_participation" => {
            let told = household.expected("c2s");
            let status = told["statut"].as_str().unwrap_or("non");
            return (!told.is_null()).then(|| Expected {
                eligible: right.ends_with(status),
                amount: told["m"].as_f64().map(cents),
            });
        }
        _ => household.expected(right),
    };
    match told {
        Json::Null => None,
        Json::Number(_) => Some(Expected {
            eligible: false,
            amount: None,
        }),
        told => Some(Expected {
            eligible: told["e"] == 1,
            amount: told["m"].as_f64().map(cents),
        }),
    }
}

fn cents(euros: f64) -> i64 {
    (euros * 100.0).round() as i64
}

/// What the catalogue says of several rights of which one is received.
enum Found {
    Undecided,
    No,
    Yes(Option<(i64, i64)>),
}

fn found(evaluation: &Evaluation, rights: &[&str]) -> Found {
    let of_rights: Vec<_> = rights
        .iter()
        .filter_map(|right| evaluation.findings.iter().find(|one| one.right == *right))
        .collect();
    let open = of_rights.iter().filter(|one| {
        matches!(
            one.outcome,
            Outcome::Probable | Outcome::MayAsk | Outcome::AlreadyOpen
        )
    });
    let best = open.max_by_key(|one| one.amount.map(|amount| amount.range.lo));
    match best {
        Some(best) => Found::Yes(
            best.amount
                .map(|amount| (amount.range.lo, amount.range.hi.unwrap_or(i64::MAX))),
        ),
        None if of_rights.iter().all(|one| one.outcome == Outcome::Unlikely) => Found::No,
        None => Found::Undecided,
    }
}

/// The count of one right.
#[derive(Default)]
struct Row {
    compared: usize,
    left_out: usize,
    open: usize,
    undecided: usize,
    agree: usize,
    amounts: usize,
    close: usize,
    ranges: usize,
    gaps: Vec<i64>,
    explained: usize,
    /// Amounts further than 1 € because the reference departs from the law.
    beside_the_law: usize,
}

#[test]
fn agreement() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let day = "2026-11-15".parse().unwrap();
    let explained: Vec<Reason> =
        serde_json::from_str(include_str!("../households/ecarts.json")).unwrap();
    for reason in &explained {
        assert!(!reason.raison.is_empty() && !reason.article.is_empty());
    }
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let mut disagreements: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut far: BTreeSet<(String, String)> = BTreeSet::new();
    for household in all() {
        let evaluation = evaluate(&catalogue, &household.situation(&catalogue), day);
        let left_out: Vec<&str> = household
            .warnings()
            .into_iter()
            .flat_map(concerned)
            .copied()
            .collect();
        for (right, ours) in RIGHTS {
            let Some(expected) = expected(&household, right) else {
                continue;
            };
            let row = rows.entry(right).or_default();
            if left_out.contains(&right) {
                row.left_out += 1;
                continue;
            }
            let mut disagree = |what: String| {
                let what = format!(
                    "{right} {} ({}) : {what}",
                    household.id(),
                    household.label()
                );
                disagreements.insert((right.to_owned(), household.id().to_owned()), what);
            };
            row.compared += 1;
            row.open += usize::from(expected.eligible);
            let found = match found(&evaluation, ours) {
                // One application for both: who gets it free does not get it with a price.
                Found::Yes(_) | Found::Undecided
                    if right == "c2s_participation"
                        && matches!(found(&evaluation, &["c2s-gratuite"]), Found::Yes(_)) =>
                {
                    Found::No
                }
                found => found,
            };
            match found {
                Found::Undecided => {
                    row.undecided += 1;
                    disagree(format!("à vérifier, attendu {}", expected.eligible));
                }
                Found::No if !expected.eligible => row.agree += 1,
                Found::Yes(_) if !expected.eligible => disagree("ouvert, attendu fermé".to_owned()),
                Found::No => disagree(format!("fermé, attendu {:?}", expected.amount)),
                Found::Yes(range) => {
                    row.agree += 1;
                    let (Some((lo, hi)), Some(amount)) = (range, expected.amount) else {
                        continue;
                    };
                    row.amounts += 1;
                    let gap = (lo - amount).abs().max(hi.saturating_sub(amount).abs());
                    row.close += usize::from(gap <= 100);
                    row.ranges += usize::from(hi > lo);
                    row.gaps.push(gap);
                    if gap > 100 {
                        far.insert((right.to_owned(), household.id().to_owned()));
                        disagree(format!("de {lo} à {hi}, attendu {amount}"));
                    }
                }
            }
        }
    }
    for reason in &explained {
        for id in &reason.foyers {
            let place = (reason.droit.clone(), id.clone());
            let gone = disagreements.remove(&place);
            assert!(
                gone.is_some(),
                "{} {id} : plus d’écart à expliquer",
                reason.droit
            );
            let row = rows.get_mut(reason.droit.as_str()).unwrap();
            row.explained += 1;
            let beside = reason.suit == Follows::Loi && far.contains(&place);
            row.beside_the_law += usize::from(beside);
        }
    }
    insta::with_settings!({ snapshot_path => "../households", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("agreement", table(&rows));
    });
    let unexplained: Vec<&str> = disagreements.values().map(String::as_str).collect();
    assert!(unexplained.is_empty(), "\n{}", unexplained.join("\n"));

    let sum = |count: fn(&Row) -> usize| rows.values().map(count).sum::<usize>();
    let (compared, undecided) = (sum(|row| row.compared), sum(|row| row.undecided));
    assert!(
        undecided * 100 <= compared * MOST_UNDECIDED,
        "{undecided} à vérifier sur {compared}"
    );
    let (agree, decided) = (sum(|row| row.agree), compared - undecided);
    assert!(
        agree * 100 >= decided * LEAST_AGREEING,
        "{agree} accords sur {decided}"
    );
    let (close, amounts) = (sum(|row| row.close), sum(|row| row.amounts));
    let lawful = amounts - sum(|row| row.beside_the_law);
    assert!(
        close * 100 >= lawful * LEAST_CLOSE,
        "{close} montants sur {lawful}"
    );
    assert!(
        close * 100 >= amounts * LEAST_CLOSE_IN_ALL,
        "{close} montants sur {amounts}"
    );
}

/// The table per right.
fn table(rows: &BTreeMap<&str, Row>) -> String {
    let mut text = String::from(
        "| right | compared | left out | open there | undecided | eligibility agrees | amounts | within 1 € | ranges | median gap | worst gap | explained | amounts where the reference departs from the law |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (right, _) in RIGHTS {
        let Some(row) = rows.get(right) else { continue };
        let mut gaps = row.gaps.clone();
        gaps.sort_unstable();
        let euros = |cents: Option<&i64>| match cents {
            None => "–".to_owned(),
            Some(&cents) if cents > 1_000_000_000 => "∞".to_owned(),
            Some(cents) => format!("{}.{:02} €", cents / 100, cents % 100),
        };
        writeln!(
            text,
            "| {right} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            row.compared,
            row.left_out,
            row.open,
            row.undecided,
            row.agree,
            row.amounts,
            row.close,
            row.ranges,
            euros(gaps.get(gaps.len() / 2)),
            euros(gaps.last()),
            row.explained,
            row.beside_the_law,
        )
        .unwrap();
    }
    let sum = |count: fn(&Row) -> usize| rows.values().map(count).sum::<usize>();
    writeln!(
        text,
        "| all | {} | {} | {} | {} | {} | {} | {} | {} | | | {} | {} |",
        sum(|row| row.compared),
        sum(|row| row.left_out),
        sum(|row| row.open),
        sum(|row| row.undecided),
        sum(|row| row.agree),
        sum(|row| row.amounts),
        sum(|row| row.close),
        sum(|row| row.ranges),
        sum(|row| row.explained),
        sum(|row| row.beside_the_law),
    )
    .unwrap();
    text
}

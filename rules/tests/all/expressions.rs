//! Generated catalogues: rights of random conditions and amounts over the small vocabulary.

use proptest::prelude::*;
use rules::Catalogue;

use crate::common::{over_small, today};
use crate::generate::{Dice, rolls};

fn amount(dice: &mut Dice<'_>, depth: usize) -> String {
    let leaf = depth == 0;
    match dice.roll(if leaf { 4 } else { 17 }) {
        0 => "loyer".to_owned(),
        1 => "forfait".to_owned(),
        2 => "300 €".to_owned(),
        3 => "montant(prime)".to_owned(),
        4 => "somme(revenus[-3..-1], montant)".to_owned(),
        5 => format!("somme(revenus[-4..-2], {}, montant)", income_test(dice)),
        6 => format!("somme(enfants, {}, pension)", test(dice, depth - 1, true)),
        7 => format!(
            "({} + {})",
            amount(dice, depth - 1),
            amount(dice, depth - 1)
        ),
        8 => format!(
            "({} - {})",
            amount(dice, depth - 1),
            amount(dice, depth - 1)
        ),
        9 => format!("{} * {}", number(dice, depth - 1), amount(dice, depth - 1)),
        10 => format!("{} / {}", amount(dice, depth - 1), number(dice, depth - 1)),
        11 => format!(
            "min({}, {})",
            amount(dice, depth - 1),
            amount(dice, depth - 1)
        ),
        12 => format!(
            "max({}, {})",
            amount(dice, depth - 1),
            amount(dice, depth - 1)
        ),
        13 => format!(
            "(si {} alors {} sinon {})",
            test(dice, depth - 1, false),
            amount(dice, depth - 1),
            amount(dice, depth - 1)
        ),
        14 => format!("arrondi({})", amount(dice, depth - 1)),
        15 => format!("au_mois(-2, {})", amount(dice, depth - 1)),
        _ => format!("arrondi_euro({})", amount(dice, depth - 1)),
    }
}

fn number(dice: &mut Dice<'_>, depth: usize) -> String {
    match dice.roll(if depth == 0 { 4 } else { 8 }) {
        0 => "heures".to_owned(),
        1 => "part".to_owned(),
        2 => "2.5".to_owned(),
        3 => "age".to_owned(),
        4 => "nombre(enfants)".to_owned(),
        5 => format!("nombre(enfants, {})", test(dice, depth - 1, true)),
        6 => "nombre(adultes)".to_owned(),
        _ => "mois_depuis(date_naissance)".to_owned(),
    }
}

fn income_test(dice: &mut Dice<'_>) -> &'static str {
    [
        "titulaire = personne",
        "titulaire = conjoint",
        "source dans (salaire, are)",
        "titulaire = personne et source != are",
    ][dice.roll(4)]
}

fn test(dice: &mut Dice<'_>, depth: usize, child: bool) -> String {
    let comparison = ["<", "<=", ">", ">=", "=", "!="];
    match dice.roll(if depth == 0 { 6 } else { 17 }) {
        0 => "seul".to_owned(),
        1 => "violences".to_owned(),
        2 => "statut = heberge".to_owned(),
        3 => "statut dans (heberge, rue)".to_owned(),
        4 => "contient(urgences, dormir, manger)".to_owned(),
        5 => if child { "a_charge" } else { "enceinte" }.to_owned(),
        6 => format!(
            "({} et {})",
            test(dice, depth - 1, child),
            test(dice, depth - 1, child)
        ),
        7 => format!(
            "({} ou {})",
            test(dice, depth - 1, child),
            test(dice, depth - 1, child)
        ),
        8 => format!("non {}", test(dice, depth - 1, child)),
        9 => {
            let sign = comparison[dice.roll(6)];
            format!(
                "{} {sign} {}",
                amount(dice, depth - 1),
                amount(dice, depth - 1)
            )
        }
        10 => {
            let sign = comparison[dice.roll(6)];
            format!(
                "{} {sign} {}",
                number(dice, depth - 1),
                number(dice, depth - 1)
            )
        }
        11 => format!("il_existe(enfants, {})", test(dice, depth - 1, true)),
        12 => format!("pour_tout(adultes, {})", test(dice, depth - 1, false)),
        13 => format!("il_existe(conjoint, {})", test(dice, depth - 1, false)),
        14 => "possible(prime)".to_owned(),
        15 => ["ouvert(protection)", "recu(protection)"][dice.roll(2)].to_owned(),
        _ => format!(
            "(si {} alors {} sinon {})",
            test(dice, depth - 1, child),
            test(dice, depth - 1, child),
            test(dice, depth - 1, child)
        ),
    }
}

/// A catalogue with one more right of two random conditions and a random amount. The questions of the small
/// catalogue are all said to serve something else, so that none is refused as useless; those of the right
/// under test keep their use.
fn generated(dice: &mut Dice<'_>) -> Option<(String, Catalogue)> {
    let (first, second, amount) = (test(dice, 3, false), test(dice, 2, false), amount(dice, 3));
    let formula = format!("formule = '''{amount}'''\nperiode = \"mois\"");
    let right = include_str!("../good/essai.txt")
        .replace("{condition}", &first)
        .replace("{montant}", &formula);
    let other = format!(
        "\n[[condition]]\nlabel = \"Et aussi.\"\ntest = '''{second}'''\nsource = \"aucune\"\nconfiance = \"haute\"\n"
    );
    let questions = include_str!("../good/petit.txt")
        .split("=== national/questions/10-vie.toml\n")
        .nth(1)
        .unwrap();
    let questions = questions.split("\n=== ").next().unwrap();
    // A question of conduct that the right happens to read becomes one of rights.
    let mut text = format!("{right}{other}\n=== national/questions/10-vie.toml\n");
    for block in questions.split("[[question]]") {
        let facts = ["seul", "enceinte", "pension"];
        let read = |fact: &str| format!("{first} {second} {amount}").contains(fact);
        let is_read = facts
            .iter()
            .any(|fact| block.contains(&format!("\"{fact}\"")) && read(fact));
        let block = if is_read {
            block.replace("usage = \"conduite\"\n", "")
        } else {
            block.to_owned()
        };
        let block = if block.contains("id = \"vie\"") {
            block
        } else {
            format!("[[question]]{block}")
        };
        text.push_str(&block);
    }
    let catalogue = Catalogue::load(&over_small(&text));
    let described = format!("{first} | {second} | {amount}");
    match catalogue {
        Ok(catalogue) => Some((described, catalogue)),
        // A right that reads nothing anybody asks is rightly refused.
        Err(faults) => {
            let only_unused = faults.iter().all(|fault| fault.message.contains("aucun"));
            assert!(only_unused, "{described}: {faults:?}");
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_property_holds_for_generated_rights(
        right in rolls(60), situations in prop::collection::vec((rolls(150), rolls(150)), 1..12),
    ) {
        if let Some((described, catalogue)) = generated(&mut Dice::new(&right)) {
            for (first, second) in &situations {
                crate::properties::all_hold(&catalogue, first, second)
                    .map_err(|error| TestCaseError::fail(format!("{described} on {}: {error}", today())))?;
            }
        }
    }
}

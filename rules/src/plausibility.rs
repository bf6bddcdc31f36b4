//! What is hardly possible in the answers: nothing is refused, but it is worth looking at together.

use chrono::{Datelike, NaiveDate};

use crate::{
    Answer, Catalogue, DateRange, Entity, FactType, Path, RowId, Shared, Situation, Value, Warning,
};

/// Names under which catalogues keep a date of birth.
const BIRTH: [&str; 2] = ["date_naissance", "naissance"];
/// Nobody lived much longer.
const OLDEST: i32 = 120;
/// Most parents are older than this when a child is born, and younger than that.
const YOUNGEST_PARENT: i32 = 12;
/// More children than this is most often a slip.
const MANY_CHILDREN: usize = 15;
/// More in one month, in cents, is most often a slip.
const MUCH_IN_A_MONTH: i64 = 2_000_000;

/// Every warning on these answers.
pub(crate) fn warnings(
    catalogue: &Catalogue,
    situation: &Situation,
    on: NaiveDate,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let children = situation.rows(Entity::Child);
    let adults = [
        (birth(situation, Path::Person), "La personne"),
        (birth(situation, Path::Partner), "Le conjoint"),
    ];
    for (found, who) in adults {
        let Some((path, born)) = found else { continue };
        lived(&mut warnings, &path, born, who, on);
        for child in &children {
            if let Some((child_path, child_born)) = birth_of(situation, child) {
                let youngest = born.first.year().saturating_add(YOUNGEST_PARENT);
                if child_born.last < born.first {
                    warn(
                        &mut warnings,
                        &[&path, &child_path],
                        format!(
                            "{who} serait plus jeune que l’enfant : vérifiez les deux dates de naissance."
                        ),
                    );
                } else if child_born.last.year() < youngest {
                    warn(
                        &mut warnings,
                        &[&path, &child_path],
                        format!(
                            "{who} aurait eu cet enfant avant {YOUNGEST_PARENT} ans : vérifiez les deux dates de naissance."
                        ),
                    );
                }
            }
        }
    }
    for child in &children {
        if let Some((path, born)) = birth_of(situation, child) {
            lived(&mut warnings, &path, born, "L’enfant", on);
        }
    }
    if children.len() > MANY_CHILDREN {
        let sentence = format!(
            "Il y a {} enfants : vérifiez que chacun n’est noté qu’une fois.",
            children.len()
        );
        warnings.push(Warning {
            paths: vec![Path::ChildrenComplete],
            sentence,
        });
    }
    for (path, answer) in situation.answers() {
        let amount = match (path, answer) {
            (Path::Income(row, _), Answer::Given(Value::Amount(range))) => situation
                .rows(Entity::Income)
                .contains(row)
                .then_some(range.lo),
            _ => None,
        };
        let is_amount = catalogue
            .fact_at(path)
            .is_some_and(|fact| fact.kind == FactType::Amount);
        if is_amount && amount.is_some_and(|lo| lo > MUCH_IN_A_MONTH) {
            warn(
                &mut warnings,
                &[path],
                "Ce revenu est très élevé pour un seul mois : vérifiez le montant.".to_owned(),
            );
        }
    }
    warnings
}

fn warn(warnings: &mut Vec<Warning>, paths: &[&Path], sentence: String) {
    warnings.push(Warning {
        paths: paths.iter().map(|path| (*path).clone()).collect(),
        sentence,
    });
}

/// A birth in the future, or a very long life.
fn lived(warnings: &mut Vec<Warning>, path: &Path, born: DateRange, who: &str, on: NaiveDate) {
    if born.first > on {
        warn(
            warnings,
            &[path],
            format!("{who} ne serait pas encore né : vérifiez la date de naissance."),
        );
    } else if born.last.year() < on.year().saturating_sub(OLDEST) {
        warn(
            warnings,
            &[path],
            format!("{who} aurait plus de {OLDEST} ans : vérifiez la date de naissance."),
        );
    }
}

fn birth(situation: &Situation, place: impl Fn(Shared) -> Path) -> Option<(Path, DateRange)> {
    BIRTH.iter().find_map(|name| {
        let path = place((*name).into());
        match situation.get(&path) {
            Answer::Given(Value::Date(range)) => Some((path, *range)),
            _ => None,
        }
    })
}

fn birth_of(situation: &Situation, child: &RowId) -> Option<(Path, DateRange)> {
    birth(situation, |name| Path::Child(child.clone(), name))
}

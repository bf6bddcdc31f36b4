//! The roles, over the situations of the product.

use std::sync::LazyLock;

use chrono::Datelike;
use rules::{Catalogue, Path};

use super::{ROLES, case, outcome, told};
use crate::interview::Reading;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::embedded().expect("the catalogue loads"));

#[test]
fn every_role_is_a_situation_of_a_lawyer_and_has_its_age() {
    assert_eq!(ROLES.len(), 13);
    for role in ROLES {
        let case = case(&CATALOGUE, role).unwrap_or_else(|| panic!("no {}", role.case));
        let situation = case.situation(&CATALOGUE).expect("a situation");
        let born = situation.get(&Path::Person("date_naissance".into()));
        let Some(rules::Value::Date(born)) = born.value() else {
            panic!("{}: no birth", role.case);
        };
        let years = case.date.years_since(born.first).expect("an age");
        assert_eq!(years, role.age, "{} in {}", role.name, case.date.year());
        assert!(
            super::card::card(&CATALOGUE, case).len() >= 4,
            "{}",
            role.case
        );
    }
}

#[test]
fn who_says_everything_finds_everything_and_who_says_nothing_is_led_there() {
    for role in ROLES {
        let case = case(&CATALOGUE, role).expect("the situation");
        let whole = told(&CATALOGUE, case, case.date);
        let all = outcome::expected(&Reading::new(&CATALOGUE, &whole), case);
        assert!(all.len() >= 4, "{}: {}", role.case, all.len());
        assert!(all.iter().all(|right| right.found), "{}", role.case);
        let mut nothing = whole.clone();
        nothing.answers.clear();
        let missed = outcome::expected(&Reading::new(&CATALOGUE, &nothing), case);
        assert_eq!(missed.len(), all.len());
        for right in missed {
            assert!(
                !right.found && !right.questions.is_empty(),
                "{}: {}",
                role.case,
                right.right
            );
        }
    }
}

#[test]
fn every_theme_has_advice_of_its_own() {
    for theme in CATALOGUE.themes() {
        let advice = super::craft::advice(&theme.id);
        assert!(advice.len() >= 2, "{}", theme.id);
        assert_ne!(advice, super::craft::advice(""), "{}", theme.id);
    }
}

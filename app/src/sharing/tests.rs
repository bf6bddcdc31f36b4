//! What another structure knows of a bilan is what was chosen, whatever was said.

use std::collections::BTreeSet;

use rules::{Catalogue, Path};

use super::Scope;

fn scope(themes: &[&str], sensitive: bool) -> Scope {
    Scope {
        themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
        sensitive,
        partner: false,
    }
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

#[test]
fn a_theme_covers_what_its_questions_ask() {
    let catalogue = Catalogue::embedded().unwrap();
    let housing = scope(&["logement"], false);
    assert!(housing.covers(&catalogue, &path("foyer.logement_statut")));
    assert!(!housing.covers(&catalogue, &path("conjoint.existe")));
    let family = scope(&["famille"], false);
    assert!(family.covers(&catalogue, &path("enfants.complet")));
    assert!(family.covers(&catalogue, &path("enfants.k3f9.naissance")));
    assert!(family.covers(&catalogue, &path("enfants.k3f9.retire")));
    assert!(!family.covers(&catalogue, &path("foyer.logement_statut")));
    assert!(!scope(&[], true).covers(&catalogue, &path("enfants.complet")));
}

#[test]
fn what_is_sensitive_needs_to_be_chosen_too() {
    let catalogue = Catalogue::embedded().unwrap();
    let all: BTreeSet<String> = catalogue
        .themes()
        .iter()
        .map(|theme| theme.id.clone())
        .collect();
    let plain = Scope {
        themes: all.clone(),
        ..Scope::default()
    };
    let whole = Scope {
        themes: all,
        sensitive: true,
        partner: false,
    };
    let violence = path("personne.violences_couple");
    assert!(!plain.covers(&catalogue, &violence));
    assert!(whole.covers(&catalogue, &violence));
}

/// Whatever question asks it, an answer belongs to a theme: with every theme nothing is lost.
#[test]
fn every_place_a_question_asks_is_in_some_theme() {
    let catalogue = Catalogue::embedded().unwrap();
    let whole = Scope {
        themes: catalogue
            .themes()
            .iter()
            .map(|theme| theme.id.clone())
            .collect(),
        sensitive: true,
        partner: true,
    };
    for case in catalogue.cases() {
        let Ok(situation) = case.situation(&catalogue) else {
            continue;
        };
        for (path, _) in situation.answers() {
            let asked = catalogue
                .questions()
                .iter()
                .any(|question| match &question.asks {
                    rules::Asks::Facts { facts, .. } | rules::Asks::Children(facts) => facts
                        .iter()
                        .filter_map(|id| catalogue.fact(*id))
                        .any(|fact| Some(fact.id.as_str()) == path.fact()),
                    _ => false,
                });
            assert!(!asked || whole.covers(&catalogue, path), "{path}");
        }
    }
}

#[test]
fn what_was_not_shared_was_never_said() {
    let catalogue = Catalogue::embedded().unwrap();
    let case = catalogue
        .cases()
        .iter()
        .max_by_key(|case| {
            case.situation(&catalogue)
                .unwrap_or_default()
                .answers()
                .count()
        })
        .unwrap();
    let bilan = crate::training::told(&catalogue, case, chrono::NaiveDate::MIN);
    let chosen = scope(&["logement"], false);
    let known = super::within(&catalogue, bilan.clone(), chosen.clone());
    assert!(!known.answers.is_empty() && known.answers.len() < bilan.answers.len());
    assert!(
        known
            .answers
            .iter()
            .all(|stored| chosen.covers(&catalogue, &stored.path))
    );
    assert!(known.issued.is_none() && known.before.is_none());
    assert!(known.shared.is_some());
}

//! First things first: what presses, the RSA application, then what matters most to the person, three lines at most.

use rules::{Catalogue, Outcome, Path, Value};

use super::french::{day, list};
use super::model::{First, Line};
use super::selection::{Entry, Paper, choice, choices, household};
use super::urgency::urgencies;
use crate::desk::Bilan;

/// The box at the top of the paper; `None` when nothing is known yet.
pub fn first(
    catalogue: &Catalogue,
    bilan: &Bilan,
    entries: &[Entry],
    paper: Paper,
) -> Option<First> {
    let urgent = urgencies(catalogue, bilan, entries, paper);
    let priorities = priorities(catalogue, bilan, entries, paper);
    if urgent.is_empty() && priorities.is_empty() {
        return None;
    }
    let both = !urgent.is_empty() && !priorities.is_empty();
    Some(First {
        title: "D’abord".to_owned(),
        urgent_label: if urgent.is_empty() {
            String::new()
        } else {
            "Dès aujourd’hui".to_owned()
        },
        urgent,
        next_label: if both {
            "Ensuite".to_owned()
        } else {
            String::new()
        },
        priorities,
    })
}

fn priorities(catalogue: &Catalogue, bilan: &Bilan, entries: &[Entry], paper: Paper) -> Vec<Line> {
    let mut lines: Vec<Line> = rsa(catalogue, bilan).into_iter().collect();
    // What is asked for already or comes by itself needs no reminder here, and what comes after another right can not come first.
    let mut left: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            entry.worth_asking()
                && !entry.requested()
                && !entry.right.urgent
                && entry.right.procedure.automatic.is_none()
                && entry.finding.after.is_empty()
                && entry.finding.after_opening_of.is_empty()
        })
        .collect();
    left.sort_by_key(|entry| {
        (
            entry.finding.outcome != Outcome::Probable,
            std::cmp::Reverse(
                entry
                    .finding
                    .amount
                    .map(|a| a.range.hi.unwrap_or(a.range.lo)),
            ),
        )
    });
    let mut chosen: Vec<&Entry> = Vec::new();
    for wish in choices(bilan, "priorites") {
        let (themes, organisations) = serves(wish);
        if paper.shows_sensitive() || !matches!(wish, "securite" | "papiers") {
            let best = left.iter().position(|entry| {
                entry
                    .right
                    .themes
                    .iter()
                    .any(|t| themes.contains(&t.as_str()))
                    || organisations.contains(&entry.right.organisation.as_str())
            });
            chosen.extend(best.map(|i| left.remove(i)));
        }
    }
    chosen.append(&mut left);
    lines.extend(chosen.into_iter().map(|entry| line(catalogue, entry)));
    lines.truncate(3);
    lines
}

/// The themes and organisations that serve what the person said matters most (fact `priorites`).
fn serves(wish: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match wish {
        "argent" => (&["budget"], &["caf"]),
        "manger" => (&[], &["aide-alimentaire", "ccas"]),
        "logement" => (&["logement"], &[]),
        "dettes" => (&[], &["banque-de-france", "adil"]),
        "sante" => (&["sante"], &[]),
        "emploi" => (&["emploi"], &[]),
        "enfants" => (&["famille"], &[]),
        "papiers" => (&["papiers"], &[]),
        "securite" => (&["quotidien"], &[]),
        "transport" => (&["transport"], &[]),
        _ => (&[], &[]),
    }
}

fn line(catalogue: &Catalogue, entry: &Entry) -> Line {
    let place = catalogue.organisation(&entry.right.organisation);
    let place = place.map(|o| match o.phone.as_ref().or(o.site.as_ref()) {
        Some(contact) if *contact != o.short => format!("{} ({contact})", o.short),
        _ => o.short.clone(),
    });
    Line::new(
        format!("{} :", entry.right.name),
        place
            .map(|place| format!("à demander. {place}."))
            .unwrap_or_default(),
    )
}

/// Where the RSA application stands, which comes before everything else when there is one.
fn rsa(catalogue: &Catalogue, bilan: &Bilan) -> Option<Line> {
    let channel = choice(bilan, "rsa_demande_canal");
    if channel == Some("pas_encore") {
        return Some(Line::new(
            "Faites votre demande de RSA.",
            "Le droit commence au mois de la demande : n’attendez pas.",
        ));
    }
    if channel.is_none() && household(bilan, "rsa_demande_date").is_none() {
        return None;
    }
    let mut next: Vec<String> = Vec::new();
    let missing = missing_documents(catalogue, bilan);
    if missing.is_empty() {
        let receipt = household(bilan, "rsa_accuse_reception");
        let keep = if receipt == Some(&Value::YesNo(false)) {
            "Demandez l’accusé de réception, et gardez-le."
        } else {
            "Gardez l’accusé de réception."
        };
        next.push(keep.to_owned());
    } else {
        next.push(format!("Il manque encore : {}.", list(&missing)));
    }
    if let Some(Value::Date(date)) = household(bilan, "rsa_rendez_vous")
        && let Some(exact) = date.exact_day()
    {
        next.push(format!("Rendez-vous le {}.", day(exact)));
    }
    Some(Line::new("Votre demande de RSA est faite.", next.join(" ")))
}

/// The documents the RSA application still lacks, as the catalogue names them.
pub fn missing_documents(catalogue: &Catalogue, bilan: &Bilan) -> Vec<String> {
    let fact = catalogue.fact_at(&Path::Household("rsa_pieces_manquantes".to_owned()));
    let named = |id: &str| {
        fact?
            .kind
            .variants()
            .iter()
            .find(|variant| variant.id == id)
            .map(|variant| variant.name.clone())
    };
    choices(bilan, "rsa_pieces_manquantes")
        .into_iter()
        .filter_map(named)
        .map(|name| lower(&name))
        .collect()
}

/// A name inside a sentence: its capital goes, unless it is an acronym.
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || !second.is_alphabetic() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

//! The roadmap: organisation by organisation, so that one visit or one call serves several rights.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rules::{Catalogue, Organisation, Outcome, Path, Receipt, Value};

use super::french::{day, estimate, list, sentence};
use super::model::{Line, Roadmap, Stop};
use super::selection::{Entry, Names};
use crate::desk::Bilan;

/// A right that ends within this many days is on the roadmap, to be renewed.
const RENEWAL_DAYS: u64 = 183;

/// What to do, where, with what; `None` when there is nothing to ask yet.
pub fn roadmap(
    catalogue: &Catalogue,
    bilan: &Bilan,
    entries: &[Entry],
    names: &Names,
    on: NaiveDate,
) -> Option<Roadmap> {
    let mut order: Vec<&str> = Vec::new();
    let mut by_organisation: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| belongs(entry, on)) {
        let id = entry.right.organisation.as_str();
        if !order.contains(&id) {
            order.push(id);
        }
        by_organisation.entry(id).or_default().push(entry);
    }
    // The stop that serves most comes first.
    order.sort_by_key(|id| std::cmp::Reverse(by_organisation.get(id).map_or(0, Vec::len)));
    let on_line = !wants_help(bilan);
    let stops: Vec<Stop> = order
        .into_iter()
        .filter_map(|id| Some((id, by_organisation.get(id)?)))
        .map(|(id, entries)| stop(names, catalogue.organisation(id), entries, on_line))
        .collect();
    (!stops.is_empty()).then(|| Roadmap {
        title: "Votre feuille de route".to_owned(),
        intro:
            "Une seule visite, ou un seul appel, sert à plusieurs demandes. Cochez ce qui est fait."
                .to_owned(),
        stops,
    })
}

fn belongs(entry: &Entry, on: NaiveDate) -> bool {
    let open = entry.finding.outcome == Outcome::AlreadyOpen;
    entry.worth_asking()
        || entry.requested()
        || (open && (entry.finding.receipt == Some(Receipt::Suspended) || ends_soon(entry, on)))
}

fn ends_soon(entry: &Entry, on: NaiveDate) -> bool {
    let limit = on.checked_add_days(Days::new(RENEWAL_DAYS));
    entry
        .finding
        .renew_before
        .zip(limit)
        .is_some_and(|(end, limit)| end <= limit)
}

/// Whether the person needs somebody to go online: then the way on paper is said first.
fn wants_help(bilan: &Bilan) -> bool {
    let path = Path::Person("aisance_numerique".to_owned());
    let answer = bilan
        .answers
        .iter()
        .rev()
        .find(|stored| stored.path == path)
        .and_then(|stored| stored.answer.value());
    matches!(answer, Some(Value::Choice(variant)) if variant != "seul")
}

fn stop(
    names: &Names,
    organisation: Option<&Organisation>,
    entries: &[&Entry],
    on_line: bool,
) -> Stop {
    let mut stop = Stop {
        name: organisation.map_or_else(|| "Autre organisme".to_owned(), |o| o.short.clone()),
        contact: contact(organisation),
        ..Stop::default()
    };
    for entry in entries {
        match &entry.right.procedure.automatic {
            Some(by_itself) if entry.worth_asking() && !entry.requested() => {
                stop.automatic.push(automatic(entry, by_itself, on_line))
            }
            _ => stop.asks.push(ask(names, entry, on_line)),
        }
    }
    stop.bring = documents(
        entries
            .iter()
            .filter(|entry| !entry.requested())
            .flat_map(|entry| &entry.right.documents),
    );
    stop.appeals = appeals(entries);
    if !stop.bring.is_empty() {
        stop.bring_label = "À apporter".to_owned();
    }
    if !stop.appeals.is_empty() {
        stop.appeal_label = "Pour contester une décision".to_owned();
    }
    stop
}

fn contact(organisation: Option<&Organisation>) -> Vec<String> {
    let Some(o) = organisation else {
        return Vec::new();
    };
    let phone = o.phone.as_ref().map(|phone| format!("Téléphone : {phone}"));
    let near = o.address.clone().or_else(|| o.note.clone());
    [
        Some(o.name.clone()).filter(|name| *name != o.short),
        phone,
        o.site.clone(),
        o.hours.clone(),
        near,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What to ask for, with what it would give.
fn ask(names: &Names, entry: &Entry, on_line: bool) -> Line {
    let finding = entry.finding;
    let mut parts: Vec<String> = Vec::new();
    match (finding.outcome, finding.receipt) {
        (_, Some(Receipt::Requested { on })) => {
            let when = on
                .map(|date| format!(" le {}", day(date)))
                .unwrap_or_default();
            parts.push(format!("demande déjà faite{when}. Gardez la preuve"));
        }
        (Outcome::AlreadyOpen, Some(Receipt::Suspended)) => parts.push(
            "versement arrêté pour le moment. Demandez pourquoi, et ce qu’il faut fournir"
                .to_owned(),
        ),
        (Outcome::AlreadyOpen, _) => parts.extend(
            finding
                .renew_before
                .map(|end| format!("à renouveler avant le {}", day(end))),
        ),
        (_, Some(Receipt::Refused { .. })) => parts.push(
            "déjà refusée. Demandez pourquoi ; vous pouvez contester ou redemander".to_owned(),
        ),
        _ => parts.extend(finding.amount.as_ref().and_then(estimate)),
    }
    let (opening, after, choice) = (
        names.of(&finding.after_opening_of),
        names.of(&finding.after),
        names.of(&finding.choice_with),
    );
    if !opening.is_empty() {
        parts.push(format!("après l’ouverture de ce droit : {opening}"));
    } else if !after.is_empty() {
        parts.push(format!("après : {after}"));
    }
    if !choice.is_empty() {
        parts.push(format!("à choisir : soit celui-ci, soit {choice}"));
    }
    let how = if entry.worth_asking() && !entry.requested() {
        how(entry, on_line)
    } else {
        String::new()
    };
    let (mark, text) = if parts.is_empty() {
        (".", String::new())
    } else {
        (" :", sentence_after_colon(&parts))
    };
    Line {
        strong: format!("{}{mark}", entry.right.name),
        text,
        how,
    }
}

fn sentence_after_colon(parts: &[String]) -> String {
    format!("{}.", parts.join(" ; ").trim_end_matches('.'))
}

fn automatic(entry: &Entry, by_itself: &str, on_line: bool) -> Line {
    let ask = how(entry, on_line);
    let how = if ask.is_empty() {
        String::new()
    } else {
        format!("Si rien n’arrive, demandez. {ask}")
    };
    Line {
        strong: format!("{} :", entry.right.name),
        text: sentence(by_itself),
        how,
    }
}

/// The one way of asking that suits the person.
fn how(entry: &Entry, on_line: bool) -> String {
    let procedure = &entry.right.procedure;
    let (first, second) = if on_line {
        (&procedure.online, &procedure.paper)
    } else {
        (&procedure.paper, &procedure.online)
    };
    first
        .as_ref()
        .or(second.as_ref())
        .map(|text| sentence(text))
        .unwrap_or_default()
}

/// Documents, each once. « Pièce d’identité » goes when « Pièce d’identité ou titre de séjour » is there.
pub fn documents<'a>(all: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let mut kept: Vec<(String, &String)> = Vec::new();
    for document in all {
        let key = key(document);
        if kept.iter().any(|(other, _)| says(other, &key)) {
            continue;
        }
        match kept.iter_mut().find(|(other, _)| says(&key, other)) {
            Some(place) => *place = (key, document),
            None => kept.push((key, document)),
        }
    }
    let mut unique: Vec<(String, &String)> = Vec::new();
    for (key, document) in kept {
        if !unique.iter().any(|(other, _)| says(other, &key)) {
            unique.push((key, document));
        }
    }
    unique
        .into_iter()
        .map(|(_, document)| document.clone())
        .collect()
}

/// Whether the longer text already says the shorter one: the same words first.
fn says(longer: &str, shorter: &str) -> bool {
    longer
        .strip_prefix(shorter)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
}

fn key(document: &str) -> String {
    document
        .trim()
        .trim_end_matches('.')
        .to_lowercase()
        .replace('\'', "’")
}

/// What to do about a refusal: decisions that are contested the same way are said together.
fn appeals(entries: &[&Entry]) -> Vec<String> {
    let mut ways: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for appeal in entries.iter().flat_map(|entry| &entry.right.appeals) {
        let prior = appeal.prior.as_deref().unwrap_or_default();
        match ways
            .iter_mut()
            .find(|(delay, p, _)| *delay == appeal.delay && *p == prior)
        {
            Some((_, _, decisions)) if decisions.contains(&appeal.decision) => {}
            Some((_, _, decisions)) => decisions.push(appeal.decision.clone()),
            None => ways.push((&appeal.delay, prior, vec![appeal.decision.clone()])),
        }
    }
    ways.into_iter()
        .map(|(delay, prior, decisions)| {
            let first = if prior.is_empty() {
                String::new()
            } else {
                format!(" {}", sentence(&format!("d’abord : {prior}")))
            };
            format!(
                "{}{first}",
                sentence(&format!("{} : {delay}", list(&decisions)))
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(all: &[&str]) -> Vec<String> {
        documents(&all.iter().map(|d| (*d).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_document_is_asked_once() {
        assert_eq!(
            kept(&["RIB", "Pièce d’identité", "rib.", "Bail"]),
            ["RIB", "Pièce d’identité", "Bail"]
        );
    }

    #[test]
    fn the_wider_wording_stands_for_both() {
        let wide = "Pièce d’identité ou titre de séjour";
        assert_eq!(kept(&["Pièce d’identité", "RIB", wide]), [wide, "RIB"]);
        assert_eq!(kept(&[wide, "RIB", "Pièce d’identité"]), [wide, "RIB"]);
        assert_eq!(kept(&["Bail", "Bailleur"]), ["Bail", "Bailleur"]);
    }
}

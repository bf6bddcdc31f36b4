//! The roadmap: organisation by organisation, so that one visit or one call serves several rights.
//!
//! Each right to ask for is said here, once: its name, its estimate, what it gives. `rights.rs` holds the others.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rules::{Catalogue, Organisation, Outcome, Receipt};

use super::documents;
use super::first::lower;
use super::french::{day, estimate, first_sentence, list, sentence};
use super::model::{Line, Roadmap, Stop};
use super::selection::{Entry, Names, is_rsa};
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
    let stops: Vec<Stop> = order
        .into_iter()
        .filter_map(|id| Some((id, by_organisation.get(id)?)))
        .map(|(id, entries)| stop(names, catalogue.organisation(id), entries))
        .collect();
    let folder = documents::folder(
        bilan,
        by_organisation
            .values()
            .flat_map(|entries| brought(entries)),
    );
    (!stops.is_empty()).then(|| Roadmap {
        title: "Votre feuille de route".to_owned(),
        intro: format!("Une seule visite, ou un seul appel, sert à plusieurs demandes. Cochez ce qui est fait. Les montants sont des estimations, faites avec vos réponses et les règles du {}. Ce ne sont pas des promesses : l’organisme décide.", day(on)),
        folder_label: if folder.is_empty() {
            String::new()
        } else {
            "À avoir avec vous à chaque visite :".to_owned()
        },
        folder,
        stops,
    })
}

/// Whether this right has something to do, and stands on the roadmap.
pub fn belongs(entry: &Entry, on: NaiveDate) -> bool {
    let open = entry.finding.outcome == Outcome::AlreadyOpen;
    if entry.requested() && stands_behind_another_rsa(entry) {
        return false;
    }
    entry.worth_asking()
        || entry.requested()
        || (open && (entry.finding.receipt == Some(Receipt::Suspended) || ends_soon(entry, on)))
}

/// The one application for RSA asks for all its forms: the form that comes first stands for those after it.
fn stands_behind_another_rsa(entry: &Entry) -> bool {
    is_rsa(&entry.right.id) && entry.finding.after.iter().any(|id| is_rsa(id))
}

fn ends_soon(entry: &Entry, on: NaiveDate) -> bool {
    let limit = on.checked_add_days(Days::new(RENEWAL_DAYS));
    entry
        .finding
        .renew_before
        .zip(limit)
        .is_some_and(|(end, limit)| end <= limit)
}

fn stop(names: &Names, organisation: Option<&Organisation>, entries: &[&Entry]) -> Stop {
    let mut stop = Stop {
        organisation: organisation.map(|o| o.id.clone()).unwrap_or_default(),
        name: organisation.map_or_else(|| "Autre organisme".to_owned(), |o| o.short.clone()),
        contact: organisation.map(contact).unwrap_or_default(),
        bring: documents::own(brought(entries)),
        ..Stop::default()
    };
    let mut by_themselves: Vec<(&Entry, &str)> = Vec::new();
    for entry in entries {
        match &entry.right.procedure.automatic {
            Some(by_itself) if entry.worth_asking() && !entry.requested() => {
                by_themselves.push((entry, by_itself));
            }
            _ => stop.asks.push(ask(names, entry)),
        }
    }
    stop.automatic = automatic(&by_themselves);
    if !stop.bring.is_empty() {
        stop.bring_label = "À apporter :".to_owned();
    }
    stop
}

/// The documents of what is still to be asked for: what comes by itself needs none.
fn brought<'a>(entries: &[&Entry<'a>]) -> impl Iterator<Item = &'a str> {
    entries
        .iter()
        .filter(|entry| !entry.requested() && entry.right.procedure.automatic.is_none())
        .flat_map(|entry| entry.documents.iter().copied())
}

/// How to reach it: the meaning of an acronym, telephone and web, hours when they are known, where.
fn contact(organisation: &Organisation) -> Vec<String> {
    let o = organisation;
    let acronym = !o.short.chars().any(char::is_lowercase);
    let full = Some(o.name.clone()).filter(|name| acronym && *name != o.short);
    let phone = o.phone.as_ref().filter(|phone| **phone != o.short);
    let ways = match (&o.site, phone) {
        (Some(site), Some(phone)) if site.chars().count() + phone.chars().count() <= 20 => {
            vec![format!("{site} ou {phone}")]
        }
        (site, phone) => phone
            .map(|phone| format!("Tél. {phone}"))
            .into_iter()
            .chain(site.clone())
            .collect(),
    };
    let hours = o.hours.clone().filter(|hours| {
        hours.contains(|c: char| c.is_ascii_digit()) && hours.contains(" h ")
            || hours.contains("jour et nuit")
    });
    // Telephone and web already say where; a note is worth its place when one of them is missing, or when it is short.
    let note = o.note.as_deref().map(first_sentence);
    let note =
        note.filter(|note| o.phone.is_none() || o.site.is_none() || note.chars().count() <= 40);
    let place = o.address.clone().or(note);
    full.into_iter()
        .chain(ways)
        .chain(hours)
        .chain(place)
        .collect()
}

/// What to ask for, with what it would give. What is only possible to ask for says that the organisation decides.
fn ask(names: &Names, entry: &Entry) -> Line {
    let finding = entry.finding;
    let mut parts: Vec<String> = Vec::new();
    let amount = finding.amount.as_ref().and_then(estimate);
    match (entry.asked, finding.outcome, finding.receipt) {
        (Some(on), ..) => {
            let when = on
                .map(|date| format!(" le {}", day(date)))
                .unwrap_or_default();
            let amount = amount
                .map(|amount| format!(". Estimation : {amount}"))
                .unwrap_or_default();
            parts.push(format!("demande déjà faite{when}{amount}"));
        }
        (None, Outcome::AlreadyOpen, Some(Receipt::Suspended)) => parts.push(
            "versement arrêté pour le moment. Demandez pourquoi, et ce qu’il faut fournir"
                .to_owned(),
        ),
        (None, Outcome::AlreadyOpen, _) => parts.extend(
            finding
                .renew_before
                .map(|end| format!("à renouveler avant le {}", day(end))),
        ),
        (None, _, Some(Receipt::Refused { .. })) => parts.push(
            "déjà refusée. Demandez pourquoi ; vous pouvez contester ou redemander".to_owned(),
        ),
        (None, Outcome::MayAsk, _) => {
            parts.extend(amount);
            parts.push("l’organisme décidera".to_owned());
        }
        _ => parts.extend(amount),
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
    let (mark, text) = if parts.is_empty() {
        (".", String::new())
    } else {
        (" :", format!("{}.", parts.join(" ; ")))
    };
    Line {
        strong: format!("{}{mark}", entry.right.name),
        text,
        how: gives(entry),
    }
}

/// What it gives, in one sentence, and how to ask for it when the counter and the site that stand beside do not say it.
fn gives(entry: &Entry) -> String {
    let gives = sentence(&entry.right.sentence);
    if entry.finding.outcome == Outcome::AlreadyOpen {
        return format!("{gives} {}", sentence(&entry.right.renewal));
    }
    let procedure = &entry.right.procedure;
    let paper = procedure
        .paper
        .as_deref()
        .filter(|_| procedure.online.is_none() && entry.worth_asking() && !entry.requested())
        .map(|paper| sentence(&first_sentence(paper)));
    [Some(gives), paper]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What comes by itself. Two are explained; more are named together, so that what has to be asked for stays in sight.
fn automatic(rights: &[(&Entry, &str)]) -> Vec<Line> {
    if rights.len() > 2 {
        let names: Vec<String> = rights
            .iter()
            .map(|(entry, _)| entry.right.name.clone())
            .collect();
        return vec![Line::new(
            "Vient sans demande :",
            format!("{}. Si rien n’arrive, demandez.", list(&names)),
        )];
    }
    rights
        .iter()
        .map(|(entry, by_itself)| {
            let procedure = &entry.right.procedure;
            let ask = if procedure.online.is_some() || procedure.paper.is_some() {
                " Si rien n’arrive, demandez."
            } else {
                ""
            };
            Line::new(
                format!("{} :", entry.right.name),
                format!("{}{ask}", lower(&first_sentence(by_itself))),
            )
        })
        .collect()
}

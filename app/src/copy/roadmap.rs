//! The roadmap: organisation by organisation, so that one visit or one call serves several rights.
//!
//! Each right to ask for is said here, once, as `asks.rs` tells it. `rights.rs` holds the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rules::{Organisation, Outcome, Receipt};

use super::asks;
use super::documents;
use super::model::{Roadmap, Stop};
use super::selection::{Brought, Entry, Names, is_rsa};
use super::voice::{Voice, first_sentence};
use crate::desk::Bilan;

/// A right that ends within this many days is on the roadmap, to be renewed.
pub const RENEWAL_DAYS: u64 = 183;

/// What to do, where, with what; `None` when there is nothing to ask yet.
pub fn roadmap(
    voice: &Voice<'_>,
    bilan: &Bilan,
    entries: &[Entry],
    names: &Names,
    on: NaiveDate,
) -> Option<Roadmap> {
    let mut order: Vec<&str> = Vec::new();
    let mut by_organisation: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| belongs(entry, entries, on)) {
        let id = entry.right.organisation.as_str();
        if !order.contains(&id) {
            order.push(id);
        }
        by_organisation.entry(id).or_default().push(entry);
    }
    for together in by_organisation.values_mut() {
        together.sort_by_key(|entry| entry.pressing());
        *together = what_comes_first(std::mem::take(together));
    }
    // The stop that people live on comes first, then the one that serves most. What comes by itself asks for no visit.
    order.sort_by_key(|id| {
        let together = by_organisation.get(id).into_iter().flatten();
        let to_do: Vec<_> = together.filter(|entry| !entry.by_itself).collect();
        let vital = |entry: &&&Entry| entry.right.vital && entry.worth_asking();
        (!to_do.iter().any(vital), Reverse(to_do.len()))
    });
    let (brief, whole): (Vec<&str>, Vec<&str>) = order.into_iter().partition(|id| {
        let together = by_organisation.get(id);
        together.is_some_and(|entries| is_brief(entries))
    });
    let tell = |ids: Vec<&str>| -> Vec<Stop> {
        let told = ids.into_iter();
        let told = told.filter_map(|id| Some((id, by_organisation.get(id)?)));
        let told = told.map(|(id, told)| {
            let papers = papers(id, told, entries);
            stop(voice, names, voice.catalogue.organisation(id), told, papers)
        });
        told.collect()
    };
    let (stops, mut others) = if brief.len() > 1 {
        (tell(whole), tell(brief))
    } else {
        (tell([whole, brief].concat()), Vec::new())
    };
    others.sort_by_key(|stop| stop.asks.is_empty());
    let folder = documents::folder(
        voice,
        bilan,
        by_organisation
            .iter()
            .flat_map(|(id, told)| papers(id, told, entries)),
    );
    (!(stops.is_empty() && others.is_empty())).then(|| Roadmap {
        title: voice.say("roadmap-title"),
        intro: voice.tell("roadmap-intro", &[("day", voice.day(on).into())]),
        folder_label: if folder.is_empty() {
            String::new()
        } else {
            voice.say("roadmap-folder")
        },
        folder,
        others_label: match (stops.is_empty(), others.is_empty()) {
            (false, false) => voice.say("roadmap-others"),
            _ => String::new(),
        },
        stops,
        others,
    })
}

/// Whether this right has something to do, and stands on the roadmap among these.
pub fn belongs(entry: &Entry, entries: &[Entry], on: NaiveDate) -> bool {
    let open = entry.finding.outcome == Outcome::AlreadyOpen;
    if stands_behind_another_rsa(entry, entries) && (entry.requested() || entry.worth_asking()) {
        return false;
    }
    entry.is_step()
        || entry.requested()
        || (open && (entry.finding.receipt == Some(Receipt::Suspended) || ends_soon(entry, on)))
}

/// The one application for RSA asks for all its forms: the form that comes first stands for those after it, if this paper tells it as
/// something to ask for, asked for or open.
fn stands_behind_another_rsa(entry: &Entry, entries: &[Entry]) -> bool {
    let told = |other: &Entry| {
        other.is_step() || other.requested() || other.finding.outcome == Outcome::AlreadyOpen
    };
    let stands = |id: &String| {
        let mut others = entries.iter().filter(|other| other.right.id == *id);
        is_rsa(id) && others.any(told)
    };
    is_rsa(&entry.right.id) && entry.finding.after.iter().any(stands)
}

/// The same in the same order, but that what is asked for after another follows it.
fn what_comes_first<'a, 'b>(mut left: Vec<&'a Entry<'b>>) -> Vec<&'a Entry<'b>> {
    let mut ordered = Vec::new();
    while !left.is_empty() {
        let waits = |entry: &&Entry| {
            let finding = entry.finding;
            let mut before = finding.after.iter().chain(&finding.after_opening_of);
            before.any(|id| left.iter().any(|other| other.right.id == *id))
        };
        let next = left.iter().position(|entry| !waits(entry));
        ordered.push(left.remove(next.unwrap_or(0)));
    }
    ordered
}

fn ends_soon(entry: &Entry, on: NaiveDate) -> bool {
    let limit = on.checked_add_days(Days::new(RENEWAL_DAYS));
    entry
        .finding
        .renew_before
        .zip(limit)
        .is_some_and(|(end, limit)| end <= limit)
}

/// One right, and nothing pressing: told in a few lines, without a heading of its own.
fn is_brief(entries: &[&Entry]) -> bool {
    match entries {
        [entry] => !(entry.right.vital || entry.right.urgent),
        _ => false,
    }
}

fn stop(
    voice: &Voice<'_>,
    names: &Names,
    organisation: Option<&Organisation>,
    entries: &[&Entry],
    papers: Vec<Brought<'_>>,
) -> Stop {
    let brief = is_brief(entries);
    let mut stop = Stop {
        organisation: organisation.map(|o| o.id.clone()).unwrap_or_default(),
        name: organisation.map_or_else(|| voice.say("roadmap-other"), |o| voice.organisation(o)),
        contact: organisation.map(|o| contact(voice, o)).unwrap_or_default(),
        find: organisation
            .and_then(|o| find(voice, o, brief))
            .unwrap_or_default(),
        bring: documents::own(voice, papers),
        ..Stop::default()
    };
    let mut by_themselves: Vec<(&Entry, &str)> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for entry in entries {
        match &entry.right.procedure.automatic {
            Some(by_itself) if entry.by_itself && entry.worth_asking() && !entry.requested() => {
                by_themselves.push((entry, by_itself));
            }
            _ => {
                stop.asks.push(asks::ask(voice, names, entry, &told));
                told.push(&entry.right.id);
            }
        }
    }
    stop.automatic = asks::automatic(voice, &by_themselves);
    if !stop.bring.is_empty() {
        stop.bring_label = voice.say("roadmap-bring");
    }
    stop
}

/// The documents of what is still to be asked for at an organisation: what comes by itself needs none, and a form of RSA that another
/// stands for is asked for with it.
fn papers<'a>(organisation: &str, told: &[&Entry<'a>], entries: &[Entry<'a>]) -> Vec<Brought<'a>> {
    let unsaid = entries.iter().filter(|entry| {
        entry.right.organisation == organisation
            && entry.worth_asking()
            && stands_behind_another_rsa(entry, entries)
    });
    let asked = told.iter().copied().chain(unsaid);
    let asked = asked.filter(|entry| !entry.requested() && !entry.by_itself);
    let documents = asked.flat_map(|entry| entry.documents.iter().copied());
    documents.collect()
}

/// A text of an organisation.
fn text(voice: &Voice<'_>, o: &Organisation, name: &str, french: &str) -> String {
    voice.text(&format!("organisme.{}.{name}", o.id), french)
}

/// How to reach it: the meaning of an acronym, telephone and web, hours when they are known, its address.
fn contact(voice: &Voice<'_>, organisation: &Organisation) -> Vec<String> {
    let o = organisation;
    let text = |name: &str, french: &str| text(voice, o, name, french);
    let acronym = !o.short.chars().any(char::is_lowercase);
    let full = (acronym && o.name != o.short).then(|| text("nom", &o.name));
    let phone = o.phone.as_deref().filter(|phone| *phone != o.short);
    let tell_phone = |phone: &str| {
        let phone = voice.in_french(phone);
        voice.tell("contact-phone", &[("phone", phone.into())])
    };
    let ways = match (o.site.as_deref(), phone) {
        (Some(site), Some(phone)) if site.chars().count() + phone.chars().count() <= 20 => {
            let (site, phone) = (voice.in_french(site), voice.in_french(phone));
            let with = [("site", site.into()), ("phone", phone.into())];
            vec![voice.tell("contact-or", &with)]
        }
        (site, phone) => phone
            .map(tell_phone)
            .into_iter()
            .chain(site.map(|site| voice.in_french(site)))
            .collect(),
    };
    let hours = o.hours.as_deref().filter(|hours| {
        hours.contains(|c: char| c.is_ascii_digit()) && hours.contains(" h ")
            || hours.contains("jour et nuit")
    });
    let hours = hours.map(|hours| text("horaires", hours));
    let address = o.address.as_deref().map(|address| voice.in_french(address));
    let full = full.into_iter().chain(ways);
    full.chain(hours).chain(address).collect()
}

/// How to find it, when it has no address of its own.
fn find(voice: &Voice<'_>, o: &Organisation, brief: bool) -> Option<String> {
    // Telephone and web already say where; a note is worth its place when one of them is missing (both, where one thing is asked),
    // or when it is short.
    let note = o.note.as_deref().filter(|note| {
        let unsaid = match brief {
            true => o.phone.is_none() && o.site.is_none(),
            false => o.phone.is_none() || o.site.is_none(),
        };
        unsaid || first_sentence(note).chars().count() <= 40
    });
    note.filter(|_| o.address.is_none())
        .map(|note| first_sentence(&text(voice, o, "note", note)))
}

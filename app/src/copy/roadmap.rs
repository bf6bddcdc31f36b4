//! The roadmap: organisation by organisation, so that one visit or one call serves several rights.
//!
//! Each right to ask for is said here, once: its name, its estimate, what it gives. `rights.rs` holds the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rules::{Organisation, Outcome, Receipt, Right};

use super::documents;
use super::model::{Line, Roadmap, Stop};
use super::selection::{Brought, Entry, Names, is_rsa};
use super::voice::{Voice, first_sentence, lower, sentence};
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
    for entry in entries.iter().filter(|entry| belongs(entry, on)) {
        let id = entry.right.organisation.as_str();
        if !order.contains(&id) {
            order.push(id);
        }
        by_organisation.entry(id).or_default().push(entry);
    }
    for together in by_organisation.values_mut() {
        together.sort_by_key(|entry| entry.pressing());
    }
    // The stop that people live on comes first, then the one that serves most.
    order.sort_by_key(|id| {
        let together = by_organisation.get(id).map_or(&[][..], Vec::as_slice);
        let vital = together
            .iter()
            .any(|entry| entry.right.vital && entry.worth_asking());
        (!vital, Reverse(together.len()))
    });
    let stops: Vec<Stop> = order
        .into_iter()
        .filter_map(|id| Some((id, by_organisation.get(id)?)))
        .map(|(id, entries)| stop(voice, names, voice.catalogue.organisation(id), entries))
        .collect();
    let folder = documents::folder(
        voice,
        bilan,
        by_organisation
            .values()
            .flat_map(|entries| brought(entries)),
    );
    (!stops.is_empty()).then(|| Roadmap {
        title: voice.say("roadmap-title"),
        intro: voice.tell("roadmap-intro", &[("day", voice.day(on).into())]),
        folder_label: if folder.is_empty() {
            String::new()
        } else {
            voice.say("roadmap-folder")
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
    entry.is_step()
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

fn stop(
    voice: &Voice<'_>,
    names: &Names,
    organisation: Option<&Organisation>,
    entries: &[&Entry],
) -> Stop {
    let mut stop = Stop {
        organisation: organisation.map(|o| o.id.clone()).unwrap_or_default(),
        name: organisation.map_or_else(|| voice.say("roadmap-other"), |o| voice.organisation(o)),
        contact: organisation.map(|o| contact(voice, o)).unwrap_or_default(),
        bring: documents::own(voice, brought(entries)),
        ..Stop::default()
    };
    let mut by_themselves: Vec<(&Entry, &str)> = Vec::new();
    for entry in entries {
        match &entry.right.procedure.automatic {
            Some(by_itself) if entry.by_itself && entry.worth_asking() && !entry.requested() => {
                by_themselves.push((entry, by_itself));
            }
            _ => stop.asks.push(ask(voice, names, entry)),
        }
    }
    stop.automatic = automatic(voice, &by_themselves);
    if !stop.bring.is_empty() {
        stop.bring_label = voice.say("roadmap-bring");
    }
    stop
}

/// The documents of what is still to be asked for: what comes by itself needs none.
fn brought<'a>(entries: &[&Entry<'a>]) -> impl Iterator<Item = Brought<'a>> {
    entries
        .iter()
        .filter(|entry| !entry.requested() && !entry.by_itself)
        .flat_map(|entry| entry.documents.iter().copied())
}

/// How to reach it: the meaning of an acronym, telephone and web, hours when they are known, where.
fn contact(voice: &Voice<'_>, organisation: &Organisation) -> Vec<String> {
    let o = organisation;
    let text = |name: &str, french: &str| voice.text(&format!("organisme.{}.{name}", o.id), french);
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
    // Telephone and web already say where; a note is worth its place when one of them is missing, or when it is short.
    let note = o.note.as_deref().filter(|note| {
        o.phone.is_none() || o.site.is_none() || first_sentence(note).chars().count() <= 40
    });
    let note = note.map(|note| first_sentence(&text("note", note)));
    let address = o.address.as_deref().map(|address| voice.in_french(address));
    full.into_iter()
        .chain(ways)
        .chain(hours)
        .chain(address.or(note))
        .collect()
}

/// What to ask for, with what it would give. What is only possible to ask for says that the organisation decides.
fn ask(voice: &Voice<'_>, names: &Names, entry: &Entry) -> Line {
    let finding = entry.finding;
    let mut parts: Vec<String> = Vec::new();
    let amount = finding
        .amount
        .as_ref()
        .and_then(|amount| voice.estimate(amount));
    match (entry.asked, finding.outcome, finding.receipt) {
        (Some(on), ..) => {
            let done = match on {
                Some(day) => voice.tell("ask-done-on", &[("day", voice.day(day).into())]),
                None => voice.say("ask-done"),
            };
            parts.push(match amount {
                Some(amount) => {
                    let with = [("done", done.into()), ("amount", amount.into())];
                    voice.tell("ask-done-estimate", &with)
                }
                None => done,
            });
        }
        (None, Outcome::AlreadyOpen, Some(Receipt::Suspended)) => {
            parts.push(voice.say("ask-suspended"));
        }
        (None, Outcome::AlreadyOpen, _) => parts.extend(
            finding
                .renew_before
                .map(|end| voice.tell("ask-renew", &[("day", voice.day(end).into())])),
        ),
        (None, _, Some(Receipt::Refused { .. })) => parts.push(voice.say("ask-refused")),
        (None, Outcome::MayAsk, _) => {
            parts.extend(amount);
            parts.push(voice.say(if advises(voice, entry.right) {
                "ask-advised"
            } else {
                "ask-decided"
            }));
        }
        _ => parts.extend(amount),
    }
    let (opening, after, choice) = (
        names.of(voice, &finding.after_opening_of),
        names.of(voice, &finding.after),
        names.of(voice, &finding.choice_with),
    );
    let beside = |name: &str, rights: String| voice.tell(name, &[("rights", rights.into())]);
    if !opening.is_empty() {
        parts.push(beside("ask-after-opening", opening));
    } else if !after.is_empty() {
        parts.push(beside("ask-after", after));
    }
    if !choice.is_empty() {
        parts.push(beside("ask-choice", choice));
    }
    let name = voice.right(entry.right);
    let line = if parts.is_empty() {
        Line::new(format!("{name}."), "")
    } else {
        voice.headed(&name, &format!("{}.", voice.parts(&parts)))
    };
    Line {
        how: gives(voice, entry),
        ..line
    }
}

/// Whether the organisation of a right only advises: it decides nothing.
fn advises(voice: &Voice<'_>, right: &Right) -> bool {
    let organisation = voice.catalogue.organisation(&right.organisation);
    organisation.is_some_and(|organisation| organisation.advises)
}

/// What it gives, in one sentence, and how to ask for it when the counter and the site that stand beside do not say it.
fn gives(voice: &Voice<'_>, entry: &Entry) -> String {
    let right = entry.right;
    let gives = sentence(&voice.of_right(right, "phrase", &right.sentence));
    if entry.finding.outcome == Outcome::AlreadyOpen {
        let renewal = voice.of_right(right, "renouvellement", &right.renewal);
        return format!("{gives} {}", sentence(&renewal));
    }
    let procedure = &right.procedure;
    let paper = procedure
        .paper
        .as_deref()
        .filter(|_| procedure.online.is_none() && entry.worth_asking() && !entry.requested());
    let paper = paper.map(|paper| {
        let paper = voice.of_right(right, "demarche.papier", paper);
        sentence(&first_sentence(&paper))
    });
    [Some(gives), paper]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What comes by itself. Two are explained; more are named together, so that what has to be asked for stays in sight.
fn automatic(voice: &Voice<'_>, rights: &[(&Entry, &str)]) -> Vec<Line> {
    if rights.len() > 2 {
        let names: Vec<String> = rights
            .iter()
            .map(|(entry, _)| voice.right(entry.right))
            .collect();
        let rights = voice.list(&names);
        return vec![voice.line("automatic-many", &[("rights", rights.into())])];
    }
    rights
        .iter()
        .map(|(entry, by_itself)| {
            let right = entry.right;
            let procedure = &right.procedure;
            let by_itself = voice.of_right(right, "demarche.automatique", by_itself);
            let text = lower(&first_sentence(&by_itself));
            let text = if procedure.online.is_some() || procedure.paper.is_some() {
                voice.tell("automatic-ask", &[("text", text.into())])
            } else {
                text
            };
            voice.headed(&voice.right(right), &text)
        })
        .collect()
}

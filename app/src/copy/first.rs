//! First things first: what presses, the RSA application, then what matters most to the person, three lines at most.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use rules::{Organisation, Outcome, Value};

use super::chapters::names;
use super::model::{First, Line};
use super::selection::{Entry, Paper, choice, choices, household, may_have_rsa};
use super::urgency::urgencies;
use super::voice::Voice;
use super::wishes::{serves, wishes};
use crate::desk::Bilan;

/// What ends within this many days presses.
const PRESSING_DAYS: u64 = 62;

/// The box at the top of the paper; `None` when nothing is known yet.
pub fn first(voice: &Voice<'_>, bilan: &Bilan, entries: &[Entry], paper: Paper) -> Option<First> {
    let urgent = urgencies(voice, bilan, entries, paper);
    let priorities = priorities(voice, bilan, entries, paper);
    if urgent.is_empty() && priorities.is_empty() {
        return None;
    }
    let both = !urgent.is_empty() && !priorities.is_empty();
    Some(First {
        title: voice.say("first-title"),
        urgent_label: if urgent.is_empty() {
            String::new()
        } else {
            voice.say("first-now")
        },
        urgent,
        next_label: if both {
            voice.say("first-next")
        } else {
            String::new()
        },
        priorities,
    })
}

/// What comes first, three lines at most:
///
/// 1. where the application for RSA stands;
/// 2. what is received and ends within two months;
/// 3. for each thing that the person said matters, the right that serves it best;
/// 4. what people live on, as the catalogue marks it (`vital`): the rent, the food, the care;
/// 5. anything else, only when nothing of this was found.
///
/// Within a rank: what people live on, then what is sure, then what gives most.
fn priorities(voice: &Voice<'_>, bilan: &Bilan, entries: &[Entry], paper: Paper) -> Vec<Line> {
    let mut lines: Vec<Line> = rsa(voice, bilan, entries).into_iter().collect();
    lines.extend(endings(voice, entries));
    let mut left = open_steps(entries);
    let mut chosen: Vec<&Entry> = Vec::new();
    for wish in wishes(bilan, paper) {
        let best = left.iter().position(|entry| serves(wish, entry.right));
        chosen.extend(best.map(|i| left.remove(i)));
    }
    let nothing_yet = lines.is_empty() && chosen.is_empty();
    let vital = left.iter().any(|entry| entry.right.vital);
    chosen.extend(
        left.into_iter()
            .filter(|entry| entry.right.vital || (nothing_yet && !vital)),
    );
    lines.extend(chosen.into_iter().map(|entry| line(voice, entry)));
    lines.truncate(3);
    lines
}

/// The rights that a first step can open, the most pressing first. What is asked for already or comes by itself needs no
/// reminder here, and what comes after another right can not come first.
fn open_steps<'a, 'b>(entries: &'a [Entry<'b>]) -> Vec<&'a Entry<'b>> {
    let mut steps: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            entry.is_step()
                && !entry.requested()
                && !entry.right.urgent
                && !entry.by_itself
                && entry.finding.after.is_empty()
                && entry.finding.after_opening_of.is_empty()
        })
        .collect();
    let gives = |entry: &Entry| {
        let amount = entry.finding.amount;
        amount.map(|a| a.range.hi.unwrap_or(a.range.lo))
    };
    steps.sort_by_key(|entry| (entry.pressing(), Reverse(gives(entry))));
    steps
}

/// What is received and ends soon, the nearest day first.
fn endings(voice: &Voice<'_>, entries: &[Entry]) -> Vec<Line> {
    let limit = voice.on.checked_add_days(Days::new(PRESSING_DAYS));
    let mut endings: Vec<(NaiveDate, &Entry)> = entries
        .iter()
        .filter(|entry| entry.finding.outcome == Outcome::AlreadyOpen)
        .filter_map(|entry| Some((entry.finding.renew_before?, entry)))
        .filter(|(end, _)| limit.is_some_and(|limit| *end <= limit))
        .collect();
    endings.sort_by_key(|(end, _)| *end);
    let line = |(end, entry): (NaiveDate, &Entry)| {
        let day = voice.day(end);
        let renew = voice.tell("first-renew", &[("day", day.into())]);
        voice.headed(&voice.right(entry.right), &renew)
    };
    endings.into_iter().map(line).collect()
}

fn line(voice: &Voice<'_>, entry: &Entry) -> Line {
    let place = voice.catalogue.organisation(&entry.right.organisation);
    let ask = |organisation: &Organisation| {
        let contact = organisation.phone.as_ref().or(organisation.site.as_ref());
        let place = place_with(voice, organisation, contact);
        voice.tell("first-ask", &[("place", place.into())])
    };
    let ask = place.map(ask).unwrap_or_default();
    voice.headed(&voice.right(entry.right), &ask)
}

/// « CAF (3230) ».
pub fn place_with(
    voice: &Voice<'_>,
    organisation: &Organisation,
    contact: Option<&String>,
) -> String {
    let place = voice.organisation(organisation);
    match contact {
        Some(contact) if *contact != organisation.short => {
            let contact = voice.in_french(contact);
            let with = [("place", place.into()), ("contact", contact.into())];
            voice.tell("place-with", &with)
        }
        _ => place,
    }
}

/// Where the RSA application stands, which comes before everything else when there is one.
fn rsa(voice: &Voice<'_>, bilan: &Bilan, entries: &[Entry]) -> Option<Line> {
    let channel = choice(bilan, "rsa_demande_canal");
    if channel == Some("pas_encore") {
        return may_have_rsa(entries).then(|| voice.line("rsa-to-ask", &[]));
    }
    if channel.is_none() && household(bilan, "rsa_demande_date").is_none() {
        return None;
    }
    let mut next: Vec<String> = Vec::new();
    let missing = missing_documents(voice, bilan);
    if missing.is_empty() {
        let receipt = household(bilan, "rsa_accuse_reception");
        next.push(if receipt == Some(&Value::YesNo(false)) {
            voice.say("rsa-ask-receipt")
        } else {
            voice.say("rsa-keep-receipt")
        });
    } else {
        let documents = voice.list(&missing);
        next.push(voice.tell("rsa-missing", &[("documents", documents.into())]));
    }
    if let Some(Value::Date(date)) = household(bilan, "rsa_rendez_vous")
        && let Some(exact) = date.exact_day()
    {
        next.push(voice.tell("rsa-appointment", &[("day", voice.day(exact).into())]));
    }
    Some(Line::new(voice.say("rsa-asked"), next.join(" ")))
}

/// The documents the RSA application still lacks, as the catalogue names them.
pub fn missing_documents(voice: &Voice<'_>, bilan: &Bilan) -> Vec<String> {
    let ids = choices(bilan, "rsa_pieces_manquantes");
    names(voice, "rsa_pieces_manquantes", &ids)
}

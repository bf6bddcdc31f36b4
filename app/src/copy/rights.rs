//! The rights that the roadmap does not hold: what is undecided, with what would settle it, what is open already, and what
//! nothing that was said raises, in a word.

use chrono::NaiveDate;
use rules::{Outcome, Verdict};

use super::first::place_with;
use super::missing::questions;
use super::model::{Group, RightLine, Rights};
use super::roadmap;
use super::selection::{Entry, Names};
use super::voice::{Voice, lower, sentence};

/// The section of these rights; `None` when there is none to write.
pub fn rights(
    voice: &Voice<'_>,
    entries: &[Entry],
    names: &Names,
    on: NaiveDate,
) -> Option<Rights> {
    let left: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !roadmap::belongs(entry, on))
        .collect();
    let groups = [
        to_check(voice, names, &left),
        open(voice, &left),
        in_mind(voice, &left),
    ];
    let groups: Vec<Group> = groups.into_iter().flatten().collect();
    (!groups.is_empty()).then(|| Rights {
        title: voice.say("rights-title"),
        groups,
    })
}

fn line(voice: &Voice<'_>, entry: &Entry, notes: Vec<String>) -> RightLine {
    let right = entry.right;
    RightLine {
        name: format!("{}.", voice.right(right)),
        sentence: sentence(&voice.of_right(right, "phrase", &right.sentence)),
        notes,
    }
}

/// What is open, and until when.
fn open(voice: &Voice<'_>, entries: &[&Entry]) -> Option<Group> {
    let rights: Vec<RightLine> = entries
        .iter()
        .filter(|entry| entry.finding.outcome == Outcome::AlreadyOpen)
        .map(|entry| {
            let end = entry.finding.renew_before.map(|end| {
                let before = voice.tell("rights-renew", &[("day", voice.day(end).into())]);
                let renewal = voice.of_right(entry.right, "renouvellement", &entry.right.renewal);
                format!("{before} {}", sentence(&renewal))
            });
            line(voice, entry, end.into_iter().collect())
        })
        .collect();
    (!rights.is_empty()).then(|| Group {
        title: voice.say("rights-open"),
        rights,
    })
}

/// What may be asked for although nothing raises it: its name, and where.
fn in_mind(voice: &Voice<'_>, entries: &[&Entry]) -> Option<Group> {
    let kept = entries.iter().filter(|entry| entry.kept_in_mind());
    let rights: Vec<RightLine> = kept
        .map(|entry| {
            let name = voice.right(entry.right);
            // « Aides de la commune (CCAS) » says itself where.
            let place = place(voice, entry).filter(|place| !name.contains(place.as_str()));
            RightLine {
                name: format!("{name}."),
                sentence: place.map_or_else(String::new, |place| sentence(&place)),
                notes: Vec::new(),
            }
        })
        .collect();
    (!rights.is_empty()).then(|| Group {
        title: voice.say("rights-in-mind"),
        rights,
    })
}

/// Where one asks about a right, with the telephone.
fn place(voice: &Voice<'_>, entry: &Entry) -> Option<String> {
    let organisation = voice.catalogue.organisation(&entry.right.organisation)?;
    Some(place_with(voice, organisation, organisation.phone.as_ref()))
}

/// Who decides, when only an institution can judge the rest.
fn appraisal(voice: &Voice<'_>, entry: &Entry) -> Option<String> {
    let mut conditions = entry.finding.conditions.iter().zip(1..);
    let (judged, rank) = conditions.find(|(c, _)| c.verdict == Verdict::Appraisal)?;
    let french = judged.appraisal.as_deref()?;
    let text = format!("condition.{rank}.appreciation");
    Some(sentence(&voice.of_right(entry.right, &text, french)))
}

/// What is undecided. Rights that wait for the same answers stand together, and what would settle them is said once.
fn to_check(voice: &Voice<'_>, names: &Names, entries: &[&Entry]) -> Option<Group> {
    let mut waiting: Vec<(Option<String>, Vec<&Entry>)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.worth_checking()) {
        let settles = settles(voice, names, entry);
        match waiting.iter_mut().find(|(known, _)| *known == settles) {
            Some((_, together)) => together.push(entry),
            None => waiting.push((settles, vec![entry])),
        }
    }
    let rights: Vec<RightLine> = waiting
        .into_iter()
        .flat_map(|(settles, together)| {
            let places = places(voice, &together);
            let note = said_once(voice, settles, together.len(), &places);
            let mut lines: Vec<RightLine> = together
                .into_iter()
                .map(|entry| to_settle(voice, entry, places.len() > 1))
                .collect();
            if let Some(last) = lines.last_mut().filter(|_| !note.is_empty()) {
                last.notes = vec![note];
            }
            lines
        })
        .collect();
    (!rights.is_empty()).then(|| Group {
        title: voice.say("rights-to-check"),
        rights,
    })
}

/// What would settle a right: the questions left, or who decides. `None` when neither has words on this paper.
fn settles(voice: &Voice<'_>, names: &Names, entry: &Entry) -> Option<String> {
    let wanted = questions(voice, names, &entry.finding.missing, 2);
    if wanted.is_empty() {
        appraisal(voice, entry)
    } else {
        let questions = wanted.join(" ");
        Some(voice.tell("rights-settle", &[("questions", questions.into())]))
    }
}

/// A right that is undecided; it says itself where to ask when the others beside it say another place.
fn to_settle(voice: &Voice<'_>, entry: &Entry, with_place: bool) -> RightLine {
    let line = line(voice, entry, Vec::new());
    match place(voice, entry).filter(|_| with_place) {
        Some(place) => RightLine {
            sentence: format!("{} {}", line.sentence, ask_there(voice, &place)),
            ..line
        },
        None => line,
    }
}

fn ask_there(voice: &Voice<'_>, place: &str) -> String {
    sentence(&voice.tell("rights-where", &[("places", place.into())]))
}

/// Where one asks about these rights, each place once.
fn places(voice: &Voice<'_>, together: &[&Entry]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for place in together.iter().filter_map(|entry| place(voice, entry)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// What would settle these rights, and where to ask when it is one place.
fn said_once(
    voice: &Voice<'_>,
    settles: Option<String>,
    count: usize,
    places: &[String],
) -> String {
    let settles = settles.map(|settles| match count {
        1 => sentence(&settles),
        several => sentence(&voice.tell(
            "rights-settle-together",
            &[("count", several.into()), ("text", lower(&settles).into())],
        )),
    });
    let place = match places {
        [place] => Some(ask_there(voice, place)),
        _ => None,
    };
    settles
        .into_iter()
        .chain(place)
        .collect::<Vec<_>>()
        .join(" ")
}

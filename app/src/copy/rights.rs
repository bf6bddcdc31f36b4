//! The rights that the roadmap does not hold: what is undecided, with what would settle it, what is open already, and what
//! nothing that was said raises, in a word.

use chrono::NaiveDate;
use rules::{Outcome, Verdict};

use super::first::place_with;
use super::missing::{questions, questions_of_each};
use super::model::{Group, Line, RightLine, Rights};
use super::roadmap;
use super::selection::{Entry, Names};
use super::voice::{Voice, sentence};

/// The section of these rights; `None` when there is none to write.
pub fn rights(
    voice: &Voice<'_>,
    entries: &[Entry],
    names: &Names,
    on: NaiveDate,
) -> Option<Rights> {
    let left: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !roadmap::belongs(entry, entries, on))
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

/// What is open, and until when. Who receives it knows what it gives.
fn open(voice: &Voice<'_>, entries: &[&Entry]) -> Option<Group> {
    let opened = entries.iter();
    let opened = opened.filter(|entry| entry.finding.outcome == Outcome::AlreadyOpen);
    let until = |entry: &&&Entry| {
        let Some(end) = entry.finding.renew_before else {
            return String::new();
        };
        let before = voice.tell("rights-renew", &[("day", voice.day(end).into())]);
        let renewal = voice.of_right(entry.right, "renouvellement", &entry.right.renewal);
        format!("{before} {}", sentence(&renewal))
    };
    let rights: Vec<RightLine> = opened
        .map(|entry| named(voice, entry, until(&entry)))
        .collect();
    group(voice.say("rights-open"), rights, Line::default())
}

/// What may be asked for although nothing raises it: its name, and where.
fn in_mind(voice: &Voice<'_>, entries: &[&Entry]) -> Option<Group> {
    let kept = entries.iter().filter(|entry| entry.kept_in_mind());
    let rights: Vec<RightLine> = kept
        .map(|entry| {
            let name = voice.right(entry.right);
            // « Aides de la commune (CCAS) » says itself where.
            let place = place(voice, entry).filter(|place| !name.contains(place.as_str()));
            named(voice, entry, sentence(&place.unwrap_or_default()))
        })
        .collect();
    group(voice.say("rights-in-mind"), rights, Line::default())
}

/// What is undecided, each in a line with where to ask, or who decides. What would settle them is asked below, each question once.
fn to_check(voice: &Voice<'_>, names: &Names, entries: &[&Entry]) -> Option<Group> {
    let undecided: Vec<&&Entry> = entries
        .iter()
        .filter(|entry| entry.worth_checking())
        .collect();
    let rights = undecided.iter().map(|entry| {
        let asked = questions(voice, names, &entry.finding.missing, 1);
        let judged = appraisal(voice, entry).filter(|_| asked.is_empty());
        let place = place(voice, entry).map(|place| ask_there(voice, &place));
        RightLine {
            notes: judged.into_iter().chain(place).collect(),
            ..named(voice, entry, String::new())
        }
    });
    let rights: Vec<RightLine> = rights.collect();
    let missing = undecided.iter().map(|entry| &entry.finding.missing);
    let wanted = questions_of_each(voice, names, missing, 1).join(" ");
    let note = match wanted.as_str() {
        "" => Line::default(),
        _ => voice.line("rights-settle", &[("questions", wanted.into())]),
    };
    group(voice.say("rights-to-check"), rights, note)
}

fn group(title: String, rights: Vec<RightLine>, note: Line) -> Option<Group> {
    (!rights.is_empty()).then_some(Group {
        title,
        rights,
        note,
    })
}

fn named(voice: &Voice<'_>, entry: &Entry, sentence: String) -> RightLine {
    RightLine {
        name: format!("{}.", voice.right(entry.right)),
        sentence,
        notes: Vec::new(),
    }
}

/// Where one asks about a right, with the telephone.
fn place(voice: &Voice<'_>, entry: &Entry) -> Option<String> {
    let organisation = voice.catalogue.organisation(&entry.right.organisation)?;
    Some(place_with(voice, organisation, organisation.phone.as_ref()))
}

fn ask_there(voice: &Voice<'_>, place: &str) -> String {
    sentence(&voice.tell("rights-where", &[("place", place.into())]))
}

/// Who decides, when only an institution can judge the rest.
fn appraisal(voice: &Voice<'_>, entry: &Entry) -> Option<String> {
    let mut conditions = entry.finding.conditions.iter().zip(1..);
    let (judged, rank) = conditions.find(|(c, _)| c.verdict == Verdict::Appraisal)?;
    let french = judged.appraisal.as_deref()?;
    let text = format!("condition.{rank}.appreciation");
    Some(sentence(&voice.of_right(entry.right, &text, french)))
}

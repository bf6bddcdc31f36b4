//! The rights that the roadmap does not hold: what is undecided, with what would settle it, and what is open already.

use chrono::NaiveDate;
use rules::{Catalogue, Outcome, Verdict};

use super::first::lower;
use super::french::{day, list, sentence};
use super::missing::questions;
use super::model::{Group, RightLine, Rights};
use super::roadmap;
use super::selection::{Entry, Names};

/// The section of these rights; `None` when there is none to write.
pub fn rights(
    catalogue: &Catalogue,
    entries: &[Entry],
    names: &Names,
    on: NaiveDate,
) -> Option<Rights> {
    let left: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !roadmap::belongs(entry, on))
        .collect();
    let groups: Vec<Group> = [to_check(catalogue, names, &left), open(&left)]
        .into_iter()
        .flatten()
        .collect();
    (!groups.is_empty()).then(|| Rights {
        title: "Vos autres droits".to_owned(),
        groups,
    })
}

fn line(entry: &Entry, notes: Vec<String>) -> RightLine {
    RightLine {
        name: format!("{}.", entry.right.name),
        sentence: sentence(&entry.right.sentence),
        notes,
    }
}

/// What is open, and until when.
fn open(entries: &[&Entry]) -> Option<Group> {
    let rights: Vec<RightLine> = entries
        .iter()
        .filter(|entry| entry.finding.outcome == Outcome::AlreadyOpen)
        .map(|entry| {
            let end = entry.finding.renew_before.map(|end| {
                let renewal = sentence(&entry.right.renewal);
                format!("À renouveler avant le {}. {renewal}", day(end))
            });
            line(entry, end.into_iter().collect())
        })
        .collect();
    (!rights.is_empty()).then(|| Group {
        title: "Déjà ouverts".to_owned(),
        rights,
    })
}

/// Who decides, when only an institution can judge the rest.
fn appraisal(entry: &Entry) -> Option<String> {
    let judged = entry
        .finding
        .conditions
        .iter()
        .find(|c| c.verdict == Verdict::Appraisal)?;
    judged.appraisal.as_deref().map(sentence)
}

/// What is undecided. Rights that wait for the same answers stand together, and what would settle them is said once.
fn to_check(catalogue: &Catalogue, names: &Names, entries: &[&Entry]) -> Option<Group> {
    let mut waiting: Vec<(Option<String>, Vec<&Entry>)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.worth_checking()) {
        let settles = settles(catalogue, names, entry);
        match waiting.iter_mut().find(|(known, _)| *known == settles) {
            Some((_, together)) => together.push(entry),
            None => waiting.push((settles, vec![entry])),
        }
    }
    let rights: Vec<RightLine> = waiting
        .into_iter()
        .flat_map(|(settles, together)| {
            let note = said_once(catalogue, settles, &together);
            let mut lines: Vec<RightLine> = together
                .into_iter()
                .map(|entry| line(entry, Vec::new()))
                .collect();
            if let Some(last) = lines.last_mut() {
                last.notes = vec![note];
            }
            lines
        })
        .collect();
    (!rights.is_empty()).then(|| Group {
        title: "À vérifier".to_owned(),
        rights,
    })
}

/// What would settle a right: the questions left, or who decides. `None` when neither has words on this paper.
fn settles(catalogue: &Catalogue, names: &Names, entry: &Entry) -> Option<String> {
    let wanted = questions(catalogue, names, &entry.finding.missing, 2);
    if wanted.is_empty() {
        appraisal(entry)
    } else {
        Some(format!("Il faut savoir : {}", wanted.join(" ")))
    }
}

/// What would settle these rights, and where to ask.
fn said_once(catalogue: &Catalogue, settles: Option<String>, together: &[&Entry]) -> String {
    let mut places: Vec<String> = Vec::new();
    for entry in together {
        let place = catalogue
            .organisation(&entry.right.organisation)
            .map(|o| match &o.phone {
                Some(phone) if *phone != o.short => format!("{} ({phone})", o.short),
                _ => o.short.clone(),
            });
        places.extend(place.filter(|place| !places.contains(place)));
    }
    let settles = settles.map(|settles| match together.len() {
        1 => sentence(&settles),
        several => sentence(&format!("pour ces {several} droits, {}", lower(&settles))),
    });
    let place =
        (!places.is_empty()).then(|| sentence(&format!("où se renseigner : {}", list(&places))));
    settles
        .into_iter()
        .chain(place)
        .collect::<Vec<_>>()
        .join(" ")
}

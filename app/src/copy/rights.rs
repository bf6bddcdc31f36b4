//! The rights, group by group: what each gives, its estimate with its date, what would settle it. Never a promise.

use rules::{Catalogue, Outcome, Receipt, Verdict};

use super::first::lower;
use super::french::{day, estimate, list, sentence};
use super::missing::questions;
use super::model::{Group, RightLine, Rights};
use super::selection::{Entry, Names};

/// The section of the rights; `None` when there is none to write.
pub fn rights(
    catalogue: &Catalogue,
    entries: &[Entry],
    names: &Names,
    date: chrono::NaiveDate,
) -> Option<Rights> {
    let group = |title: &str, keep: &dyn Fn(&Entry) -> bool| {
        let rights: Vec<RightLine> = entries
            .iter()
            .filter(|entry| keep(entry))
            .map(|entry| right(names, entry))
            .collect();
        (!rights.is_empty()).then(|| Group {
            title: title.to_owned(),
            rights,
        })
    };
    let groups: Vec<Group> = [
        group("Vous y avez probablement droit", &|e| {
            e.finding.outcome == Outcome::Probable
        }),
        group("Vous pouvez demander, l’organisme décidera", &|e| {
            e.finding.outcome == Outcome::MayAsk
        }),
        to_check(catalogue, names, entries),
        group("Déjà ouverts", &|e| {
            e.finding.outcome == Outcome::AlreadyOpen
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!groups.is_empty()).then(|| Rights {
        title: "Vos droits".to_owned(),
        intro: format!("Les montants sont des estimations, faites avec vos réponses et les règles du {}. Ce ne sont pas des promesses : l’organisme décide.", day(date)),
        groups,
    })
}

fn right(names: &Names, entry: &Entry) -> RightLine {
    let notes = match entry.finding.outcome {
        Outcome::AlreadyOpen => open(entry),
        _ => to_ask(names, entry),
    };
    line(entry, notes)
}

fn line(entry: &Entry, notes: Vec<String>) -> RightLine {
    let asked = entry.worth_asking();
    let amount = entry
        .finding
        .amount
        .as_ref()
        .filter(|_| asked)
        .and_then(estimate);
    RightLine {
        name: format!("{}.", entry.right.name),
        sentence: sentence(&entry.right.sentence),
        estimate: amount
            .map(|amount| sentence(&format!("estimation : {amount}")))
            .unwrap_or_default(),
        notes,
    }
}

/// What it can not be had with. That the organisation decides is said once, by the title of the group.
fn to_ask(names: &Names, entry: &Entry) -> Vec<String> {
    let beside =
        |id: &String| entry.finding.after.contains(id) || entry.finding.choice_with.contains(id);
    let exclusions = entry
        .right
        .exclusions
        .iter()
        .filter(|e| beside(&e.right) && names.has(&e.right));
    exclusions.map(|e| sentence(&e.text)).collect()
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
fn to_check(catalogue: &Catalogue, names: &Names, entries: &[Entry]) -> Option<Group> {
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

fn open(entry: &Entry) -> Vec<String> {
    match (entry.finding.renew_before, entry.finding.receipt) {
        (_, Some(Receipt::Suspended)) => {
            vec!["Son versement est arrêté pour le moment.".to_owned()]
        }
        (Some(end), _) => vec![format!(
            "À renouveler avant le {}. {}",
            day(end),
            sentence(&entry.right.renewal)
        )],
        (None, _) => Vec::new(),
    }
}

//! The rights, group by group: what each gives, its estimate with its date, what would settle it. Never a promise.

use rules::{Catalogue, Outcome, Receipt, Verdict};

use super::french::{day, estimate, sentence};
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
            .map(|entry| right(catalogue, names, entry))
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
        group("À vérifier", &|e| e.worth_checking()),
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

fn right(catalogue: &Catalogue, names: &Names, entry: &Entry) -> RightLine {
    let asked = entry.worth_asking();
    let amount = entry
        .finding
        .amount
        .as_ref()
        .filter(|_| asked)
        .and_then(estimate);
    let notes = match entry.finding.outcome {
        Outcome::AlreadyOpen => open(entry),
        Outcome::ToCheck => to_check(catalogue, names, entry),
        _ => to_ask(names, entry),
    };
    RightLine {
        name: format!("{}.", entry.right.name),
        sentence: sentence(&entry.right.sentence),
        estimate: amount
            .map(|amount| sentence(&format!("estimation : {amount}")))
            .unwrap_or_default(),
        notes,
    }
}

fn to_ask(names: &Names, entry: &Entry) -> Vec<String> {
    let beside =
        |id: &String| entry.finding.after.contains(id) || entry.finding.choice_with.contains(id);
    let exclusions = entry
        .right
        .exclusions
        .iter()
        .filter(|e| beside(&e.right) && names.has(&e.right));
    appraisal(entry)
        .into_iter()
        .chain(exclusions.map(|e| sentence(&e.text)))
        .collect()
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

fn to_check(catalogue: &Catalogue, names: &Names, entry: &Entry) -> Vec<String> {
    let place = catalogue
        .organisation(&entry.right.organisation)
        .map(|o| match &o.phone {
            Some(phone) if *phone != o.short => {
                format!("Où se renseigner : {} ({phone}).", o.short)
            }
            _ => format!("Où se renseigner : {}.", o.short),
        });
    let wanted = questions(catalogue, names, &entry.finding.missing, 2);
    let settles = if wanted.is_empty() {
        appraisal(entry)
    } else {
        Some(format!("Pour savoir : {}", wanted.join(" ")))
    };
    let note: Vec<String> = settles.into_iter().chain(place).collect();
    vec![note.join(" ")]
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

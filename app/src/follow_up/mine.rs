//! The person's own page: what each right became, what they have to do and by when. A paper as the copy is, so it withholds what
//! the copy withholds: a right that the copy may not name is not here.

use chrono::NaiveDate;
use rules::{Catalogue, Right};

use super::deadline::{Due, Why, appeal_of, dues};
use super::state::Phase;
use super::told::{self, told};
use super::{Doer, FollowUp, Standing, State, form};
use crate::copy::{Paper, may_name, on_paper, typeset};
use crate::desk::Bilan;
use crate::words::follow_up as words;
use crate::words::numbers::date;

/// What the person takes away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MyPage {
    /// What they have to do, soonest first.
    pub to_do: Vec<Task>,
    /// What goes on without them.
    pub under_way: Vec<Became>,
    /// What is open.
    pub open: Vec<Became>,
    /// What was refused, given up or asked for twice.
    pub over: Vec<Became>,
    /// On a neutral paper, the days to come back: nothing else is written.
    pub days: Vec<NaiveDate>,
}

/// Something to do for a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// By when, when that is known.
    pub by: Option<NaiveDate>,
    /// The right.
    pub right: String,
    /// What to do, a sentence a line.
    pub what: Vec<String>,
}

/// What became of a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// The right.
    pub right: String,
    /// In one sentence.
    pub told: String,
}

/// The page of a bilan. What is no longer in the catalogue has no name to write.
pub fn mine(catalogue: &Catalogue, bilan: &Bilan, follow_ups: &[FollowUp]) -> MyPage {
    let named = may_name(catalogue, bilan);
    let known = follow_ups.iter().filter_map(|follow_up| {
        let right = catalogue.right(&follow_up.standing.right)?;
        named(right).then_some((right, &follow_up.standing))
    });
    let mut page = MyPage::default();
    for (right, standing) in known {
        if Paper::of(bilan) == Paper::Neutral {
            page.days
                .extend(dues(standing, Some(right)).iter().map(|due| due.on));
            continue;
        }
        if let Some(task) = task(catalogue, bilan, right, standing) {
            page.to_do.push(task);
        }
        let became = Became {
            right: typeset(&right.name),
            told: typeset(&said(standing, Paper::of(bilan))),
        };
        match (standing.state.phase(), standing.state) {
            (Phase::UnderWay, _) => page.under_way.push(became),
            (Phase::ToDo, _) if standing.doer != Doer::Person => page.under_way.push(became),
            (Phase::ToDo, _) => {}
            (Phase::Over, State::Granted) => page.open.push(became),
            (Phase::Over, _) => page.over.push(became),
        }
    }
    // Those without a day come last.
    page.to_do.sort_by_key(|task| (task.by.is_none(), task.by));
    page.days.sort();
    page.days.dedup();
    page
}

/// Where it stands, and who does the rest while it is under way. What a letter says of a refusal may be intimate, and nothing
/// judges it: it is only on the full paper.
fn said(standing: &Standing, paper: Paper) -> String {
    match standing.state.phase() {
        Phase::Over if !paper.shows_sensitive() => {
            let mut known = standing.clone();
            known.refusal.reason.clear();
            told(&known)
        }
        Phase::Over => told(standing),
        // Nothing is left to the person while the answer is waited for; what they have to do is said above.
        Phase::UnderWay if standing.doer == Doer::Person => told(standing),
        Phase::ToDo | Phase::UnderWay => {
            format!("{} {}", told(standing), words::doer_told(standing.doer))
        }
    }
}

fn task(catalogue: &Catalogue, bilan: &Bilan, right: &Right, standing: &Standing) -> Option<Task> {
    if standing.settled {
        return None;
    }
    let mut what = Vec::new();
    let theirs = standing.doer == Doer::Person;
    if theirs {
        what.extend(step(catalogue, right, standing));
        what.extend(documents(catalogue, bilan, right, standing));
    }
    let due = dues(standing, Some(right))
        .into_iter()
        .find(|due| due.why != Why::Reminder || theirs);
    what.extend(due.map(|due| by(due, right, standing)));
    (!what.is_empty()).then(|| Task {
        by: due.map(|due| due.on),
        right: typeset(&right.name),
        what: what.iter().map(|line| typeset(line)).collect(),
    })
}

/// What to do in a state, said to the person.
fn step(catalogue: &Catalogue, right: &Right, standing: &Standing) -> Vec<String> {
    match standing.state {
        State::ToAsk => {
            let place = catalogue.organisation(&right.organisation);
            let place = place.map(|place| {
                let phone = place.phone.iter().map(|phone| format!(", {phone}"));
                format!(
                    "À demander à\u{a0}: {}{}.",
                    place.name,
                    phone.collect::<String>()
                )
            });
            let ways = [&right.procedure.online, &right.procedure.paper];
            place
                .into_iter()
                .chain(ways.into_iter().flatten().cloned())
                .collect()
        }
        State::Gathering => vec!["Réunissez les pièces, puis envoyez la demande.".to_owned()],
        State::WaitsDocument => {
            vec!["Envoyez la pièce que l’organisme vous demande.".to_owned()]
        }
        State::WaitsResources => vec!["Déclarez vos ressources à l’organisme.".to_owned()],
        State::WaitsAppointment => vec!["Allez au rendez-vous.".to_owned()],
        _ => Vec::new(),
    }
}

/// The documents that are still to be found.
fn documents(
    catalogue: &Catalogue,
    bilan: &Bilan,
    right: &Right,
    standing: &Standing,
) -> Option<String> {
    let asked = matches!(
        standing.state,
        State::ToAsk | State::Gathering | State::WaitsDocument
    );
    let (known, _) = on_paper(catalogue, bilan);
    let missing: Vec<String> = form::documents(catalogue, &known, right)
        .into_iter()
        .filter(|document| !standing.documents.contains(document))
        .map(|document| document.trim_end_matches('.').to_owned())
        .collect();
    (asked && !missing.is_empty())
        .then(|| format!("Il manque\u{a0}: {}.", missing.join("\u{a0}; ")))
}

/// What is due, with what the catalogue says of it.
fn by(due: Due, right: &Right, standing: &Standing) -> String {
    match due.why {
        Why::Reminder => {
            let what = standing.reminder.iter().map(|reminder| &*reminder.what);
            let what: String = what.filter(|what| !what.is_empty()).collect();
            match what.trim_end_matches('.') {
                "" => format!("Le {}\u{a0}: nous rappeler.", date(due.on)),
                what => format!("Le {}\u{a0}: {what}.", date(due.on)),
            }
        }
        Why::Appeal => {
            let prior = appeal_of(standing, right)
                .and_then(|appeal| appeal.advice().or(appeal.prior.as_deref()))
                .filter(|prior| !prior.is_empty());
            match prior {
                Some(prior) => format!(
                    "Si vous n’êtes pas d’accord, contestez avant le {}\u{a0}: {}.",
                    date(due.on),
                    prior.trim_end_matches('.')
                ),
                None => format!(
                    "Si vous n’êtes pas d’accord, contestez avant le {}.",
                    date(due.on)
                ),
            }
        }
        Why::Renewal => format!("{}. {}", told::due(due), right.renewal),
    }
}

#[cfg(test)]
mod tests;

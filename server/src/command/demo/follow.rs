//! What became of the rights of the demo's closed bilans: some are on their way, one is open, one was refused. Everything is made up.

use app::follow_up::{
    Cause, Grant, Move, NewContact, NewMandate, Reminder, Standing, State, deadline::next_due,
    to_follow,
};
use chrono::{Days, NaiveDate};
use rules::{Catalogue, Evaluation};
use uuid::Uuid;

use super::super::Failure;
use crate::{clock::Clock, session::Agent, store::Store};

/// Follows the first rights that were found, each a step further than the one before.
pub(super) async fn fill(
    store: &Store,
    catalogue: &Catalogue,
    agent: &Agent,
    (bilan, found): (Uuid, &Evaluation),
    clock: &Clock,
) -> Result<(), Failure> {
    let (today, now) = (clock.today(), clock.now());
    let found = found.findings.iter().filter(|finding| to_follow(finding));
    for (finding, state) in found.zip([
        State::ToAsk,
        State::Gathering,
        State::InReview,
        State::Granted,
        State::Refused,
    ]) {
        let right = catalogue.right(&finding.right);
        let first = Standing::first(&finding.right, finding.receipt, days_before(today, 30));
        let due = |standing: &Standing| next_due(standing, right).map(|due| due.on);
        let begun = [(first.clone(), due(&first))];
        store.start_following(agent, bilan, &begun, now).await?;
        let to = Move {
            standing: told(first, state, today),
            note: String::new(),
            seen: 1,
        };
        let due_on = due(&to.standing);
        store.move_on(agent, bilan, &to, due_on, now).await?;
    }
    let mandate = NewMandate {
        organisations: vec!["caf".to_owned()],
        scope: "Demande d’aide au logement, et suivi de cette demande".to_owned(),
        signed_on: today,
        ends_on: today.checked_add_days(Days::new(20)).unwrap_or(today),
    };
    store.add_mandate(agent, bilan, &mandate, now).await?;
    let contact = NewContact {
        organisation: "caf".to_owned(),
        name: "Personne d’exemple".to_owned(),
        phone: "numéro d’exemple".to_owned(),
        note: "Dossiers bloqués depuis plus d’un mois".to_owned(),
    };
    store.add_contact(agent, &contact, now).await?;
    Ok(())
}

fn told(mut standing: Standing, state: State, today: NaiveDate) -> Standing {
    standing.state = state;
    standing.on = days_before(today, 9);
    match state {
        State::Gathering => {
            standing.reminder = today.checked_add_days(Days::new(6)).map(|on| Reminder {
                on,
                what: "Appeler pour le document qui manque".to_owned(),
            });
        }
        State::Granted => {
            standing.cause = Some(Cause::NotKnown);
            standing.grant = Grant {
                from: Some(standing.on),
                ..Grant::default()
            };
        }
        State::Refused => {
            standing.refusal.reason = "Dossier jugé incomplet (exemple)".to_owned();
            standing.cause = Some(Cause::TooManyDocuments);
            standing.institution = Some("caf".to_owned());
        }
        _ => {}
    }
    standing
}

fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

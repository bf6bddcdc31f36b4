//! What the office did in the last months, so that the demo's figures count something: closed bilans without answers and what their
//! rights became; and the people to whom a bilan is still to be offered. Everything is made up.

use app::{
    desk::Opening,
    follow_up::{Cause, Move, Standing, State},
    offers::NewOffer,
};
use chrono::{Days, NaiveDate};

use super::super::Failure;
use crate::{clock::Clock, session::Agent, store::Store};

/// Closed bilans, one every week.
const BILANS: u64 = 24;
/// What is followed in each, in turn: the right, what it became, after how many days, why it was not received.
const FOLLOWED: [(&str, State, u64, Option<Cause>); 7] = [
    ("rsa-socle", State::Granted, 24, Some(Cause::NotAsked)),
    ("c2s-gratuite", State::Granted, 35, Some(Cause::NotKnown)),
    (
        "aides-logement-apl",
        State::Granted,
        52,
        Some(Cause::NotKnown),
    ),
    ("prime-activite", State::InReview, 12, Some(Cause::NotKnown)),
    ("asf", State::Refused, 41, Some(Cause::TooManyDocuments)),
    (
        "cheque-energie",
        State::GivenUp,
        30,
        Some(Cause::NotReceived),
    ),
    ("aah", State::WaitsDocument, 18, None),
];
/// Who still waits for a bilan to be offered.
const WAITING: [(&str, &str, &str); 3] = [
    ("Inès", "Exemple", "1994-04-12"),
    ("Paul", "Exemple", "1971-09-03"),
    ("Samira", "Fictive", "1988-12-30"),
];

/// Fills the past of this agent's office.
pub(super) async fn fill(store: &Store, agent: &Agent, clock: &Clock) -> Result<(), Failure> {
    let (today, now) = (clock.today(), clock.now());
    let mut turn = FOLLOWED.iter().cycle();
    for weeks in 1..=BILANS {
        let opened_on = before(today, 7 * weeks);
        let bilan = store
            .open_bilan(agent, &Opening::default(), opened_on, now)
            .await?;
        store.close_bilan(agent, bilan, now).await?;
        for (right, state, days, cause) in turn.by_ref().take(3) {
            let first = Standing::first(right, None, opened_on);
            store
                .start_following(agent, bilan, &[(first.clone(), None)], now)
                .await?;
            let mut standing = first;
            standing.state = *state;
            standing.on = opened_on
                .checked_add_days(Days::new(*days))
                .unwrap_or(today)
                .min(today);
            standing.cause = *cause;
            standing.institution = (*state == State::Refused).then(|| "caf".to_owned());
            standing.settled = *state == State::Refused;
            let to = Move {
                standing,
                note: String::new(),
                seen: 1,
            };
            store.move_on(agent, bilan, &to, None, now).await?;
        }
        // The past counts in the figures; the bench is for those of today.
        store.follow(agent, bilan, false, now).await?;
    }
    let people = WAITING.map(|(first_name, last_name, born)| NewOffer {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        born: born.parse().unwrap_or(today),
        contact: "numéro d’exemple".to_owned(),
    });
    store.list_people(agent, &people, today, now).await?;
    Ok(())
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_followed_is_in_the_catalogue() {
        let catalogue = rules::Catalogue::embedded().unwrap();
        for (right, ..) in FOLLOWED {
            assert!(catalogue.right(right).is_some(), "{right}");
        }
    }
}

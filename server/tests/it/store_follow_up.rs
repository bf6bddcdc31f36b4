//! What rights became, in the store, on whichever database the suite runs.

use app::{
    desk::Opening,
    follow_up::{
        Cause, Grant, Move, Moved, NewContact, NewMandate, Reminder, Standing, State, bench::Asked,
    },
    sharing::{Agreed, NewShare, Scope},
};
use chrono::NaiveDate;
use rules::Period;
use server::session::Agent;
use uuid::Uuid;

use crate::support::TestStore;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn standing(right: &str, state: State) -> Standing {
    let mut standing = Standing::first(right, None, day("2026-11-23"));
    standing.state = state;
    standing
}

fn to(right: &str, state: State, seen: u32) -> Move {
    Move {
        standing: standing(right, state),
        note: String::new(),
        seen,
    }
}

/// An office with two agents, another with one, and a bilan of the first.
async fn office() -> (TestStore, [Agent; 3], Uuid) {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let paul = test.agent("paul", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let bilan = bilan(&test, &nadia, None).await;
    (test, [nadia, paul, marc], bilan)
}

async fn bilan(test: &TestStore, agent: &Agent, training: Option<String>) -> Uuid {
    let opening = Opening {
        training,
        ..Opening::default()
    };
    let (today, now) = (test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(agent, &opening, today, now).await;
    opened.unwrap()
}

#[tokio::test]
async fn a_right_is_followed_from_its_beginning_to_its_opening() {
    let (test, [nadia, paul, _], bilan) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let first = [(standing("css", State::ToAsk), None)];
    for _ in 0..2 {
        let done = store.start_following(&nadia, bilan, &first, now).await;
        assert!(done.unwrap());
    }
    let mut granted = to("css", State::Granted, 1);
    granted.note = "Lettre vue".to_owned();
    granted.standing.cause = Some(Cause::NotKnown);
    granted.standing.documents = vec!["RIB".to_owned()];
    granted.standing.institution = Some("cpam".to_owned());
    granted.standing.grant = Grant {
        from: Some(day("2026-12-01")),
        until: Some(day("2027-11-30")),
        amount: Some((52_050, Period::Month)),
    };
    granted.standing.reminder = Some(Reminder {
        on: day("2027-09-01"),
        what: "Renouveler".to_owned(),
    });
    let due = Some(day("2027-09-01"));
    let done = store.move_on(&paul, bilan, &granted, due, now).await;
    assert_eq!(done.unwrap(), Some(Moved::Done));

    let stands = store.follow_ups(&nadia, bilan).await.unwrap();
    assert_eq!(stands.len(), 1, "begun once");
    assert_eq!(
        (stands[0].version, stands[0].author.as_str()),
        (2, "paul Martin")
    );
    assert_eq!(stands[0].standing, granted.standing);
    let steps = store.follow_up_steps(&nadia, bilan, "css").await.unwrap();
    let states: Vec<_> = steps.iter().map(|step| step.standing.state).collect();
    assert_eq!(states, [State::ToAsk, State::Granted]);
    assert_eq!(steps[1].note, "Lettre vue");
    let journal = store.journal_of_bilan(&nadia, bilan).await.unwrap();
    let events: Vec<_> = journal.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(
        events,
        [
            "bilan opened",
            "follow-up begun",
            "bilan followed",
            "follow-up moved"
        ]
    );
    // It is whoever began it that follows the bilan, not whoever wrote after them.
    let mine = Asked {
        all: false,
        page: 1,
    };
    assert_eq!(store.bench(&nadia, mine).await.unwrap().0.len(), 1);
    assert!(store.bench(&paul, mine).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn a_write_over_another_is_refused_and_tells_what_stands() {
    let (test, [nadia, paul, _], bilan) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let moved = |agent, to: Move| async move {
        let moved = store.move_on(agent, bilan, &to, None, now).await;
        moved.unwrap().unwrap()
    };
    assert_eq!(moved(&nadia, to("css", State::Sent, 0)).await, Moved::Done);
    let Moved::Stale(theirs) = moved(&paul, to("css", State::Refused, 0)).await else {
        panic!("nothing may be overwritten");
    };
    assert_eq!((theirs.version, theirs.standing.state), (1, State::Sent));
    assert_eq!(theirs.author, "nadia Martin");

    // The same form sent twice, and two agents who say the same, write once.
    let mut twice = to("css", State::InReview, 1);
    twice.note = "Vu au guichet".to_owned();
    assert_eq!(moved(&nadia, twice.clone()).await, Moved::Done);
    assert_eq!(moved(&nadia, twice.clone()).await, Moved::Done);
    twice.note.clear();
    assert_eq!(moved(&paul, twice).await, Moved::Done);
    let steps = store.follow_up_steps(&nadia, bilan, "css").await.unwrap();
    assert_eq!(steps.len(), 2);
    // A new note about the same state is a new step.
    let mut again = to("css", State::InReview, 2);
    again.note = "Relance".to_owned();
    assert_eq!(moved(&nadia, again).await, Moved::Done);
    let stands = store.follow_ups(&nadia, bilan).await.unwrap();
    assert_eq!(stands[0].version, 3);
}

#[tokio::test]
async fn of_two_writes_at_once_one_holds() {
    let (test, [nadia, paul, _], bilan) = office().await;
    let another = test.another().await;
    let now = test.clock.now();
    let (sent, refused) = (to("css", State::Sent, 0), to("css", State::Refused, 0));
    let (one, other) = tokio::join!(
        test.store.move_on(&nadia, bilan, &sent, None, now),
        another.move_on(&paul, bilan, &refused, None, now)
    );
    let done = [one, other].map(|moved| moved.unwrap().unwrap() == Moved::Done);
    assert_ne!(done[0], done[1]);
}

#[tokio::test]
async fn another_structure_and_training_follow_nothing() {
    let (test, [nadia, _, marc], ours) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let played = bilan(
        &test,
        &nadia,
        Some("01-homme-seul-fin-de-droits".to_owned()),
    )
    .await;
    let first = [(standing("css", State::ToAsk), Some(day("2026-12-01")))];
    store
        .start_following(&nadia, ours, &first, now)
        .await
        .unwrap();
    let mandate = mandate("2027-01-01");
    store
        .add_mandate(&nadia, ours, &mandate, now)
        .await
        .unwrap();
    for (agent, bilan) in [(&marc, ours), (&nadia, played)] {
        let done = store.start_following(agent, bilan, &first, now).await;
        assert!(!done.unwrap());
        let moved = to("css", State::Sent, 1);
        let moved = store.move_on(agent, bilan, &moved, None, now).await;
        assert_eq!(moved.unwrap(), None);
        assert!(store.follow_ups(agent, bilan).await.unwrap().is_empty());
        let steps = store.follow_up_steps(agent, bilan, "css").await;
        assert!(steps.unwrap().is_empty());
        assert!(
            !store
                .add_mandate(agent, bilan, &mandate, now)
                .await
                .unwrap()
        );
        assert!(store.mandates(agent, bilan).await.unwrap().is_empty());
    }
    let all = Asked { all: true, page: 1 };
    assert!(store.bench(&marc, all).await.unwrap().0.is_empty());
    assert!(store.all_steps(&marc).await.unwrap().is_empty());
    let days = (day("2026-11-23"), day("2028-01-01"));
    assert!(store.ending_mandates(&marc, days).await.unwrap().is_empty());
    let id = store.mandates(&nadia, ours).await.unwrap()[0].id;
    assert!(!store.revoke_mandate(&marc, ours, id, now).await.unwrap());
    assert!(!store.revoke_mandate(&nadia, played, id, now).await.unwrap());
    assert!(store.erase_training(&nadia, played, now).await.unwrap());
}

#[tokio::test]
async fn what_is_followed_in_a_shared_bilan_counts_until_it_is_taken_back() {
    let (test, [nadia, _, marc], bilan) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let new = NewShare {
        to: Some(marc.structure()),
        scope: Scope {
            themes: ["sante".to_owned()].into(),
            ..Scope::default()
        },
        agreed: Agreed::Aloud,
    };
    assert!(store.share(&nadia, bilan, &new, now).await.unwrap());
    let theirs = [(standing("mt-dents", State::ToAsk), None)];
    let begun = store.start_following(&nadia, bilan, &theirs, now).await;
    assert!(begun.unwrap());
    assert!(
        store.all_steps(&marc).await.unwrap().is_empty(),
        "nothing is followed there"
    );
    let ours = [(standing("css", State::ToAsk), None)];
    let begun = store.start_following(&marc, bilan, &ours, now).await;
    assert!(begun.unwrap());
    let steps = store.all_steps(&marc).await.unwrap();
    assert_eq!((steps.len(), steps[0].1.right.as_str()), (1, "css"));
    assert_eq!(store.all_steps(&nadia).await.unwrap().len(), 2);
    let share = store.shares(&nadia, bilan, now).await.unwrap()[0].id;
    let back = store.revoke_share(&nadia, bilan, share, now).await;
    assert!(back.unwrap() && store.all_steps(&marc).await.unwrap().is_empty());
}

fn mandate(ends_on: &str) -> NewMandate {
    NewMandate {
        organisations: vec!["caf".to_owned()],
        scope: "Demande d’aide au logement".to_owned(),
        signed_on: day("2026-11-23"),
        ends_on: day(ends_on),
    }
}

#[tokio::test]
async fn a_mandate_ends_or_is_revoked() {
    let (test, [nadia, paul, _], bilan) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    for ends_on in ["2027-03-01", "2026-12-01"] {
        let mandate = mandate(ends_on);
        assert!(
            store
                .add_mandate(&nadia, bilan, &mandate, now)
                .await
                .unwrap()
        );
    }
    let all = store.mandates(&paul, bilan).await.unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(
        (&all[0].what, all[0].agent.as_str()),
        (&mandate("2026-12-01"), "nadia Martin")
    );
    let days = (day("2026-11-23"), day("2026-12-31"));
    let ending = store.ending_mandates(&paul, days).await.unwrap();
    assert_eq!((ending.len(), ending[0].bilan), (1, bilan));
    assert!(
        store
            .revoke_mandate(&paul, bilan, ending[0].mandate.id, now)
            .await
            .unwrap()
    );
    assert!(store.ending_mandates(&paul, days).await.unwrap().is_empty());
    let all = store.mandates(&paul, bilan).await.unwrap();
    assert!(!all[0].is_in_force(day("2026-11-23")) && all[1].is_in_force(day("2027-03-01")));
    let again = mandate("2026-12-01");
    let (one, other) = tokio::join!(
        store.add_mandate(&nadia, bilan, &again, now),
        store.add_mandate(&paul, bilan, &again, now)
    );
    assert!(one.unwrap() && other.unwrap());
    let all = store.mandates(&paul, bilan).await.unwrap();
    assert_eq!(
        all.len(),
        3,
        "kept again once it was revoked, and once though sent twice"
    );
}

#[tokio::test]
async fn resource_persons_are_those_of_the_office() {
    let (test, [nadia, paul, marc], _) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let somebody = NewContact {
        organisation: "caf".to_owned(),
        name: "Mme Exemple".to_owned(),
        phone: "poste 12".to_owned(),
        note: "Dossiers bloqués".to_owned(),
    };
    let (one, other) = tokio::join!(
        store.add_contact(&nadia, &somebody, now),
        store.add_contact(&paul, &somebody, now)
    );
    one.and(other).unwrap();
    store.add_contact(&nadia, &somebody, now).await.unwrap();
    let known = store.contacts(&paul).await.unwrap();
    assert_eq!(known.len(), 1, "sent at once and sent again, there once");
    assert_eq!(known[0].who, somebody);
    assert!(store.contacts(&marc).await.unwrap().is_empty());
    assert!(!store.close_contact(&marc, known[0].id, now).await.unwrap());
    assert!(store.close_contact(&paul, known[0].id, now).await.unwrap());
    assert!(store.contacts(&paul).await.unwrap().is_empty());
    let journal = store.journal_of_agent(&paul).await.unwrap();
    assert!(journal.iter().any(|line| line.event == "contact closed"));
}

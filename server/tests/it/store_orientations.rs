//! Orientations in the store: who reads them, what came of them, on whichever database the suite runs.

use app::{
    desk::{HistoryEvent, Opening},
    orientation::{Channel, Move, Moved, Reason, Service, Sheet, Side, Standing, State, Whither},
    sharing::Agreed,
    structures::{Allowed, Kind, NewStructure},
};
use chrono::{NaiveDate, TimeDelta};
use server::{session::Agent, store::Reading};
use uuid::Uuid;

use crate::support::{EVERY_ROLE, TestStore};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sheet(whither: Whither) -> Sheet {
    Sheet {
        to: Service {
            whither,
            name: "CCAS de Créteil".to_owned(),
            address: vec!["1 rue de l’Essai".to_owned()],
            phone: "01 99 00 00 01".to_owned(),
            hours: "Mo-Fr 09:00-12:00".to_owned(),
            verified_on: Some(day("2026-11-01")),
        },
        name: "Awa Exemple".to_owned(),
        reason: Some(Reason::Housing),
        words: "Cherche un logement plus grand".to_owned(),
        rights: vec!["apl".to_owned()],
        themes: vec!["logement".to_owned()],
        sensitive: false,
        documents: vec!["Une pièce d’identité".to_owned()],
        call_back: "Nadia, poste 12".to_owned(),
        agreed: Agreed::InWriting,
        by: "nadia Martin".to_owned(),
        from: "EDS de Villejuif".to_owned(),
    }
}

fn to(state: State, seen: u32) -> Move {
    Move {
        standing: Standing {
            state,
            ..Standing::first(day("2026-11-23"), None)
        },
        note: String::new(),
        seen,
    }
}

/// The office that sends, with two agents; the one that receives; a third; and a bilan of the first.
async fn office() -> (TestStore, [Agent; 4], Uuid) {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let paul = test.agent("paul", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let lea = test.agent("lea", "EDS de Vitry").await;
    let bilan = bilan(&test, &nadia, None).await;
    (test, [nadia, paul, marc, lea], bilan)
}

async fn bilan(test: &TestStore, agent: &Agent, training: Option<&str>) -> Uuid {
    let opening = Opening {
        training: training.map(str::to_owned),
        ..Opening::default()
    };
    let (today, now) = (test.clock.today(), test.clock.now());
    let opened = test.store.open_bilan(agent, &opening, today, now).await;
    opened.unwrap()
}

async fn send(test: &TestStore, agent: &Agent, bilan: Uuid, sheet: &Sheet) -> Option<Uuid> {
    let first = Standing::first(test.clock.today(), Some(day("2026-12-07")));
    let sent = test
        .store
        .orient(agent, bilan, sheet, &first, test.clock.now());
    sent.await.unwrap()
}

/// Where an orientation stands for this agent; `None` when they do not reach it.
async fn reads(test: &TestStore, agent: &Agent, id: Uuid) -> Option<State> {
    let read = test
        .store
        .orientation(agent, id, Reading::Shown, test.clock.now());
    read.await.unwrap().map(|one| one.standing.state)
}

async fn moved(test: &TestStore, agent: &Agent, id: Uuid, to: Move) -> Option<Moved> {
    let moved = test
        .store
        .move_orientation(agent, id, &to, test.clock.now());
    moved.await.unwrap()
}

#[tokio::test]
async fn the_structure_it_is_sent_to_reads_the_sheet_and_answers() {
    let (test, [nadia, paul, marc, lea], bilan) = office().await;
    let (store, now) = (&test.store, test.clock.now());
    let sheet = sheet(Whither::Structure(marc.structure()));
    let id = send(&test, &nadia, bilan, &sheet).await.unwrap();
    // The same form sent twice sends once.
    assert_eq!(send(&test, &nadia, bilan, &sheet).await, Some(id));
    assert_eq!(store.orientations(&paul, bilan).await.unwrap().len(), 1);

    let read = store.orientation(&marc, id, Reading::Shown, now).await;
    let read = read.unwrap().unwrap();
    assert_eq!((read.side, &read.sheet), (Side::Received, &sheet));
    assert_eq!(read.who, None, "neither the code nor the name of the bilan");
    assert_eq!(read.standing.reminder, None, "a reminder is whose it is");
    assert_eq!(reads(&test, &lea, id).await, None);
    assert!(store.orientations(&marc, bilan).await.unwrap().is_empty());
    // Nothing of the bilan is reached by that.
    let none = store.bilan(&marc, bilan, Reading::Shown, now).await;
    assert!(none.unwrap().is_none());

    let mut meets = to(State::Appointment, 1);
    meets.standing.appointment = Some(day("2026-12-03"));
    meets.standing.reminder = Some(day("2026-12-24"));
    meets.note = "Bureau 4".to_owned();
    assert_eq!(moved(&test, &marc, id, meets).await, Some(Moved::Done));
    assert_eq!(moved(&test, &lea, id, to(State::TakenOn, 2)).await, None);
    let sent = store.orientations_of(&paul, Side::Sent).await.unwrap();
    assert_eq!(sent[0].standing.appointment, Some(day("2026-12-03")));
    assert_eq!(
        sent[0].standing.reminder,
        Some(day("2026-12-07")),
        "not theirs to move"
    );
    assert!(sent[0].who.is_some() && sent[0].author == "marc Martin");

    // What whoever sends writes for themselves stays there.
    let mut ours = to(State::TakenOn, 2);
    ours.standing.channel = Some(Channel::Phone);
    ours.note = "Vu avec la référente".to_owned();
    assert_eq!(moved(&test, &nadia, id, ours).await, Some(Moved::Done));
    let notes = |steps: Vec<app::orientation::Step>| -> Vec<String> {
        steps.into_iter().map(|step| step.note).collect()
    };
    let all = store.orientation_steps(&paul, id).await.unwrap();
    assert_eq!(notes(all), ["", "Bureau 4", "Vu avec la référente"]);
    let theirs = store.orientation_steps(&marc, id).await.unwrap();
    assert_eq!(notes(theirs), ["Bureau 4"]);
    assert!(store.orientation_steps(&lea, id).await.unwrap().is_empty());
    let journal = store.journal_of_bilan(&nadia, bilan).await.unwrap();
    let events: Vec<_> = journal.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(
        events,
        [
            "bilan opened",
            "orientation made",
            "orientation read",
            "orientation moved",
            "orientation moved"
        ]
    );
    let told = store.history_of_bilan(&nadia, bilan).await.unwrap();
    assert!(told.iter().any(|line| line.event == HistoryEvent::Oriented));
}

#[tokio::test]
async fn a_write_over_another_is_refused_and_the_same_one_writes_once() {
    let (test, [nadia, _, marc, _], bilan) = office().await;
    let sheet = sheet(Whither::Structure(marc.structure()));
    let id = send(&test, &nadia, bilan, &sheet).await.unwrap();
    let done = Some(Moved::Done);
    assert_eq!(moved(&test, &marc, id, to(State::Received, 1)).await, done);
    assert_eq!(moved(&test, &marc, id, to(State::Received, 1)).await, done);
    let stale = moved(&test, &nadia, id, to(State::NoFollowUp, 1)).await;
    let Some(Moved::Stale(theirs)) = stale else {
        panic!("nothing may be overwritten");
    };
    assert_eq!(
        (theirs.version, theirs.standing.state),
        (2, State::Received)
    );
    let steps = test.store.orientation_steps(&nadia, id).await.unwrap();
    assert_eq!(steps.len(), 2);

    let another = test.another().await;
    let now = test.clock.now();
    let (one, other) = (to(State::TakenOn, 2), to(State::Redirected, 2));
    let (one, other) = tokio::join!(
        test.store.move_orientation(&nadia, id, &one, now),
        another.move_orientation(&marc, id, &other, now)
    );
    let done = [one, other].map(|moved| moved.unwrap() == Some(Moved::Done));
    assert_ne!(done[0], done[1], "of two writes at once one holds");
}

#[tokio::test]
async fn a_sheet_that_is_withdrawn_is_closed_on_the_other_side_at_once() {
    let (test, [nadia, paul, marc, lea], bilan) = office().await;
    let (store, today, now) = (&test.store, test.clock.today(), test.clock.now());
    let sheet = sheet(Whither::Structure(marc.structure()));
    let id = send(&test, &nadia, bilan, &sheet).await.unwrap();
    assert_eq!(reads(&test, &marc, id).await, Some(State::Sent));
    for stranger in [&marc, &lea] {
        let done = store.withdraw_orientation(stranger, id, today, now).await;
        assert!(!done.unwrap(), "only whoever sends");
    }
    for _ in 0..2 {
        let done = store.withdraw_orientation(&paul, id, today, now).await;
        assert!(done.unwrap());
    }
    assert_eq!(reads(&test, &marc, id).await, None);
    assert_eq!(moved(&test, &marc, id, to(State::Received, 1)).await, None);
    assert!(store.orientation_steps(&marc, id).await.unwrap().is_empty());
    let theirs = store.orientations_of(&marc, Side::Received).await.unwrap();
    assert!(theirs.is_empty());
    // Whoever had the page open is told, and nothing is added.
    let stale = moved(&test, &nadia, id, to(State::TakenOn, 1)).await;
    assert!(matches!(stale, Some(Moved::Stale(theirs)) if theirs.is_withdrawn()));
    let steps = store.orientation_steps(&nadia, id).await.unwrap();
    assert_eq!(steps.len(), 2, "withdrawn once");
    // The same sheet may leave again, if the person wants it after all.
    assert_ne!(send(&test, &nadia, bilan, &sheet).await, Some(id));
}

#[tokio::test]
async fn only_the_structure_of_a_real_bilan_sends_and_only_elsewhere() {
    let (test, [nadia, _, marc, _], bilan_of_ours) = office().await;
    let elsewhere = sheet(Whither::Structure(marc.structure()));
    assert_eq!(send(&test, &marc, bilan_of_ours, &elsewhere).await, None);
    let own = sheet(Whither::Structure(nadia.structure()));
    assert_eq!(send(&test, &nadia, bilan_of_ours, &own).await, None);
    let unknown = sheet(Whither::Structure(Uuid::from_u128(9)));
    assert_eq!(send(&test, &nadia, bilan_of_ours, &unknown).await, None);
    let played = bilan(&test, &nadia, Some("01-homme-seul-fin-de-droits")).await;
    assert_eq!(send(&test, &nadia, played, &elsewhere).await, None);
    assert!(
        test.store
            .erase_training(&nadia, played, test.clock.now())
            .await
            .unwrap()
    );
    for whither in [
        Whither::Directory("essai--ccas".to_owned()),
        Whither::Written,
    ] {
        let sent = sheet(whither);
        let id = send(&test, &nadia, bilan_of_ours, &sent).await.unwrap();
        let read = test
            .store
            .orientations(&nadia, bilan_of_ours)
            .await
            .unwrap();
        assert_eq!(
            (read[0].id, &read[0].sheet, &read[0].reader),
            (id, &sent, &None)
        );
    }
}

#[tokio::test]
async fn an_agreement_that_ends_closes_what_was_received() {
    let (test, [nadia, ..], bilan) = office().await;
    let (store, now, today) = (&test.store, test.clock.now(), test.clock.today());
    let (chef, _) = test.person("chef", "Département", EVERY_ROLE).await;
    let new = NewStructure {
        kind: Kind::Association,
        ..NewStructure::named("Association de l’Essai")
    };
    let structure = store.add_structure(&new, now).await.unwrap();
    let days = (today, today + TimeDelta::days(10));
    let added = store.add_agreement(&chef, structure, days, Allowed::ALL, now);
    assert!(added.await.unwrap());
    let ines = test.agent("ines", "Association de l’Essai").await;
    let sheet = sheet(Whither::Structure(structure));
    let id = send(&test, &nadia, bilan, &sheet).await.unwrap();
    assert_eq!(reads(&test, &ines, id).await, Some(State::Sent));

    test.clock.advance(TimeDelta::days(11));
    let (ines, _) = test.sign_in("ines").await;
    assert_eq!(reads(&test, &ines, id).await, None);
    assert_eq!(moved(&test, &ines, id, to(State::Received, 1)).await, None);
    assert!(
        store
            .orientations_of(&ines, Side::Received)
            .await
            .unwrap()
            .is_empty()
    );
    let (nadia, _) = test.sign_in("nadia").await;
    assert_eq!(
        reads(&test, &nadia, id).await,
        Some(State::Sent),
        "still known here"
    );
}

#[tokio::test]
async fn whoever_takes_over_a_structure_that_closes_receives_what_was_sent_to_it() {
    let (test, [nadia, _, marc, lea], bilan) = office().await;
    let (chef, _) = test.person("chef", "Département", EVERY_ROLE).await;
    let sheet = sheet(Whither::Structure(marc.structure()));
    let id = send(&test, &nadia, bilan, &sheet).await.unwrap();
    assert_eq!(
        moved(&test, &marc, id, to(State::Received, 1)).await,
        Some(Moved::Done)
    );
    let now = test.clock.now();
    let closed = test
        .store
        .close_structure(&chef, marc.structure(), lea.structure(), now);
    assert!(closed.await.unwrap());
    assert_eq!(reads(&test, &lea, id).await, Some(State::Received));
    assert_eq!(
        test.store.orientation_steps(&lea, id).await.unwrap().len(),
        1
    );
    let sent = test.store.orientations(&nadia, bilan).await.unwrap();
    assert_eq!(
        sent[0].reader,
        Some((lea.structure(), "EDS de Vitry".to_owned()))
    );
    assert_eq!(
        send(&test, &nadia, bilan, &sheet).await,
        Some(id),
        "sent already"
    );
    let mut again = sheet.clone();
    again.words = "Autre chose".to_owned();
    assert_eq!(
        send(&test, &nadia, bilan, &again).await,
        None,
        "it is closed"
    );
}

#[tokio::test]
async fn lists_show_what_waits_first() {
    let (test, [nadia, _, marc, _], bilan) = office().await;
    let mut ids = Vec::new();
    for words in ["un", "deux", "trois"] {
        let mut sheet = sheet(Whither::Structure(marc.structure()));
        sheet.words = words.to_owned();
        ids.push(send(&test, &nadia, bilan, &sheet).await.unwrap());
        test.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!(
        moved(&test, &marc, ids[2], to(State::TakenOn, 1)).await,
        Some(Moved::Done)
    );
    let mut later = to(State::Sent, 1);
    later.standing.reminder = Some(day("2026-12-01"));
    assert_eq!(moved(&test, &nadia, ids[1], later).await, Some(Moved::Done));
    let order = |all: Vec<app::orientation::Orientation>| -> Vec<Uuid> {
        all.into_iter().map(|one| one.id).collect()
    };
    let sent = test
        .store
        .orientations_of(&nadia, Side::Sent)
        .await
        .unwrap();
    assert_eq!(order(sent), [ids[1], ids[0], ids[2]]);
    let received = test
        .store
        .orientations_of(&marc, Side::Received)
        .await
        .unwrap();
    assert_eq!(order(received)[2], ids[2]);
    assert!(
        test.store
            .orientations_of(&nadia, Side::Received)
            .await
            .unwrap()
            .is_empty()
    );
}

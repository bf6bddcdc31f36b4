//! The office's day in the store, on whichever database the suite runs.

use app::{
    agenda::{NewHours, State},
    structures::roles::{Role, Roles, may},
};
use chrono::{NaiveTime, TimeDelta, Weekday};
use server::{
    session::Agent,
    store::{Joiner, NewAppointment},
};
use uuid::Uuid;

use crate::support::{EVERY_ROLE, TestStore, at};

/// An office with one room, an agent of it and one of another.
async fn office() -> (TestStore, Agent, Agent, Uuid) {
    let test = TestStore::new().await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let room = test.store.add_room(&nadia, " Bureau 2 ").await.unwrap();
    (test, nadia, marc, room)
}

/// A slot of this agent that begins so many minutes after ten in Paris.
fn slot(room: Uuid, agent: &Agent, minutes: i64, slots: i64) -> NewAppointment {
    let starts = at("2026-11-23T09:00:00Z") + TimeDelta::minutes(minutes);
    NewAppointment {
        room,
        agent: agent.id(),
        starts,
        ends: starts + TimeDelta::minutes(45 * slots),
        who: "Awa D.".to_owned(),
        interpreter: slots == 2,
    }
}

#[tokio::test]
async fn rooms_and_hours_are_those_of_the_office() {
    let (test, nadia, marc, room) = office().await;
    let today = test.clock.today();
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = NewHours {
        room,
        weekday: Weekday::Thu,
        from: time(9),
        to: time(12),
    };
    assert!(test.store.add_hours(&nadia, &hours, today).await.unwrap());
    assert!(!test.store.add_hours(&marc, &hours, today).await.unwrap());
    test.store.set_closed(&nadia, today, true).await.unwrap();
    test.store.set_closed(&nadia, today, true).await.unwrap();

    let settings = test.store.agenda_settings(&nadia, today).await.unwrap();
    assert_eq!(settings.rooms[0].name, "Bureau 2");
    let kept = &settings.hours[0];
    assert_eq!(
        (kept.weekday, kept.from, kept.to),
        (Weekday::Thu, time(9), time(12))
    );
    assert_eq!(
        (kept.since, settings.closed.as_slice()),
        (today, &[today][..])
    );
    let other = test.store.agenda_settings(&marc, today).await.unwrap();
    assert_eq!(other, app::agenda::Settings::default());

    assert!(!test.store.end_hours(&marc, kept.id).await.unwrap());
    assert!(test.store.end_hours(&nadia, kept.id).await.unwrap());
    test.store.set_closed(&nadia, today, false).await.unwrap();
    let settings = test.store.agenda_settings(&nadia, today).await.unwrap();
    assert!(settings.hours.is_empty() && settings.closed.is_empty());
}

#[tokio::test]
async fn nobody_is_booked_twice() {
    let (test, nadia, marc, room) = office().await;
    let paul = test.agent("paul", "EDS de Villejuif").await;
    let other = test.store.add_room(&nadia, "Bureau 3").await.unwrap();
    let now = test.clock.now();
    let book = |new: NewAppointment| {
        let (test, nadia) = (&test, &nadia);
        async move { test.store.book(nadia, &new, now).await.unwrap() }
    };
    assert!(book(slot(room, &nadia, 0, 2)).await.is_some());
    assert_eq!(
        book(slot(room, &paul, 45, 1)).await,
        None,
        "the room is taken"
    );
    assert_eq!(
        book(slot(other, &nadia, 60, 1)).await,
        None,
        "the agent is busy"
    );
    assert_eq!(
        book(slot(other, &marc, 0, 1)).await,
        None,
        "not an agent of the office"
    );
    assert!(book(slot(other, &paul, 45, 1)).await.is_some());
    assert!(
        book(slot(room, &nadia, 90, 1)).await.is_some(),
        "one ends as the next begins"
    );
    assert_eq!(
        test.store
            .book(&marc, &slot(room, &marc, 300, 1), now)
            .await
            .unwrap(),
        None,
        "not a room of theirs"
    );
}

#[tokio::test]
async fn slots_are_of_whoever_holds_interviews_here_and_go_on_without_who_left() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    test.person("lea", "EDS de Villejuif", &[Role::Manager])
        .await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (store, now, here) = (&test.store, test.clock.now(), chef.structure());
    let invited = store.invite(&chef, here, ("Marc", Roles::of(may::INTERVIEW)), now);
    assert!(invited.await.unwrap());
    let code = store.invitations(&chef, here, now).await.unwrap()[0]
        .code
        .clone();
    let joined = store.join(&code, &Joiner::Known(marc.id()), now).await;
    assert!(joined.unwrap().is_some());
    let names = async || {
        let known = store.colleagues(&chef).await.unwrap();
        let names = known.into_iter().map(|one| one.name);
        names.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(names().await, "chef Martin, marc Martin, nadia Martin");

    // Whoever works in two offices is in one place at a time.
    let room = store.add_room(&chef, "Bureau 2").await.unwrap();
    let there = store.add_room(&marc, "Accueil").await.unwrap();
    let held = store.book(&marc, &slot(there, &marc, 0, 1), now).await;
    assert!(held.unwrap().is_some());
    let held = store.book(&chef, &slot(room, &marc, 0, 1), now).await;
    assert_eq!(held.unwrap(), None, "busy elsewhere");
    let held = store.book(&chef, &slot(room, &marc, 45, 1), now).await;
    assert!(held.unwrap().is_some());

    // A slot of somebody who leaves goes to whoever finds another time for it.
    let held = store.book(&chef, &slot(room, &nadia, 90, 1), now).await;
    let id = held.unwrap().unwrap();
    let left = store.set_roles(&chef, nadia.id(), Roles::default(), now);
    assert!(left.await.unwrap().is_some());
    assert_eq!(names().await, "chef Martin, marc Martin");
    let waiting = store.to_rebook(&chef).await.unwrap();
    let new = slot(room, &chef, 135, 1);
    let moved = store.move_appointment(&chef, &waiting[0], room, (new.starts, new.ends), now);
    assert!(moved.await.unwrap());
    let held = store.appointment(&chef, id).await.unwrap().unwrap();
    assert_eq!(held.agent.id, chef.id());
}

#[tokio::test]
async fn of_two_bookings_at_once_one_holds() {
    let (test, nadia, _, room) = office().await;
    let another = test.another().await;
    let now = test.clock.now();
    let new = slot(room, &nadia, 0, 1);
    let (one, other) = tokio::join!(
        test.store.book(&nadia, &new, now),
        another.book(&nadia, &new, now)
    );
    assert_ne!(one.unwrap().is_some(), other.unwrap().is_some());
}

#[tokio::test]
async fn of_two_offices_that_book_somebody_at_once_one_holds() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let marc = test.agent("marc", "CCAS de Créteil").await;
    let (store, now, here) = (&test.store, test.clock.now(), chef.structure());
    let invited = store.invite(&chef, here, ("Marc", Roles::of(may::INTERVIEW)), now);
    assert!(invited.await.unwrap());
    let code = store.invitations(&chef, here, now).await.unwrap()[0]
        .code
        .clone();
    let joined = store.join(&code, &Joiner::Known(marc.id()), now).await;
    assert!(joined.unwrap().is_some());
    let room = store.add_room(&chef, "Bureau 2").await.unwrap();
    let there = store.add_room(&marc, "Accueil").await.unwrap();
    let another = test.another().await;
    for at in 0..5 {
        let (ours, theirs) = (
            slot(room, &marc, 45 * at, 1),
            slot(there, &marc, 45 * at, 1),
        );
        let (one, other) = tokio::join!(
            store.book(&chef, &ours, now),
            another.book(&marc, &theirs, now)
        );
        assert_ne!(one.unwrap().is_some(), other.unwrap().is_some());
    }
    // A slot that is moved waits for the same turn.
    let held = store.book(&chef, &slot(room, &marc, 450, 1), now).await;
    let id = held.unwrap().unwrap();
    let held = store.appointment(&chef, id).await.unwrap().unwrap();
    let (ours, theirs) = (slot(room, &marc, 500, 1), slot(there, &marc, 500, 1));
    let times = (ours.starts, ours.ends);
    let (moved, booked) = tokio::join!(
        store.move_appointment(&chef, &held, room, times, now),
        another.book(&marc, &theirs, now)
    );
    assert_ne!(moved.unwrap(), booked.unwrap().is_some());
}

#[tokio::test]
async fn a_slot_is_moved_held_and_given_back() {
    let (test, nadia, marc, room) = office().await;
    let now = test.clock.now();
    let new = slot(room, &nadia, 0, 1);
    let id = test.store.book(&nadia, &new, now).await.unwrap().unwrap();
    let day = (at("2026-11-22T23:00:00Z"), at("2026-11-23T23:00:00Z"));
    let held = test.store.appointments(&nadia, day.0, day.1).await.unwrap();
    let held = &held[0];
    assert_eq!((held.id, held.who.as_str(), held.slots), (id, "Awa D.", 1));
    assert_eq!(held.at.to_string(), "2026-11-23 10:00:00");
    assert!(
        test.store
            .appointments(&marc, day.0, day.1)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(test.store.appointment(&marc, id).await.unwrap(), None);

    assert!(
        !test
            .store
            .set_appointment(&marc, id, State::ToRebook)
            .await
            .unwrap()
    );
    assert!(
        test.store
            .set_appointment(&nadia, id, State::ToRebook)
            .await
            .unwrap()
    );
    let waiting = test.store.to_rebook(&nadia).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert!(test.store.to_rebook(&marc).await.unwrap().is_empty());
    // A page that was open before can not say that it took place: its time may be somebody else's.
    assert!(
        !test
            .store
            .set_appointment(&nadia, id, State::Held)
            .await
            .unwrap()
    );
    // Its slot is free again, and somebody takes it.
    assert!(test.store.book(&nadia, &new, now).await.unwrap().is_some());

    let times = |minutes| {
        let new = slot(room, &nadia, minutes, 1);
        (new.starts, new.ends)
    };
    let waiting = &waiting[0];
    let store = &test.store;
    assert!(
        !store
            .move_appointment(&nadia, waiting, room, times(0), now)
            .await
            .unwrap()
    );
    assert!(
        !store
            .move_appointment(&marc, waiting, room, times(45), now)
            .await
            .unwrap()
    );
    assert!(
        store
            .move_appointment(&nadia, waiting, room, times(45), now)
            .await
            .unwrap()
    );
    let moved = store.appointment(&nadia, id).await.unwrap().unwrap();
    assert_eq!(moved.state, State::Booked);
    assert_eq!(moved.at.to_string(), "2026-11-23 10:45:00");

    assert!(!store.cancel_appointment(&marc, id, now).await.unwrap());
    assert!(store.cancel_appointment(&nadia, id, now).await.unwrap());
    assert_eq!(store.appointment(&nadia, id).await.unwrap(), None);
}

#[tokio::test]
async fn a_room_out_of_use_leaves_its_slots_to_rebook() {
    let (test, nadia, marc, room) = office().await;
    let now = test.clock.now();
    test.store
        .book(&nadia, &slot(room, &nadia, 0, 1), now)
        .await
        .unwrap();
    assert!(!test.store.close_room(&marc, room, now).await.unwrap());
    assert!(test.store.close_room(&nadia, room, now).await.unwrap());
    assert_eq!(test.store.to_rebook(&nadia).await.unwrap().len(), 1);
    let again = test
        .store
        .book(&nadia, &slot(room, &nadia, 90, 1), now)
        .await;
    assert_eq!(again.unwrap(), None);
}

#[tokio::test]
async fn a_calendar_shows_its_agent_s_slots_and_no_name() {
    let (test, nadia, _, room) = office().await;
    let paul = test.agent("paul", "EDS de Villejuif").await;
    let now = test.clock.now();
    test.store
        .book(&nadia, &slot(room, &nadia, 0, 1), now)
        .await
        .unwrap();
    test.store
        .book(&nadia, &slot(room, &paul, 45, 1), now)
        .await
        .unwrap();
    assert_eq!(test.store.calendar(&[7; 32], now).await.unwrap(), None);
    test.store.set_calendar(&nadia, &[1; 32]).await.unwrap();
    test.store.set_calendar(&nadia, &[7; 32]).await.unwrap();
    assert_eq!(
        test.store.calendar(&[1; 32], now).await.unwrap(),
        None,
        "the one before is off"
    );
    let lines = test.store.calendar(&[7; 32], now).await.unwrap().unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].room, "Bureau 2");
    let colleagues = test.store.colleagues(&nadia).await.unwrap();
    assert_eq!(colleagues.len(), 2);
}

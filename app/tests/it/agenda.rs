//! The pages of the office's day, over an office in memory.

use std::sync::Arc;

use app::agenda::{AgendaDesk as _, Booking, NewHours, State};
use app::structures::roles::Roles;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use chrono::{NaiveDate, NaiveTime, Weekday};
use uuid::Uuid;

use crate::support::{Office, router, send};

async fn get(office: &Arc<Office>, address: &str) -> (StatusCode, String) {
    let request = Request::get(address).header("accept", "text/html");
    let answer = send(
        &router(office),
        request.body(Body::empty()).expect("a request"),
    )
    .await;
    (answer.status, answer.body)
}

/// An office with one room open on Monday mornings, and one slot held in it.
async fn office() -> (Arc<Office>, NaiveDate) {
    let office = Office::new(true);
    office.add_room("Bureau 2").await.expect("a room");
    let room = office.agenda_settings().await.expect("rooms").rooms[0].id;
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let hours = NewHours {
        room,
        weekday: Weekday::Mon,
        from: time(9),
        to: time(12),
    };
    office.add_hours(hours).await.expect("hours");
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a Monday");
    let booking = Booking {
        room,
        at: day.and_time(time(9)),
        who: "7F-42K".to_owned(),
        interpreter: true,
        agent: Uuid::from_u128(22),
    };
    office.book(booking).await.expect("a slot");
    (office, day)
}

#[tokio::test]
async fn a_day_shows_what_is_free_and_what_is_held() {
    let (office, day) = office().await;
    let (status, page) = get(&office, &format!("/agenda?jour={day}")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Lundi 23\u{a0}novembre 2026"));
    assert!(
        page.contains("9\u{a0}h\u{a0}00 – 10\u{a0}h\u{a0}30"),
        "two slots with an interpreter"
    );
    assert!(page.contains("7F-42K") && page.contains("avec un interprète"));
    assert_eq!(page.matches(" libre").count(), 2);
    assert!(
        !page.contains("/agenda/reglages"),
        "rooms are set by whoever looks after the office"
    );
    *office.roles.lock().expect("the roles") = Roles::all();
    let (_, page) = get(&office, &format!("/agenda?jour={day}")).await;
    assert!(page.contains("/agenda/reglages"));
}

#[tokio::test]
async fn what_waits_for_another_slot_stands_apart() {
    let (office, day) = office().await;
    let id = office.slots.lock().expect("slots")[0].id;
    office
        .set_appointment(id, State::ToRebook)
        .await
        .expect("the slot");
    let (_, page) = get(&office, &format!("/agenda?jour={day}")).await;
    assert!(page.contains("À reprendre"));
    assert_eq!(page.matches(" libre").count(), 4, "its slot is free again");
    let (_, page) = get(&office, &format!("/agenda?jour={day}&deplacer={id}")).await;
    assert!(page.contains("Choisissez un autre créneau pour 7F-42K."));
    assert_eq!(page.matches(">Choisir<").count(), 4);
}

#[tokio::test]
async fn the_form_asks_for_a_name_or_a_code_and_no_more() {
    let (office, _) = office().await;
    let room = office.agenda_settings().await.expect("rooms").rooms[0].id;
    let (status, page) = get(&office, &format!("/agenda/{room}/2026-11-23T1030")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Bureau 2, 23\u{a0}novembre 2026 à 10\u{a0}h\u{a0}30"));
    let chosen = page
        .split("<option")
        .find(|option| option.contains("selected"));
    assert!(chosen.is_some_and(|option| option.contains("Nadia B.")));
    for address in [
        "/agenda/ailleurs/2026-11-23T1030",
        &format!("/agenda/{room}/demain"),
    ] {
        let (status, _) = get(&office, address).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn nobody_signed_in_is_sent_to_the_door() {
    let office = Office::new(false);
    let (status, _) = get(&office, "/agenda").await;
    assert_eq!(status, StatusCode::FOUND);
}

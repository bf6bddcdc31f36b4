//! The bench and the notes, over an office in memory.

use std::sync::Arc;

use app::follow_up::{FollowUpDesk, Reminder, Standing};
use app::notes::{NewNote, NotesDesk};
use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::{Office, router, send};

async fn get(office: &Arc<Office>, address: &str) -> String {
    let request = Request::get(address).header("accept", "text/html");
    let request = request.body(Body::empty()).expect("a request");
    let answer = send(&router(office), request).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    assert_eq!(answer.body.matches("<h1").count(), 1, "{address}");
    answer.body.replace('\u{a0}', " ")
}

#[tokio::test]
async fn the_bench_tells_whom_one_follows_and_what_waits_from_whom() {
    let office = Office::new(true);
    let id = office.open(true);
    let empty = get(&office, "/suivi").await;
    assert!(empty.contains("Rien n’attend.") && empty.contains("Toute la structure"));
    let today = "2026-11-21".parse().expect("a day");
    let mut standing = Standing::first("rsa-socle", None, today);
    standing.reminder = Some(Reminder {
        on: "2026-12-01".parse().expect("a day"),
        what: String::new(),
    });
    office
        .start_following(id, vec![standing])
        .await
        .expect("begun");
    assert!(
        get(&office, "/suivi").await.contains("rsa-socle"),
        "whoever begins follows"
    );
    office.follow(id, false).await.expect("left");
    assert!(!get(&office, "/suivi").await.contains("rsa-socle"));
    let all = get(&office, "/suivi?qui=tous").await;
    assert!(all.contains("rsa-socle") && all.contains("Personne ne dit suivre ce bilan."));
    office.follow(id, true).await.expect("followed");
    let mine = get(&office, "/suivi").await;
    for told in [
        "Suivi par Nadia B.",
        "Rappel le 1er décembre 2026",
        "La personne : Faire la demande.",
        "Je ne suis plus ce bilan",
        "Bilan en cours",
    ] {
        assert!(mine.contains(told), "{told}: {mine}");
    }
}

#[tokio::test]
async fn notes_stand_by_theme_and_say_that_the_person_may_read_them() {
    let office = Office::new(true);
    let id = office.open(true);
    let note = NewNote {
        theme: "logement".to_owned(),
        text: "Bail de trois ans".to_owned(),
        sensitive: false,
    };
    office.add_note(id, note).await.expect("kept");
    let page = get(&office, &format!("/bilans/{id}/notes")).await;
    assert!(page.contains("peut être lu par la personne") && page.contains("Le logement"));
    assert!(page.contains("Corriger"));
    let support = get(&office, &format!("/bilans/{id}/support")).await;
    assert!(support.contains("Bail de trois ans") && !support.contains("Corriger"));
    let copy = get(&office, &format!("/bilans/{id}/copie")).await;
    assert!(!copy.contains("Bail de trois ans"));
}

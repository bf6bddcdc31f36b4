//! The office's day through its pages and forms.

use app::routes::{AgendaPage, Page};
use axum::http::StatusCode;

use crate::support::{Browser, EVERY_ROLE, TestApp};

/// A Monday ten days ahead of the tests' clock, which stands on a Monday.
const DAY: &str = "2026-12-07";

/// An office whose room 2 is open on Monday mornings; an administrator of it and an agent.
async fn office() -> (TestApp, Browser, Browser, String) {
    let app = TestApp::new().await;
    let (_, chef) = app.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    app.post(&chef, "/agir/agenda/salle/ajouter", &[("name", "Bureau 2")])
        .await;
    let settings = app.get(&chef, "/agenda/reglages").await;
    let room = settings.inputs()["room"].clone();
    let hours = [
        ("room", room.as_str()),
        ("weekday", "lundi"),
        ("from", "09:00"),
        ("to", "12:00"),
    ];
    app.post(&chef, "/agir/agenda/heures/ajouter", &hours).await;
    (app, chef, nadia, room)
}

/// The first agent the form offers.
async fn agent(app: &TestApp, who: &Browser, room: &str) -> String {
    let form = app.get(who, &format!("/agenda/{room}/{DAY}T0900")).await;
    let text = form.text();
    let rest = text.split_once("<option value=\"").expect("an agent").1;
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_is_held_from_the_day_and_named_on_it() {
    let (app, _, nadia, room) = office().await;
    let before = app.get(&nadia, &format!("/agenda?jour={DAY}")).await.text();
    assert_eq!(before.matches(" libre").count(), 4);
    let agent = agent(&app, &nadia, &room).await;
    let at = format!("{DAY}T0945");
    let fields = [
        ("room", room.as_str()),
        ("at", &at),
        ("who", "Awa <D.>"),
        ("agent", &agent),
        ("interpreter", "oui"),
    ];
    let held = app.post(&nadia, "/agir/agenda/reserver", &fields).await;
    let day = format!("/agenda?jour={DAY}&etat=reserve");
    assert_eq!(held.header("location"), day);
    let after = app.get(&nadia, &day).await.text();
    assert!(after.contains("Awa &lt;D.&gt;") && after.contains("avec un interprète"));
    assert_eq!(after.matches(" libre").count(), 2);
    let again = app.post(&nadia, "/agir/agenda/reserver", &fields).await;
    assert!(again.header("location").ends_with("etat=pris"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_open_is_not_held() {
    let (app, chef, nadia, room) = office().await;
    let agent = agent(&app, &nadia, &room).await;
    let tried = |at: &'static str| {
        let (app, nadia, room, agent) = (&app, &nadia, &room, &agent);
        async move {
            let fields = [
                ("room", room.as_str()),
                ("at", at),
                ("who", "7F-42K"),
                ("agent", agent),
            ];
            let answer = app.post(nadia, "/agir/agenda/reserver", &fields).await;
            answer
                .header("location")
                .rsplit('=')
                .next()
                .unwrap()
                .to_owned()
        }
    };
    assert_eq!(tried("2026-12-07T0910").await, "ferme", "between two slots");
    assert_eq!(tried("2026-12-08T0900").await, "ferme", "a Tuesday");
    assert_eq!(
        tried("2026-11-16T0900").await,
        "ferme",
        "before the hours began"
    );
    assert_eq!(tried("demain").await, "incomplet");
    let number = [
        ("room", room.as_str()),
        ("at", "2026-12-07T0900"),
        ("who", "2 69 05 49 588 157 80"),
        ("agent", &agent),
    ];
    let answer = app.post(&nadia, "/agir/agenda/reserver", &number).await;
    assert!(answer.header("location").ends_with("etat=numero"));
    app.post(&chef, "/agir/agenda/jour/fermer", &[("day", DAY)])
        .await;
    assert_eq!(tried("2026-12-07T0900").await, "ferme", "a closed day");
    app.post(&chef, "/agir/agenda/jour/ouvrir", &[("day", DAY)])
        .await;
    assert_eq!(tried("2026-12-07T0900").await, "reserve");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_that_clocks_skip_is_not_offered() {
    let (app, chef, nadia, room) = office().await;
    let hours = [
        ("room", room.as_str()),
        ("weekday", "dimanche"),
        ("from", "01:30"),
        ("to", "05:00"),
    ];
    app.post(&chef, "/agir/agenda/heures/ajouter", &hours).await;
    let agent = agent(&app, &nadia, &room).await;
    let fields = [
        ("room", room.as_str()),
        ("at", "2027-03-28T0215"),
        ("who", "7F-42K"),
        ("agent", &agent),
    ];
    let answer = app.post(&nadia, "/agir/agenda/reserver", &fields).await;
    assert!(answer.header("location").ends_with("etat=ferme"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_did_not_take_place_is_given_another_slot_and_nothing_tells() {
    let (app, _, nadia, room) = office().await;
    let agent = agent(&app, &nadia, &room).await;
    let at = format!("{DAY}T0900");
    let fields = [
        ("room", room.as_str()),
        ("at", &at),
        ("who", "7F-42K"),
        ("agent", &agent),
    ];
    app.post(&nadia, "/agir/agenda/reserver", &fields).await;
    let day = format!("/agenda?jour={DAY}");
    let id = app.get(&nadia, &day).await.inputs()["id"].clone();
    let rebook = [("id", id.as_str()), ("day", DAY), ("to", "reprendre")];
    app.post(&nadia, "/agir/agenda/etat", &rebook).await;
    let text = app.get(&nadia, &day).await.text();
    assert!(text.contains("À reprendre") && text.contains("7F-42K"));
    let moving = app.get(&nadia, &format!("{day}&deplacer={id}")).await;
    assert!(
        moving
            .text()
            .contains("Choisissez un autre créneau pour 7F-42K.")
    );
    let at = format!("{DAY}T1030");
    let fields = [("id", id.as_str()), ("room", &room), ("at", &at)];
    let moved = app.post(&nadia, "/agir/agenda/deplacer", &fields).await;
    assert!(moved.header("location").ends_with("etat=reserve"));
    let text = app.get(&nadia, &day).await.text();
    assert!(!text.contains("À reprendre") && text.contains("10\u{a0}h\u{a0}30"));
    app.post(&nadia, "/agir/agenda/rendre", &[("id", &id), ("day", DAY)])
        .await;
    assert!(!app.get(&nadia, &day).await.text().contains("7F-42K"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_without_rooms_says_what_to_do() {
    let app = TestApp::new().await;
    let (_, chef) = app.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let day = Page::Agenda(AgendaPage::Day {
        day: None,
        moving: None,
        notice: None,
    });
    let own = app.get(&chef, &day.path()).await.text();
    assert!(own.contains("Ajoutez une salle") && own.contains("/agenda/reglages"));
    let other = app.get(&nadia, &day.path()).await.text();
    assert!(other.contains("Demandez à la personne") && !other.contains("/agenda/reglages"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_read_without_a_session_and_says_no_name() {
    let (app, _, nadia, room) = office().await;
    let form = app.get(&nadia, &format!("/agenda/{room}/{DAY}T0900")).await;
    let text = form.text();
    // The agent who is signed in is the one offered.
    let chosen = text
        .split("<option value=\"")
        .find(|option| option.contains("selected"));
    let agent = chosen
        .expect("a choice")
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let at = format!("{DAY}T0900");
    let fields = [
        ("room", room.as_str()),
        ("at", &at),
        ("who", "Awa Diallo"),
        ("agent", &agent),
    ];
    app.post(&nadia, "/agir/agenda/reserver", &fields).await;
    let given = app.post(&nadia, "/agir/agenda/calendrier", &[]).await;
    assert_eq!(given.status, StatusCode::OK);
    let text = given.text();
    let address = text
        .split_once("/agenda/calendrier/")
        .expect("an address")
        .1;
    let address = format!("/agenda/calendrier/{}", &address[..64]);
    let calendar = app.get(&Browser::default(), &address).await;
    assert_eq!(
        calendar.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let text = calendar.text();
    assert!(
        text.contains("DTSTART:20261207T080000Z\r\n") && text.contains("LOCATION:Bureau 2\r\n")
    );
    assert!(!text.contains("Awa"));
    app.post(&nadia, "/agir/agenda/calendrier", &[]).await;
    let off = app.get(&Browser::default(), &address).await;
    assert_eq!(off.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_signing_in_one_returns_to_the_day() {
    let page = Page::parse("/agenda?jour=2026-12-07").unwrap();
    assert_eq!(page.path(), "/agenda?jour=2026-12-07");
    let room = "018f0000-0000-7000-8000-000000000001";
    let address = format!("/agenda/{room}/2026-12-07T0900");
    assert_eq!(Page::parse(&address).unwrap().path(), address);
    assert_eq!(Page::parse("/agenda/ailleurs/demain"), None);
}

//! `/connexion`, `/agir/session/*`, `/compte`: signing in, staying signed in, signing out.

use axum::http::StatusCode;
use chrono::TimeDelta;
use server::{
    session::{ABSOLUTE_HOURS, IDLE_MINUTES},
    store::{ATTEMPTS_PER_ACCOUNT, WINDOW_MINUTES},
};

use crate::support::{Browser, PASSWORD, Response, TestApp};

const OPEN: &str = "/agir/session/ouvrir";

/// The browser after this response: it keeps the cookie it was given.
fn keeping(response: &Response) -> Browser {
    let set = response.header("set-cookie");
    Browser {
        cookie: set.split(';').next().map(str::to_owned),
        ..Browser::default()
    }
}

async fn sign_in(app: &TestApp, name: &str, password: &str) -> Response {
    app.post(
        &Browser::default(),
        OPEN,
        &[("name", name), ("password", password), ("next", "")],
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_opens_a_session() {
    let app = TestApp::new().await;
    app.agent("nadia", "EDS de Villejuif").await;
    let opened = sign_in(&app, "Nadia", PASSWORD).await;
    assert_eq!(
        (opened.status, opened.header("location")),
        (StatusCode::FOUND, "/")
    );
    let cookie = opened.header("set-cookie");
    assert!(
        cookie.starts_with("session=")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let home = app.get(&keeping(&opened), "/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.text().contains("EDS de Villejuif"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_name_and_a_wrong_password_are_one_refusal() {
    let app = TestApp::new().await;
    app.agent("nadia", "EDS de Villejuif").await;
    let wrong_password = sign_in(&app, "nadia", "pas le bon mot de passe").await;
    let wrong_name = sign_in(&app, "personne", PASSWORD).await;
    assert_eq!(
        wrong_password.header("location"),
        "/connexion?etat=identifiants"
    );
    assert_eq!(
        wrong_name.header("location"),
        wrong_password.header("location")
    );
    assert_eq!(wrong_name.status, wrong_password.status);
    assert_eq!(wrong_name.header("set-cookie"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_stopped_even_with_the_right_password() {
    let app = TestApp::new().await;
    app.agent("nadia", "EDS de Villejuif").await;
    for _ in 0..ATTEMPTS_PER_ACCOUNT {
        assert_eq!(
            sign_in(&app, "nadia", "essai").await.header("location"),
            "/connexion?etat=identifiants"
        );
    }
    assert_eq!(
        sign_in(&app, "nadia", PASSWORD).await.header("location"),
        "/connexion?etat=essais"
    );
    app.test.clock.advance(TimeDelta::minutes(WINDOW_MINUTES));
    assert_eq!(
        sign_in(&app, "nadia", PASSWORD).await.header("location"),
        "/"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_nothing_happens() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    for _ in 0..3 {
        app.test.clock.advance(TimeDelta::minutes(IDLE_MINUTES - 1));
        assert_eq!(
            app.get(&nadia, "/").await.status,
            StatusCode::OK,
            "activity keeps it open"
        );
    }
    app.test.clock.advance(TimeDelta::minutes(IDLE_MINUTES));
    let over = app.get(&nadia, "/compte").await;
    assert_eq!(
        over.header("location"),
        "/connexion?etat=expiree&suite=%2Fcompte"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_in_any_case() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    for _ in 0..ABSOLUTE_HOURS {
        assert_eq!(app.get(&nadia, "/").await.status, StatusCode::OK);
        app.test.clock.advance(TimeDelta::minutes(60));
    }
    assert_eq!(
        app.get(&nadia, "/").await.header("location"),
        "/connexion?etat=expiree"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_empties_the_tab() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let out = app.post(&nadia, "/agir/session/fermer", &[]).await;
    assert_eq!(out.header("location"), "/connexion?etat=au-revoir");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(out.header("clear-site-data").contains("storage"));
    assert_eq!(
        app.get(&nadia, "/").await.status,
        StatusCode::SEE_OTHER,
        "the old cookie is worth nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_replaces_the_session_of_this_browser() {
    let app = TestApp::new().await;
    let (_, before) = app.agent("nadia", "EDS de Villejuif").await;
    let again = app
        .post(
            &before,
            OPEN,
            &[
                ("name", "nadia"),
                ("password", PASSWORD),
                ("next", "/compte"),
            ],
        )
        .await;
    assert_eq!(again.header("location"), "/compte");
    assert_eq!(
        app.get(&before, "/").await.status,
        StatusCode::SEE_OTHER,
        "no session is carried over"
    );
    assert_eq!(app.get(&keeping(&again), "/").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_leads_nowhere_else() {
    let app = TestApp::new().await;
    app.agent("nadia", "EDS de Villejuif").await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let opened = app
            .post(
                &Browser::default(),
                OPEN,
                &[("name", "nadia"), ("password", PASSWORD), ("next", next)],
            )
            .await;
        assert_eq!(opened.header("location"), "/", "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_every_other_session() {
    let app = TestApp::new().await;
    let (_, here) = app.agent("nadia", "EDS de Villejuif").await;
    let (_, elsewhere) = app.test.sign_in("nadia").await;
    let elsewhere = Browser::with(&elsewhere);
    let fields = |current, new| [("current", current), ("new", new), ("again", new)];
    let change = |fields: [(&'static str, &'static str); 3]| {
        let (app, here) = (&app, &here);
        async move { app.post(here, "/agir/session/mot-de-passe", &fields).await }
    };
    assert_eq!(
        change(fields(PASSWORD, "trop court"))
            .await
            .header("location"),
        "/compte?etat=court"
    );
    assert_eq!(
        change(fields(PASSWORD, PASSWORD)).await.header("location"),
        "/compte?etat=court"
    );
    for guessed in ["motdepasse2026", "EDS de Villejuif 94", "nadia Martin 2026"] {
        let refused = change(fields(PASSWORD, guessed)).await;
        assert_eq!(refused.header("location"), "/compte?etat=devinable");
    }
    let wrong = change(fields("pas le mien du tout", "un nouveau mot de passe")).await;
    assert_eq!(wrong.header("location"), "/compte?etat=identifiants");
    let changed = change(fields(PASSWORD, "un nouveau mot de passe")).await;
    assert_eq!(changed.header("location"), "/compte?etat=change");
    assert_eq!(
        app.get(&keeping(&changed), "/").await.status,
        StatusCode::OK
    );
    assert_eq!(app.get(&here, "/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(&elsewhere, "/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_token_is_no_session() {
    let app = TestApp::new().await;
    for token in ["", "x", &"0".repeat(64), "' OR 1=1 --"] {
        let browser = Browser {
            cookie: Some(format!("session={token}")),
            ..Browser::default()
        };
        assert_eq!(
            app.get(&browser, "/").await.status,
            StatusCode::SEE_OTHER,
            "{token}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_closes_what_they_left_open() {
    let app = TestApp::new().await;
    app.agent("nadia", "EDS de Villejuif").await;
    app.agent("marc", "EDS de Villejuif").await;
    let open = async |name, browser: &str| {
        let who = Browser::default().saying("user-agent", browser);
        let fields = [("name", name), ("password", PASSWORD), ("next", "")];
        keeping(&app.post(&who, OPEN, &fields).await)
    };
    let here = open("nadia", "Mozilla/5.0 Firefox/130.0").await;
    app.test.clock.advance(TimeDelta::minutes(5));
    let there = open("nadia", "Mozilla/5.0 Chrome/130.0 Safari/537.36").await;
    let third = open("nadia", "curl/8").await;
    let marc = open("marc", "Mozilla/5.0 Firefox/130.0").await;
    let page = app.get(&here, "/compte").await;
    let text = page.text();
    assert!(
        text.contains("C’est celle-ci") && text.contains("Autre navigateur"),
        "{text}"
    );
    assert!(
        text.contains("23\u{a0}novembre 2026 à 10\u{a0}h\u{a0}00"),
        "{text}"
    );
    let id = |text: &str, browser: &str| {
        let line = text
            .split("<li class=\"bilan\">")
            .find(|line| line.contains(browser))
            .unwrap();
        line.split("name=\"id\" value=\"").nth(1).unwrap()[..36].to_owned()
    };
    let chrome = id(&text, "Chrome");
    let end = "/agir/session/terminer";
    let refused = app.post(&marc, end, &[("id", &chrome)]).await;
    assert_eq!(refused.header("location"), "/compte?etat=pas-fait");
    assert_eq!(app.get(&there, "/").await.status, StatusCode::OK);
    let ended = app.post(&here, end, &[("id", &chrome)]).await;
    assert_eq!(ended.header("location"), "/compte?etat=fait");
    assert_eq!(app.get(&there, "/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(&third, "/").await.status, StatusCode::OK);
    app.post(&here, "/agir/session/terminer-autres", &[]).await;
    assert_eq!(app.get(&third, "/").await.status, StatusCode::SEE_OTHER);
    for who in [&here, &marc] {
        assert_eq!(app.get(who, "/").await.status, StatusCode::OK);
    }
}

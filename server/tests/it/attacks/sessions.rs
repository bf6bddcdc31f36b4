//! Sessions that are planted, kept, guessed or left. (`sign_in.rs` and `second_factor.rs` say how a session lives; `session/password.rs`
//! why an unknown login costs what a wrong password does.)

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;

use super::{
    Tried,
    scene::{Scene, routes},
};
use crate::support::{Browser, PASSWORD, Response, TestApp};

/// The cookies a response gives, by name.
fn given(response: &Response) -> Vec<(String, String)> {
    let lines = response.headers.get_all("set-cookie").iter();
    lines
        .map(|line| line.to_str().unwrap().split(';').next().unwrap())
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn token(response: &Response, name: &str) -> String {
    let given = given(response);
    let found = given.iter().find(|(known, _)| known == name);
    found
        .unwrap_or_else(|| panic!("no {name} in {given:?}"))
        .1
        .clone()
}

fn holding(cookie: &str) -> Browser {
    Browser {
        cookie: Some(cookie.to_owned()),
        ..Browser::default()
    }
}

async fn is_in(app: &TestApp, who: &Browser) -> bool {
    app.get(who, "/compte").await.status == StatusCode::OK
}

const SIGN_IN: [(&str, &str); 3] = [("name", "nadia"), ("password", PASSWORD), ("next", "")];

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_planted_kept_or_guessed() {
    let app = TestApp::new().await;
    let mut tried = Tried::new("sessions");
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let open = "/agir/session/ouvrir";

    // A token of the right shape that the attacker chose, in the victim's browser before they sign in.
    let planted = "a".repeat(64);
    let victim = holding(&format!("session={planted}; attente={planted}"));
    let opened = app.post(&victim, open, &SIGN_IN).await;
    let own = token(&opened, "session");
    assert_ne!(own, planted);
    assert!(!is_in(&app, &victim).await && is_in(&app, &holding(&format!("session={own}"))).await);
    tried.add(
        "a token chosen by the attacker before sign-in",
        "POST /agir/session/ouvrir",
        "another token, the planted one is worth nothing",
    );

    // Two cookies of one name: a planted one does not take the place of a refusal nor of the right one's owner.
    let both = holding(&format!("session={planted}; session={own}"));
    assert!(!is_in(&app, &both).await);
    tried.add(
        "a second cookie of the same name before the right one",
        "GET /compte",
        "signed out, never somebody else",
    );

    // A live session of the attacker, planted: the victim signs in, and the attacker's tab is not theirs.
    let marc = app.agent("marc", "EDS de Villejuif").await.1;
    let opened = app.post(&marc, open, &SIGN_IN).await;
    let hers = holding(&format!("session={}", token(&opened, "session")));
    assert!(app.get(&hers, "/").await.text().contains("nadia"));
    assert!(!is_in(&app, &marc).await);
    tried.add(
        "the attacker's own open session, planted",
        "POST /agir/session/ouvrir",
        "a new token; the planted session ends",
    );

    // The token in the address, in a header, or in a field.
    for address in [
        format!("/compte?session={own}"),
        format!("/compte;session={own}"),
        format!("/compte?token={own}"),
    ] {
        assert_ne!(
            app.get(&Browser::default(), &address).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
    let bearer = Browser::default().saying("authorization", &format!("Bearer {own}"));
    assert!(!is_in(&app, &bearer).await);
    tried.add(
        "a right token in the address or in Authorization",
        "GET /compte",
        "refused: only the cookie counts",
    );

    // The code's cookie is not a session, and the session after the code is another token.
    app.protect(&nadia, &agent).await;
    let asked = app.post(&Browser::default(), open, &SIGN_IN).await;
    let waiting = token(&asked, "attente");
    assert!(given(&asked).iter().all(|(name, _)| name != "session"));
    app.test.clock.advance(TimeDelta::seconds(60));
    let code = [("code", app.code(&agent).await), ("next", String::new())];
    let code = code.each_ref().map(|(name, value)| (*name, value.as_str()));
    let passed = app
        .post(
            &holding(&format!("attente={waiting}")),
            "/agir/session/code",
            &code,
        )
        .await;
    let inside = token(&passed, "session");
    assert_ne!(inside, waiting);
    assert!(!is_in(&app, &holding(&format!("session={waiting}"))).await);
    tried.add(
        "the cookie between password and code, used as a session",
        "GET /compte",
        "signed out; the session has a token of its own",
    );

    // Another password: every token dies, this tab's too.
    let here = holding(&format!("session={inside}"));
    let fields = [
        ("current", PASSWORD),
        ("new", "une tout autre phrase"),
        ("again", "une tout autre phrase"),
    ];
    let changed = app.post(&here, "/agir/session/mot-de-passe", &fields).await;
    let after = token(&changed, "session");
    assert_ne!(after, inside);
    assert!(!is_in(&app, &here).await && !is_in(&app, &nadia).await);
    tried.add(
        "a token stolen before the password changed",
        "GET /compte",
        "dead, and the agent's own was replaced",
    );

    // Two tabs, one signs out: the other is out, and can do nothing.
    let tab = holding(&format!("session={after}"));
    assert!(is_in(&app, &tab).await);
    app.post(&tab, "/agir/session/fermer", &[]).await;
    assert!(!is_in(&app, &tab).await);
    let posted = app.post(&tab, "/agir/bilan/ouvrir", &[]).await;
    assert_eq!(posted.status, StatusCode::UNAUTHORIZED);
    tried.add(
        "the other tab, or a copied cookie, after signing out",
        "GET /compte, POST /agir/bilan/ouvrir",
        "signed out, 401",
    );
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_looked_for_where_it_should_not_be() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("sessions_tokens");
    let token = scene
        .chef
        .cookie
        .clone()
        .unwrap()
        .split_once('=')
        .unwrap()
        .1
        .to_owned();
    for path in routes(&Method::GET) {
        let answer = scene.app.get(&scene.chef, &scene.path(path)).await;
        assert!(
            !answer.text().contains(&token) && !answer.header("location").contains(&token),
            "{path}"
        );
    }
    tried.add(
        "the session's token in a page, a script or an address",
        "every GET",
        "nowhere but in the cookie, HttpOnly",
    );
    let kept = scene.base.rows().await;
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    let leaks = kept
        .values()
        .flatten()
        .any(|row| row.contains(&token) || row.to_lowercase().contains(&hex));
    assert!(!leaks);
    tried.add(
        "the session's token in a stolen database",
        "every table",
        "its SHA-256 only",
    );
    tried.tell();
}

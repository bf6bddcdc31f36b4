//! `/compte/protection`, `/connexion/code`: an account that a telephone protects.

use axum::http::StatusCode;
use chrono::TimeDelta;
use server::session::PENDING_MINUTES;

use crate::support::{Browser, EVERY_ROLE, PASSWORD, Response, TestApp};

const HERE: &str = "/compte/protection";

fn keeping(response: &Response) -> Browser {
    let set = response.header("set-cookie");
    Browser {
        cookie: set.split(';').next().map(str::to_owned),
        ..Browser::default()
    }
}

/// Gives the password, and returns the browser that may type a code.
async fn wait(app: &TestApp, next: &str) -> (Browser, String) {
    let fields = [("name", "nadia"), ("password", PASSWORD), ("next", next)];
    let asked = app
        .post(&Browser::default(), "/agir/session/ouvrir", &fields)
        .await;
    (keeping(&asked), asked.header("location").to_owned())
}

async fn typed(app: &TestApp, who: &Browser, code: &str) -> Response {
    let fields = [("code", code), ("next", "/compte")];
    app.post(who, "/agir/session/code", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_asked_after_the_password_and_serves_once() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    app.post(&nadia, HERE, &[("act", "commencer")]).await;
    let page = app.get(&nadia, HERE).await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text().contains("<path d=\"M0 0h1v1h-1z"), "the square");
    // A wrong first code protects nothing, and says what to do.
    let wrong = [("act", "confirmer"), ("code", "000000")];
    let wrong = app.post(&nadia, HERE, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("attendez le code suivant"));
    assert_eq!(wait(&app, "").await.1, "/");

    assert_eq!(app.protect(&nadia, &agent).await.len(), 10);
    let page = app.get(&nadia, HERE).await.text();
    assert!(page.contains("10 codes de secours"), "{page}");
    assert!(
        !page.contains("<svg viewBox=\"-4"),
        "the secret is not shown again"
    );

    let (waiting, asked) = wait(&app, "/compte").await;
    assert_eq!(asked, "/connexion/code?suite=%2Fcompte");
    let page = app.get(&waiting, &asked).await.text();
    assert!(page.contains("one-time-code"), "{page}");
    // The code that confirmed served already.
    let replayed = typed(&app, &waiting, &app.code(&agent).await).await;
    let refusal = "/connexion/code?etat=code-faux&suite=%2Fcompte";
    assert_eq!(replayed.header("location"), refusal);
    app.test.clock.advance(TimeDelta::seconds(30));
    let code = app.code(&agent).await;
    let opened = typed(&app, &waiting, &format!("{} {}", &code[..3], &code[3..])).await;
    assert_eq!(opened.header("location"), "/compte");
    let inside = app.get(&keeping(&opened), "/").await;
    assert_eq!(inside.status, StatusCode::OK);
    // Neither the wait nor the code serves again, and the refusal is the same.
    let again = typed(&app, &waiting, &code).await;
    assert_eq!(again.header("location"), refusal);
    let (waiting, _) = wait(&app, "").await;
    let again = typed(&app, &waiting, &code).await;
    assert_eq!(again.header("location"), refusal);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wait_opens_nothing_else_and_ends() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    app.protect(&nadia, &agent).await;
    app.test.clock.advance(TimeDelta::seconds(60));
    let (waiting, _) = wait(&app, "").await;
    let token = waiting.cookie.clone().unwrap();
    assert!(token.starts_with("attente="));
    let disguised = Browser {
        cookie: Some(token.replace("attente=", "session=")),
        ..Browser::default()
    };
    for who in [&waiting, &disguised] {
        for path in ["/", "/compte", HERE, "/annuaire"] {
            let refused = app.get(who, path).await;
            assert_eq!(refused.status, StatusCode::SEE_OTHER, "{path}");
            assert!(refused.header("location").starts_with("/connexion?") || path == "/");
        }
        let posted = app.post(who, HERE, &[("act", "commencer")]).await;
        assert_eq!(posted.status, StatusCode::UNAUTHORIZED);
    }
    // Without the wait, a right code is worth nothing; nor once the wait is over.
    let code = app.code(&agent).await;
    for who in [&Browser::default(), &disguised] {
        let refused = typed(&app, who, &code).await;
        assert!(refused.header("location").contains("etat=code-faux"));
    }
    app.test.clock.advance(TimeDelta::minutes(PENDING_MINUTES));
    let late = typed(&app, &waiting, &app.code(&agent).await).await;
    assert!(late.header("location").contains("etat=code-faux"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_opens_once_and_others_replace_them() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let codes = app.protect(&nadia, &agent).await;
    for (code, page) in [
        (&codes[0], "/compte"),
        (&codes[0], "/connexion/code?etat=code-faux&suite=%2Fcompte"),
    ] {
        let (waiting, _) = wait(&app, "").await;
        let opened = typed(&app, &waiting, &code.to_lowercase()).await;
        assert_eq!(opened.header("location"), page);
    }
    let renew = |password| [("act", "renouveler"), ("password", password)];
    let refused = app.post(&nadia, HERE, &renew("pas le bon")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = app.post(&nadia, HERE, &renew(PASSWORD)).await;
    assert_eq!(told.text().matches("<li class=\"bilan-code\">").count(), 10);
    let (waiting, _) = wait(&app, "").await;
    let old = typed(&app, &waiting, &codes[1]).await;
    assert!(old.header("location").contains("etat=code-faux"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_taken_away_with_the_password() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    app.protect(&nadia, &agent).await;
    let remove = |password| [("act", "retirer"), ("password", password)];
    let refused = app.post(&nadia, HERE, &remove("pas le bon")).await;
    assert!(refused.text().contains("Le mot de passe n’est pas le bon"));
    assert!(wait(&app, "").await.1.starts_with("/connexion/code"));
    app.post(&nadia, HERE, &remove(PASSWORD)).await;
    assert_eq!(wait(&app, "").await.1, "/");
    let unknown = app.post(&nadia, HERE, &[("act", "autre")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_does_not_go_round_it() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    app.protect(&nadia, &agent).await;
    let (chef, browser) = app.person("chef", "CCAS de Créteil", EVERY_ROLE).await;
    let fields = [("name", "Nadia"), ("roles[assistant]", "oui")];
    app.post(&browser, "/agir/equipe/inviter", &fields).await;
    let (store, now) = (&app.test.store, app.test.clock.now());
    let waiting = store
        .invitations(&chef, chef.structure(), now)
        .await
        .unwrap();
    let typed = [
        ("code", waiting[0].code.as_str()),
        ("login", "nadia"),
        ("password", PASSWORD),
        ("known", "oui"),
    ];
    let joined = app.post(&Browser::default(), "/invitation", &typed).await;
    assert_eq!(joined.header("location"), "/connexion/code");
    assert!(joined.header("set-cookie").starts_with("attente="));
}

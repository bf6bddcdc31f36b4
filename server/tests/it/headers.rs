//! What every response carries: the policy of the page, no cache, no other site's forms, no body without end.

use axum::http::StatusCode;
use server::http::BODY_LIMIT;

use crate::support::{Browser, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_its_policy_and_is_kept_by_nobody() {
    let app = TestApp::new().await;
    let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let bilan = app.bilan(&agent).await;
    let theme = app.catalogue.themes().first().unwrap().id.clone();
    let screen = app.catalogue.screens(&theme).next().unwrap().id.clone();
    let pages = [
        "/".to_owned(),
        "/connexion".to_owned(),
        "/compte".to_owned(),
        format!("/bilans/{bilan}/{theme}/{screen}"),
        format!("/bilans/{bilan}/resultats"),
        "/absente".to_owned(),
    ];
    for page in pages {
        let response = app.get(&nadia, &page).await;
        assert_eq!(response.header("cache-control"), "no-store", "{page}");
        assert_eq!(
            response.header("x-content-type-options"),
            "nosniff",
            "{page}"
        );
        assert_eq!(response.header("referrer-policy"), "no-referrer", "{page}");
        let policy = response.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none';"),
            "{page}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{page}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{page}: {policy}"
        );
        let html = response.text();
        assert!(
            !html.contains(" style=\"") && !html.contains(" onclick=\""),
            "{page} has inline code"
        );
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            let nonce = tag
                .split("nonce=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .unwrap_or_default();
            assert!(
                !nonce.is_empty() && policy.contains(nonce),
                "{page}: <script{tag}>"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_pages_have_two_nonces() {
    let app = TestApp::new().await;
    let one = app.get(&Browser::default(), "/connexion").await;
    let other = app.get(&Browser::default(), "/connexion").await;
    assert_ne!(
        one.header("content-security-policy"),
        other.header("content-security-policy")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_style_is_asked_again_and_not_sent_again() {
    let app = TestApp::new().await;
    let style = app.get(&Browser::default(), "/main.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(style.header("cache-control"), "no-cache");
    assert!(style.body.len() > 1000);
    let again = app
        .get(
            &Browser::default().saying("if-none-match", style.header("etag")),
            "/main.css",
        )
        .await;
    assert_eq!(
        (again.status, again.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(
        app.get(&Browser::default(), "/favicon.svg")
            .await
            .header("content-type"),
        "image/svg+xml"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_is_refused() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let from_elsewhere = [
        nadia.saying("sec-fetch-site", "cross-site"),
        nadia.saying("sec-fetch-site", "same-site"),
        nadia.saying("origin", "https://evil.example"),
        nadia.saying("origin", "null"),
    ];
    for browser in from_elsewhere {
        let refused = app.post(&browser, "/agir/bilan/ouvrir", &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(
            refused.text().contains("Accès refusé"),
            "{}",
            refused.text()
        );
    }
    let ours = nadia
        .saying("sec-fetch-site", "same-origin")
        .saying("origin", "http://127.0.0.1");
    assert_eq!(
        app.post(&ours, "/agir/bilan/ouvrir", &[]).await.status,
        StatusCode::FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_without_end_is_refused_in_french() {
    let app = TestApp::new().await;
    let (_, nadia) = app.agent("nadia", "EDS de Villejuif").await;
    let long = "a".repeat(BODY_LIMIT + 1);
    let refused = app
        .post(
            &nadia.saying("content-length", &(long.len() + 6).to_string()),
            "/agir/bilan/ouvrir",
            &[("first", &long)],
        )
        .await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("trop volumineux"));
}

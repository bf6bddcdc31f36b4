//! Where to go next, said by somebody else. (`sign_in.rs` and the tests of `app::routes` try the field of the sign-in form.)

use axum::http::Method;

use super::{
    Tried, html,
    scene::{Scene, routes},
};
use crate::support::{Browser, PASSWORD};

/// Addresses that lead elsewhere, as browsers read them.
const ELSEWHERE: [&str; 14] = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "/%2fevil.example",
    "/%5cevil.example",
    "/\t/evil.example",
    "/\r\nLocation: https://evil.example",
    "%0d%0aLocation:%20https://evil.example",
    "https:evil.example",
    "javascript:location='//evil.example'",
    "/compte@evil.example",
    "/bilans/../..//evil.example",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_parameter_says_where_to_go() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("way_out");
    for next in ELSEWHERE {
        let encoded = app::routes::encode(next);
        for page in ["/connexion", "/connexion/code"] {
            let answer = scene
                .app
                .get(&Browser::default(), &format!("{page}?suite={encoded}"))
                .await;
            let tags = html::tags(&answer.text());
            let leads = tags
                .iter()
                .flat_map(|tag| &tag.attributes)
                .find(|(_, value)| value.contains("evil"));
            assert!(
                leads.is_none() && answer.header("location").is_empty(),
                "{page} {next}: {leads:?}"
            );
        }
        let code = [("code", "000000"), ("next", next)];
        let sent = scene
            .app
            .post(&Browser::default(), "/agir/session/code", &code)
            .await;
        assert!(!sent.header("location").contains("evil"), "{next}");
        let wrong = [("name", "chef"), ("password", PASSWORD), ("next", next)];
        let sent = scene
            .app
            .post(&Browser::default(), "/agir/session/ouvrir", &wrong)
            .await;
        assert_eq!(sent.header("location"), "/", "{next}");
    }
    tried.add(
        "//evil, https://evil, \\\\evil, /%2fevil, line breaks, javascript:",
        "suite= of /connexion and /connexion/code",
        "forgotten",
    );
    tried.add(
        "the same",
        "next= of sign-in and of its code",
        "« Mes bilans »",
    );
    // A page asked for while signed out comes back as a page of ours, or not at all.
    for path in [
        "//evil.example",
        "/%2fevil.example",
        "/compte?suite=//evil.example",
        "/compte//evil.example",
    ] {
        let answer = scene.app.get(&Browser::default(), path).await;
        assert!(
            !answer.header("location").contains("evil"),
            "{path}: {}",
            answer.header("location")
        );
    }
    tried.add(
        "an address that begins with two slashes, asked while signed out",
        "GET",
        "404, or /connexion without it",
    );
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_says_where_we_are_or_come_from() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("way_out_headers");
    let liar = [
        ("referer", "https://evil.example/a?b"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("x-original-url", "/structures"),
        ("x-rewrite-url", "/structures"),
        ("forwarded", "host=evil.example"),
    ];
    let liar = |who: &Browser| {
        liar.iter()
            .fold(who.clone(), |who, (name, value)| who.saying(name, value))
    };
    let chef = liar(&scene.chef);
    // First forms that nothing can read: left to themselves, server functions go back to the Referer with their error.
    for path in routes(&Method::POST) {
        for body in [
            "id=x&bilan=x&structure=x&agent=x&room=x",
            "%",
            "themes[=&roles[=&id",
            "a",
        ] {
            let answer = scene
                .app
                .send(&chef, Method::POST, &scene.path(path), body)
                .await;
            let to = answer.header("location");
            assert!(
                to.is_empty() || to.starts_with('/') && !to.starts_with("//"),
                "{path}: {to}"
            );
            assert!(
                !to.contains("__err") && !answer.text().contains("evil"),
                "{path}: {to}"
            );
            assert!(!answer.text().contains("error deserializing"), "{path}");
            if path.starts_with("/agir/session/fermer") {
                break;
            }
        }
    }
    tried.add(
        "a Referer of another site, with fields that can not be read",
        "every POST",
        "400 and a sentence, or a page of ours",
    );
    let scene = Scene::new("Essai").await;
    let chef = liar(&scene.chef);
    for path in routes(&Method::GET) {
        let answer = scene.app.get(&chef, &scene.path(path)).await;
        assert!(
            !answer.text().contains("evil") && !answer.header("location").contains("evil"),
            "{path}"
        );
    }
    for path in routes(&Method::POST).filter(|path| !path.starts_with("/agir/session/")) {
        let answer = scene.send_as(&chef, path).await;
        assert!(
            !answer.text().contains("evil") && !answer.header("location").contains("evil"),
            "{path}"
        );
    }
    tried.add(
        "Referer, X-Forwarded-Host, Forwarded, X-Original-URL",
        "every GET and POST",
        "never repeated nor followed",
    );
    tried.tell();
}

//! Requests and files made to fill the memory or to keep a processor busy. (`headers.rs` sends one body that says its length, `wire.rs` one
//! that never ends; `directory/read/tests.rs` reads rows without an end, from no disk.)

use std::fmt::Write as _;

use axum::http::{Method, StatusCode};
use server::http::BODY_LIMIT;

use super::{
    Tried, forms,
    rows::changed,
    scene::{Scene, routes},
};
use crate::support::bilan;

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_too_long_too_deep_or_compressed() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("bombs");
    let before = scene.base.rows().await;
    let long = "a".repeat(BODY_LIMIT + 1);
    let gzip = scene.chef.saying("content-encoding", "gzip");
    for path in routes(&Method::POST) {
        let address = scene.path(path);
        let refused = scene
            .app
            .send(&scene.chef, Method::POST, &address, &long)
            .await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(refused.text().contains("trop volumineux"), "{path}");
        let refused = scene.send_as(&gzip, path).await;
        assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path}");
    }
    assert_eq!(changed(&before, &scene.base.rows().await), [""; 0]);
    tried.add(
        "a body over the limit that does not say its length",
        "every POST",
        "413 and a sentence, nothing changed",
    );
    tried.add(
        "a compressed body",
        "every POST",
        "415, never inflated, nothing changed",
    );

    // What fits in the limit and is still too much: many fields, deep ones, a number without an end.
    let many = (0..20_000).fold(String::new(), |mut text, at| {
        let _ = write!(text, "&a{at}=1");
        text
    });
    let boxes = (0..10_000).fold(String::new(), |mut text, at| {
        let _ = write!(text, "&themes[a{at}]=oui");
        text
    });
    let deep = format!(
        "&themes{}=oui&roles{}=oui",
        "[a]".repeat(20_000),
        "[a]".repeat(20_000)
    );
    let digits = format!("&vu={}&months={}", "9".repeat(50_000), "9".repeat(50_000));
    for (what, more, of) in [
        ("20 000 fields", &many, "/"),
        ("numbers of 50 000 digits", &digits, "/"),
        ("10 000 boxes", &boxes, "/agir/"),
        ("fields 20 000 deep", &deep, "/agir/"),
    ] {
        assert!(more.len() < BODY_LIMIT, "{what}");
        // What ends the session, or takes the rest away, is not what is tried.
        let kept = |path: &&str| {
            !path.starts_with("/agir/session/fermer")
                && !path.starts_with("/effacements")
                && !path.ends_with("structure/fermer")
        };
        for path in routes(&Method::POST)
            .filter(kept)
            .filter(|path| path.starts_with(of))
        {
            let honest = forms::of(&scene, path);
            let honest: Vec<(&str, &str)> = honest
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let body = crate::support::form(&honest) + more;
            let answer = scene
                .app
                .send(&scene.chef, Method::POST, &scene.path(path), &body)
                .await;
            assert!(
                answer.status.as_u16() < 500,
                "{what}: {path}: {}",
                answer.status
            );
        }
        tried.add(
            what,
            if of == "/" {
                "every POST"
            } else {
                "every POST that reads boxes"
            },
            "read or refused, no error of the server",
        );
    }
    tried.tell();
}

#[test]
fn a_situation_is_a_bomb() {
    let mut tried = Tried::new("bombs_evaluate");
    let evaluate = |text: &str| bilan(&["evaluate", "-", "--date", "2026-11-23"], text);
    let deep = format!(
        "{{\"foyer\": {}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let objects = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    for (what, text) in [
        ("10 000 lists inside one another", deep.as_str()),
        ("10 000 objects inside one another", objects.as_str()),
        (
            "a number of 400 digits",
            &format!("{{\"foyer\": {{\"loyer\": {}}}}}", "9".repeat(400)),
        ),
        (
            "a number beyond infinity",
            "{\"foyer\": {\"loyer\": 1e400}}",
        ),
        ("a text that is cut", "{\"foyer\": {\"loyer\": \""),
        (
            "not UTF-8 but an escape without its half",
            "{\"foyer\": {\"loyer\": \"\\ud800\"}}",
        ),
    ] {
        let done = evaluate(text);
        assert_eq!(
            done.status.code(),
            Some(1),
            "{what}: {} {}",
            done.output,
            done.errors
        );
        assert!(
            !done.errors.contains("panicked") && done.errors.len() < 2000,
            "{what}: {}",
            done.errors
        );
        tried.add(what, "bilan evaluate", "one sentence, status 1");
    }
    tried.tell();
}

//! Another site makes the browser of somebody who is signed in send our forms. (`headers.rs` tries one form; here every one.)

use axum::http::{Method, StatusCode, header};

use super::{
    Tried,
    rows::changed,
    scene::{Scene, routes},
};
use crate::support::Browser;

#[tokio::test(flavor = "multi_thread")]
async fn another_site_sends_our_forms() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("cross_site");
    let before = scene.base.rows().await;
    let ways: [(&str, &[(&'static str, &str)]); 7] = [
        (
            "Sec-Fetch-Site: cross-site",
            &[("sec-fetch-site", "cross-site")],
        ),
        (
            "Sec-Fetch-Site: same-site",
            &[("sec-fetch-site", "same-site")],
        ),
        (
            "the Origin of another site",
            &[("origin", "https://evil.example")],
        ),
        ("an Origin without a name", &[("origin", "null")]),
        (
            "our name, another port",
            &[("origin", "http://127.0.0.1:8081")],
        ),
        (
            "a name that begins as ours",
            &[("origin", "http://127.0.0.1.evil.example")],
        ),
        (
            "our Origin, said to be from elsewhere",
            &[
                ("origin", "http://127.0.0.1"),
                ("sec-fetch-site", "cross-site"),
            ],
        ),
    ];
    assert!(routes(&Method::POST).count() > 60);
    for (way, headers) in ways {
        for path in routes(&Method::POST) {
            let who = headers
                .iter()
                .fold(scene.chef.clone(), |who, (name, value)| {
                    who.saying(name, value)
                });
            let refused = scene.send_as(&who, path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{way}: {path}");
        }
        tried.add(
            &format!("a form of another site, with {way}"),
            "every POST",
            "403, nothing changed",
        );
    }
    assert_eq!(changed(&before, &scene.base.rows().await), [""; 0]);

    // A browser from before 2020 may say neither: then it is the cookie that does not travel.
    for path in routes(&Method::POST) {
        let access = server::access::of(&Method::POST, path).unwrap();
        if access != server::access::Access::Public {
            let refused = scene.send_as(&Browser::default(), path).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    let opened = scene
        .send_as(&Browser::default(), "/agir/session/ouvrir")
        .await;
    assert!(opened.header("set-cookie").contains("SameSite=Lax"));
    tried.add(
        "a form of another site from a browser that sends no Origin",
        "every POST that asks for a session",
        "401: SameSite=Lax keeps the cookie at home",
    );

    // The same forms do change something when they come from our own pages, or nothing above proves anything. What takes the rest away comes last.
    let ours = scene
        .chef
        .saying("origin", "http://127.0.0.1")
        .saying("sec-fetch-site", "same-origin");
    let last = [
        "/agir/session/",
        "/effacements",
        "/agir/structure/fermer",
        "/agir/structure/protection",
        "/agir/equipe/roles",
        "/agir/agenda/salle/fermer",
    ];
    let is_last = |path: &&str| last.iter().any(|last| path.starts_with(last));
    let mut idle = Vec::new();
    for path in routes(&Method::POST).filter(|path| !is_last(path)) {
        let before = scene.base.rows().await;
        let done = scene.send_as(&ours, path).await;
        assert_ne!(done.status, StatusCode::FORBIDDEN, "{path}");
        if changed(&before, &scene.base.rows().await).is_empty() {
            idle.push(path);
        }
    }
    // What the office did already, a provider that is not set, and codes that are nobody’s change nothing.
    assert!(idle.len() < 18, "these forms are not honest ones: {idle:?}");
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_writes_a_body_that_is_no_form() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("cross_site_bodies");
    let before = scene.base.rows().await;
    for kind in [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json",
        "application/x-www-form-urlencoded2",
        "application/octet-stream",
    ] {
        for path in routes(&Method::POST) {
            // The header stands before the one that a form adds: the first counts.
            let who = scene.chef.saying(header::CONTENT_TYPE.as_str(), kind);
            let refused = scene.send_as(&who, path).await;
            assert_eq!(
                refused.status,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "{kind}: {path}"
            );
            assert!(refused.text().contains("Rien n’a été enregistré"), "{path}");
        }
        tried.add(
            &format!("a body of type {kind}"),
            "every POST",
            "415 and a sentence, nothing changed",
        );
    }
    assert_eq!(changed(&before, &scene.base.rows().await), [""; 0]);
    tried.tell();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_links_to_an_address_that_does_something() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("cross_site_links");
    let mut written = std::collections::BTreeMap::new();
    let mut before = scene.base.rows().await;
    for path in routes(&Method::GET) {
        scene.app.get(&scene.chef, &scene.path(path)).await;
        let after = scene.base.rows().await;
        let tables = changed(&before, &after);
        if !tables.is_empty() {
            written.insert(path, tables.join(", "));
        }
        before = after;
    }
    for (path, tables) in &written {
        let expected = ["chains", "journal", "issued"];
        assert!(
            tables.split(", ").all(|table| expected.contains(&table)),
            "{path} writes {tables}"
        );
        tried.add(
            "a link that somebody signed in follows",
            path,
            &format!("it writes only: {tables}"),
        );
    }
    tried.add(
        "a link that somebody signed in follows",
        "every other GET",
        "it writes nothing",
    );
    tried.tell();
}

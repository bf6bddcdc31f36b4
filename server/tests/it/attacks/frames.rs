//! Our pages in somebody else's frame, cache, window or history. (`headers.rs` looks at six pages; here at every one.)

use std::sync::Arc;

use app::routes::CataloguePage;
use axum::http::{Method, StatusCode};
use server::{
    catalogue::shelf::Shelf,
    http::{Office, router},
    session::cookie::Cookie,
};

use super::{
    Tried, html,
    scene::{Scene, routes},
};
use crate::support::Browser;

/// What is the same for everybody, and may be kept.
const FILES: [&str; 3] = ["/main.css", "/favicon.svg", "/pkg/{file}"];

#[tokio::test(flavor = "multi_thread")]
async fn our_pages_are_framed_kept_or_opened_from_elsewhere() {
    let scene = Scene::new("Essai").await;
    let mut tried = Tried::new("frames");
    for path in routes(&Method::GET) {
        let response = scene.app.get(&scene.chef, &scene.path(path)).await;
        let header = |name| response.header(name).to_owned();
        let policy = header("content-security-policy");
        for part in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        for loose in ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"] {
            assert!(!policy.contains(loose), "{path}: {policy}");
        }
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("access-control-allow-origin", ""),
            ("server", ""),
            ("x-powered-by", ""),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(header(name), value, "{path}: {name}");
        }
        let kept = FILES.contains(&path) && response.status == StatusCode::OK;
        let kept = match path {
            _ if kept => "no-cache",
            _ if CataloguePage::owns(path) && response.status == StatusCode::OK => {
                "public, max-age=600"
            }
            _ => "no-store",
        };
        assert_eq!(header("cache-control"), kept, "{path}");
        if !header("content-type").starts_with("text/html") {
            continue;
        }
        for tag in html::tags(&response.text()) {
            let inline = tag
                .attributes
                .iter()
                .find(|(name, _)| name == "style" || name.starts_with("on"));
            assert!(
                inline.is_none() && tag.name != "style",
                "{path}: <{} {inline:?}",
                tag.name
            );
            let nonce = tag.attributes.iter().find(|(name, _)| name == "nonce");
            let allowed =
                nonce.is_some_and(|(_, nonce)| policy.contains(&format!("'nonce-{nonce}'")));
            assert!(
                tag.name != "script" || allowed,
                "{path} has a script without its nonce"
            );
        }
    }
    tried.add(
        "our pages in a frame",
        "every GET",
        "frame-ancestors 'none', X-Frame-Options: DENY",
    );
    tried.add(
        "a script, a style or a base that is not ours",
        "every GET",
        "no unsafe-inline, a nonce on each script, base-uri 'none'",
    );
    tried.add(
        "another origin reads or opens a page",
        "every GET",
        "no CORS, COOP and CORP same-origin, no-referrer",
    );
    tried.add(
        "the history or a cache of a shared computer",
        "every GET but the style, the mark, the islands and the public catalogue",
        "no-store",
    );
    tried.add(
        "which software answers",
        "every GET",
        "no Server, no X-Powered-By",
    );

    let app = &scene.app;
    let office = Office::new(
        app.test.store.clone(),
        Arc::new(Shelf::new(app.catalogue.clone())),
        app.test.clock.clone(),
        Cookie::Secure,
        true,
    );
    let mut secure = scene;
    secure.app.router = router(office).unwrap();
    let page = secure.app.get(&Browser::default(), "/connexion").await;
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    let opened = secure
        .send_as(&Browser::default(), "/agir/session/ouvrir")
        .await;
    let cookie = opened.header("set-cookie");
    for part in [
        "__Host-session=",
        "; Path=/;",
        "; HttpOnly",
        "; SameSite=Lax",
        "; Secure",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    tried.add(
        "the line is listened to, or another site of the domain sets a cookie",
        "behind https",
        "HSTS, __Host- cookie, Secure",
    );
    tried.tell();
}

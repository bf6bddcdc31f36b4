//! The way through the identity provider, as a browser goes it.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::{Browser, FakeProvider, PASSWORD, Response, TestApp, at};

/// Where signing in leaves from.
pub const LEAVE: &str = "/connexion/fournisseur";
/// Where an account is linked, or no longer.
pub const ACCOUNT: &str = "/compte/fournisseur";

/// When these tests happen.
pub fn now() -> DateTime<Utc> {
    at("2026-11-23T09:00:00Z")
}

/// An office that knows a provider.
pub async fn office() -> (TestApp, FakeProvider) {
    let fake = FakeProvider::new(now()).await;
    (TestApp::through(fake.settings()).await, fake)
}

/// The value of the cookie of this name that a response sets, as the browser sends it back.
pub fn cookie(response: &Response, name: &str) -> Option<String> {
    let set = response.headers.get_all("set-cookie").iter();
    set.filter_map(|line| line.to_str().unwrap().split(';').next())
        .find(|pair| pair.starts_with(&format!("{name}=")) && !pair.ends_with('='))
        .map(str::to_owned)
}

/// A browser that keeps this cookie beside those it has.
pub fn keeping(who: &Browser, response: &Response, name: &str) -> Browser {
    let kept = cookie(response, name);
    let kept = kept.unwrap_or_else(|| panic!("no cookie {name}: {:?}", response.headers));
    let mut cookies: Vec<String> = who.cookie.iter().cloned().collect();
    cookies.push(kept);
    Browser {
        cookie: Some(cookies.join("; ")),
        ..who.clone()
    }
}

/// Posts a form that leaves; the browser with its cookie, and where it was sent.
pub async fn leave(
    app: &TestApp,
    who: &Browser,
    path: &str,
    fields: &[(&str, &str)],
) -> (Browser, String) {
    let left = app.post(who, path, fields).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text());
    let away = keeping(who, &left, "fournisseur");
    (away, left.header("location").to_owned())
}

/// Where a browser comes back.
pub fn back((code, state): &(String, String)) -> String {
    let state = app::routes::encode(state);
    format!("/connexion/retour?code={code}&state={state}")
}

/// Leaves from the sign-in page, signs in there, comes back.
pub async fn sign_in(app: &TestApp, fake: &FakeProvider, subject: &str) -> Response {
    let (away, address) = leave(app, &Browser::default(), LEAVE, &[("next", "")]).await;
    app.get(&away, &back(&fake.sign_in(&address, subject)))
        .await
}

/// Links the account of who is signed in.
pub async fn link(app: &TestApp, fake: &FakeProvider, who: &Browser, subject: &str) -> Response {
    let fields = [("act", "relier"), ("password", PASSWORD)];
    let (away, address) = leave(app, who, ACCOUNT, &fields).await;
    app.get(&away, &back(&fake.sign_in(&address, subject)))
        .await
}

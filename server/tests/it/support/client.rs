//! The whole server in memory, asked as a browser asks.

use std::{collections::BTreeMap, sync::Arc};

use app::structures::roles::{Role, may};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use rules::Catalogue;
use server::{
    catalogue::shelf::Shelf,
    http::{Office, router},
    provider::{Provider, Settings},
    session::{Agent, Token, cookie::Cookie, totp},
};
use tower::ServiceExt as _;
use uuid::Uuid;

use super::TestStore;

/// A server over a database of its own.
pub struct TestApp {
    pub test: TestStore,
    pub router: Router,
    pub catalogue: Arc<Catalogue>,
}

/// Somebody with a browser.
#[derive(Clone, Default)]
pub struct Browser {
    /// The session's cookie as the browser sends it.
    pub cookie: Option<String>,
    /// Sent as `Accept`.
    pub accept: Option<&'static str>,
    /// Any other header.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl TestApp {
    /// A server with the embedded catalogue.
    pub async fn new() -> Self {
        Self::over(TestStore::new().await)
    }

    /// A server over this store.
    pub fn over(test: TestStore) -> Self {
        Self::build(test, None)
    }

    /// A server where agents may also sign in through this identity provider.
    pub async fn through(settings: Settings) -> Self {
        let test = TestStore::new().await;
        let provider = Provider::new(settings, test.clock.clone());
        Self::build(test, Some(provider))
    }

    fn build(test: TestStore, provider: Option<Provider>) -> Self {
        // What the server logged is shown when a test fails.
        let _ = tracing_subscriber::fmt()
            .with_test_writer()
            .with_ansi(false)
            .try_init();
        let catalogue =
            Arc::new(Catalogue::embedded().expect("the embedded catalogue holds together"));
        let office = Office::new(
            test.store.clone(),
            Arc::new(Shelf::new(catalogue.clone())),
            test.clock.clone(),
            Cookie::Loopback,
            false,
        );
        let office = match provider {
            Some(provider) => office.with_provider(provider),
            None => office,
        };
        Self {
            test,
            router: router(office).expect("every route is in the access table"),
            catalogue,
        }
    }

    /// An agent who is signed in.
    pub async fn agent(&self, login: &str, structure: &str) -> (Agent, Browser) {
        self.person(login, structure, may::INTERVIEW).await
    }

    /// Somebody who is signed in, with these roles.
    pub async fn person(&self, login: &str, structure: &str, roles: &[Role]) -> (Agent, Browser) {
        let (agent, token) = self.test.person(login, structure, roles).await;
        (agent, Browser::with(&token))
    }

    /// A bilan this agent opened.
    pub async fn bilan(&self, agent: &Agent) -> Uuid {
        let clock = &self.test.clock;
        let opening = app::desk::Opening::default();
        self.test
            .store
            .open_bilan(agent, &opening, clock.today(), clock.now())
            .await
            .unwrap()
    }

    /// Protects the account of whoever is signed in, as they do it; returns their recovery codes.
    pub async fn protect(&self, who: &Browser, agent: &Agent) -> Vec<String> {
        const HERE: &str = "/compte/protection";
        self.post(who, HERE, &[("act", "commencer")]).await;
        let code = self.code(agent).await;
        let fields = [("act", "confirmer"), ("code", code.as_str())];
        let told = self.post(who, HERE, &fields).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.text());
        let told = told.text();
        told.split("<li class=\"bilan-code\">")
            .skip(1)
            .filter_map(|rest| rest.split('<').next().map(str::to_owned))
            .collect()
    }

    /// What this agent's telephone shows now.
    pub async fn code(&self, agent: &Agent) -> String {
        let factor = self.test.store.second_factor(agent.id()).await.unwrap();
        totp::shown(&factor.unwrap().secret, self.test.clock.now())
    }

    /// Asks for a page.
    pub async fn get(&self, who: &Browser, path: &str) -> Response {
        self.send(who, Method::GET, path, "").await
    }

    /// Posts a form.
    pub async fn post(&self, who: &Browser, path: &str, fields: &[(&str, &str)]) -> Response {
        self.send(who, Method::POST, path, &form(fields)).await
    }

    /// Posts a form that is already encoded, or uses another method.
    pub async fn send(&self, who: &Browser, method: Method, path: &str, body: &str) -> Response {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1")
            .header(
                header::ACCEPT,
                who.accept.unwrap_or("text/html,application/xhtml+xml"),
            );
        if let Some(cookie) = &who.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        for (name, value) in &who.headers {
            request = request.header(*name, value);
        }
        if !body.is_empty() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Response {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

impl Browser {
    /// A browser that holds this token.
    pub fn with(token: &Token) -> Self {
        let cookie = Cookie::Loopback.set(token);
        Self {
            cookie: cookie.split(';').next().map(str::to_owned),
            ..Self::default()
        }
    }

    /// The island's own way of asking.
    pub fn asking_json(&self) -> Self {
        Self {
            accept: Some("application/json"),
            ..self.clone()
        }
    }

    /// The same browser with one more header.
    pub fn saying(&self, name: &'static str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.push((name, value.to_owned()));
        other
    }
}

impl Response {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, or the empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// Hidden fields and values of the inputs of the page, by name.
    pub fn inputs(&self) -> BTreeMap<String, String> {
        let text = self.text();
        let mut found = BTreeMap::new();
        for tag in text
            .split("<input ")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
        {
            if let Some(name) = attribute(tag, "name") {
                found
                    .entry(name)
                    .or_insert_with(|| attribute(tag, "value").unwrap_or_default());
            }
        }
        found
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let value = tag[start..].split('"').next()?;
    Some(
        value
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

/// Fields as a browser encodes them.
pub fn form(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .map(|(name, value)| {
            format!(
                "{}={}",
                app::routes::encode(name),
                app::routes::encode(value)
            )
        })
        .collect::<Vec<_>>()
        .join("&")
}

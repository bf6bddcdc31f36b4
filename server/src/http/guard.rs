//! The door: matches each request with the access table, finds the session, and lets through with the proof or refuses.

use axum::{
    Form,
    body::Body,
    extract::{FromRequest as _, MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use super::{Office, errors, give_back};
use crate::{
    access,
    session::{self, Agent},
};
use app::routes::{CataloguePage, Notice, Page, SecondFactorPage};

/// Routes an agent whose password was chosen by somebody else may still use.
const BEFORE_CHANGE: [&str; 4] = [
    "/compte",
    "/agir/session/mot-de-passe",
    "/agir/session/fermer",
    "/connexion",
];

/// Routes an agent who must protect their account first may still use.
const BEFORE_PROTECTION: [&str; 7] = [
    "/compte",
    "/compte/fournisseur",
    "/compte/protection",
    "/agir/session/mot-de-passe",
    "/agir/session/terminer",
    "/agir/session/terminer-autres",
    "/agir/session/fermer",
];

/// Files and the public catalogue have no use for a session: nothing is looked up for them, and what they answer can not
/// depend on who asks.
fn is_for_everybody(route: &str) -> bool {
    const FILES: [&str; 3] = ["/main.css", "/favicon.svg", "/pkg/{file}"];
    FILES.contains(&route) || CataloguePage::owns(route)
}

pub(super) async fn guard(
    State(office): State<Office>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(route) = request.extensions().get::<MatchedPath>().cloned() else {
        return errors::refuse(request.headers(), StatusCode::NOT_FOUND);
    };
    let route = route.as_str();
    let Some(line) = access::of(request.method(), route) else {
        return errors::refuse(request.headers(), StatusCode::METHOD_NOT_ALLOWED);
    };
    let token = office.cookie.find(
        request
            .headers()
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|c| c.to_str().ok()),
    );
    let had_token = token.is_some();
    let agent = match token {
        Some(_) if is_for_everybody(route) => None,
        Some(token) => match session::resolve(&office.store, &token, office.clock.now()).await {
            Ok(agent) => agent,
            Err(error) => {
                tracing::error!(%error, "the session could not be read");
                return errors::refuse(request.headers(), StatusCode::SERVICE_UNAVAILABLE);
            }
        },
        None => None,
    };
    if !line.allows(agent.as_ref().map(Agent::roles)) {
        return match agent {
            Some(_) => errors::refuse(request.headers(), StatusCode::FORBIDDEN),
            None => signed_out(request, had_token).await,
        };
    }
    if let Some(agent) = agent {
        let first = if agent.must_change_password() {
            Some((&BEFORE_CHANGE[..], Page::Account { notice: None }))
        } else if agent.must_protect() {
            let set_up = Page::SecondFactor(SecondFactorPage::SetUp);
            Some((&BEFORE_PROTECTION[..], set_up))
        } else {
            None
        };
        if let Some((open, page)) = first
            && line != access::Access::Public
            && !open.contains(&route)
        {
            return if request.method() == Method::GET {
                Redirect::to(&page.path()).into_response()
            } else {
                errors::refuse(request.headers(), StatusCode::FORBIDDEN)
            };
        }
        request.extensions_mut().insert(agent);
    }
    next.run(request).await
}

/// Nobody is signed in: a page asks to sign in and comes back; a form keeps what was typed.
async fn signed_out(request: Request, had_token: bool) -> Response {
    let address = request
        .uri()
        .path_and_query()
        .map_or("/", |address| address.as_str())
        .to_owned();
    let next = Page::parse(&address);
    let notice = had_token.then_some(Notice::Expired);
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let next = next.filter(|page| !matches!(page, Page::Home { .. }));
        return Redirect::to(
            &Page::SignIn {
                notice,
                next: next.map(Box::new),
            }
            .path(),
        )
        .into_response();
    }
    if errors::wants_json(request.headers()) {
        return errors::json(StatusCode::UNAUTHORIZED);
    }
    let path = request.uri().path().to_owned();
    match next {
        Some(page @ Page::Step(_)) => typed_back(&path, &page, request).await,
        _ => errors::page(StatusCode::UNAUTHORIZED),
    }
}

/// The session ended while somebody was typing: their own form comes back to them, to be sent again once signed in.
/// Nothing typed is lost, with or without JavaScript. The body came from this very page: another site's form was already
/// refused.
async fn typed_back(path: &str, page: &Page, request: Request<Body>) -> Response {
    let Ok(Form(fields)) = Form::<Vec<(String, String)>>::from_request(request, &()).await else {
        return errors::page(StatusCode::UNAUTHORIZED);
    };
    let sign_in = Page::SignIn {
        notice: Some(Notice::Expired),
        next: Some(Box::new(page.clone())),
    }
    .path();
    let first = format!(
        "<a href=\"{}\" target=\"_blank\" rel=\"noopener\">Connectez-vous dans un nouvel onglet</a>.",
        errors::escape(&sign_in)
    );
    let told = (
        "Session terminée",
        "Votre session est terminée. Ce que vous avez saisi n’est pas encore enregistré, mais rien n’est perdu.",
    );
    give_back::page(StatusCode::UNAUTHORIZED, told, &first, path, &fields)
}

//! Erasing a person: `POST /bilans/{id}/effacer` asks, `POST /effacements` decides. A reason that says too little comes back as it
//! was typed.

use app::{
    desk::DeskError,
    erasure::{self, ErasureDesk as _, Wish},
    pages::{NotAsked, NotDecided},
    routes::{Notice, Page},
    words::erasure as words,
};
use axum::{
    Form,
    extract::{FromRequest as _, Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Office, again, context, errors};

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    wish: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
struct Decided {
    erasure: Uuid,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn ask(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(typed)) = Form::<Asked>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let Ok(id) = Uuid::try_parse(&id) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let wish = match typed.wish.as_str() {
        "opposition" => Wish::Objection,
        _ => Wish::Erasure,
    };
    let Some(reason) = erasure::reason(&typed.reason) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let typed = NotAsked(wish, typed.reason);
        return again::draw(office, parts, status, typed).await;
    };
    let asked = context::desk(&office, &parts)
        .ask_erasure(id, wish, &reason)
        .await;
    answer(asked, |notice| Page::Erase(id, Some(notice)))
}

pub(super) async fn decide(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(typed)) = Form::<Decided>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let accepted = match typed.decision.as_str() {
        "effacer" => Some(true),
        "refuser" => Some(false),
        _ => None,
    };
    let reason = erasure::reason(&typed.reason);
    let (Some(accepted), Some(reason)) = (accepted, reason) else {
        let refused = NotDecided {
            erasure: typed.erasure,
            accepted,
            reason: typed.reason,
            problem: match accepted {
                None => words::NO_DECISION,
                Some(_) => words::REASON_TOO_SHORT,
            },
        };
        return again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, refused).await;
    };
    let decided = context::desk(&office, &parts)
        .decide_erasure(typed.erasure, accepted, &reason)
        .await;
    answer(decided, |notice| Page::Erasures(Some(notice)))
}

/// Back to the page, with what became of it.
fn answer(done: Result<(), DeskError>, page: impl Fn(Notice) -> Page) -> Response {
    let notice = match done {
        Ok(()) => Notice::Done,
        Err(DeskError::NotFound) => Notice::NotDone,
        Err(_) => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
    };
    Redirect::to(&page(notice).path()).into_response()
}

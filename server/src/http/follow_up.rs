//! The forms of the follow-up that come back with what was typed, each posted at the address of its page: a right moves on, a
//! mandate is kept, a note is written, a resource person is added.

use app::{
    desk::DeskError,
    follow_up::{
        contact,
        form::{Received, receive},
        mandate,
    },
    notes,
    routes::{FollowUpPage, Notice, Page},
};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{BODY_LIMIT, Office, again, context, errors};

/// A right of a bilan moves on.
pub(super) async fn move_on(
    State(office): State<Office>,
    Path((id, right)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let Some((parts, body)) = read(request).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match receive(&desk, id, &right, &body).await {
        Ok(Received::Done) => go(FollowUpPage::One {
            id,
            right,
            notice: Some(Notice::Saved),
        }),
        Ok(Received::Again(echo)) => {
            let status = match echo.theirs {
                Some(_) => StatusCode::CONFLICT,
                None => StatusCode::UNPROCESSABLE_ENTITY,
            };
            again::draw(office, parts, status, *echo).await
        }
        Err(error) => refuse(error),
    }
}

/// A mandate of a bilan is kept.
pub(super) async fn add_mandate(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let Some((parts, body)) = read(request).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match mandate::receive(&desk, id, &body).await {
        Ok(None) => go(FollowUpPage::Mandates {
            id,
            notice: Some(Notice::Saved),
        }),
        Ok(Some(echo)) => again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, echo).await,
        Err(error) => refuse(error),
    }
}

/// A note of a bilan is kept, or corrected by its author.
pub(super) async fn write_note(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let Some((parts, body)) = read(request).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match notes::receive(&desk, id, &body).await {
        Ok(None) => go(FollowUpPage::Notes {
            id,
            notice: Some(Notice::Saved),
        }),
        Ok(Some(echo)) => {
            let status = match echo.theirs {
                Some(_) => StatusCode::CONFLICT,
                None => StatusCode::UNPROCESSABLE_ENTITY,
            };
            again::draw(office, parts, status, echo).await
        }
        Err(error) => refuse(error),
    }
}

/// A resource person is added.
pub(super) async fn add_contact(State(office): State<Office>, request: Request) -> Response {
    let Some((parts, body)) = read(request).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match contact::receive(&desk, &body).await {
        Ok(None) => go(FollowUpPage::Contacts {
            notice: Some(Notice::Saved),
        }),
        Ok(Some(echo)) => again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, echo).await,
        Err(error) => refuse(error),
    }
}

pub(super) async fn read(request: Request) -> Option<(Parts, String)> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, BODY_LIMIT).await.ok()?;
    Some((parts, String::from_utf8_lossy(&body).into_owned()))
}

fn go(page: FollowUpPage) -> Response {
    Redirect::to(&Page::FollowUp(page).path()).into_response()
}

pub(super) fn refuse(error: DeskError) -> Response {
    errors::page(match error {
        DeskError::SignedOut => StatusCode::UNAUTHORIZED,
        DeskError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::NOT_FOUND,
    })
}

//! The forms of orientations that come back with what was typed, each posted at the address of its page: somebody is sent to a service,
//! and either side says what came of it.

use app::{
    desk::DeskError,
    orientation::{
        Side,
        new::{self, Received},
        step,
    },
    routes::{Notice, OrientationPage, Page},
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{
    Office, again, context, errors,
    follow_up::{read, refuse},
};

/// Somebody is sent to a service, or the lists of the form are asked for again.
pub(super) async fn send(
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
    match new::receive(&desk, id, &body).await {
        Ok(Received::Sent(orientation)) => go(OrientationPage::Sheet {
            id,
            orientation,
            notice: Some(Notice::Saved),
        }),
        Ok(Received::Again(echo, wrong)) => {
            let status = if wrong {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::OK
            };
            again::draw(office, parts, status, *echo).await
        }
        Err(error) => refuse(error),
    }
}

/// Whoever sends says what came of it.
pub(super) async fn move_sent(
    State(office): State<Office>,
    Path((id, orientation)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (Ok(id), Ok(orientation)) = (Uuid::try_parse(&id), Uuid::try_parse(&orientation)) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let then = OrientationPage::Sheet {
        id,
        orientation,
        notice: Some(Notice::Saved),
    };
    move_on(office, (orientation, Side::Sent), then, request).await
}

/// Whoever receives answers.
pub(super) async fn move_received(
    State(office): State<Office>,
    Path(orientation): Path<String>,
    request: Request,
) -> Response {
    let Ok(orientation) = Uuid::try_parse(&orientation) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let then = OrientationPage::Received(orientation, Some(Notice::Saved));
    move_on(office, (orientation, Side::Received), then, request).await
}

async fn move_on(
    office: Office,
    which: (Uuid, Side),
    then: OrientationPage,
    request: Request,
) -> Response {
    let Some((parts, body)) = read(request).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match step::receive(&desk, which, &body).await {
        Ok(None) => go(then),
        Ok(Some(echo)) => {
            let status = match echo.theirs {
                Some(_) => StatusCode::CONFLICT,
                None => StatusCode::UNPROCESSABLE_ENTITY,
            };
            again::draw(office, parts, status, echo).await
        }
        // It was withdrawn, or the agreement ended, while the page was open: the page says so itself.
        Err(DeskError::NotFound) => again::draw(office, parts, StatusCode::NOT_FOUND, ()).await,
        Err(error) => refuse(error),
    }
}

fn go(page: OrientationPage) -> Response {
    Redirect::to(&Page::Orientation(page).path()).into_response()
}

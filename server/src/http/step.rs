//! `POST /bilans/{id}/{theme}/{screen}`: the one place where answers arrive. `app` reads the form and says what follows;
//! here it is turned into a response: a redirection, the same screen again, or JSON for the island.

use app::{
    desk::DeskError,
    interview::receive::{Received, receive as read_form},
    routes::{Step, StepView},
};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{BODY_LIMIT, Office, again, context, errors};

pub(super) async fn receive(
    State(office): State<Office>,
    Path((id, theme, screen)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let json = parts
        .headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.starts_with("application/json"));
    let refuse = |status| {
        if json {
            errors::json(status)
        } else {
            errors::page(status)
        }
    };
    let Ok(id) = Uuid::try_parse(&id) else {
        return refuse(StatusCode::NOT_FOUND);
    };
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let body = String::from_utf8_lossy(&body);
    let step = Step {
        id,
        theme,
        screen,
        view: StepView::parse(parts.uri.query().unwrap_or_default()),
    };
    let desk = context::desk(&office, &parts);
    match read_form(&desk, &step, &body, json).await {
        Ok(Received::Go(page)) => Redirect::to(&page.path()).into_response(),
        Ok(Received::Reply(reply)) => axum::Json(*reply).into_response(),
        Ok(Received::Again(echo)) => {
            // The page of the screen, drawn with what was typed and what stands.
            again::draw(office, parts, StatusCode::CONFLICT, echo).await
        }
        Err(DeskError::SignedOut) => refuse(StatusCode::UNAUTHORIZED),
        Err(DeskError::Closed) => refuse(StatusCode::CONFLICT),
        Err(DeskError::Unavailable) => refuse(StatusCode::SERVICE_UNAVAILABLE),
        Err(_) => refuse(StatusCode::NOT_FOUND),
    }
}

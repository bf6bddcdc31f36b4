//! `POST /a-proposer`: people are added to the list, from a spreadsheet or one by one. The page answers itself: it says how many were
//! added, and gives back the lines to correct. Sent twice, it adds nobody twice.

use app::desk::DeskError;
use app::offers::form::receive as read;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};

use super::{BODY_LIMIT, Office, again, context, errors};

pub(super) async fn receive(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match read(&desk, &String::from_utf8_lossy(&body)).await {
        Ok(echo) => {
            let status = if echo.is_refused() {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::OK
            };
            again::draw(office, parts, status, echo).await
        }
        Err(DeskError::SignedOut) => errors::page(StatusCode::UNAUTHORIZED),
        Err(_) => errors::page(StatusCode::SERVICE_UNAVAILABLE),
    }
}

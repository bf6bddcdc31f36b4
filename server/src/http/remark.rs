//! Remarks on the catalogue: `POST /remarques/{kind}/{subject}` sends one, `GET /remarques.csv` is their table for the référents.

use super::{BODY_LIMIT, Office, again, context, errors};
use app::{
    desk::{Desk as _, DeskError, RemarkSubject},
    remarks::{Received, receive as read_form, table},
    routes::{Notice, Page},
};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

pub(super) async fn receive(
    State(office): State<Office>,
    Path((kind, subject)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(subject) = RemarkSubject::parse(&kind, &subject) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let body = String::from_utf8_lossy(&body);
    let desk = context::desk(&office, &parts);
    match read_form(&desk, subject.clone(), &body).await {
        Ok(Received::Sent) => {
            let page = Page::Remark(subject, Some(Notice::RemarkSent));
            Redirect::to(&page.path()).into_response()
        }
        Ok(Received::Again(echo)) => {
            again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, echo).await
        }
        Err(error) => refuse(error),
    }
}

pub(super) async fn csv(State(office): State<Office>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    match context::desk(&office, &parts).remarks().await {
        Ok(remarks) => (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"remarques.csv\"",
                ),
            ],
            table(&remarks),
        )
            .into_response(),
        Err(error) => refuse(error),
    }
}

fn refuse(error: DeskError) -> Response {
    errors::page(match error {
        DeskError::SignedOut => StatusCode::UNAUTHORIZED,
        DeskError::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    })
}

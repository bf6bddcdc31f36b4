//! The forms of sharing, whose words come back and never enter an address: `POST /bilans/{id}/partage` shares a bilan,
//! `POST /partages/chercher` asks whether somebody has one elsewhere, `POST /urgence` opens one in an emergency.

use app::{
    desk::DeskError,
    pages::{Answered, NotOpened},
    routes::{Notice, Page, SharingPage},
    sharing::{REASON_LENGTH, SharingDesk as _, Sought, form},
    words::{pages, sharing as words},
};
use axum::{
    Form,
    extract::{FromRequest as _, Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Office, again, context, errors, follow_up};

#[derive(Deserialize)]
struct Person {
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    born: String,
}

#[derive(Deserialize)]
struct Emergency {
    #[serde(default)]
    reference: String,
    #[serde(default)]
    reason: String,
}

/// A bilan is shared with what the person chose.
pub(super) async fn share(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let Some((parts, body)) = follow_up::read(request).await else {
        return errors::page(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let desk = context::desk(&office, &parts);
    match form::receive(&desk, id, &body).await {
        Ok(None) => {
            let page = Page::Sharing(SharingPage::Shares(id, Some(Notice::Shared)));
            Redirect::to(&page.path()).into_response()
        }
        Ok(Some(echo)) => again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, echo).await,
        Err(error) => follow_up::refuse(error),
    }
}

pub(super) async fn seek(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(typed)) = Form::<Person>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let sought = Sought {
        first_name: typed.first_name,
        last_name: typed.last_name,
        born: typed.born.parse().ok(),
    };
    let named = !sought.first_name.trim().is_empty() && !sought.last_name.trim().is_empty();
    let found = if named && sought.born.is_some() {
        context::desk(&office, &parts).exists(sought.clone()).await
    } else {
        let found = Err(pages::notice(Notice::Incomplete).0);
        return again::draw(office, parts, StatusCode::OK, Answered { sought, found }).await;
    };
    let found = match found {
        Ok(found) => Ok(found),
        Err(DeskError::TooManyTries) => Err(pages::notice(Notice::TooManyTries).0),
        Err(DeskError::NoAgreement) => Err(pages::notice(Notice::MayNotReceive).0),
        Err(_) => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
    };
    again::draw(office, parts, StatusCode::OK, Answered { sought, found }).await
}

pub(super) async fn emergency(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(typed)) = Form::<Emergency>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let problem = if typed.reason.trim().chars().count() < REASON_LENGTH {
        words::REASON_TOO_SHORT
    } else {
        let desk = context::desk(&office, &parts);
        match desk
            .open_in_emergency(&typed.reference, &typed.reason)
            .await
        {
            Ok(Some(id)) => {
                let page = Page::Sharing(SharingPage::InEmergency(id));
                return Redirect::to(&page.path()).into_response();
            }
            Ok(None) => words::NO_SUCH_REFERENCE,
            Err(DeskError::TooManyTries) => pages::notice(Notice::TooManyTries).0,
            Err(_) => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
        }
    };
    let refused = NotOpened {
        reference: typed.reference,
        reason: typed.reason,
        problem,
    };
    again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

//! `POST /`: « Mes bilans » with those of one person of the structure, by a name or a reference that is typed in a form and never in an
//! address.

use app::{desk::Desk as _, pages::ByName, words::by_name::NOTHING_TYPED};
use axum::{
    Form,
    extract::{FromRequest as _, Request, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;

use super::{Office, again, context, errors};

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    who: String,
}

pub(super) async fn find(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(Typed { who })) = Form::<Typed>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let (status, found) = if who.trim().is_empty() {
        (StatusCode::UNPROCESSABLE_ENTITY, Err(NOTHING_TYPED))
    } else {
        match context::desk(&office, &parts).bilans_named(&who).await {
            Ok(found) => (StatusCode::OK, Ok(found)),
            Err(_) => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
        }
    };
    again::draw(office, parts, status, ByName { typed: who, found }).await
}

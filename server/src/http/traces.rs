//! `POST /journal`: the journal of one file, by the reference of a bilan, which is typed in a form and never in an address.

use app::{pages::Traced, traces::TracesDesk as _, words::traces::NO_SUCH_BILAN};
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
    reference: String,
}

pub(super) async fn show(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(Typed { reference })) = Form::<Typed>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let found = context::desk(&office, &parts).traces(&reference).await;
    let (status, found) = match found {
        Ok(Some(lines)) => (StatusCode::OK, Ok(lines)),
        Ok(None) => (StatusCode::UNPROCESSABLE_ENTITY, Err(NO_SUCH_BILAN)),
        Err(_) => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
    };
    again::draw(office, parts, status, Traced { reference, found }).await
}

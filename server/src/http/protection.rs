//! `POST /compte/protection`: the second factor is begun, confirmed, taken away, or its recovery codes renewed. Recovery codes are
//! drawn in the answer and nowhere else.

use app::{
    accounts::AccountsDesk as _,
    desk::DeskError,
    pages::ProtectionAnswer,
    routes::{Notice, Page, SecondFactorPage},
    words::{accounts::NOT_CONFIRMED, pages},
};
use axum::{
    Form,
    extract::{FromRequest as _, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Office, again, context, errors};

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn receive(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(typed)) = Form::<Typed>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let desk = context::desk(&office, &parts);
    let done = match typed.act.as_str() {
        "commencer" => desk.begin_protection().await.map(|()| None),
        "confirmer" => desk.confirm_protection(&typed.code).await.map(Some),
        "renouveler" => desk.renew_codes(&typed.password).await.map(Some),
        "retirer" => desk.remove_protection(&typed.password).await.map(|()| None),
        _ => return errors::page(StatusCode::BAD_REQUEST),
    };
    let here = || Redirect::to(&Page::SecondFactor(SecondFactorPage::SetUp).path()).into_response();
    let (status, answer) = match done {
        Ok(None) => return here(),
        Ok(Some(codes)) => (StatusCode::OK, ProtectionAnswer::Codes(codes)),
        Err(error) => {
            let problem = match error {
                DeskError::WrongCode => NOT_CONFIRMED,
                DeskError::WrongCredentials => pages::notice(Notice::WrongPassword).0,
                DeskError::TooManyTries => pages::notice(Notice::TooManyTries).0,
                // It was taken away in another tab: the page says where things are.
                DeskError::NotFound => return here(),
                _ => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
            };
            let refused = StatusCode::UNPROCESSABLE_ENTITY;
            (refused, ProtectionAnswer::Problem(problem))
        }
    };
    again::draw(office, parts, status, answer).await
}

//! `POST /invitation`: an invitation is used. What was typed comes back when it can not be, but for the password.

use app::{
    accounts::Entered,
    desk::DeskError,
    pages::Refused,
    routes::{Notice, Page, SecondFactorPage},
    structures::{Joining, NAME_LENGTH, StructuresDesk as _},
    words::{pages, structures::not_joined},
};
use axum::{
    Form,
    extract::{FromRequest as _, Request, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Office, again, context, errors, provider};
use crate::store::Purpose;

const CODE: SecondFactorPage = SecondFactorPage::Code {
    notice: None,
    next: None,
};

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    known: String,
    /// The button that was pressed, when it is not that of the password.
    #[serde(default)]
    with: String,
}

pub(super) async fn receive(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(typed)) = Form::<Typed>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let joining = Joining {
        code: typed.code.trim().to_owned(),
        login: typed.login.trim().to_owned(),
        name: typed.name.trim().chars().take(NAME_LENGTH).collect(),
        password: typed.password,
        known: typed.known == "oui",
    };
    if typed.with == "fournisseur" {
        return through(office, parts, joining).await;
    }
    let complete = !joining.login.is_empty() && (joining.known || !joining.name.is_empty());
    let problem = if complete {
        match context::desk(&office, &parts).join(joining.clone()).await {
            Ok(Ok(entered)) => {
                let (cookie, page) = match entered {
                    Entered::Session(cookie) => (cookie, Page::Home { notice: None }),
                    Entered::Code(cookie) => (cookie, Page::SecondFactor(CODE)),
                };
                let next = Redirect::to(&page.path());
                return ([(header::SET_COOKIE, cookie.0)], next).into_response();
            }
            Ok(Err(why)) => not_joined(why),
            Err(error) => match notice(error) {
                Some(notice) => pages::notice(notice).0,
                None => return errors::page(StatusCode::SERVICE_UNAVAILABLE),
            },
        }
    } else {
        pages::notice(Notice::Incomplete).0
    };
    let typed = Joining {
        password: String::new(),
        ..joining
    };
    let refused = Refused { typed, problem };
    again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

/// Leaves for the identity provider; the invitation is used when they come back.
async fn through(office: Office, parts: Parts, joining: Joining) -> Response {
    let joining = Joining {
        password: String::new(),
        ..joining
    };
    let complete = joining.known || !(joining.login.is_empty() || joining.name.is_empty());
    if !complete {
        let refused = Refused {
            typed: joining,
            problem: pages::notice(Notice::Incomplete).0,
        };
        return again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, refused).await;
    }
    let purpose = Purpose::Join {
        code: joining.code.clone(),
        login: joining.login.clone(),
        name: joining.name.clone(),
        known: joining.known,
    };
    match context::desk(&office, &parts).leave(purpose).await {
        Ok(left) => provider::gone(left),
        Err(why) => provider::join_again(office, parts, joining, why).await,
    }
}

fn notice(error: DeskError) -> Option<Notice> {
    match error {
        DeskError::WrongCredentials => Some(Notice::WrongCredentials),
        DeskError::TooManyTries => Some(Notice::TooManyTries),
        DeskError::WeakPassword => Some(Notice::WeakPassword),
        DeskError::CommonPassword => Some(Notice::CommonPassword),
        _ => None,
    }
}

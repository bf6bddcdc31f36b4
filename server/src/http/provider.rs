//! `POST /connexion/fournisseur`, `GET /connexion/retour`, `POST /compte/fournisseur`, `GET /connexion/sortie`: leaving for the identity
//! provider, coming back from it, linking one's account to it or no longer, coming back once its own session has ended.
//!
//! The way on after coming back was kept on our side: no address given from outside is ever followed.

use app::{
    accounts::Entered,
    pages::Refused,
    routes::{Notice, Page, SecondFactorPage},
    words::{accounts, pages, structures::not_joined},
};
use axum::{
    Form,
    extract::{FromRequest as _, Query, Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Office, again, context, errors};
use crate::{
    desk::{Answered, Arrived, Astray, typed},
    store::Purpose,
};

#[derive(Deserialize)]
struct SignIn {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    act: String,
    #[serde(default)]
    password: String,
}

/// What the provider puts in the address.
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

/// Leaves to sign in.
pub(super) async fn leave(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(asked)) = Form::<SignIn>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let next = Page::parse(&asked.next);
    let purpose = Purpose::SignIn(next.as_ref().map(Page::path));
    match context::desk(&office, &parts).leave(purpose).await {
        Ok(left) => gone(left),
        Err(why) => Redirect::to(&door(why, next).path()).into_response(),
    }
}

/// Leaves to link the account, or links it no longer.
pub(super) async fn link(State(office): State<Office>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = Request::from_parts(parts.clone(), body);
    let Ok(Form(asked)) = Form::<Link>::from_request(form, &()).await else {
        return errors::page(StatusCode::BAD_REQUEST);
    };
    let desk = context::desk(&office, &parts);
    let done = match asked.act.as_str() {
        "relier" => match desk.leave_to_link(&asked.password).await {
            Ok(left) => return gone(left),
            Err(why) => Err(why),
        },
        "delier" => desk.unlink(&asked.password).await,
        _ => return errors::page(StatusCode::BAD_REQUEST),
    };
    let notice = done.map_or_else(notice, |()| Notice::Done);
    Redirect::to(&account(notice).path()).into_response()
}

/// Comes back. Whatever came, the cookie of the departure served.
pub(super) async fn back(State(office): State<Office>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let said =
        Query::<Said>::try_from_uri(&parts.uri).map_or_else(|_| Said::default(), |said| said.0);
    let cookies = parts.headers.get_all(header::COOKIE);
    let answered = Answered {
        token: office
            .cookie
            .find_away(cookies.iter().filter_map(|line| line.to_str().ok())),
        state: &said.state,
        code: said.code.as_deref(),
        issuer: said.iss.as_deref(),
    };
    let cookie = office.cookie.clear_away();
    let (purpose, arrived) = context::desk(&office, &parts).arrive(answered).await;
    let next = match &purpose {
        Some(Purpose::SignIn(next)) => next.as_deref().and_then(Page::parse),
        _ => None,
    };
    let mut response = match (arrived, &purpose) {
        (Ok(Arrived::Entered(entered)), _) => inside(entered, next),
        (Ok(Arrived::Linked), _) => Redirect::to(&account(Notice::Linked).path()).into_response(),
        (Err(why), Some(Purpose::Link(_))) => {
            Redirect::to(&account(notice(why)).path()).into_response()
        }
        (Err(why), Some(purpose @ Purpose::Join { .. })) => {
            let mut parts = parts;
            // The answer is the form of the invitation, with what was typed in it.
            parts.uri = Uri::from_static("/invitation");
            match typed(purpose) {
                Some(typed) => join_again(office, parts, typed, why).await,
                None => errors::page(StatusCode::BAD_REQUEST),
            }
        }
        (Err(why), _) => Redirect::to(&door(why, next).path()).into_response(),
    };
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Comes back signed out. Whoever is still signed in here stays so: anybody can send a browser to this address.
pub(super) async fn out() -> Redirect {
    let door = Page::SignIn {
        notice: Some(Notice::SignedOut),
        next: None,
    };
    Redirect::to(&door.path())
}

/// The form of the invitation again, with what was typed and why it was not used.
pub(super) async fn join_again(
    office: Office,
    parts: axum::http::request::Parts,
    typed: app::structures::Joining,
    why: Astray,
) -> Response {
    let problem = match why {
        Astray::NotJoined(why) => not_joined(why),
        Astray::Unknown => accounts::KNOWN_TO_NOBODY,
        Astray::Taken => accounts::LINKED_ALREADY,
        why => pages::notice(notice(why)).0,
    };
    let refused = Refused { typed, problem };
    again::draw(office, parts, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

/// Off to the provider.
pub(super) fn gone((address, cookie): (String, app::desk::SessionCookie)) -> Response {
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie.0)]);
    (cookie, Redirect::to(&address)).into_response()
}

fn inside(entered: Entered, next: Option<Page>) -> Response {
    let (cookie, page) = match entered {
        Entered::Session(cookie) => (cookie, next.unwrap_or(Page::Home { notice: None })),
        Entered::Code(cookie) => {
            let next = next.map(Box::new);
            let page = SecondFactorPage::Code { notice: None, next };
            (cookie, Page::SecondFactor(page))
        }
    };
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie.0)]);
    (cookie, Redirect::to(&page.path())).into_response()
}

fn door(why: Astray, next: Option<Page>) -> Page {
    Page::SignIn {
        notice: Some(notice(why)),
        next: next.map(Box::new),
    }
}

fn account(notice: Notice) -> Page {
    Page::Account {
        notice: Some(notice),
    }
}

fn notice(why: Astray) -> Notice {
    match why {
        Astray::Away => Notice::ProviderAway,
        Astray::Refused | Astray::NotJoined(_) => Notice::ProviderRefused,
        Astray::Unknown => Notice::LinkedToNobody,
        Astray::Taken => Notice::LinkTaken,
        Astray::Nowhere => Notice::Nowhere,
        Astray::TooManyTries => Notice::TooManyTries,
        Astray::WrongPassword => Notice::WrongPassword,
        Astray::OnlyWayIn => Notice::OnlyWayIn,
        Astray::Unavailable => Notice::Unavailable,
    }
}

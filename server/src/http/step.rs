//! `POST /bilans/{id}/{theme}/{screen}`: the one place where answers arrive. `app` reads the form and says what follows;
//! here it is turned into a response: a redirection, the same screen again, or JSON for the island.

use app::{
    desk::DeskError,
    interview::receive::{Received, receive as read_form},
    routes::{Page, Step, StepView},
};
use axum::{
    Form,
    body::Bytes,
    extract::{FromRequest as _, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{BODY_LIMIT, Office, again, context, errors, give_back};

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
    let text = String::from_utf8_lossy(&body);
    let step = Step {
        id,
        theme,
        screen,
        view: StepView::parse(parts.uri.query().unwrap_or_default()),
    };
    let desk = context::desk(&office, &parts);
    match read_form(&desk, &step, &text, json).await {
        Ok(Received::Go(page)) => Redirect::to(&page.path()).into_response(),
        Ok(Received::Reply(reply)) => axum::Json(*reply).into_response(),
        Ok(Received::Again(echo)) => {
            // The page of the screen, drawn with what was typed and what stands.
            again::draw(office, parts, StatusCode::CONFLICT, echo).await
        }
        Err(DeskError::SignedOut) => refuse(StatusCode::UNAUTHORIZED),
        Err(DeskError::Closed) => refuse(StatusCode::CONFLICT),
        Err(DeskError::Unavailable) => refuse(StatusCode::SERVICE_UNAVAILABLE),
        Err(_) if json => refuse(StatusCode::NOT_FOUND),
        Err(_) => elsewhere(parts.uri.path(), body).await,
    }
}

/// The agent works in another structure by now, or left this one: what they typed comes back to them, and shows nothing else.
async fn elsewhere(path: &str, body: Bytes) -> Response {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.into());
    let Ok(request) = request else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let Ok(Form(fields)) = Form::<Vec<(String, String)>>::from_request(request, &()).await else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let told = (
        "Bilan d’une autre structure",
        "Ce bilan n’est pas dans la structure où vous travaillez maintenant. Ce que vous avez saisi n’est pas enregistré, mais rien n’est perdu.",
    );
    let first = format!(
        "<a href=\"{}\" target=\"_blank\" rel=\"noopener\">Revenez dans sa structure, par « Mon compte », dans un nouvel onglet</a>. \
         Si vous n’y travaillez plus, dites à son responsable ce qui reste à écrire.",
        Page::Account { notice: None }.path()
    );
    give_back::page(StatusCode::NOT_FOUND, told, &first, path, &fields)
}

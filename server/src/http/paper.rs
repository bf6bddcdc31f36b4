//! What every paper shares: it is drawn off the threads that answer requests, and its name says nothing of anybody.

use app::desk::DeskError;
use axum::{
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use uuid::Uuid;

use super::{Office, context, errors};
use crate::{desk::AgentDesk, document::DocumentError};

/// Draws a paper: some tens of milliseconds of processor, not on a thread that answers requests.
pub(super) async fn draw(
    draw: impl FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static,
) -> Result<Vec<u8>, DeskError> {
    match tokio::task::spawn_blocking(draw).await {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(error)) => {
            tracing::error!(%error, "a paper could not be drawn");
            Err(DeskError::Unavailable)
        }
        Err(_) => {
            tracing::error!("drawing a paper panicked");
            Err(DeskError::Unavailable)
        }
    }
}

/// A paper about the bilan of an address, made for the agent of the request.
pub(super) async fn serve<M>(
    office: &Office,
    id: &str,
    request: Request,
    name: &str,
    make: impl FnOnce(AgentDesk, Uuid) -> M,
) -> Response
where
    M: Future<Output = Result<Vec<u8>, DeskError>>,
{
    let (parts, _) = request.into_parts();
    let desk = context::desk(office, &parts);
    let made = match Uuid::try_parse(id) {
        Ok(id) => make(desk, id).await,
        Err(_) => Err(DeskError::NotFound),
    };
    answer(made, name)
}

/// The paper, or the page that says why there is none. The name stays in the list of downloads of a shared computer: it says
/// nothing of anybody.
fn answer(made: Result<Vec<u8>, DeskError>, name: &str) -> Response {
    // A PDF is read in the browser; data are kept.
    let (kind, how) = if name.ends_with(".json") {
        ("application/json", "attachment")
    } else {
        ("application/pdf", "inline")
    };
    match made {
        Ok(paper) => (
            [
                (header::CONTENT_TYPE, kind.to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("{how}; filename=\"{name}\""),
                ),
            ],
            paper,
        )
            .into_response(),
        Err(DeskError::NotFound) => errors::page(StatusCode::NOT_FOUND),
        Err(DeskError::NoPaper) => errors::with_body(
            StatusCode::CONFLICT,
            "Pas de papier",
            "<p>La personne ne veut pas de papier\u{a0}: aucun fichier n’est fait. La copie se lit ensemble à l’écran.</p>",
        ),
        Err(DeskError::SignedOut) => errors::page(StatusCode::UNAUTHORIZED),
        Err(_) => errors::page(StatusCode::SERVICE_UNAVAILABLE),
    }
}

//! What every paper shares: it is drawn off the threads that answer requests, and its name says nothing of anybody.

use app::desk::DeskError;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::errors;
use crate::document::DocumentError;

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

/// The paper, or the page that says why there is none. The name stays in the list of downloads of a shared computer: it says
/// nothing of anybody.
pub(super) fn answer(made: Result<Vec<u8>, DeskError>, name: &str) -> Response {
    match made {
        Ok(pdf) => (
            [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("inline; filename=\"{name}\""),
                ),
            ],
            pdf,
        )
            .into_response(),
        Err(DeskError::NotFound) => errors::page(StatusCode::NOT_FOUND),
        Err(DeskError::SignedOut) => errors::page(StatusCode::UNAUTHORIZED),
        Err(_) => errors::page(StatusCode::SERVICE_UNAVAILABLE),
    }
}

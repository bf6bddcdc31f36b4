//! `GET /bilans/{id}/copie.pdf`: the person's copy on paper. Making it freezes the findings and is journaled; the copy of a
//! closed bilan reprints what was frozen.

use app::{
    copy::person_copy,
    desk::{BilanState, Desk as _, DeskError},
};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::{Office, context, errors};
use crate::{desk::AgentDesk, document};

pub(super) async fn serve(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(id) = Uuid::try_parse(&id) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let (parts, _) = request.into_parts();
    let desk = context::desk(&office, &parts);
    match make(&desk, id).await {
        Ok(pdf) => (
            [
                (header::CONTENT_TYPE, "application/pdf"),
                // The name says nothing of anybody: it stays in the list of downloads of a shared computer.
                (
                    header::CONTENT_DISPOSITION,
                    "inline; filename=\"bilan-des-droits.pdf\"",
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

async fn make(desk: &AgentDesk, id: Uuid) -> Result<Vec<u8>, DeskError> {
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    let evaluation = match (&bilan.state, &bilan.issued) {
        (BilanState::Closed, Some(issued)) => issued.evaluation.clone(),
        _ => desk.issue(id).await?.evaluation,
    };
    let copy = person_copy(
        &desk.catalogue(),
        &bilan,
        &evaluation,
        desk.now(),
        desk.today(),
    );
    // Some tens of milliseconds of processor: not on a thread that answers requests.
    let drawn = tokio::task::spawn_blocking(move || document::pdf(&copy)).await;
    match drawn {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(error)) => {
            tracing::error!(%error, "the copy could not be drawn");
            Err(DeskError::Unavailable)
        }
        Err(_) => {
            tracing::error!("drawing the copy panicked");
            Err(DeskError::Unavailable)
        }
    }
}

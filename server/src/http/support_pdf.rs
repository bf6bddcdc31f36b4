//! `GET /bilans/{id}/support.pdf`: what professionals read, on paper. Printing it is journaled and freezes nothing: only the
//! person's copy does.

use app::{
    desk::{Desk as _, DeskError},
    interview::Reading,
    notes::NotesDesk as _,
    support::support,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;

use super::{Office, paper};
use crate::{desk::AgentDesk, document};

pub(super) async fn serve(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    paper::serve(&office, &id, request, "support-entretien.pdf", make).await
}

async fn make(desk: AgentDesk, id: Uuid) -> Result<Vec<u8>, DeskError> {
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    desk.issue_support(id).await?;
    let notes = desk.notes(id).await?;
    let earlier = desk.earlier(id).await?;
    let history = desk.history(id).await?;
    let catalogue = desk.catalogue();
    let (now, paris) = (desk.now(), crate::clock::Clock::paris);
    paper::draw(move || {
        let reading = Reading::new(&catalogue, &bilan);
        document::support_pdf(&support(&reading, &earlier, &notes, &history, now, &paris))
    })
    .await
}

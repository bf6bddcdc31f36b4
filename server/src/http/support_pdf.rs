//! `GET /bilans/{id}/support.pdf`: what professionals read, on paper. Printing it is journaled and freezes nothing: only the
//! person's copy does.

use app::{
    desk::{Desk as _, DeskError},
    interview::Reading,
    support::support,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;

use super::{Office, context, paper};
use crate::{desk::AgentDesk, document};

pub(super) async fn serve(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let desk = context::desk(&office, &parts);
    let made = match Uuid::try_parse(&id) {
        Ok(id) => make(&desk, id).await,
        Err(_) => Err(DeskError::NotFound),
    };
    paper::answer(made, "support-entretien.pdf")
}

async fn make(desk: &AgentDesk, id: Uuid) -> Result<Vec<u8>, DeskError> {
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    desk.issue_support(id).await?;
    let history = desk.history(id).await?;
    let catalogue = desk.catalogue();
    let (now, paris) = (desk.now(), crate::clock::Clock::paris);
    paper::draw(move || {
        let reading = Reading::new(&catalogue, &bilan);
        document::support_pdf(&support(&reading, &history, now, &paris))
    })
    .await
}

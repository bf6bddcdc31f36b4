//! `GET /bilans/{id}/donnees.json`: what is known of a person, for them. It follows what they said of papers: none is made when they
//! want none. Handing it over is journaled.

use app::{
    copy::Paper,
    desk::{Desk as _, DeskError},
    follow_up::FollowUpDesk as _,
    notes::NotesDesk as _,
    orientation::OrientationDesk as _,
    person_data::{Known, person_data},
    sharing::SharingDesk as _,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;

use super::{Office, paper};
use crate::{clock::Clock, desk::AgentDesk};

pub(super) async fn serve(
    State(office): State<Office>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    paper::serve(&office, &id, request, "mes-donnees.json", make).await
}

async fn make(desk: AgentDesk, id: Uuid) -> Result<Vec<u8>, DeskError> {
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    if bilan.shared.is_some() || bilan.training.is_some() {
        return Err(DeskError::NotFound);
    }
    if !Paper::of(&bilan).prints() {
        return Err(DeskError::NoPaper);
    }
    desk.give_data(id).await?;
    let known = Known {
        bilan: &bilan,
        earlier: &desk.earlier(id).await?,
        history: &desk.history(id).await?,
        followed: &desk.follow_ups(id).await?,
        mandates: &desk.mandates(id).await?,
        shares: &desk.shares(id).await?,
        notes: &desk.notes(id).await?,
        orientations: &desk.orientations(id).await?,
    };
    let data = person_data(&desk.catalogue(), &known, desk.now(), Clock::paris);
    serde_json::to_vec_pretty(&data).map_err(|_| DeskError::Unavailable)
}

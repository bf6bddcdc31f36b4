//! `GET /bilans/{id}/copie.pdf`: the person's copy on paper, in the language `langue`, else in French, with `lettres=grandes` in large print. Making it freezes the findings and is journaled; the copy of a
//! closed bilan reprints what was frozen.

use app::{
    copy::{Paper, PersonCopy, findings, person_copy, with_places},
    desk::{Bilan, BilanState, Desk as _, DeskError},
    languages::{self, Language},
};
use axum::{
    extract::{Path, Query, Request, State},
    response::Response,
};
use uuid::Uuid;

use super::{Office, paper};
use crate::{
    desk::AgentDesk,
    document::{self, DocumentError},
};

/// What an address may say.
#[derive(serde::Deserialize)]
pub(super) struct Asked {
    langue: Option<String>,
    lettres: Option<String>,
}

pub(super) async fn serve(
    State(office): State<Office>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let language = Some(languages::of_code(asked.langue.as_deref()));
    let language = language.filter(|language| language.has_pdf());
    let language = language.unwrap_or_else(languages::french);
    let draw = match asked.lettres.as_deref() {
        Some("grandes") => document::large_print,
        _ => document::pdf,
    };
    let make = |desk, id| make(desk, id, language, draw);
    paper::serve(&office, &id, request, "bilan-des-droits.pdf", make).await
}

async fn make(
    desk: AgentDesk,
    id: Uuid,
    language: &Language,
    draw: fn(&PersonCopy) -> Result<Vec<u8>, DocumentError>,
) -> Result<Vec<u8>, DeskError> {
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    if !Paper::of(&bilan).prints() {
        return Err(DeskError::NoPaper);
    }
    let bilan = match (&bilan.state, &bilan.issued) {
        (BilanState::Closed, Some(_)) => bilan,
        _ => Bilan {
            issued: Some(desk.issue(id).await?),
            ..bilan
        },
    };
    let evaluation = findings(&desk.catalogue(), &bilan);
    let copy = person_copy(
        &desk.catalogue(),
        &bilan,
        &evaluation,
        (desk.now(), desk.today()),
        language,
    );
    let copy = with_places(copy, &desk, &bilan, language).await;
    paper::draw(move || draw(&copy)).await
}

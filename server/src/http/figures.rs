//! `GET /chiffres.csv`: the tables of a quarter's figures, to open in a spreadsheet.

use app::{
    desk::{Desk as _, DeskError},
    figures::{FiguresDesk as _, quarter::Quarter, report, table::csv},
};
use axum::{
    extract::{Query, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{Office, context, errors};

/// Which quarter; this one when the address names none.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    trimestre: String,
}

pub(super) async fn serve(
    State(office): State<Office>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let desk = context::desk(&office, &parts);
    let today = Quarter::of(desk.today());
    let quarter = Quarter::parse(&asked.trimestre).unwrap_or(today).min(today);
    match desk.facts(quarter).await {
        Ok(facts) => {
            let name = format!("attachment; filename=\"chiffres-{}.csv\"", quarter.word());
            let head = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (head, csv(&report(&facts, quarter, &desk.catalogue()))).into_response()
        }
        Err(error) => errors::page(match error {
            DeskError::SignedOut => StatusCode::UNAUTHORIZED,
            DeskError::NoAgreement => StatusCode::FORBIDDEN,
            DeskError::NotFound => StatusCode::NOT_FOUND,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }),
    }
}

//! `GET /sante`: whether this server can work, for a proxy or a service manager: its database answers. It says nothing else.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{Office, errors::Told};

pub(super) async fn serve(State(office): State<Office>) -> Response {
    let (status, said) = match office.store.answers_a_question().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    };
    let mut response = (status, said).into_response();
    response.extensions_mut().insert(Told);
    response
}

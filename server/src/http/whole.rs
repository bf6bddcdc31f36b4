//! Pages are sent in one piece. They are finished when they begin to leave (`SsrMode::Async`), but leave in several pieces; a compressor that
//! is told the first alone makes room for a page of megabytes, and clears it, for each.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::errors;

pub(super) async fn gather(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(page) => Response::from_parts(parts, Body::from(page)),
        Err(error) => {
            tracing::error!(%error, "a page was not finished");
            errors::page(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

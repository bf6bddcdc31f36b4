//! One line of log per request, and its measure: method, route, status, time. Never an address with an identifier, never a body, never a
//! person. The reference in the line is the one an error page shows.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::{
    Office,
    errors::{self, Told},
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Logs the request and puts words on an error that has none.
pub(super) async fn request(
    State(office): State<Office>,
    request: Request,
    next: Next,
) -> Response {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a request took is for the log alone"
    )]
    let started = Instant::now();
    let id = reference();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let wants_page = request.headers().get(header::ACCEPT).is_none_or(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html") || accept == "*/*")
    });
    let mut response = next.run(request).await;
    let status = response.status();
    let took = started.elapsed();
    office.metrics.answered(&route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(request = id, %method, route, status = status.as_u16(), ms);
    } else {
        tracing::info!(request = id, %method, route, status = status.as_u16(), ms);
    }
    if needs_words(&response, status) && wants_page {
        response = errors::page(status);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// An error that is neither one of our pages nor a page of the application.
fn needs_words(response: &Response, status: StatusCode) -> bool {
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    (status.is_client_error() || status.is_server_error())
        && response.extensions().get::<Told>().is_none()
        && !kind.starts_with("text/html")
}

/// Eight hexadecimal digits: enough to find a line in a day's log.
fn reference() -> String {
    format!("{:08x}", getrandom::u32().unwrap_or(0))
}

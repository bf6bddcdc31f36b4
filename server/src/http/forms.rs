//! What a request must be before anything reads it: fields as our own forms send them, in one piece, and without the sign NUL, which no
//! keyboard types and PostgreSQL refuses.
//!
//! And what is said when a server function can not read its fields. Left to itself it sends the browser where the header
//! `Referer` says, with its error in the address: the first is anybody's, the second may quote what was typed. So it never
//! sees that header, and its failure becomes our page.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::{BODY_LIMIT, errors};

/// What marks the answer of a server function that failed (`server_fn::error::SERVER_FN_ERROR_HEADER`).
const FAILED: &str = "serverfnerror";

pub(super) async fn check(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let asked = parts.headers.clone();
    parts.headers.remove(header::REFERER);
    let address = parts.uri.path_and_query();
    if address.is_some_and(|address| holds_nul(address.as_str().as_bytes())) {
        return errors::refuse(&asked, StatusCode::BAD_REQUEST);
    }
    if parts.method.is_safe() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    if !is_a_form(&asked) {
        return errors::refuse(&asked, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return errors::refuse(&asked, StatusCode::PAYLOAD_TOO_LARGE);
    };
    if holds_nul(&body) {
        return errors::refuse(&asked, StatusCode::BAD_REQUEST);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if response.headers().contains_key(FAILED) {
        return errors::refuse(&asked, StatusCode::BAD_REQUEST);
    }
    response
}

/// Whether a body is what a form of ours sends: fields, not files nor text, and not compressed. A body without a type is one without
/// fields.
fn is_a_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .map(|kind| kind.to_str().unwrap_or_default());
    let fields = "application/x-www-form-urlencoded";
    let is_fields = kind.is_none_or(|kind| {
        let kind = kind.split(';').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case(fields)
    });
    is_fields && !headers.contains_key(header::CONTENT_ENCODING)
}

/// Whether a text that is percent-encoded, or not, holds the sign NUL.
fn holds_nul(text: &[u8]) -> bool {
    text.contains(&0) || text.windows(3).any(|signs| signs == b"%00")
}

//! Headers of every response: what a browser may do with our pages, and that none is kept.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::Office;
use crate::{provider::Provider, session::cookie::Cookie};

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// The policy of what is not a page of the application (error pages, files, PDF): no script at all.
const NO_SCRIPT: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                         frame-ancestors 'none'; base-uri 'none'";

/// The policy of a page of the application: its own scripts, the inline one that carries this nonce, and wasm. A form of ours that leads to
/// the identity provider, when there is one, is let go there: browsers also look at where the answer to a form sends them.
pub(super) fn page_policy(nonce: &str, provider: Option<&Provider>) -> String {
    let forms = match provider {
        Some(provider) => format!("'self' {}", provider.origin()),
        None => "'self'".to_owned(),
    };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; form-action {forms}; frame-ancestors 'none'; base-uri 'none'"
    )
}

pub(super) async fn add(State(office): State<Office>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if office.cookie == Cookie::Secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NO_SCRIPT));
    // Anything that does not say otherwise may hold somebody's data: no cache keeps it, not even the browser's.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

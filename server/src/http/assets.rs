//! Files every browser may have: the style and the mark of `app`, and the islands' script and wasm, embedded in the binary
//! by `build.rs`.
//!
//! Their names do not change, so a browser keeps them and asks each time whether they are still good: a strong ETag
//! answers with 304 and no body.

use std::{collections::HashMap, sync::LazyLock};

use axum::{
    body::Bytes,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use super::errors;

include!(concat!(env!("OUT_DIR"), "/site.rs"));

struct File {
    body: &'static [u8],
    kind: &'static str,
    etag: String,
}

static FILES: LazyLock<HashMap<&'static str, File>> = LazyLock::new(|| {
    let style = [
        ("/main.css", app::STYLESHEET.as_bytes()),
        ("/favicon.svg", app::FAVICON.as_bytes()),
    ];
    let islands = SITE
        .iter()
        .copied()
        .filter(|(path, _)| path.starts_with("/pkg/"));
    style
        .into_iter()
        .chain(islands)
        .map(|(path, body)| {
            let digest = Sha256::digest(body);
            let etag = digest
                .iter()
                .take(12)
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>();
            (
                path,
                File {
                    body,
                    kind: kind(path),
                    etag: format!("\"{etag}\""),
                },
            )
        })
        .collect()
});

/// Whether the islands are inside this binary. Without them every page still reads and saves.
pub fn islands_present() -> bool {
    FILES.contains_key("/pkg/bilan.js")
}

/// Answers for one embedded file, or says that there is none.
pub(super) async fn serve(request: Request) -> Response {
    let Some(file) = FILES.get(request.uri().path()) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (
            header::ETAG,
            HeaderValue::from_str(&file.etag).unwrap_or(HeaderValue::from_static("\"\"")),
        ),
    ];
    if is_known(request.headers(), &file.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, Bytes::from_static(file.body)).into_response()
}

/// Compression weakens an ETag on its way (`W/"…"`, or a suffix some proxies add): the digest inside decides.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains(etag.trim_matches('"')))
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

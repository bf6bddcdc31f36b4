//! Pages and replies leave in one piece, and compressed. They are finished when they begin to leave (`SsrMode::Async`), but leave in several
//! pieces, and the compressor that other answers go through makes room for megabytes each time, and clears it: a seventh of what the server
//! did under load. A page is compressed here, with room for a page; what the browser receives is the same.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use brotli::enc::BrotliEncoderParams;

use super::errors;

/// How hard: at 3 it takes half the time of the usual 4, for 3 bytes more in a hundred.
pub(super) const QUALITY: i32 = 3;
/// How far back it looks, as a power of two: 128 KiB, more than any page weighs.
const WINDOW: i32 = 17;
/// Shorter ones leave as they are.
const SHORT: usize = 256;

pub(super) async fn gather(request: Request, next: Next) -> Response {
    let compress = takes_brotli(request.headers());
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let kind = kind.map_or(&b""[..], HeaderValue::as_bytes);
    let ours = kind.starts_with(b"text/html") || kind.starts_with(b"application/json");
    if !ours || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let page = match to_bytes(body, usize::MAX).await {
        Ok(page) => page,
        Err(error) => {
            tracing::error!(%error, "a page was not finished");
            return errors::page(StatusCode::INTERNAL_SERVER_ERROR);
        }
    };
    let small = (compress && page.len() >= SHORT).then(|| compressed(&page));
    let Some(small) = small.flatten() else {
        return Response::from_parts(parts, Body::from(page));
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    parts
        .headers
        .append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(small))
}

/// Whether the browser takes Brotli.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let named = headers.get_all(header::ACCEPT_ENCODING).iter();
    named
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let refused = weight
                .trim()
                .strip_prefix("q=")
                .is_some_and(|weight| weight.chars().all(|digit| matches!(digit, '0' | '.' | ' ')));
            name.trim().eq_ignore_ascii_case("br") && !refused
        })
}

fn compressed(page: &Bytes) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: page.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::with_capacity(page.len() / 4);
    // Nothing is read or written elsewhere than in memory.
    brotli::BrotliCompress(&mut &page[..], &mut small, &params).ok()?;
    Some(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(value: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
        takes_brotli(&headers)
    }

    #[test]
    fn brotli_is_for_whoever_takes_it() {
        assert!(takes("gzip, deflate, br, zstd"));
        assert!(takes("br;q=0.5"));
        assert!(!takes("gzip, deflate"));
        assert!(!takes("br;q=0, gzip"));
        assert!(!takes("brotli"));
        assert!(!takes_brotli(&HeaderMap::new()));
    }

    #[test]
    fn a_page_comes_back_as_it_was() {
        // Longer than the window.
        let page: String = (0..20_000)
            .map(|line| format!("<li>droit {line}</li>"))
            .collect();
        let page = Bytes::from(page);
        let small = compressed(&page).unwrap();
        assert!(small.len() < page.len() / 3);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &small[..], &mut back).unwrap();
        assert_eq!(back, page);
    }
}

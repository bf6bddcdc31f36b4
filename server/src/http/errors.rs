//! What a person reads when a request fails: one plain French page, without a word about the cause, which is in the log
//! under the reference shown.

use app::{accessibility::FOUND, routes::Page, words::accessibility::link};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Marks a response that already says in French what happened.
#[derive(Clone, Copy)]
pub(super) struct Told;

/// What a refused request reads: a page, or JSON when these headers of its ask for it.
pub(super) fn refuse(asked: &HeaderMap, status: StatusCode) -> Response {
    if wants_json(asked) {
        json(status)
    } else {
        page(status)
    }
}

/// Whether a script asks, rather than somebody.
pub(super) fn wants_json(asked: &HeaderMap) -> bool {
    asked
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.starts_with("application/json"))
}

/// The page of a status.
pub(super) fn page(status: StatusCode) -> Response {
    let (title, sentence) = words(status);
    with_body(
        status,
        title,
        &format!("<p>{sentence}</p><p><a href=\"/\">Revenir à mes bilans</a></p>"),
    )
}

/// A page with a body of its own. `body` is HTML, already escaped.
pub(super) fn with_body(status: StatusCode, title: &str, body: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/main.css\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         </head><body><main class=\"page page-narrow\"><h1>{title}</h1>{body}</main>\
         <footer class=\"foot\"><a href=\"{}\">{}</a></footer></body></html>",
        Page::Accessibility.path(),
        link(FOUND.state()),
    );
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(Told);
    response
}

/// The same for a script: `{"error": "…"}`.
pub(super) fn json(status: StatusCode) -> Response {
    let (_, sentence) = words(status);
    let mut response =
        (status, serde_json::json!({ "error": sentence }).to_string()).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response.extensions_mut().insert(Told);
    response
}

/// Title and sentence of a status.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            "Demande incomprise",
            "Nous n’avons pas pu lire ce qui a été envoyé. Rien n’a été enregistré. Revenez en arrière et recommencez.",
        ),
        StatusCode::UNAUTHORIZED => (
            "Session terminée",
            "Votre session est terminée. Connectez-vous à nouveau pour continuer.",
        ),
        StatusCode::FORBIDDEN => ("Accès refusé", "Vous n’avez pas accès à cette page."),
        StatusCode::NOT_FOUND => (
            "Page introuvable",
            "Cette page n’existe pas, ou elle appartient à une autre structure.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "Page introuvable",
            "Cette adresse ne s’utilise pas de cette façon.",
        ),
        StatusCode::CONFLICT => (
            "Bilan clôturé",
            "Ce bilan est clôturé\u{a0}: il se lit, il ne se modifie plus. Rouvrez-le pour le compléter.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Envoi trop volumineux",
            "Ce qui a été envoyé est trop volumineux. Rien n’a été enregistré. Revenez en arrière et raccourcissez le texte.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "Enregistrement impossible",
            "Le service ne répond pas pour l’instant. Rien n’a été enregistré. Réessayez dans un instant\u{202f}; \
             si cela dure, prévenez la personne qui s’occupe de l’outil.",
        ),
        _ => (
            "Une erreur est survenue",
            "Une erreur est survenue de notre côté. Ce qui était enregistré le reste. Réessayez\u{202f}; \
             si cela se répète, prévenez la personne qui s’occupe de l’outil.",
        ),
    }
}

/// Escapes a text for HTML, in content and between double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

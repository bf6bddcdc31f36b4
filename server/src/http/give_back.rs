//! A form that can not be kept for now comes back with everything typed in it, to be sent again: nothing typed is lost, with or without
//! JavaScript.

use axum::{http::StatusCode, response::Response};

use super::errors;

/// The page: what happened, what to do first (HTML, already escaped), then the same form with one button.
pub(super) fn page(
    status: StatusCode,
    (title, sentence): (&str, &str),
    first: &str,
    path: &str,
    fields: &[(String, String)],
) -> Response {
    let kept: String = fields
        .iter()
        .map(|(name, value)| {
            format!(
                "<textarea hidden name=\"{}\">\n{}</textarea>",
                errors::escape(name),
                errors::escape(value)
            )
        })
        .collect();
    let path = errors::escape(path);
    errors::with_body(
        status,
        title,
        &format!(
            "<p>{sentence}</p>\
             <ol><li>{first}</li>\
             <li>Revenez ici et enregistrez votre saisie\u{a0}:\
             <form method=\"post\" action=\"{path}\">{kept}<button type=\"submit\">Enregistrer ma saisie</button></form></li></ol>"
        ),
    )
}

//! A form that could not be used comes back drawn with what was typed: nothing typed is lost, and nothing typed enters an address.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, request::Parts},
    response::Response,
};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use super::{Office, context};

/// The page of the request's own address, drawn with `typed` in its context and answered with this status.
pub(super) async fn draw<T>(
    office: Office,
    mut parts: Parts,
    status: StatusCode,
    typed: T,
) -> Response
where
    T: Clone + Send + Sync + 'static,
{
    parts.method = Method::GET;
    let shell = {
        let options = office.leptos.clone();
        move || app::shell(options.clone())
    };
    let provide = move || {
        context::provide(&office);
        provide_context(typed.clone());
        if let Some(response) = use_context::<ResponseOptions>() {
            response.set_status(status);
        }
    };
    let draw = render_app_async_with_context(provide, shell);
    draw(Request::from_parts(parts, Body::empty())).await
}

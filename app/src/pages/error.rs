//! Pages for what goes wrong. The server uses [`ErrorPage`] for its own refusals.

use leptos::prelude::*;
use leptos::server_fn::axum_export::http::StatusCode;
use leptos_axum::ResponseOptions;

use crate::components::Frame;
use crate::routes::Page;
use crate::words::errors;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// No such page for this agent.
    NotFound,
    /// Known agent, not allowed.
    Forbidden,
    /// A form from elsewhere, too large, or too old.
    Refused,
    /// Ours.
    Failed,
    /// The store does not answer.
    Unavailable,
}

impl ErrorKind {
    /// The HTTP status of the page.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Refused => StatusCode::BAD_REQUEST,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => errors::NOT_FOUND,
            Self::Forbidden => errors::FORBIDDEN,
            Self::Refused => errors::REFUSED,
            Self::Failed => errors::FAILED,
            Self::Unavailable => errors::UNAVAILABLE,
        }
    }
}

/// A calm page: what happened, what to do. Sets the status of the response.
#[component]
pub fn ErrorPage(kind: ErrorKind) -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(kind.status());
    }
    let (title, advice) = kind.words();
    view! {
        <Frame title agent=None narrow=true>
            <h1>{title}</h1>
            <p class="lead">{advice}</p>
            <p><a class="primary" href=Page::Home { notice: None }.path()>{errors::BACK_HOME}</a></p>
        </Frame>
    }
}

/// Nothing at this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <ErrorPage kind=ErrorKind::NotFound/> }
}

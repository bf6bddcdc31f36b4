//! What a page or a server function finds in its context: the desk of its agent, and the policy of its page.

use std::{net::SocketAddr, sync::Arc};

use app::desk::SharedDesk;
use axum::{
    extract::ConnectInfo,
    http::{HeaderValue, header, request::Parts},
};
use leptos::{
    nonce::use_nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::ResponseOptions;

use super::{Office, headers};
use crate::{
    desk::AgentDesk,
    session::{Agent, browser},
};

/// Provides the desk, bound to whoever the door let in, and sets the policy with this page's nonce.
pub(super) fn provide(office: &Office) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    provide_context::<SharedDesk>(Arc::new(desk(office, &parts)));
    if let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce())
        && let Ok(policy) =
            HeaderValue::from_str(&headers::page_policy(&nonce, office.provider.as_deref()))
    {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The desk of a request.
pub(super) fn desk(office: &Office, parts: &Parts) -> AgentDesk {
    let agent = parts.extensions.get::<Agent>().cloned();
    let cookies = parts.headers.get_all(header::COOKIE);
    let pending = office
        .cookie
        .find_pending(cookies.iter().filter_map(|line| line.to_str().ok()));
    let browser = parts.headers.get(header::USER_AGENT);
    let browser = browser
        .and_then(|line| line.to_str().ok())
        .and_then(browser::family);
    AgentDesk::new(
        office.clone(),
        (agent, pending),
        (address(office, parts), browser),
        !parts.method.is_safe(),
    )
}

/// Where the request comes from, for the throttle of sign-ins. Behind our own proxy its last word counts; otherwise the
/// header is anybody's and is ignored.
fn address(office: &Office, parts: &Parts) -> String {
    let forwarded = || {
        let line = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?
            .to_str()
            .ok()?;
        Some(line.rsplit(',').next()?.trim().to_owned())
    };
    let peer = || {
        parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(String::new, |info| info.0.ip().to_string())
    };
    if office.behind_proxy {
        forwarded().unwrap_or_else(peer)
    } else {
        peer()
    }
}

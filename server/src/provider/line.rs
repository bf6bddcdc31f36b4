//! Requests to the provider: no redirection is followed (one could lead into the office's own network), an answer has ten seconds to
//! come and a bounded size. `ureq` waits in its own thread, as the hashing of passwords does.

use std::{future::Future, pin::Pin, time::Duration};

use openidconnect::{HttpRequest, HttpResponse};
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

use super::Settings;

/// How long one request may take, answer included.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes an answer may have: keys and addresses take some kilobytes.
const LONGEST: u64 = 256 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Cut {
    /// It was not sent, or nothing that fits came back.
    #[error(transparent)]
    Request(#[from] ureq::Error),
    /// The server is stopping.
    #[error("the request was abandoned")]
    Abandoned,
}

type Answer = Pin<Box<dyn Future<Output = Result<HttpResponse, Cut>> + Send>>;

/// How the provider is reached.
#[derive(Debug)]
pub(super) struct Line(Agent);

impl Line {
    /// The line to this provider. The certificates are those of the machine, so that an office may use its own authority.
    pub(super) fn new(settings: &Settings) -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .https_only(!settings.is_local())
            .tls_config(tls);
        // What is on this machine is not looked for through a proxy.
        let config = if settings.is_local() {
            config.proxy(None)
        } else {
            config
        };
        Self(config.build().new_agent())
    }

    /// What sends one request, as `openidconnect` takes it.
    pub(super) fn asks(&self) -> impl Fn(HttpRequest) -> Answer + Send + Sync + use<> {
        let agent = self.0.clone();
        move |request| {
            let agent = agent.clone();
            Box::pin(async move {
                tokio::task::spawn_blocking(move || send(&agent, request))
                    .await
                    .unwrap_or(Err(Cut::Abandoned))
            })
        }
    }
}

fn send(agent: &Agent, request: HttpRequest) -> Result<HttpResponse, Cut> {
    let (parts, body) = request.into_parts();
    let answer = if body.is_empty() {
        agent.run(openidconnect::http::Request::from_parts(parts, ()))?
    } else {
        agent.run(openidconnect::http::Request::from_parts(parts, body))?
    };
    let (parts, mut body) = answer.into_parts();
    let body = body.with_config().limit(LONGEST).read_to_vec()?;
    Ok(HttpResponse::from_parts(parts, body))
}

//! The identity provider, when the installation has one: ProConnect, or any other that speaks OpenID Connect.
//!
//! A browser leaves for the provider's page and comes back with a code; the server trades it, over its own line, for a signed token that says
//! who came (authorization code with PKCE). Nothing else is asked: the scope is `openid`, no name and no e-mail is read, and the page of
//! claims (userinfo) is never called. Who that somebody is here, `crate::session` decides.
//!
//! | file | what |
//! |---|---|
//! | `settings` | what the operator says of the provider, checked |
//! | `line` | requests to it: no redirection followed, bounded in time and size |
//! | `token` | what its answer must be to be believed |

mod line;
mod settings;
mod token;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClientId, CsrfToken, DiscoveryError,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, LogoutRequest, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadataWithLogout as Published, RequestTokenError,
    StandardErrorResponse, TokenResponse as _,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreErrorResponseType,
        CoreIdToken,
    },
};
use tokio::{sync::Mutex, time::timeout};

pub use settings::{Settings, Unfit};

use crate::clock::Clock;

/// How long what the provider publishes (addresses, keys) is used before it is asked again.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// Keys are asked again when a token names one that is not known, but not more often than this.
const KEYS_AGAIN: TimeDelta = TimeDelta::minutes(1);
/// After a failure, everybody who comes is told at once during this time, rather than waiting in turn.
const AFTER_FAILURE: TimeDelta = TimeDelta::seconds(5);

/// How long somebody who signs out waits for a provider that says nothing.
const A_MOMENT: Duration = Duration::from_secs(2);

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why nobody came in. The words are ours: what the provider says may quote who came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// It can not be reached, or what it publishes is not usable.
    #[error("the identity provider can not be used: {0}")]
    Away(&'static str),
    /// It was reached, and this time gives no proof of anybody.
    #[error("the identity provider gave no proof: {0}")]
    Refused(&'static str),
}

/// What the browser that leaves must come back with, kept on our side.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Where the browser goes.
    pub address: String,
    /// What the provider must give back with the browser.
    pub state: String,
    /// What the token must quote.
    pub nonce: String,
    /// What proves that the code is traded by whoever asked for it.
    pub verifier: String,
}

/// Who came back, proven.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The provider's own name for them.
    pub subject: String,
    /// The provider says that a second factor was used, in a word that the operator takes.
    pub second_factor: bool,
    /// The token itself, which the provider asks to be shown when its own session is to end.
    pub token: String,
}

/// The provider, with what is known of it.
#[derive(Debug)]
pub struct Provider {
    settings: Settings,
    line: line::Line,
    clock: Clock,
    found: Mutex<Found>,
}

/// What it published last, and when it failed last.
#[derive(Debug, Default)]
struct Found {
    published: Option<(Arc<Published>, DateTime<Utc>)>,
    failed_at: Option<DateTime<Utc>>,
}

impl Provider {
    /// A provider that was not asked anything yet.
    pub fn new(settings: Settings, clock: Clock) -> Self {
        Self {
            line: line::Line::new(&settings),
            settings,
            clock,
            found: Mutex::default(),
        }
    }

    /// What people know it by.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Its own name for itself.
    pub fn issuer(&self) -> &str {
        self.settings.issuer.as_str()
    }

    /// Where browsers find it, as a policy of pages says it.
    pub fn origin(&self) -> String {
        self.settings.issuer.url().origin().ascii_serialization()
    }

    /// Asks it what it publishes, to know whether the settings are right.
    pub async fn try_out(&self) -> Result<(), ProviderError> {
        self.published(KEPT).await.map(drop)
    }

    /// Where a browser that leaves must go, and what it must come back with.
    pub async fn depart(&self) -> Result<Departure, ProviderError> {
        let published = self.published(KEPT).await?;
        let client = self.client(&published);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut asked = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        for acr in &self.settings.acr {
            asked = asked.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (address, state, nonce) = asked.url();
        Ok(Departure {
            address: address.into(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    /// Trades the code for a token, and believes it only if everything in it holds.
    pub async fn arrive(
        &self,
        code: &str,
        nonce: &str,
        verifier: &str,
    ) -> Result<Proven, ProviderError> {
        let published = self.published(KEPT).await?;
        let client = self.client(&published);
        let traded = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| ProviderError::Away("it publishes no address for tokens"))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&self.line.asks())
            .await
            .map_err(|error| not_traded(&error))?;
        let token = traded
            .id_token()
            .ok_or(ProviderError::Refused("its answer holds no ID token"))?;
        let nonce = Nonce::new(nonce.to_owned());
        let now = self.clock.now();
        match token::read(&client, token, &nonce, now) {
            Err(token::Doubt::UnknownKey) => {
                // Its keys may have changed since they were asked.
                let published = self.published(KEYS_AGAIN).await?;
                let client = self.client(&published);
                token::read(&client, token, &nonce, now)
            }
            read => read,
        }
        .map(|claims| claims.proven(&self.settings.acr, token))
        .map_err(|doubt| ProviderError::Refused(doubt.words()))
    }

    /// Where a browser ends the provider's own session, which this token opened, and is sent back from to [`settings::OUT`]. `None` when
    /// the provider ends none, or not on its own site, or does not answer: signing out here must not wait for it to be mended.
    pub async fn way_out(&self, token: &str) -> Option<String> {
        let published = timeout(A_MOMENT, self.published(KEPT)).await.ok()?.ok()?;
        let end = published
            .additional_metadata()
            .end_session_endpoint
            .clone()?;
        let token: CoreIdToken = token.parse().ok()?;
        if end.url().origin() != self.settings.issuer.url().origin() {
            return None;
        }
        let asked = LogoutRequest::from(end)
            .set_id_token_hint(&token)
            .set_client_id(ClientId::new(self.settings.client.clone()))
            .set_post_logout_redirect_uri(self.settings.out.clone());
        Some(asked.http_get_url().into())
    }

    /// What it publishes, asked again when it was asked longer ago than this. One request at a time.
    async fn published(&self, at_most: TimeDelta) -> Result<Arc<Published>, ProviderError> {
        let mut found = self.found.lock().await;
        let now = self.clock.now();
        if let Some((published, at)) = &found.published
            && now - *at < at_most
        {
            return Ok(published.clone());
        }
        if found.failed_at.is_some_and(|at| now - at < AFTER_FAILURE) {
            return Err(ProviderError::Away("it failed a moment ago"));
        }
        match self.ask().await {
            Ok(published) => {
                let published = Arc::new(published);
                *found = Found {
                    published: Some((published.clone(), now)),
                    failed_at: None,
                };
                Ok(published)
            }
            Err(error) => {
                found.failed_at = Some(now);
                Err(error)
            }
        }
    }

    async fn ask(&self) -> Result<Published, ProviderError> {
        let issuer = self.settings.issuer.clone();
        let published = Published::discover_async(issuer, &self.line.asks())
            .await
            .map_err(|error| {
                ProviderError::Away(match error {
                    DiscoveryError::Request(_) => "it does not answer",
                    DiscoveryError::Response(..) => "there is no provider at this address",
                    DiscoveryError::Validation(_) => {
                        "it names itself otherwise than the settings do"
                    }
                    _ => "what it publishes can not be read",
                })
            })?;
        // A form of ours leads there: the policy of our pages lets browsers go to that origin only.
        let authorization = published.authorization_endpoint().url();
        if authorization.origin() != self.settings.issuer.url().origin() {
            return Err(ProviderError::Away(
                "its sign-in page is on another site than its name",
            ));
        }
        Ok(published)
    }

    fn client(&self, published: &Published) -> Client {
        // The specification's own way is the header; some, ProConnect among them, only take the secret in the body.
        let in_header = published
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        CoreClient::from_provider_metadata(
            published.clone(),
            ClientId::new(self.settings.client.clone()),
            Some(self.settings.secret.clone()),
        )
        .set_redirect_uri(self.settings.back.clone())
        .set_auth_type(if in_header {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        })
    }
}

fn not_traded<E: std::error::Error + 'static>(
    error: &RequestTokenError<E, StandardErrorResponse<CoreErrorResponseType>>,
) -> ProviderError {
    match error {
        RequestTokenError::Request(_) => ProviderError::Away("it does not answer"),
        RequestTokenError::ServerResponse(said) => match said.error() {
            CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                ProviderError::Away("it does not know this client, or not with this secret")
            }
            _ => ProviderError::Refused("it does not take the code"),
        },
        _ => ProviderError::Refused("its answer can not be read"),
    }
}

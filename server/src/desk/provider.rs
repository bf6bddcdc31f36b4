//! The desk's part about the identity provider: who leaves for it, and what becomes of whoever comes back.

use app::{
    accounts::Entered,
    desk::SessionCookie,
    structures::{Joining, NotJoined},
};

use super::AgentDesk;
use crate::{
    provider::{Proven, Provider, ProviderError},
    session::{self, Opened, SessionError, Token, through},
    store::{Away, Identity, Purpose, StoreError},
};

/// What became of whoever came back.
pub enum Arrived {
    /// They are in, or a code is awaited.
    Entered(Entered),
    /// Their account is linked.
    Linked,
}

/// Why somebody did not leave, or did not get through when they came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Astray {
    /// There is no provider here, or it can not be used now.
    Away,
    /// No proof: the answer is not one that was awaited, it served, it came too late, the person gave up.
    Refused,
    /// Proven, and linked to nobody here.
    Unknown,
    /// Linked to somebody already.
    Taken,
    /// Works in no structure any more.
    Nowhere,
    /// Too many tries from this address.
    TooManyTries,
    /// The agent's own password is wrong.
    WrongPassword,
    /// They have no other way in.
    OnlyWayIn,
    /// The invitation could not be used.
    NotJoined(NotJoined),
    /// The store did not answer.
    Unavailable,
}

/// What the provider's answer says, as it is in the address.
pub struct Answered<'a> {
    /// What the browser kept.
    pub token: Option<Token>,
    /// What the provider gives back.
    pub state: &'a str,
    /// What is traded for the proof.
    pub code: Option<&'a str>,
    /// Who answers, when it says so (RFC 9207).
    pub issuer: Option<&'a str>,
}

impl AgentDesk {
    fn provider(&self) -> Result<&Provider, Astray> {
        self.office.provider.as_deref().ok_or(Astray::Away)
    }

    /// Sends a browser to the provider: where it goes, and its cookie. Each departure counts as a try of its address, given back to
    /// whoever gets through.
    pub async fn leave(&self, purpose: Purpose) -> Result<(String, SessionCookie), Astray> {
        let provider = self.provider()?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        if !store
            .may_try_from(&self.address, now)
            .await
            .map_err(stored)?
        {
            return Err(Astray::TooManyTries);
        }
        if let Purpose::Join { code, .. } = &purpose
            && store.invited_to(code, now).await.map_err(stored)?.is_none()
        {
            return Err(Astray::NotJoined(NotJoined::Code));
        }
        let departure = match provider.depart().await {
            Ok(departure) => departure,
            Err(error) => {
                store.forgive_address(&self.address).await.map_err(stored)?;
                return Err(told(error));
            }
        };
        let away = Away {
            nonce: departure.nonce,
            verifier: departure.verifier,
            purpose,
        };
        let token = through::leave(store, &departure.state, &away, now).await;
        let cookie = self.office.cookie.set_away(&token.map_err(refused)?);
        Ok((departure.address, SessionCookie(cookie)))
    }

    /// Sends the agent to the provider to link their account, once their password is right.
    pub async fn leave_to_link(&self, password: &str) -> Result<(String, SessionCookie), Astray> {
        let agent = self.agent.as_ref().ok_or(Astray::Unavailable)?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let asked = through::before_linking(store, agent, password, now).await;
        asked.map_err(refused)?;
        self.leave(Purpose::Link(agent.id())).await
    }

    /// Links the agent's account no longer, if they have a password.
    pub async fn unlink(&self, password: &str) -> Result<(), Astray> {
        let agent = self.agent.as_ref().ok_or(Astray::Unavailable)?;
        let (store, now) = (&self.office.store, self.office.clock.now());
        let issuer = self.provider()?.issuer();
        let unlinked = through::unlink(store, agent, (issuer, password), now).await;
        // Unlinked already, in another tab: the page says so.
        unlinked.map(drop).map_err(refused)
    }

    /// Where a browser that signs out goes to sign out of the provider as well; `None` when the agent did not come through it lately.
    pub(super) async fn way_out(&self) -> Option<String> {
        let provider = self.office.provider.as_deref()?;
        let agent = self.agent.as_ref()?;
        let token = self
            .office
            .store
            .provider_token(agent, self.office.clock.now())
            .await;
        match token {
            Ok(token) => provider.way_out(&token?).await,
            Err(error) => {
                tracing::error!(%error, "the provider's session could not be ended");
                None
            }
        }
    }

    /// Lets in whoever comes back, if the provider proves who they are. What they had left for is told in any case, when it is known.
    pub async fn arrive(
        &self,
        answered: Answered<'_>,
    ) -> (Option<Purpose>, Result<Arrived, Astray>) {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let Some(token) = &answered.token else {
            return (None, Err(Astray::Refused));
        };
        let away = match through::back(store, token, answered.state, now).await {
            Ok(Some(away)) => away,
            Ok(None) => return (None, Err(Astray::Refused)),
            Err(error) => return (None, Err(stored(error))),
        };
        let purpose = away.purpose.clone();
        (Some(purpose), self.let_in(away, &answered).await)
    }

    async fn let_in(&self, away: Away, answered: &Answered<'_>) -> Result<Arrived, Astray> {
        let provider = self.provider()?;
        if answered
            .issuer
            .is_some_and(|issuer| issuer != provider.issuer())
        {
            return Err(Astray::Refused);
        }
        let code = answered.code.ok_or(Astray::Refused)?;
        let proven = provider.arrive(code, &away.nonce, &away.verifier).await;
        let proven = proven.map_err(told)?;
        let identity = Identity {
            issuer: provider.issuer().to_owned(),
            subject: proven.subject.clone(),
        };
        let opened = match away.purpose {
            Purpose::Link(who) => {
                // Whoever left to link is still the one who is signed in here.
                let agent = self.agent.as_ref().filter(|agent| agent.id() == who);
                let agent = agent.ok_or(Astray::Refused)?;
                return self.link(agent, (&identity, &proven)).await;
            }
            Purpose::SignIn(_) => self.enter_linked(&identity, &proven).await?,
            Purpose::Join {
                code,
                login,
                name,
                known,
            } => {
                let typed = (code.as_str(), login.as_str(), name.as_str());
                self.join_linked(typed, (identity, &proven, known)).await?
            }
        };
        let entered = self.entered(opened).await;
        entered
            .map(Arrived::Entered)
            .map_err(|_| Astray::Unavailable)
    }

    async fn link(
        &self,
        agent: &session::Agent,
        (identity, proven): (&Identity, &Proven),
    ) -> Result<Arrived, Astray> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        store.forgive_address(&self.address).await.map_err(stored)?;
        let linked = store.link_provider(agent, identity, now).await;
        if !linked.map_err(stored)? {
            return Err(Astray::Taken);
        }
        let kept = through::keep(store, agent.id(), proven, now).await;
        kept.map_err(stored)?;
        Ok(Arrived::Linked)
    }

    async fn enter_linked(&self, identity: &Identity, proven: &Proven) -> Result<Opened, Astray> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let opened = through::enter_linked(store, identity, proven, &self.address, now).await;
        opened.map_err(refused)?.ok_or(Astray::Unknown)
    }

    async fn join_linked(
        &self,
        typed: (&str, &str, &str),
        who: (Identity, &Proven, bool),
    ) -> Result<Opened, Astray> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        let opened = through::join_linked(store, typed, who, &self.address, now).await;
        match opened {
            Ok(opened) => opened.ok_or(Astray::NotJoined(NotJoined::Code)),
            Err(SessionError::WrongCredentials) => Err(Astray::Unknown),
            Err(error) => Err(refused(error)),
        }
    }
}

/// What was typed with an invitation, to be drawn again.
pub fn typed(purpose: &Purpose) -> Option<Joining> {
    match purpose {
        Purpose::Join {
            code,
            login,
            name,
            known,
        } => Some(Joining {
            code: code.clone(),
            login: login.clone(),
            name: name.clone(),
            password: String::new(),
            known: *known,
        }),
        Purpose::SignIn(_) | Purpose::Link(_) => None,
    }
}

fn told(error: ProviderError) -> Astray {
    tracing::warn!(%error, "nobody came in through the identity provider");
    match error {
        ProviderError::Away(_) => Astray::Away,
        ProviderError::Refused(_) => Astray::Refused,
    }
}

fn stored(error: StoreError) -> Astray {
    match error {
        StoreError::LoginTaken => Astray::NotJoined(NotJoined::LoginTaken),
        StoreError::IdentityTaken => Astray::Taken,
        error => {
            tracing::error!(%error, "the store did not do what was asked");
            Astray::Unavailable
        }
    }
}

fn refused(error: SessionError) -> Astray {
    match error {
        SessionError::WrongCredentials => Astray::WrongPassword,
        SessionError::TooManyTries => Astray::TooManyTries,
        SessionError::OnlyWayIn => Astray::OnlyWayIn,
        SessionError::Nowhere => Astray::Nowhere,
        SessionError::Store(error) => stored(error),
        SessionError::WrongCode | SessionError::WeakPassword(_) | SessionError::Hash => {
            Astray::Unavailable
        }
    }
}

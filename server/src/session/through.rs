//! Coming in through the identity provider: what is kept while a browser is away, and what who comes back is worth here. Nobody is made or
//! matched by surprise: a session opens for an agent who linked their account before, or for whoever brings an invitation.
//!
//! A browser that leaves keeps a token of its own during [`AWAY_MINUTES`]; the provider gives back another text, the state. What was kept is
//! found by both together, once: a page elsewhere that sends somebody back here with a code of its own finds nothing.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{ABSOLUTE_HOURS, Agent, Opened, SessionError, Token, open, protect, verify_own};
use crate::{
    provider::Proven,
    store::{Away, Identity, Joiner, NewAgent, Store, StoreError},
};

/// Minutes somebody may stay at the provider.
pub const AWAY_MINUTES: i64 = 10;

/// Keeps what a browser that leaves must come back with; the token is for its cookie.
pub async fn leave(
    store: &Store,
    state: &str,
    away: &Away,
    now: DateTime<Utc>,
) -> Result<Token, SessionError> {
    let token = Token::draw().ok_or(SessionError::Hash)?;
    let until = now + TimeDelta::minutes(AWAY_MINUTES);
    let key = key(&token, state);
    store.leave_for_provider(&key, away, now, until).await?;
    Ok(token)
}

/// What was kept of whoever comes back with this token and state; `None` when nothing was, or when it served.
pub async fn back(
    store: &Store,
    token: &Token,
    state: &str,
    now: DateTime<Utc>,
) -> Result<Option<Away>, StoreError> {
    store.back_from_provider(&key(token, state), now).await
}

/// Asks for the agent's own password before they leave to link their account: an open session alone must not give another way in. Whoever has
/// none is not asked.
pub async fn before_linking(
    store: &Store,
    agent: &Agent,
    password: &str,
    now: DateTime<Utc>,
) -> Result<(), SessionError> {
    if store.has_password(agent).await? {
        verify_own(store, agent, password, now).await?;
    }
    Ok(())
}

/// Links no longer, with the password. Whoever has none is refused: they could not come in any more. `false` when nothing was linked.
pub async fn unlink(
    store: &Store,
    agent: &Agent,
    (issuer, password): (&str, &str),
    now: DateTime<Utc>,
) -> Result<bool, SessionError> {
    if !store.has_password(agent).await? {
        return Err(SessionError::OnlyWayIn);
    }
    verify_own(store, agent, password, now).await?;
    Ok(store.unlink_provider(agent, issuer, now).await?)
}

/// Opens the session of the agent linked to who came back, or waits for a code as after a password. `None` when nobody is.
pub async fn enter_linked(
    store: &Store,
    identity: &Identity,
    proven: &Proven,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Option<Opened>, SessionError> {
    let Some(linked) = store.agent_linked_to(identity).await? else {
        return Ok(None);
    };
    let workplaces = store.workplaces(linked.agent).await?;
    let first = workplaces.first().ok_or(SessionError::Nowhere)?;
    let who = (linked.agent, first.structure);
    let opened = enter(store, who, (&linked.login, address), proven, now).await;
    opened.map(Some)
}

/// Uses an invitation for who came back: makes their account and links it, or adds a structure to the agent they are linked to. `None` when no
/// invitation that may still be used has this code.
pub async fn join_linked(
    store: &Store,
    (code, login, name): (&str, &str, &str),
    (identity, proven, known): (Identity, &Proven, bool),
    address: &str,
    now: DateTime<Utc>,
) -> Result<Option<Opened>, SessionError> {
    let (joiner, login) = if known {
        let linked = store.agent_linked_to(&identity).await?;
        let linked = linked.ok_or(SessionError::WrongCredentials)?;
        (Joiner::Known(linked.agent), linked.login)
    } else {
        let new = NewAgent {
            login: login.to_owned(),
            name: name.to_owned(),
            password_hash: String::new(),
            must_change: false,
        };
        (Joiner::Linked(new, identity), login.to_owned())
    };
    let Some(who) = store.join(code, &joiner, now).await? else {
        return Ok(None);
    };
    let opened = enter(store, who, (&login, address), proven, now).await;
    opened.map(Some)
}

/// A session at once when the provider says that a second factor was used; as after a password otherwise.
async fn enter(
    store: &Store,
    (who, structure): (Uuid, Uuid),
    (login, address): (&str, &str),
    proven: &Proven,
    now: DateTime<Utc>,
) -> Result<Opened, SessionError> {
    keep(store, who, proven, now).await?;
    if !proven.second_factor {
        return protect::enter(store, (who, structure), (login, address), now).await;
    }
    store.forgive_attempt(login, address).await?;
    let token = open(store, who, structure, now).await?;
    store.vouch_for_session(&token.hash()).await?;
    Ok(Opened::Session(token))
}

/// Keeps what ends the provider's own session, as long as one here may last.
pub async fn keep(
    store: &Store,
    who: Uuid,
    proven: &Proven,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let until = now + TimeDelta::hours(ABSOLUTE_HOURS);
    store
        .keep_provider_token(who, &proven.token, now, until)
        .await
}

fn key(token: &Token, state: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(token.reveal())
        .chain_update(state)
        .finalize()
        .into()
}

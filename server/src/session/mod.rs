//! The session room: signing in, staying signed in, signing out. The only place that makes an [`Agent`], the proof that a
//! request comes from somebody whose password was verified; everything that touches people's data asks for one.
//!
//! A session is a random token in a cookie; the database knows its SHA-256 only. It ends after [`IDLE_MINUTES`] without a
//! request (an interview lasts 45 and the agent may only listen) and after [`ABSOLUTE_HOURS`] in any case. Activity is
//! written at most once a minute.

mod agent;
pub mod browser;
mod common;
pub mod cookie;
pub mod password;
mod protect;
pub mod through;
mod token;
pub mod totp;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

pub use agent::Agent;
pub use protect::{
    Opened, PENDING_MINUTES, begin, confirm, pass, protection, renew, unprotect, unprotect_login,
};
pub use token::Token;
pub use totp::Secret;

use crate::{
    clock::Clock,
    store::{Credentials, Joiner, NewAgent, Store, StoreError},
};

/// Minutes without a request after which a session is over.
pub const IDLE_MINUTES: i64 = 90;
/// Hours after which a session is over in any case.
pub const ABSOLUTE_HOURS: i64 = 12;

/// Why nobody was signed in, or no password changed.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// No such login, or not this password: never told apart.
    #[error("wrong login or password")]
    WrongCredentials,
    /// Not a code that may be used, or waited too long: never told apart.
    #[error("wrong code")]
    WrongCode,
    /// The password is right, but no structure counts them in its team any more.
    #[error("this agent works nowhere any more")]
    Nowhere,
    /// It would take away the only way in they have.
    #[error("there is no other way in")]
    OnlyWayIn,
    /// Too many failures from this account or address.
    #[error(
        "too many failed sign-ins; wait {} minutes",
        crate::store::WINDOW_MINUTES
    )]
    TooManyTries,
    /// Too short, easy to guess, or the same as before.
    #[error(transparent)]
    WeakPassword(#[from] password::WeakPassword),
    /// Hashing failed.
    #[error("the password could not be hashed")]
    Hash,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody who was invited typed, checked by [`join`].
pub struct Joining<'a> {
    /// The code.
    pub code: &'a str,
    /// The login they choose, or have.
    pub login: &'a str,
    /// The name shown, for somebody new.
    pub name: &'a str,
    /// The password they choose, or have.
    pub password: &'a str,
    /// They have an account in another structure.
    pub known: bool,
}

/// Uses an invitation: makes the account of somebody new, or adds a structure to an agent whose password is right, and opens a
/// session there. `None` when no invitation that may still be used has this code; guesses are slowed down as passwords are.
pub async fn join(
    store: &Store,
    joining: &Joining<'_>,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Option<Opened>, SessionError> {
    if !store.may_attempt(joining.login, address, now).await? {
        return Err(SessionError::TooManyTries);
    }
    let joiner = if joining.known {
        let known = store.credentials(joining.login).await?;
        let hash = known.as_ref().map(|known| known.password_hash.clone());
        let right = password::verify(joining.password.to_owned(), hash).await;
        match known.filter(|_| right) {
            Some(known) => Joiner::Known(known.agent),
            None => return Err(SessionError::WrongCredentials),
        }
    } else {
        let place = store.invited_to(joining.code, now).await?;
        let names = [joining.login, joining.name, place.as_deref().unwrap_or("")];
        password::check(joining.password, &names)?;
        Joiner::New(NewAgent {
            login: joining.login.to_owned(),
            name: joining.name.to_owned(),
            password_hash: password::hash(joining.password.to_owned())
                .await
                .ok_or(SessionError::Hash)?,
            must_change: false,
        })
    };
    let Some((who, structure)) = store.join(joining.code, &joiner, now).await? else {
        return Ok(None);
    };
    let opened = protect::enter(store, (who, structure), (joining.login, address), now).await?;
    Ok(Some(opened))
}

/// Opens a session for `login` when `password` is theirs, or waits for a code if the account is protected. `address` is where the request comes from, for the throttle.
pub async fn sign_in(
    store: &Store,
    login: &str,
    password: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Opened, SessionError> {
    if !store.may_attempt(login, address, now).await? {
        return Err(SessionError::TooManyTries);
    }
    let known = store.credentials(login).await?;
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    if !password::verify(password.to_owned(), hash).await {
        return Err(SessionError::WrongCredentials);
    }
    let Some(known) = known else {
        return Err(SessionError::WrongCredentials);
    };
    let workplaces = store.workplaces(known.agent).await?;
    let first = workplaces.first().ok_or(SessionError::Nowhere)?;
    protect::enter(store, (known.agent, first.structure), (login, address), now).await
}

/// Opens a session in a structure for somebody whose password, or invitation, was verified.
async fn open(
    store: &Store,
    who: Uuid,
    structure: Uuid,
    now: DateTime<Utc>,
) -> Result<Token, SessionError> {
    let token = Token::draw().ok_or(SessionError::Hash)?;
    store
        .open_session(
            who,
            structure,
            &token.hash(),
            now,
            now + TimeDelta::hours(ABSOLUTE_HOURS),
        )
        .await?;
    Ok(token)
}

/// The agent behind a token, if the session still stands at `now`; notes the activity.
pub async fn resolve(
    store: &Store,
    token: &Token,
    now: DateTime<Utc>,
) -> Result<Option<Agent>, StoreError> {
    let hash = token.hash();
    let today = Clock::paris(now).date();
    let Some(row) = store.session(&hash, today).await? else {
        return Ok(None);
    };
    let idle_end = row.seen_at + TimeDelta::minutes(IDLE_MINUTES);
    if now >= row.expires_at || now >= idle_end {
        return Ok(None);
    }
    if now - row.seen_at >= TimeDelta::minutes(1) {
        store.touch_session(&hash, now).await?;
    }
    let ends = row.expires_at.min(now + TimeDelta::minutes(IDLE_MINUTES));
    Ok(Some(Agent::new(row, hash, ends)))
}

/// Ends the session the agent is using.
pub async fn sign_out(store: &Store, agent: &Agent, now: DateTime<Utc>) -> Result<(), StoreError> {
    store.close_session(agent, now).await
}

/// Changes the agent's own password, ends all their sessions and opens a new one.
pub async fn change_password(
    store: &Store,
    agent: &Agent,
    current: &str,
    new: &str,
    now: DateTime<Utc>,
) -> Result<Token, SessionError> {
    let login = store.own_credentials(agent).await?;
    let login = login.map(|known| known.login).unwrap_or_default();
    password::check(new, &[&login, agent.name(), agent.structure_name()])?;
    let known = verify_own(store, agent, current, now).await?;
    if current == new {
        return Err(password::WeakPassword::Same.into());
    }
    let hash = password::hash(new.to_owned())
        .await
        .ok_or(SessionError::Hash)?;
    store.set_password(&known, &hash, false, now).await?;
    open(store, agent.id(), agent.structure(), now).await
}

/// Asks for the agent's own password again, before what a session alone may not do. Whoever found an open session may not guess the
/// password through it.
async fn verify_own(
    store: &Store,
    agent: &Agent,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Credentials, SessionError> {
    let account = agent.id().to_string();
    if !store.may_attempt(&account, &account, now).await? {
        return Err(SessionError::TooManyTries);
    }
    let known = store
        .own_credentials(agent)
        .await?
        .ok_or(SessionError::WrongCredentials)?;
    if !password::verify(typed.to_owned(), Some(known.password_hash.clone())).await {
        return Err(SessionError::WrongCredentials);
    }
    store.forgive_attempt(&account, &account).await?;
    Ok(known)
}

/// Replaces a forgotten password: the operator's command, with no session. `must_change` when it was drawn for them.
/// `false` when the login does not exist.
pub async fn reset_password(
    store: &Store,
    login: &str,
    new: &str,
    must_change: bool,
    now: DateTime<Utc>,
) -> Result<bool, SessionError> {
    password::check(new, &[login])?;
    let Some(known) = store.credentials(login).await? else {
        return Ok(false);
    };
    let hash = password::hash(new.to_owned())
        .await
        .ok_or(SessionError::Hash)?;
    store.set_password(&known, &hash, must_change, now).await?;
    Ok(true)
}

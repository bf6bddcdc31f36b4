//! The session room: signing in, staying signed in, signing out. The only place that makes an [`Agent`], the proof that a
//! request comes from somebody whose password was verified; everything that touches people's data asks for one.
//!
//! A session is a random token in a cookie; the database knows its SHA-256 only. It ends after [`IDLE_MINUTES`] without a
//! request (an interview lasts 45 and the agent may only listen) and after [`ABSOLUTE_HOURS`] in any case. Activity is
//! written at most once a minute.

mod agent;
pub mod cookie;
pub mod password;
mod token;

use chrono::{DateTime, TimeDelta, Utc};

pub use agent::Agent;
pub use token::Token;

use crate::store::{Credentials, Store, StoreError};

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
    /// Too many failures from this account or address.
    #[error(
        "too many failed sign-ins; wait {} minutes",
        crate::store::WINDOW_MINUTES
    )]
    TooManyTries,
    /// Too short, or the same as before.
    #[error(transparent)]
    WeakPassword(#[from] password::WeakPassword),
    /// Hashing failed.
    #[error("the password could not be hashed")]
    Hash,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a session for `login` when `password` is theirs. `address` is where the request comes from, for the throttle.
pub async fn sign_in(
    store: &Store,
    login: &str,
    password: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Token, SessionError> {
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
    store.forgive_attempt(login, address).await?;
    open(store, &known, now).await
}

async fn open(store: &Store, who: &Credentials, now: DateTime<Utc>) -> Result<Token, SessionError> {
    let token = Token::draw().ok_or(SessionError::Hash)?;
    store
        .open_session(
            who,
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
    let Some(row) = store.session(&hash).await? else {
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
    password::check(new)?;
    let account = agent.id().to_string();
    // Whoever found an open session may not guess the password through it.
    if !store.may_attempt(&account, &account, now).await? {
        return Err(SessionError::TooManyTries);
    }
    let known = store
        .own_credentials(agent)
        .await?
        .ok_or(SessionError::WrongCredentials)?;
    if !password::verify(current.to_owned(), Some(known.password_hash.clone())).await {
        return Err(SessionError::WrongCredentials);
    }
    store.forgive_attempt(&account, &account).await?;
    if current == new {
        return Err(password::WeakPassword::Same.into());
    }
    let hash = password::hash(new.to_owned())
        .await
        .ok_or(SessionError::Hash)?;
    store.set_password(&known, &hash, false, now).await?;
    open(store, &known, now).await
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
    password::check(new)?;
    let Some(known) = store.credentials(login).await? else {
        return Ok(false);
    };
    let hash = password::hash(new.to_owned())
        .await
        .ok_or(SessionError::Hash)?;
    store.set_password(&known, &hash, must_change, now).await?;
    Ok(true)
}

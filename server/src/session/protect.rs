//! The second factor: after the password, a code that the agent's telephone gives, or a recovery code kept on paper.
//!
//! Between the two there is no session: only a token of its own, in a cookie of its own, that lets the code be typed during
//! [`PENDING_MINUTES`]. The account's failures are forgiven once both are right, never before: who knows the password would else
//! guess codes for ever.

use app::accounts::{Protection, SetUp};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Agent, SessionError, Token, open, totp, verify_own};
use crate::store::{Proof, Store};

/// Minutes the code may be typed after the password.
pub const PENDING_MINUTES: i64 = 5;

/// What a right password opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A session.
    Session(Token),
    /// The account is protected: a code is awaited, and this token only lets it be typed.
    Pending(Token),
}

impl Opened {
    /// The session, when no code is awaited.
    pub fn session(self) -> Option<Token> {
        match self {
            Self::Session(token) => Some(token),
            Self::Pending(_) => None,
        }
    }
}

/// Goes on once the password was right: a session, or the wait for a code.
pub(super) async fn enter(
    store: &Store,
    (who, structure): (Uuid, Uuid),
    (login, address): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Opened, SessionError> {
    if !store.is_protected(who).await? {
        store.forgive_attempt(login, address).await?;
        return open(store, who, structure, now).await.map(Opened::Session);
    }
    store.forgive_address(address).await?;
    let token = Token::draw().ok_or(SessionError::Hash)?;
    let until = now + TimeDelta::minutes(PENDING_MINUTES);
    store
        .open_pending(who, structure, &token.hash(), now, until)
        .await?;
    Ok(Opened::Pending(token))
}

/// The second step: opens the session when the code is right. Whatever is wrong (the code, one that served, the wait) is one refusal.
pub async fn pass(
    store: &Store,
    token: &Token,
    typed: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<Token, SessionError> {
    let hash = token.hash();
    let Some(pending) = store.pending(&hash, now).await? else {
        return Err(SessionError::WrongCode);
    };
    if !store.may_attempt(&pending.login, address, now).await? {
        return Err(SessionError::TooManyTries);
    }
    let typed = without_spaces(typed);
    let proof = if totp::is_code(&typed) {
        let factor = store.second_factor(pending.agent).await?;
        factor
            .filter(|factor| factor.confirmed)
            .and_then(|factor| totp::matching(&factor.secret, &typed, now))
            .map(Proof::Step)
    } else {
        Some(Proof::Recovery(typed))
    };
    let right = match proof {
        Some(proof) => store.pass_pending(&hash, &pending, &proof, now).await?,
        None => false,
    };
    if !right {
        return Err(SessionError::WrongCode);
    }
    store.forgive_attempt(&pending.login, address).await?;
    open(store, pending.agent, pending.structure, now).await
}

/// How the agent's account is protected.
pub async fn protection(store: &Store, agent: &Agent) -> Result<Protection, SessionError> {
    let required = agent.protection_required();
    let Some(factor) = store.second_factor(agent.id()).await? else {
        return Ok(Protection {
            required,
            ..Protection::default()
        });
    };
    let set_up = if factor.confirmed {
        None
    } else {
        let known = store.own_credentials(agent).await?;
        let login = known.map(|known| known.login).unwrap_or_default();
        let (side, path) = totp::square(&factor.secret, &login).ok_or(SessionError::Hash)?;
        let secret = totp::base32(&factor.secret);
        let groups: Vec<&str> = (0..secret.len())
            .step_by(4)
            .filter_map(|at| secret.get(at..at + 4))
            .collect();
        Some(SetUp {
            secret: groups.join(" "),
            side,
            path,
        })
    };
    Ok(Protection {
        on: factor.confirmed,
        codes_left: factor.codes_left,
        required,
        set_up,
    })
}

/// Draws a secret for the agent; it protects nothing before [`confirm`]. `false` when they are protected already.
pub async fn begin(store: &Store, agent: &Agent, now: DateTime<Utc>) -> Result<bool, SessionError> {
    let secret = totp::draw().ok_or(SessionError::Hash)?;
    Ok(store.begin_second_factor(agent, &secret, now).await?)
}

/// A first code proves that the telephone knows the secret: the account is protected, and the recovery codes are told, once.
pub async fn confirm(
    store: &Store,
    agent: &Agent,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Vec<String>, SessionError> {
    let factor = store.second_factor(agent.id()).await?;
    let step = factor
        .filter(|factor| !factor.confirmed)
        .and_then(|factor| totp::matching(&factor.secret, &without_spaces(typed), now))
        .ok_or(SessionError::WrongCode)?;
    let codes = store.confirm_second_factor(agent, step, now).await?;
    codes.ok_or(SessionError::WrongCode)
}

/// New recovery codes in place of the old ones, told once.
pub async fn renew(
    store: &Store,
    agent: &Agent,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Option<Vec<String>>, SessionError> {
    verify_own(store, agent, password, now).await?;
    Ok(store.renew_recovery_codes(agent, now).await?)
}

/// Takes the agent's own second factor away.
pub async fn unprotect(
    store: &Store,
    agent: &Agent,
    password: &str,
    now: DateTime<Utc>,
) -> Result<bool, SessionError> {
    let known = verify_own(store, agent, password, now).await?;
    Ok(store.remove_second_factor(&known, false, now).await?)
}

/// Takes away the second factor of whoever lost their telephone: the operator's command, with no session. `None` when the login does
/// not exist, `false` when there was nothing to take away.
pub async fn unprotect_login(
    store: &Store,
    login: &str,
    now: DateTime<Utc>,
) -> Result<Option<bool>, SessionError> {
    let Some(known) = store.credentials(login).await? else {
        return Ok(None);
    };
    Ok(Some(store.remove_second_factor(&known, true, now).await?))
}

fn without_spaces(typed: &str) -> String {
    typed.chars().filter(|sign| !sign.is_whitespace()).collect()
}

//! The first start: nobody can sign in yet, so the first structure and its administrator, who is everything in it, are made, with a password drawn
//! at random and shown once. There is no default secret.

use super::Failure;
use crate::{
    clock::Clock,
    session::password,
    store::{NewAgent, Store},
};

/// What the administrator types to sign in.
pub(super) const LOGIN: &str = "administrateur";

/// Makes the first administrator when there is nobody, and returns their password.
pub(super) async fn found(
    store: &Store,
    structure: &str,
    clock: &Clock,
) -> Result<Option<String>, Failure> {
    if store.has_agents().await? {
        return Ok(None);
    }
    let drawn = password::draw()
        .ok_or_else(|| Failure::new("the system has no randomness to draw a password"))?;
    let hash = password::hash(drawn.clone())
        .await
        .ok_or_else(|| Failure::new("the password could not be hashed"))?;
    let agent = NewAgent {
        login: LOGIN.to_owned(),
        name: "Administrateur".to_owned(),
        password_hash: hash,
        must_change: true,
    };
    // Another process may have been quicker: then its password is the one that was shown.
    Ok(store
        .found(structure.trim(), &agent, clock.now())
        .await?
        .then_some(drawn))
}

//! The agent's own sessions, closed from another.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::desk::DeskError;
use crate::routes::{Notice, Page, go_to};

/// Closes one of the agent's own sessions.
#[server(prefix = "/agir", endpoint = "session/terminer")]
pub async fn end_session(id: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.end_session(id).await,
        Err(error) => Err(error),
    };
    back(done);
    Ok(())
}

/// Closes all of them but the one in use.
#[server(prefix = "/agir", endpoint = "session/terminer-autres")]
pub async fn end_other_sessions() -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.end_other_sessions().await,
        Err(error) => Err(error),
    };
    back(done);
    Ok(())
}

fn back(done: Result<(), DeskError>) {
    let notice = match done {
        Ok(()) => Notice::Done,
        Err(DeskError::NotFound) => Notice::NotDone,
        Err(error) => return lead_away(error),
    };
    go_to(&Page::Account {
        notice: Some(notice),
    });
}

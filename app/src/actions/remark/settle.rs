//! What became of a remark.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::desk::{REMARK_LENGTH, RemarkState};
use crate::routes::{Page, go_to};

/// Says what became of a remark, with a short answer; `state` is a word of [`RemarkState`].
#[server(prefix = "/agir", endpoint = "remarque/traiter")]
pub async fn settle_remark(
    id: Uuid,
    #[server(default)] state: String,
    #[server(default)] answer: String,
) -> Result<(), ServerFnError> {
    let state = RemarkState::parse(&state).unwrap_or(RemarkState::Seen);
    let answer: String = answer.trim().chars().take(REMARK_LENGTH).collect();
    let done = match desk() {
        Ok(desk) => desk.settle_remark(id, state, answer).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => go_to(&Page::Remarks),
        Err(error) => lead_away(error),
    }
    Ok(())
}

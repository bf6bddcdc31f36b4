//! A bilan that goes on after all.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::routes::{Page, go_to};

/// Opens a closed bilan again, to add to it.
#[server(prefix = "/agir", endpoint = "bilan/rouvrir")]
pub async fn reopen_bilan(id: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.reopen(id).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => go_to(&Page::Resume(id)),
        Err(error) => lead_away(error),
    }
    Ok(())
}

//! Taking stock again.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::desk::DeskError;
use crate::routes::{Page, go_to};

/// Opens a bilan of the same person after a closed one, and goes to what changed since.
#[server(prefix = "/agir", endpoint = "bilan/refaire")]
pub async fn open_again(id: Uuid) -> Result<(), ServerFnError> {
    let opened = match desk() {
        Ok(desk) => desk.open_again(id).await,
        Err(error) => Err(error),
    };
    match opened {
        Ok(id) => go_to(&Page::Since(id)),
        Err(DeskError::StillOpen) => go_to(&Page::Resume(id)),
        Err(error) => lead_away(error),
    }
    Ok(())
}

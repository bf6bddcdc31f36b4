//! The end of a training bilan.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::routes::{Page, go_to};

/// Erases a training bilan and goes back to the roles.
#[server(prefix = "/agir", endpoint = "entrainement/finir")]
pub async fn finish_training(id: Uuid) -> Result<(), ServerFnError> {
    let erased = match desk() {
        Ok(desk) => desk.erase_training(id).await,
        Err(error) => Err(error),
    };
    match erased {
        Ok(()) => go_to(&Page::Training),
        Err(error) => lead_away(error),
    }
    Ok(())
}

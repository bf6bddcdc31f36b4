//! The end of a bilan.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::routes::{Page, go_to};

/// Closes a bilan: it reads, it no longer writes.
#[server(prefix = "/agir", endpoint = "bilan/cloturer")]
pub async fn close_bilan(id: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.close(id).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => go_to(&Page::Results {
            id,
            by_organisation: false,
        }),
        Err(error) => lead_away(error),
    }
    Ok(())
}

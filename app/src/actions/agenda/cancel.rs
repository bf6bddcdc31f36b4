//! A slot given back.

use leptos::prelude::*;
use uuid::Uuid;

use super::quietly;
use crate::actions::desk;

/// Gives a slot back: nothing of it is kept.
#[server(prefix = "/agir", endpoint = "agenda/rendre")]
pub async fn cancel_slot(id: Uuid, #[server(default)] day: String) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.cancel_appointment(id).await,
        Err(error) => Err(error),
    };
    quietly(day.parse().ok(), done);
    Ok(())
}

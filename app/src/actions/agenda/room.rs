//! Rooms, added and taken out of use.

use leptos::prelude::*;
use uuid::Uuid;

use super::settled;
use crate::actions::desk;
use crate::agenda::WHO_LENGTH;

/// Adds a confidential room.
#[server(prefix = "/agir", endpoint = "agenda/salle/ajouter")]
pub async fn add_room(#[server(default)] name: String) -> Result<(), ServerFnError> {
    let name: String = name.trim().chars().take(WHO_LENGTH).collect();
    let done = match desk() {
        Ok(_) if name.is_empty() => Ok(false),
        Ok(desk) => desk.add_room(&name).await.map(|()| true),
        Err(error) => Err(error),
    };
    settled(done);
    Ok(())
}

/// Takes a room out of use; what is booked in it waits for another slot.
#[server(prefix = "/agir", endpoint = "agenda/salle/fermer")]
pub async fn close_room(id: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.close_room(id).await.map(|()| true),
        Err(error) => Err(error),
    };
    settled(done);
    Ok(())
}

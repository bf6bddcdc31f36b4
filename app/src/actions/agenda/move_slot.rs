//! Another slot instead.

use leptos::prelude::*;
use uuid::Uuid;

use super::{answer, booked};
use crate::actions::desk;
use crate::routes::{Notice, parse_at};

/// Holds another slot instead of the one held. `at` is on the clocks of Europe/Paris.
#[server(prefix = "/agir", endpoint = "agenda/deplacer")]
pub async fn move_slot(id: Uuid, room: Uuid, at: String) -> Result<(), ServerFnError> {
    let Some(at) = parse_at(&at) else {
        answer(None, Ok(Notice::Incomplete));
        return Ok(());
    };
    let done = match desk() {
        Ok(desk) => desk.move_appointment(id, room, at).await,
        Err(error) => Err(error),
    };
    answer(Some(at.date()), done.map(booked));
    Ok(())
}

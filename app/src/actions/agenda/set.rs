//! Where a slot stands.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{answer, quietly};
use crate::actions::desk;
use crate::agenda::State;
use crate::routes::Notice;

/// Says that a slot was held (`to` is « lieu »), or that another is to be found (« reprendre »).
#[server(prefix = "/agir", endpoint = "agenda/etat")]
pub async fn set_slot(
    id: Uuid,
    #[server(default)] day: String,
    #[server(default)] to: String,
) -> Result<(), ServerFnError> {
    let day: Option<NaiveDate> = day.parse().ok();
    let state = match to.as_str() {
        "lieu" => State::Held,
        "reprendre" => State::ToRebook,
        _ => {
            answer(day, Ok(Notice::Incomplete));
            return Ok(());
        }
    };
    let done = match desk() {
        Ok(desk) => desk.set_appointment(id, state).await,
        Err(error) => Err(error),
    };
    quietly(day, done);
    Ok(())
}

//! A sheet taken back by the person.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::routes::{Notice, OrientationPage, Page, go_to};

/// Withdraws an orientation of a bilan: whoever received it reads nothing any more.
#[server(prefix = "/agir", endpoint = "orientation/retirer")]
pub async fn withdraw_orientation(id: Uuid, orientation: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.withdraw_orientation(orientation).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => go_to(&Page::Orientation(OrientationPage::Sheet {
            id,
            orientation,
            notice: Some(Notice::Done),
        })),
        Err(error) => lead_away(error),
    }
    Ok(())
}

//! What somebody on the list answered.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::desk::DeskError;
use crate::offers::OfferState;
use crate::routes::{Notice, Page, go_to};

/// Says what became of an offer; `state` is its word.
#[server(prefix = "/agir", endpoint = "proposition/etat")]
pub async fn set_offer(id: Uuid, state: String) -> Result<(), ServerFnError> {
    let done = match (desk(), OfferState::parse(&state)) {
        (Ok(desk), Some(state)) => desk.set_offer(id, state).await,
        (Ok(_), None) => Err(DeskError::NotFound),
        (Err(error), _) => Err(error),
    };
    let notice = match done {
        Ok(()) => Notice::Done,
        Err(DeskError::NotFound) => Notice::NotDone,
        Err(error) => {
            lead_away(error);
            return Ok(());
        }
    };
    go_to(&Page::Offers {
        notice: Some(notice),
    });
    Ok(())
}

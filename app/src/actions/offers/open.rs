//! The bilan of somebody on the list.

use leptos::prelude::*;
use uuid::Uuid;

use crate::actions::{desk, lead_away};
use crate::desk::DeskError;
use crate::interview::{Reading, journey};
use crate::routes::{Page, go_to};

/// Opens the bilan of somebody on the list, and goes to where it stands.
#[server(prefix = "/agir", endpoint = "proposition/commencer")]
pub async fn open_offered(id: Uuid) -> Result<(), ServerFnError> {
    match open(id).await {
        Ok(page) => go_to(&page),
        Err(error) => lead_away(error),
    }
    Ok(())
}

async fn open(id: Uuid) -> Result<Page, DeskError> {
    let desk = desk()?;
    let catalogue = desk.catalogue();
    let id = desk.open_offered(id).await?;
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    if bilan.answers.is_empty() {
        Ok(journey::start(&Reading::new(&catalogue, &bilan)))
    } else {
        Ok(Page::Resume(id))
    }
}

//! A training bilan.

use leptos::prelude::*;

use crate::actions::{desk, lead_away};
use crate::desk::{DeskError, Opening};
use crate::interview::{Reading, journey};
use crate::routes::{Page, go_to};
use crate::training;

/// Opens a training bilan on a role and goes to its first screen.
#[server(prefix = "/agir", endpoint = "entrainement/ouvrir")]
pub async fn open_training(#[server(default)] role: String) -> Result<(), ServerFnError> {
    match open(&role).await {
        Ok(page) => go_to(&page),
        Err(error) => lead_away(error),
    }
    Ok(())
}

async fn open(role: &str) -> Result<Page, DeskError> {
    let desk = desk()?;
    let role = training::role(role).ok_or(DeskError::NotFound)?;
    let id = desk
        .open_bilan(Opening {
            with_rsa: true,
            person: None,
            training: Some(role.case.to_owned()),
        })
        .await?;
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    Ok(journey::start(&Reading::new(&desk.catalogue(), &bilan)))
}

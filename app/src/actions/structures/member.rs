//! What somebody is in a structure, and where one works.

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use super::{back, ticked};
use crate::actions::{desk, lead_away};
use crate::desk::DeskError;
use crate::routes::{Notice, Page, go_to};
use crate::structures::Changed;

/// What an agent of the team is from now on; no box ticked is that they leave it.
#[server(prefix = "/agir", endpoint = "equipe/roles")]
pub async fn set_roles(
    agent: Uuid,
    #[server(default)] roles: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let done = match (desk(), ticked(&roles)) {
        (Ok(desk), Some(roles)) => desk.set_roles(agent, roles).await,
        (Ok(_), None) => Err(DeskError::NotFound),
        (Err(error), _) => Err(error),
    };
    back(
        None,
        done.map(|changed| {
            Some(match changed {
                Changed::Done => Notice::Done,
                Changed::LastManager => Notice::LastManager,
            })
        }),
    );
    Ok(())
}

/// Works in another of one's structures, in this session.
#[server(prefix = "/agir", endpoint = "session/structure")]
pub async fn work_at(structure: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.work_at(structure).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => go_to(&Page::Home { notice: None }),
        Err(error) => lead_away(error),
    }
    Ok(())
}

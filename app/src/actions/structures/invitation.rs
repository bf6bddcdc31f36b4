//! Invitations, made and taken back.

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use super::{back, ticked};
use crate::actions::desk;
use crate::routes::Notice;
use crate::structures::NAME_LENGTH;

/// Invites somebody to one's own structure, or to the one that is named; `roles` holds the boxes that were ticked.
#[server(prefix = "/agir", endpoint = "equipe/inviter")]
pub async fn invite(
    #[server(default)] structure: Option<Uuid>,
    #[server(default)] name: String,
    #[server(default)] roles: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let name: String = name.trim().chars().take(NAME_LENGTH).collect();
    let roles = ticked(&roles).filter(|roles| !roles.is_empty() && !name.is_empty());
    let done = match (desk(), roles) {
        (Ok(desk), Some(roles)) => desk
            .invite(structure, &name, roles)
            .await
            .map(|()| Some(Notice::Invited)),
        (Ok(_), None) => Ok(Some(Notice::Incomplete)),
        (Err(error), _) => Err(error),
    };
    back(structure, done);
    Ok(())
}

/// Takes an invitation back.
#[server(prefix = "/agir", endpoint = "equipe/annuler")]
pub async fn withdraw_invitation(
    id: Uuid,
    #[server(default)] structure: Option<Uuid>,
) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.withdraw_invitation(id).await,
        Err(error) => Err(error),
    };
    back(structure, done.map(|()| Some(Notice::Done)));
    Ok(())
}

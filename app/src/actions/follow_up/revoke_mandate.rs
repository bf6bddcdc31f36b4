//! Ending a mandate.

use leptos::prelude::*;
use uuid::Uuid;

use super::then;
use crate::actions::desk;
use crate::routes::{FollowUpPage, Notice};

/// Revokes a mandate of a bilan.
#[server(prefix = "/agir", endpoint = "suivi/mandat/revoquer")]
pub async fn revoke_mandate(id: Uuid, mandate: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.revoke_mandate(id, mandate).await,
        Err(error) => Err(error),
    };
    let notice = Some(Notice::Saved);
    then(FollowUpPage::Mandates { id, notice }, done);
    Ok(())
}

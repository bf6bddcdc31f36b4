//! A resource person who no longer is one.

use leptos::prelude::*;
use uuid::Uuid;

use super::then;
use crate::actions::desk;
use crate::routes::FollowUpPage;

/// Takes a resource person off the list.
#[server(prefix = "/agir", endpoint = "suivi/personne/retirer")]
pub async fn close_contact(id: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.close_contact(id).await,
        Err(error) => Err(error),
    };
    then(FollowUpPage::Contacts { notice: None }, done);
    Ok(())
}

//! A share, taken back.

use leptos::prelude::*;
use uuid::Uuid;

use super::back;
use crate::actions::desk;
use crate::routes::Notice;

/// Takes a share back.
#[server(prefix = "/agir", endpoint = "partage/retirer")]
pub async fn revoke_share(bilan: Uuid, share: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.revoke_share(bilan, share).await,
        Err(error) => Err(error),
    };
    back(bilan, done.map(|()| Notice::Done));
    Ok(())
}

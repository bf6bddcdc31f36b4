//! A share, made and taken back.

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use super::back;
use crate::actions::desk;
use crate::routes::Notice;
use crate::sharing::{Agreed, NewShare, Scope};

/// Shares a bilan: `to` is a structure, or empty for a code; `themes` holds the boxes that were ticked; `agreed` is how the person
/// said yes.
#[server(prefix = "/agir", endpoint = "partage/ouvrir")]
pub async fn share_bilan(
    bilan: Uuid,
    #[server(default)] to: String,
    #[server(default)] themes: BTreeMap<String, String>,
    #[server(default)] sensitive: String,
    #[server(default)] partner: String,
    #[server(default)] agreed: String,
) -> Result<(), ServerFnError> {
    let new = (|| {
        let to = match to.as_str() {
            "" => None,
            to => Some(Uuid::try_parse(to).ok()?),
        };
        let scope = Scope {
            themes: themes.into_keys().collect(),
            sensitive: sensitive == "oui",
            partner: partner == "oui",
        };
        let agreed = Agreed::parse(&agreed)?;
        (!scope.themes.is_empty()).then_some(NewShare { to, scope, agreed })
    })();
    let done = match (desk(), new) {
        (Ok(desk), Some(new)) => desk.share(bilan, new).await.map(|()| Notice::Shared),
        (Ok(_), None) => Ok(Notice::ShareIncomplete),
        (Err(error), _) => Err(error),
    };
    back(bilan, done);
    Ok(())
}

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

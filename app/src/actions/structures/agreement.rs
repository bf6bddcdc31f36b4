//! Agreements between the département and a structure.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::back;
use crate::actions::desk;
use crate::routes::Notice;
use crate::structures::Allowed;

/// Adds an agreement; both days count. Each box is « oui » when it is ticked.
#[server(prefix = "/agir", endpoint = "convention/ajouter")]
pub async fn add_agreement(
    structure: Uuid,
    #[server(default)] since: String,
    #[server(default)] until: String,
    #[server(default)] hold: String,
    #[server(default)] receive: String,
    #[server(default)] figures: String,
) -> Result<(), ServerFnError> {
    let on = |word: &str| word == "oui";
    let allowed = Allowed {
        hold: on(&hold),
        receive: on(&receive),
        figures: on(&figures),
    };
    let days: Option<(NaiveDate, NaiveDate)> = since.parse().ok().zip(until.parse().ok());
    let done = match (desk(), days) {
        (Ok(_), Some((since, until))) if since > until => Ok(Some(Notice::Backwards)),
        (Ok(desk), Some((since, until))) => desk
            .add_agreement(structure, since, until, allowed)
            .await
            .map(|()| Some(Notice::Done)),
        (Ok(_), None) => Ok(Some(Notice::Incomplete)),
        (Err(error), _) => Err(error),
    };
    back(Some(structure), done);
    Ok(())
}

/// Ends an agreement today: yesterday was its last day.
#[server(prefix = "/agir", endpoint = "convention/finir")]
pub async fn end_agreement(id: Uuid, structure: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.end_agreement(id).await,
        Err(error) => Err(error),
    };
    back(Some(structure), done.map(|()| Some(Notice::Done)));
    Ok(())
}

//! Whether other structures may know that somebody has a bilan here.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::back;
use crate::actions::desk;
use crate::routes::Notice;
use crate::sharing::Sought;

/// Lets it be known (`on` is « oui »: the person agreed), or no longer.
#[server(prefix = "/agir", endpoint = "partage/retrouver")]
pub async fn set_findable(
    bilan: Uuid,
    #[server(default)] on: String,
    #[server(default)] first_name: String,
    #[server(default)] last_name: String,
    #[server(default)] born: String,
) -> Result<(), ServerFnError> {
    let born: Option<NaiveDate> = born.parse().ok();
    let complete = born.is_some() && !first_name.trim().is_empty() && !last_name.trim().is_empty();
    let sought = (on == "oui").then_some(Sought {
        first_name,
        last_name,
        born,
    });
    let done = match desk() {
        Ok(_) if sought.is_some() && !complete => Ok(Notice::Incomplete),
        Ok(desk) => desk
            .set_findable(bilan, sought)
            .await
            .map(|()| Notice::Done),
        Err(error) => Err(error),
    };
    back(bilan, done);
    Ok(())
}

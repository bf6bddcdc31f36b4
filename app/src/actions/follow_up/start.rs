//! Beginning to follow rights.

use leptos::prelude::*;
use uuid::Uuid;

use super::then;
use crate::actions::desk;
use crate::desk::DeskError;
use crate::follow_up::{Standing, to_follow, within_reach};
use crate::interview::Reading;
use crate::routes::FollowUpPage;

/// Begins to follow a right of a bilan, as what was answered about receiving it says; every right to ask for when `right` is empty.
#[server(prefix = "/agir", endpoint = "suivi/commencer")]
pub async fn start_following(
    id: Uuid,
    #[server(default)] right: String,
) -> Result<(), ServerFnError> {
    let page = if right.is_empty() {
        FollowUpPage::All { id, notice: None }
    } else {
        FollowUpPage::One {
            id,
            right: right.clone(),
            notice: None,
        }
    };
    then(page, start(id, &right).await);
    Ok(())
}

async fn start(id: Uuid, right: &str) -> Result<(), DeskError> {
    let desk = desk()?;
    let bilan = desk.bilan(id).await?.ok_or(DeskError::NotFound)?;
    let catalogue = desk.catalogue();
    let reading = Reading::new(&catalogue, &bilan);
    let today = desk.today();
    let first: Vec<Standing> = reading
        .evaluation
        .findings
        .iter()
        .filter(|finding| {
            if right.is_empty() {
                to_follow(finding) && within_reach(&catalogue, &bilan, &finding.right)
            } else {
                finding.right == right
            }
        })
        .map(|finding| Standing::first(&finding.right, finding.receipt, today))
        .collect();
    if first.is_empty() && !right.is_empty() {
        return Err(DeskError::NotFound);
    }
    desk.start_following(id, first).await
}

//! Following a bilan, so that a person is somebody's.

use leptos::prelude::*;
use uuid::Uuid;

use super::then;
use crate::actions::desk;
use crate::routes::FollowUpPage;

/// The agent follows a bilan (`on` is « oui »), or no longer; `from` is « banc » to return to the bench.
#[server(prefix = "/agir", endpoint = "suivi/prendre")]
pub async fn follow_bilan(
    id: Uuid,
    #[server(default)] on: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.follow(id, on == "oui").await,
        Err(error) => Err(error),
    };
    let page = if from == "banc" {
        FollowUpPage::Bench {
            all: false,
            page: 1,
        }
    } else {
        FollowUpPage::All { id, notice: None }
    };
    then(page, done);
    Ok(())
}

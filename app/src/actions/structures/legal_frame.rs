//! What a structure says of its legal frame.

use leptos::prelude::*;
use uuid::Uuid;

use super::back;
use crate::actions::desk;
use crate::routes::Notice;
use crate::structures::legal_frame::{
    Basis, Choice as _, Hosting, JOURNAL_MONTHS, LENGTH, LegalFrame, Sensitive,
};

/// Keeps what is said of it, finished or not.
#[server(prefix = "/agir", endpoint = "structure/cadre")]
#[allow(
    clippy::too_many_arguments,
    reason = "one argument for each field of the form"
)]
pub async fn set_legal_frame(
    id: Uuid,
    #[server(default)] basis: String,
    #[server(default)] sensitive: String,
    #[server(default)] hosting: String,
    #[server(default)] host: String,
    #[server(default)] joint: String,
    #[server(default)] archives: String,
    #[server(default)] officer: String,
    #[server(default)] journal_months: String,
) -> Result<(), ServerFnError> {
    let cut = |text: &str| text.trim().chars().take(LENGTH).collect::<String>();
    let months = journal_months.parse().ok();
    let frame = LegalFrame {
        basis: Basis::parse(&basis),
        sensitive: Sensitive::parse(&sensitive),
        hosting: Hosting::parse(&hosting),
        host: cut(&host),
        joint: cut(&joint),
        archives: cut(&archives),
        officer: cut(&officer),
        journal_months: months.filter(|months| JOURNAL_MONTHS.contains(months)),
    };
    let done = match desk() {
        Ok(desk) => desk.set_legal_frame(id, frame).await,
        Err(error) => Err(error),
    };
    back(Some(id), done.map(|()| Some(Notice::Done)));
    Ok(())
}

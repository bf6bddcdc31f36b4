//! A sharing code, used.

use leptos::prelude::*;

use crate::actions::{desk, lead_away};
use crate::desk::DeskError;
use crate::routes::{Notice, Page, SharingPage, go_to};

/// Uses a sharing code and opens the bilan.
#[server(prefix = "/agir", endpoint = "partage/prendre")]
pub async fn take_share(#[server(default)] code: String) -> Result<(), ServerFnError> {
    let taken = match desk() {
        Ok(desk) => desk.take_share(&code).await,
        Err(error) => Err(error),
    };
    let again = |notice| go_to(&Page::Sharing(SharingPage::Received(Some(notice))));
    match taken {
        Ok(Some(bilan)) => go_to(&Page::Support(bilan)),
        Ok(None) => again(Notice::WrongCode),
        Err(DeskError::TooManyTries) => again(Notice::TooManyTries),
        Err(DeskError::NoAgreement) => again(Notice::MayNotReceive),
        Err(error) => lead_away(error),
    }
    Ok(())
}

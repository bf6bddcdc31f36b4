//! The second step of sign-in.

use leptos::prelude::*;

use crate::actions::{desk, send_cookie};
use crate::desk::DeskError;
use crate::routes::{Notice, Page, SecondFactorPage, go_to};

/// Opens the session of whoever gave their password, and returns to the page that asked for it.
#[server(prefix = "/agir", endpoint = "session/code")]
pub async fn enter_code(
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> Result<(), ServerFnError> {
    let next = Page::parse(&next);
    let opened = match desk() {
        Ok(desk) => desk.enter_code(&code).await,
        Err(error) => Err(error),
    };
    match opened {
        Ok(cookie) => {
            send_cookie(&cookie);
            go_to(&next.unwrap_or(Page::Home { notice: None }));
        }
        Err(error) => {
            let notice = match error {
                DeskError::WrongCode => Notice::WrongSignInCode,
                DeskError::TooManyTries => Notice::TooManyTries,
                _ => Notice::Unavailable,
            };
            go_to(&Page::SecondFactor(SecondFactorPage::Code {
                notice: Some(notice),
                next: next.map(Box::new),
            }));
        }
    }
    Ok(())
}

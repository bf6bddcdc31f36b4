//! Sign-in.

use leptos::prelude::*;

use crate::accounts::Entered;
use crate::actions::{desk, send_cookie};
use crate::desk::DeskError;
use crate::routes::{Notice, Page, SecondFactorPage, go_to};

/// Opens a session and returns to the page that asked for it, or to « Mes bilans »; asks for a code first when the account is protected.
#[server(prefix = "/agir", endpoint = "session/ouvrir")]
pub async fn open_session(
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), ServerFnError> {
    let next = Page::parse(&next);
    let opened = match desk() {
        Ok(desk) => desk.sign_in(&name, &password).await,
        Err(error) => Err(error),
    };
    match opened {
        Ok(Entered::Session(cookie)) => {
            send_cookie(&cookie);
            go_to(&next.unwrap_or(Page::Home { notice: None }));
        }
        Ok(Entered::Code(cookie)) => {
            send_cookie(&cookie);
            go_to(&Page::SecondFactor(SecondFactorPage::Code {
                notice: None,
                next: next.map(Box::new),
            }));
        }
        Err(error) => {
            let notice = match error {
                DeskError::WrongCredentials => Notice::WrongCredentials,
                DeskError::TooManyTries => Notice::TooManyTries,
                DeskError::Nowhere => Notice::Nowhere,
                _ => Notice::Unavailable,
            };
            go_to(&Page::SignIn {
                notice: Some(notice),
                next: next.map(Box::new),
            });
        }
    }
    Ok(())
}

//! The agent's own password.

use leptos::prelude::*;

use crate::actions::{desk, lead_away, send_cookie};
use crate::desk::DeskError;
use crate::routes::{Notice, Page, go_to};

/// Changes the password and renews the session.
#[server(prefix = "/agir", endpoint = "session/mot-de-passe")]
pub async fn change_password(
    #[server(default)] current: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
) -> Result<(), ServerFnError> {
    let back = |notice| {
        go_to(&Page::Account {
            notice: Some(notice),
        })
    };
    if new != again {
        back(Notice::Mismatch);
        return Ok(());
    }
    let changed = match desk() {
        Ok(desk) => desk.change_password(&current, &new).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(cookie) => {
            send_cookie(&cookie);
            back(Notice::PasswordChanged);
        }
        Err(DeskError::WrongCredentials) => back(Notice::WrongCredentials),
        Err(DeskError::TooManyTries) => back(Notice::TooManyTries),
        Err(DeskError::WeakPassword) => back(Notice::WeakPassword),
        Err(DeskError::CommonPassword) => back(Notice::CommonPassword),
        Err(error) => lead_away(error),
    }
    Ok(())
}

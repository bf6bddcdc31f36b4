//! Sign-out.

use leptos::prelude::*;

use crate::actions::{desk, forget_tab, send_cookie};
use crate::routes::{Notice, Page, go_to};

/// Ends the session and empties what the tab kept. Signing out twice is no error.
#[server(prefix = "/agir", endpoint = "session/fermer")]
pub async fn close_session() -> Result<(), ServerFnError> {
    if let Ok(desk) = desk()
        && let Ok(cookie) = desk.sign_out().await
    {
        send_cookie(&cookie);
    }
    forget_tab();
    go_to(&Page::SignIn {
        notice: Some(Notice::SignedOut),
        next: None,
    });
    Ok(())
}

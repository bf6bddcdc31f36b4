//! Sign-out.

use leptos::prelude::*;

use crate::actions::{desk, forget_tab, send_cookie};
use crate::routes::{Notice, Page, go_to, go_to_provider};

/// Ends the session and empties what the tab kept. Whoever came through the identity provider goes there, to be signed out there too:
/// otherwise the next one at this computer would come in under their name. Signing out twice is no error.
#[server(prefix = "/agir", endpoint = "session/fermer")]
pub async fn close_session() -> Result<(), ServerFnError> {
    forget_tab();
    if let Ok(desk) = desk()
        && let Ok(out) = desk.sign_out().await
    {
        send_cookie(&out.cookie);
        if let Some(provider) = out.provider {
            go_to_provider(&provider);
            return Ok(());
        }
    }
    go_to(&Page::SignIn {
        notice: Some(Notice::SignedOut),
        next: None,
    });
    Ok(())
}

//! The state of saving, and everything that makes a step form live.

use leptos::prelude::*;

/// « Enregistré ». On the server it only says what the last form did.
#[island]
pub fn StepLive(seconds: u32, sign_in: String, saved: bool) -> impl IntoView {
    let _ = (seconds, sign_in);
    view! { <p id="etat" class="state" role="status">{if saved { "Enregistré" } else { "" }}</p> }
}

//! The state of saving, and the door to everything that makes a step form live.

use leptos::prelude::*;

/// « Enregistré ». On the server it only says what the last form did; in the browser it wakes the form up.
/// `seconds` is what is left of the session, `sign_in` the page that opens another and returns here.
#[island]
pub fn StepLive(
    /// Seconds left in the session.
    seconds: u32,
    /// Where to sign in again.
    sign_in: String,
    /// The last form was saved by a button that stays here.
    saved: bool,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| live::start(seconds, &sign_in));
    #[cfg(not(feature = "hydrate"))]
    let _ = (seconds, sign_in);
    view! { <p id="etat" class=if saved { "state state-ok" } else { "state" } role="status">{if saved { "Enregistré" } else { "" }}</p> }
}

#[cfg(feature = "hydrate")]
use super::live;

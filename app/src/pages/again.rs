//! « Refaire le point »: the button that opens a bilan of the same person after a closed one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use crate::actions::OpenAgain;
use crate::words::pages::AGAIN;

/// The button, for the bilan of this code.
pub fn again(id: Uuid, reference: &str) -> impl IntoView + use<> {
    view! {
        <form class="inline" action=OpenAgain::PATH method="post">
            <input type="hidden" name="id" value=id.to_string()/>
            <button class="quiet" type="submit">{AGAIN}<span class="unseen">{format!(" après le bilan {reference}")}</span></button>
        </form>
    }
}

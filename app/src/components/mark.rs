//! The mark of the product: a list that ends in a tick.

use leptos::prelude::*;

/// Decorative: the name always stands beside it.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect width="32" height="32" rx="9"></rect>
            <path class="mark-lines" d="M9 10.5h14M9 16h7M9 21.5h4"></path>
            <path class="mark-tick" d="m16.5 20.5 3.5 3.5 6-8"></path>
        </svg>
    }
}

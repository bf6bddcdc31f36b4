//! The name of the tab.

use leptos::prelude::*;

/// Names the tab. `leptos_meta` writes the text as it is: without this, a name somebody typed, or a directory brought, would close the
/// element and open another.
#[component]
pub fn Title(#[prop(into)] text: String) -> impl IntoView {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    view! { <leptos_meta::Title text/> }
}

//! The foot of every page: the catalogue, the map of the pages, and the state of the product's accessibility, which the law wants there.

use leptos::prelude::*;

use crate::accessibility::FOUND;
use crate::routes::{CataloguePage, Page};
use crate::words::accessibility::{MAP, link};
use crate::words::catalogue::CATALOGUE;

/// The foot. `children` are the links that only some pages have, before those that all have.
#[component]
pub fn Foot(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    let own = match children {
        Some(children) => children(),
        None => view! { <a href=CataloguePage::Rights.path()>{CATALOGUE}</a> }.into_any(),
    };
    view! {
        <footer class="foot links">
            {own}
            <a href=Page::Map.path()>{MAP}</a>
            <a href=Page::Accessibility.path()>{link(FOUND.state())}</a>
        </footer>
    }
}

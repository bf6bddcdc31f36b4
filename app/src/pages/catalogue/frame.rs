//! The frame of the public pages: its bar leads through the catalogue, and says nothing of who may be signed in.

use leptos::prelude::*;
use leptos::server_fn::axum_export::http::{HeaderValue, StatusCode, header};
use leptos_axum::ResponseOptions;

use crate::components::{Foot, Mark, Title};
use crate::routes::{CataloguePage, Page};
use crate::words::catalogue as words;
use crate::words::pages::PRODUCT;

/// Where the bar leads.
const ROOMS: [(&str, CataloguePage); 5] = [
    ("Droits", CataloguePage::Rights),
    ("Situations", CataloguePage::Situations),
    ("Organismes", CataloguePage::Organisations),
    ("Montants et seuils", CataloguePage::Parameters),
    ("Changements", CataloguePage::Changes(None)),
];

/// A page of the catalogue; caches may keep it.
pub(super) fn page(title: &str, here: Option<&CataloguePage>, body: AnyView) -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=600"),
        );
    }
    framed(title, here, body)
}

/// Nothing at this address.
pub(super) fn absent() -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    let body = view! {
        <h1>{words::ABSENT}</h1>
        <p class="lead">{words::ABSENT_ADVICE}</p>
        <p><a class="primary" href=CataloguePage::Rights.path()>"Tous les droits"</a></p>
    };
    framed(words::ABSENT, None, body.into_any())
}

fn framed(title: &str, here: Option<&CataloguePage>, body: AnyView) -> AnyView {
    let rooms = ROOMS
        .iter()
        .map(|(name, page)| {
            view! { <a href=page.path() aria-current=(here == Some(page)).then_some("page")>{*name}</a> }
        })
        .collect_view();
    let title = format!("{title}\u{a0}– {PRODUCT}");
    view! {
        <Title text=title/>
        <a class="skip" href="#contenu">"Aller au contenu"</a>
        <header class="top">
            <a class="brand" href=CataloguePage::Rights.path()><Mark/><span>{words::CATALOGUE}</span></a>
            <nav class="who links" aria-label="Catalogue">{rooms}</nav>
        </header>
        <main id="contenu" class="page" tabindex="-1">{body}</main>
        <Foot>
            <a href=CataloguePage::Method.path()>"Ce que fait le calcul"</a>
            <a href=CataloguePage::Graphs.path()>"Quelle question décide de quel droit"</a>
            <a href=CataloguePage::Review.path()>"Calendrier de relecture"</a>
            <a href=Page::Home { notice: None }.path()>"Tenir un bilan (agents)"</a>
        </Foot>
    }
    .into_any()
}

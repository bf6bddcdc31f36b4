//! `/droits`: every right by name, under its theme.

use leptos::prelude::*;

use super::{by_theme, frame, link, names, read};
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// The way in: every right is one click away, and a browser's own search finds it on the page.
#[component]
pub fn RightsPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let count = numbers::count(catalogue.rights().len(), "droit", "droits");
        let blocks = by_theme(catalogue)
            .into_iter()
            .map(|(theme, rights)| {
                view! {
                    <section class="block">
                        <div class="block-head">
                            <h2>{link(&CataloguePage::Theme(theme.id.clone()), theme.name.clone())}</h2>
                            <p class="hint">{numbers::count(rights.len(), "droit", "droits")}</p>
                        </div>
                        {names(&rights)}
                    </section>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{words::CATALOGUE}</h1>
            <p class="lead">{words::CATALOGUE_LEAD}</p>
            <p class="hint">{format!("{count}, version {}. Vous ne savez pas par où commencer\u{202f}? ", catalogue.version)}
                {link(&CataloguePage::Situations, words::SITUATIONS)}</p>
            {blocks}
        };
        frame::page(
            words::CATALOGUE,
            Some(&CataloguePage::Rights),
            body.into_any(),
        )
    })
}

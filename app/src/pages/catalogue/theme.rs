//! `/themes/{theme}`: the rights of a theme, with what each one is.

use leptos::prelude::*;
use rules::Right;

use super::{frame, link, names, read, sentences, shown_in};
use crate::pages::load::part;
use crate::routes::CataloguePage;

/// One theme.
#[component]
pub fn ThemePage() -> impl IntoView {
    let id = part("theme");
    read(|reader| {
        let catalogue = &reader.catalogue;
        let theme = catalogue.theme(&id);
        let Some((theme, rights)) = theme
            .map(|theme| (theme, shown_in(catalogue, theme)))
            .filter(|(_, rights)| !rights.is_empty())
        else {
            return frame::absent();
        };
        let elsewhere: Vec<&Right> = catalogue
            .rights()
            .iter()
            .filter(|right| right.themes.iter().skip(1).any(|other| *other == theme.id))
            .collect();
        let more = (!elsewhere.is_empty()).then(|| {
            view! {
                <section>
                    <h2>"Aussi utiles pour ce thème"</h2>
                    {names(&elsewhere)}
                </section>
            }
        });
        let body = view! {
            <p class="crumbs">{link(&CataloguePage::Rights, "Tous les droits")}{link(&CataloguePage::Graph(theme.id.clone()), "Les questions qui en décident")}</p>
            <h1>{theme.name.clone()}</h1>
            {sentences(&rights)}
            {more}
        };
        frame::page(&theme.name, None, body.into_any())
    })
}

//! `/baremes/{parameter}`: one figure of the law, its history, and the rights that use it.

use leptos::prelude::*;

use super::{frame, link, names, read, table, text};
use crate::pages::load::part;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// One figure.
#[component]
pub fn ParameterPage() -> impl IntoView {
    let id = part("parameter");
    read(|reader| {
        let catalogue = &reader.catalogue;
        let mut parameters = catalogue.parameters().iter();
        let Some(parameter) = parameters.find(|parameter| parameter.id == id) else {
            return frame::absent();
        };
        let now = parameter.on(reader.today);
        let value = now.map_or_else(
            || "Pas encore en vigueur".to_owned(),
            |now| parameter.show(now.value),
        );
        let since = now.map(|now| format!("depuis le {}", numbers::date(now.since)));
        let history = parameter.values.iter().rev().map(|dated| {
            vec![
                text(numbers::date(dated.since)),
                text(parameter.show(dated.value)),
                text(dated.source.clone()),
                text(numbers::date(dated.checked_on)),
                text(words::sureness(dated.confidence)),
            ]
        });
        let rights = catalogue.rights_using(&parameter.id);
        let used = if rights.is_empty() {
            view! { <p>"Aucun droit ne s’en sert pour l’instant."</p> }.into_any()
        } else {
            names(&rights)
        };
        let heads = ["Depuis le", "Valeur", "Source", "Vérifié le", "Confiance"];
        let body = view! {
            <p class="crumbs">{link(&CataloguePage::Parameters, words::PARAMETERS)}</p>
            <h1>{parameter.name.clone()}</h1>
            <p class="verdict-line"><span class="amount">{value}</span>{since.map(|since| view! { <span class="hint">{since}</span> })}</p>
            <section>{table(text("Toutes ses valeurs, la plus récente d’abord"), &heads, history.collect())}</section>
            <section><h2>"Les droits qui s’en servent"</h2>{used}</section>
            <p class="source">{format!("Nom dans les fichiers du catalogue\u{a0}: {}", parameter.id)}</p>
        };
        frame::page(&parameter.name, None, body.into_any())
    })
}

//! `/organismes/{organisation}`: how to reach it, and everything one asks there.

use leptos::prelude::*;

use super::organisations::asked_at;
use super::{frame, link, read, sentences};
use crate::pages::load::part;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// One organisation.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let id = part("organisation");
    read(|reader| {
        let catalogue = &reader.catalogue;
        let Some(organisation) = catalogue.organisation(&id) else {
            return frame::absent();
        };
        let rights = asked_at(catalogue, &organisation.id);
        let lines = [
            ("Téléphone", &organisation.phone),
            ("Site", &organisation.site),
            ("Horaires", &organisation.hours),
            ("Adresse", &organisation.address),
            ("À savoir", &organisation.note),
            ("Source", &organisation.source),
        ];
        let lines = lines
            .into_iter()
            .filter_map(|(name, value)| value.clone().map(|value| (name, value)))
            .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
            .collect_view();
        let body = view! {
            <p class="crumbs">{link(&CataloguePage::Organisations, "Tous les organismes")}</p>
            <h1>{organisation.name.clone()}</h1>
            <p class="lead">{organisation.role.clone()}</p>
            <dl class="how">
                {lines}
                <dt>"Confiance dans ces coordonnées"</dt><dd>{words::sureness(organisation.confidence)}</dd>
            </dl>
            <section>
                <h2>{numbers::count(rights.len(), "droit se demande ici", "droits se demandent ici")}</h2>
                {sentences(&rights)}
            </section>
        };
        frame::page(&organisation.name, None, body.into_any())
    })
}

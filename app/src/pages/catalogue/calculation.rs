//! `/calculs/{entity}/{value}`: one value that the rules name, how it is computed, and the rights that use it.

use leptos::prelude::*;
use rules::{Entity, Intermediate};

use super::{Reader, frame, linked, names, read};
use crate::pages::load::part;
use crate::words::{catalogue as words, numbers};

/// One named value.
#[component]
pub fn CalculationPage() -> impl IntoView {
    let (entity, id) = (part("entity"), part("value"));
    read(|reader| {
        let mut values = reader.catalogue.intermediates().iter();
        match values.find(|value| value.entity.word() == entity && value.id == id) {
            Some(value) => draw(reader, value),
            None => frame::absent(),
        }
    })
}

fn draw(reader: &Reader, value: &Intermediate) -> AnyView {
    let catalogue = &reader.catalogue;
    let whose = match value.entity {
        Entity::Household => None,
        Entity::Person => Some("Pour la personne."),
        Entity::Adult => Some("Pour chaque adulte."),
        Entity::Child => Some("Pour chaque enfant."),
        Entity::Income => Some("Pour chaque revenu."),
    };
    let since = value
        .formula
        .iter()
        .filter_map(|dated| dated.since)
        .filter(|since| *since <= reader.today)
        .max()
        .map(|since| format!("Calculé ainsi depuis le {}.", numbers::date(since)));
    let how = linked(catalogue, &catalogue.told_intermediate(value, reader.today));
    let body = view! {
        <h1>{crate::interview::labels::capital(&value.name)}</h1>
        <p class="lead">{words::CALCULATION_LEAD}</p>
        <section>
            <h2>"Comment elle est calculée"</h2>
            <p>{how}</p>
            {[whose.map(str::to_owned), since].into_iter().flatten().map(|line| view! { <p class="hint">{line}</p> }).collect_view()}
            <p class="source">{format!("Source\u{a0}: {}", value.source)}</p>
        </section>
        <section><h2>"Les droits qui s’en servent"</h2>{names(&catalogue.rights_computing(value))}</section>
    };
    frame::page(&value.name, None, body.into_any())
}

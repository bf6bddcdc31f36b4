//! How one asks for a right: whom, by which way, with which papers, and what to do when the answer is no. The reasons of
//! a bilan and the public page of the right show the same card.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::{Catalogue, Right};

use crate::interview::labels::capital;
use crate::routes::CataloguePage;

/// The card, with the figures in force on a day.
pub fn how(catalogue: &Catalogue, right: &Right, on: NaiveDate) -> impl IntoView + use<> {
    let organisation = catalogue
        .organisation(&right.organisation)
        .map(|organisation| {
            let page = CataloguePage::Organisation(organisation.id.clone());
            view! { <p><a href=page.path()><b>{organisation.name.clone()}</b></a></p> }
        });
    let contact: Vec<String> = catalogue
        .organisation(&right.organisation)
        .map(|organisation| {
            [
                organisation.phone.clone(),
                organisation.hours.clone(),
                organisation.site.clone(),
                organisation.address.clone(),
            ]
        })
        .into_iter()
        .flatten()
        .flatten()
        .collect();
    let told = |text: &String| catalogue.with_figures(text, on);
    let steps = [
        ("En ligne", right.procedure.online.clone()),
        ("Sur papier ou sur place", right.procedure.paper.clone()),
        ("Vient tout seul", right.procedure.automatic.clone()),
        ("Ce que cela donne", Some(told(&right.benefit.text))),
        ("Ce qui est supposé", right.benefit.note.as_ref().map(told)),
        ("Délai", Some(right.delay.clone())),
        ("Renouvellement", Some(right.renewal.clone())),
        (
            "Pourquoi on ne la demande pas",
            Some(right.unclaimed_because.clone()),
        ),
    ];
    let documents = right.documents.clone();
    let appeals = right.appeals.clone();
    view! {
        <aside class="card how" aria-labelledby="demander">
            <h2 id="demander">"Pour demander"</h2>
            {organisation}
            {contact.into_iter().map(|line| view! { <p class="hint">{line}</p> }).collect_view()}
            <dl>
                {steps.into_iter().filter_map(|(name, text)| text.filter(|text| !text.is_empty()).map(|text| view! { <dt>{name}</dt><dd>{text}</dd> })).collect_view()}
            </dl>
            {(!documents.is_empty()).then(|| view! {
                <h3>"À apporter"</h3>
                <ul class="boxes">{documents.into_iter().map(|document| view! { <li>{document.text}</li> }).collect_view()}</ul>
            })}
            {(!appeals.is_empty()).then(|| view! {
                <h3>"Si la réponse est non"</h3>
                {appeals.into_iter().map(|appeal| view! {
                    <p>{format!("{}\u{a0}: {}", capital(&appeal.decision), appeal.delay)}</p>
                    {first_step(&appeal).map(|step| view! { <p class="hint">{step}</p> })}
                    <p class="source">{appeal.source}</p>
                }).collect_view()}
            })}
        </aside>
    }
}

/// What to do before a judge: what the law requires, else what is advised.
fn first_step(appeal: &rules::Appeal) -> Option<String> {
    match (appeal.advice(), &appeal.prior) {
        (Some(""), _) => Some("Vous pouvez aller tout de suite devant le juge.".to_owned()),
        (Some(advice), _) => Some(capital(advice)),
        (None, prior) => prior
            .as_ref()
            .map(|prior| format!("D’abord\u{a0}: {prior}")),
    }
}

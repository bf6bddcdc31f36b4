//! `/situations/{fact}/{answer}`: the rights one answer invites to look at.

use leptos::prelude::*;

use super::{frame, link, read, sentences};
use crate::interview::labels::capital;
use crate::pages::load::part;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// One answer.
#[component]
pub fn SituationPage() -> impl IntoView {
    let (fact, answer) = (part("fact"), part("answer"));
    read(|reader| {
        let needs = reader.catalogue.needs();
        let need = needs
            .iter()
            .find(|need| need.fact.id == fact && need.answer == answer);
        let Some(need) = need else {
            return frame::absent();
        };
        let name = capital(need.name);
        let asked = need.question.text.clone();
        let body = view! {
            <p class="crumbs">{link(&CataloguePage::Situations, words::SITUATIONS)}</p>
            <h1>{name.clone()}</h1>
            <p class="lead">{format!("Réponse à la question\u{a0}: «\u{a0}{asked}\u{a0}»")}</p>
            <p>{words::SITUATION_LEAD}</p>
            <section>
                <h2>{numbers::count(need.rights.len(), "droit à regarder", "droits à regarder")}</h2>
                {sentences(&need.rights)}
            </section>
        };
        frame::page(&name, None, body.into_any())
    })
}

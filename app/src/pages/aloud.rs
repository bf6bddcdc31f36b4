//! The copy read aloud: large type, one idea a line, for the agent to read with the person, also with one who reads no French.

use leptos::prelude::*;

use super::copy::{code, load, told, tongues};
use super::load::{Office, about, marked, prefers, query};
use crate::components::Frame;
use crate::copy::{PersonCopy, Spoken, aloud};
use crate::languages::{self, Language};
use crate::routes::Page;
use crate::words::pages::PRODUCT;

/// The copy read aloud.
#[component]
pub fn AloudPage() -> impl IntoView {
    let language = languages::of_code(query("langue").as_deref());
    let discreet = prefers("discret");
    about(
        move |desk, id| load(desk, id, language),
        move |(office, copy): (Office, PersonCopy)| {
            let training = office.bilan.training.is_some();
            marked(training, draw((office, copy), language, discreet))
        },
    )
}

fn draw(
    (office, copy): (Office, PersonCopy),
    language: &'static Language,
    discreet: bool,
) -> AnyView {
    let (id, agent) = (office.bilan.id, office.agent.clone());
    let spoken = aloud(&copy, language);
    // The mode discret says nothing in the tab, and shows one part at a time.
    let title = if discreet { PRODUCT } else { "À voix haute" };
    let body = view! {
        <p class="crumbs">
            <a href=Page::Results { id, by_organisation: false }.path()>"Revenir au bilan"</a>
            <a href=Page::Copy(id, code(language)).path()>"Copie pour la personne"</a>
        </p>
        {tongues(&office.bilan, language, |lang| Page::Aloud(id, lang))}
        {article(spoken, discreet)}
    };
    view! { <Frame title agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn article(spoken: Spoken, discreet: bool) -> AnyView {
    let count = spoken.parts.len();
    let parts = spoken.parts.into_iter().zip(1..).map(|(part, rank)| {
        let ideas = part.ideas.into_iter();
        let ideas = ideas.map(|idea| view! { <p>{told(&idea)}</p> });
        let ideas = view! { {ideas.collect_view()} };
        if discreet {
            view! { <details name="partie"><summary>{format!("{rank} / {count}")}</summary><h2>{told(&part.title)}</h2>{ideas}</details> }.into_any()
        } else {
            view! { <section><h2>{told(&part.title)}</h2>{ideas}</section> }.into_any()
        }
    });
    view! {
        <article class="aloud" lang=spoken.lang dir=spoken.direction>
            <h1>{spoken.title}</h1>
            <p class="lead">{spoken.length}" "{spoken.pause}</p>
            {parts.collect_view()}
        </article>
    }
    .into_any()
}

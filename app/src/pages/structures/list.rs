//! « Structures et conventions »: every structure of the territory, and the form that adds one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{notice, page, structure_fields};
use crate::actions::AddStructure;
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::routes::{Notice, Page, StructuresPage as Place};
use crate::structures::Structure;
use crate::words::{
    numbers,
    structures::{self as words, STRUCTURES},
};

/// For whoever looks after the territory.
#[component]
pub fn StructuresPage() -> impl IntoView {
    let notice = notice();
    page(
        |desk: SharedDesk| async move { desk.structures().await },
        move |desk, agent, structures| draw(desk, agent, structures, notice),
    )
}

fn draw(desk: &SharedDesk, agent: Agent, all: Vec<Structure>, notice: Option<Notice>) -> AnyView {
    let alone = all.len() < 2;
    let lines = all.into_iter().map(|one| line(desk, one)).collect_view();
    let body = view! {
        <h1>{STRUCTURES}</h1>
        <NoticeLine notice/>
        {alone.then(|| view! {
            <div class="empty">
                <p class="empty-title">"Il n’y a encore que votre structure."</p>
                <p>"Ajoutez les EDS, les CCAS et les associations, puis la convention de chacun. Invitez ensuite le responsable de chaque structure\u{a0}: il invitera son équipe."</p>
            </div>
        })}
        <ul class="bilans">{lines}</ul>
        <form class="card stack" action=AddStructure::PATH method="post" autocomplete="off">
            <h2>"Ajouter une structure"</h2>
            {structure_fields(None)}
            <button class="primary" type="submit">"Ajouter"</button>
        </form>
    }
    .into_any();
    view! { <Frame title=STRUCTURES agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn line(desk: &SharedDesk, one: Structure) -> impl IntoView + use<> {
    let closed = one.closed_at.map(|at| numbers::date(desk.paris(at).date()));
    let state = match &closed {
        Some(day) => format!("Fermée le {day}"),
        None => words::allowed(one.allowed),
    };
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name"><a href=Page::Structures(Place::Sheet(one.id, None)).path()>{one.name}</a></p>
                <p class="hint">{words::kind(one.kind)}</p>
                <p class="hint">{state}</p>
            </div>
        </li>
    }
}

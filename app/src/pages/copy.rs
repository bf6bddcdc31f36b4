//! The person's copy as a page: the same words as the PDF, to read together, to print, or for those who do not open PDFs.

use leptos::prelude::*;
use uuid::Uuid;

use super::load::{Office, about, office};
use crate::components::Frame;
use crate::copy::{
    Chapter, First, Group, Line, Paper, PersonCopy, Rights, Roadmap, Stop, findings, person_copy,
    with_places,
};
use crate::desk::{DeskError, SharedDesk};
use crate::routes::Page;

/// The person's copy.
#[component]
pub fn CopyPage() -> impl IntoView {
    about(load, draw)
}

/// The bilan with its copy, and the places of the person's commune on it.
async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, PersonCopy), DeskError> {
    let office = office(desk, id).await?;
    let Office { desk, bilan, .. } = &office;
    let catalogue = desk.catalogue();
    let evaluation = findings(&catalogue, bilan);
    let copy = person_copy(&catalogue, bilan, &evaluation, desk.now(), desk.today());
    let copy = with_places(copy, desk.as_ref(), bilan).await;
    Ok((office, copy))
}

fn draw((office, copy): (Office, PersonCopy)) -> AnyView {
    let Office { agent, bilan, .. } = &office;
    let paper = Paper::of(bilan);
    let body = view! {
        <div class="copy-desk">
            <p class="crumbs"><a href=Page::Results { id: bilan.id, by_organisation: false }.path()>"Revenir au bilan"</a></p>
            <p class="copy-paper">{word(paper)}</p>
            {paper.prints().then(|| view! {
                <div class="actions"><a class="primary" href=Page::CopyPdf(bilan.id).path() download>{button(paper)}</a></div>
            })}
        </div>
        {article(copy)}
    };
    view! { <Frame title="Copie pour la personne" agent=Some(agent.clone())>{body.into_any()}</Frame> }.into_any()
}

fn button(paper: Paper) -> &'static str {
    match paper {
        Paper::KeptHere => "Télécharger le PDF gardé ici",
        _ => "Télécharger le PDF",
    }
}

/// What the agent must know before handing the paper over.
fn word(paper: Paper) -> &'static str {
    match paper {
        Paper::Full => "Copie complète, choisie par la personne.",
        Paper::Discreet => {
            "Copie sans les sujets intimes\u{a0}: la personne n’a pas encore dit si elle peut garder le papier sans risque. La question est dans «\u{a0}Pour finir ensemble\u{a0}»."
        }
        Paper::Neutral => {
            "Copie neutre, choisie par la personne\u{a0}: où aller, sans aucun détail."
        }
        Paper::KeptHere => {
            "La copie reste ici\u{a0}: ne l’imprimez pas pour la personne. Les sujets intimes n’y sont pas écrits."
        }
        Paper::None => {
            "La personne ne veut pas de papier. Cette page se lit ensemble, elle ne s’imprime pas."
        }
    }
}

/// The copy itself, apart from the page around it.
pub fn article(copy: PersonCopy) -> AnyView {
    let PersonCopy {
        reference,
        title,
        name,
        code_label,
        opening,
        first,
        roadmap,
        rights,
        chapters,
        foot,
        ..
    } = copy;
    view! {
        <article class="copy">
            <header class="copy-head">
                <div>
                    <h1>{title}</h1>
                    {name.map(|name| view! { <p class="copy-name">{name}</p> })}
                    {opening.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                </div>
                <p class="copy-code"><strong>{reference}</strong><span>{code_label}</span></p>
            </header>
            {first.map(draw_first)}
            {roadmap.map(draw_roadmap)}
            {rights.map(draw_rights)}
            {chapters.into_iter().map(draw_chapter).collect_view()}
            <footer class="copy-foot"><p>{foot}</p></footer>
        </article>
    }
    .into_any()
}

fn draw_first(first: First) -> impl IntoView {
    let First {
        title,
        urgent_label,
        urgent,
        next_label,
        priorities,
    } = first;
    view! {
        <section>
            <h2>{title}</h2>
            <div class="copy-first">
                {heading(urgent_label)}
                {(!urgent.is_empty()).then(|| view! { <ul>{lines(urgent)}</ul> })}
                {heading(next_label)}
                {(!priorities.is_empty()).then(|| view! { <ol>{lines(priorities)}</ol> })}
            </div>
        </section>
    }
}

fn draw_roadmap(roadmap: Roadmap) -> impl IntoView {
    view! {
        <section>
            <h2>{roadmap.title}</h2>
            <p>{roadmap.intro}</p>
            {bring_list(roadmap.folder_label, roadmap.folder)}
            {roadmap.stops.into_iter().map(draw_stop).collect_view()}
        </section>
    }
}

fn draw_stop(stop: Stop) -> impl IntoView {
    let Stop {
        organisation: _,
        name,
        contact,
        places,
        asks,
        automatic,
        bring_label,
        bring,
    } = stop;
    view! {
        <section class="copy-stop">
            <div class="copy-where">
                <h3>{name}</h3>
                {contact.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            </div>
            <div>
                {places.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                {(!asks.is_empty()).then(|| view! { <ul class="copy-do">{lines(asks)}</ul> })}
                {(!automatic.is_empty()).then(|| view! { <ul>{lines(automatic)}</ul> })}
                {bring_list(bring_label, bring)}
            </div>
        </section>
    }
}

/// Documents one after the other, each with its box.
fn bring_list(label: String, documents: Vec<String>) -> Option<impl IntoView> {
    (!documents.is_empty()).then(|| {
        let documents = documents
            .into_iter()
            .map(|text| view! { <li>{text}</li> })
            .collect_view();
        view! { <div class="copy-bring"><b>{label}</b><ul class="copy-do">{documents}</ul></div> }
    })
}

fn draw_rights(rights: Rights) -> impl IntoView {
    view! {
        <section>
            <h2>{rights.title}</h2>
            {rights.groups.into_iter().map(draw_group).collect_view()}
        </section>
    }
}

fn draw_group(group: Group) -> impl IntoView {
    let rights = group.rights.into_iter().map(|right| {
        let notes = right
            .notes
            .into_iter()
            .map(|note| view! { <span class="copy-how">{note}</span> })
            .collect_view();
        view! { <li><strong>{right.name}</strong>" "{right.sentence}{notes}</li> }
    });
    view! { <h3>{group.title}</h3><ul>{rights.collect_view()}</ul> }
}

fn draw_chapter(chapter: Chapter) -> impl IntoView {
    let Chapter {
        title,
        intro,
        lines: said,
        source,
    } = chapter;
    view! {
        <section>
            <h2>{title}</h2>
            {(!intro.is_empty()).then(|| view! { <p>{intro}</p> })}
            {(!said.is_empty()).then(|| view! { <ul>{lines(said)}</ul> })}
            {(!source.is_empty()).then(|| view! { <p class="copy-how">{source}</p> })}
        </section>
    }
}

fn heading(text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <h3>{text}</h3> })
}

fn lines(lines: Vec<Line>) -> impl IntoView {
    lines
        .into_iter()
        .map(|Line { strong, text, how }| {
            let strong = (!strong.is_empty()).then(|| view! { <strong>{strong}</strong>" " });
            let how = (!how.is_empty()).then(|| view! { <span class="copy-how">{how}</span> });
            view! { <li>{strong}{text}{how}</li> }
        })
        .collect_view()
}

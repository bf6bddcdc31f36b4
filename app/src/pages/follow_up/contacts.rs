//! `/suivi/personnes-ressources`: whom the office may call in each institution, and the form that adds one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::fields::{fault_list, field, line, lines, organisation as choice};
use super::organisation;
use crate::actions::CloseContact;
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::follow_up::contact::{Contact, Echo, NAME_LENGTH, NewContact};
use crate::pages::load::{notice, page};
use crate::routes::{FollowUpPage as Place, Notice, Page};
use crate::words::follow_up::{self as words, CONTACTS};

/// The resource persons of the structure.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let (notice, echo) = (notice(), use_context::<Echo>());
    page(
        |desk: SharedDesk| async move { desk.contacts().await },
        move |desk, agent, contacts| draw(desk, agent, contacts, notice, echo.clone()),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    contacts: Vec<Contact>,
    notice: Option<Notice>,
    echo: Option<Echo>,
) -> AnyView {
    let catalogue = desk.catalogue();
    let none = contacts.is_empty();
    let lines = contacts
        .into_iter()
        .map(|contact| {
            let Contact { id, who } = contact;
            let place = organisation(&catalogue, &who.organisation);
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-name">{who.name.clone()}</p>
                        <p>{who.phone}</p>
                        <p class="hint">{place}</p>
                        {(!who.note.is_empty()).then(|| view! { <p class="hint">{who.note}</p> })}
                    </div>
                    <form class="inline" action=CloseContact::PATH method="post">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="quiet" type="submit">"Retirer"<span class="unseen">{format!(" {}", who.name)}</span></button>
                    </form>
                </li>
            }
        })
        .collect_view();
    let body = view! {
        <p class="crumbs"><a href=Page::FollowUp(Place::BENCH).path()>"Tout le suivi"</a></p>
        <h1>{CONTACTS}</h1>
        <p class="lead">{words::CONTACTS_HELP}</p>
        <NoticeLine notice/>
        {echo.as_ref().and_then(|echo| fault_list(&echo.faults))}
        <div class="two">
            <div>
                {none.then(|| view! {
                    <div class="empty">
                        <p class="empty-title">{words::NO_CONTACTS}</p>
                        <p>{words::NO_CONTACTS_HELP}</p>
                    </div>
                })}
                <ul class="bilans">{lines}</ul>
            </div>
            {form(&catalogue, echo)}
        </div>
    };
    view! { <Frame title=CONTACTS agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn form(catalogue: &rules::Catalogue, echo: Option<Echo>) -> impl IntoView + use<> {
    let (typed, faults) = match echo {
        Some(Echo { typed, faults }) => (typed, faults),
        None => (NewContact::default(), Vec::new()),
    };
    let action = Page::FollowUp(Place::Contacts { notice: None }).path();
    view! {
        <form class="card stack" method="post" action=action autocomplete="off" aria-labelledby="ajouter">
            <h2 id="ajouter">"Ajouter une personne"</h2>
            {field("organisme", "Organisme", None, &faults, choice(catalogue, "Choisir", &typed.organisation))}
            {field("nom", "Nom ou fonction", None, &faults, line("nom", "text", typed.name, NAME_LENGTH))}
            {field("telephone", "Téléphone ou adresse électronique", None, &faults, line("telephone", "text", typed.phone, NAME_LENGTH))}
            {field("note", "Pour quoi, et quand", None, &faults, lines("note", &typed.note))}
            <button class="primary" type="submit">"Ajouter"</button>
        </form>
    }
}

//! « Un bilan existe-t-il déjà ? »: whether somebody who agreed to it has a bilan elsewhere, and whom to call. What is typed is posted,
//! never in an address.

use leptos::prelude::*;

use super::{desk, instead};
use crate::components::Frame;
use crate::desk::DeskError;
use crate::routes::{Page, SharingPage};
use crate::sharing::{Exists, Sought};
use crate::words::sharing::{RECEIVED, SEEK};

/// What was asked, and what is answered.
#[derive(Clone)]
pub struct Answered {
    /// What was typed.
    pub sought: Sought,
    /// The structures that have a bilan of this person; or why nobody knows.
    pub found: Result<Vec<Exists>, &'static str>,
}

/// For whoever works with bilans.
#[component]
pub fn SeekPage() -> impl IntoView {
    let agent = match desk().and_then(|desk| desk.agent().ok_or(DeskError::SignedOut)) {
        Ok(agent) => agent,
        Err(error) => return instead(error),
    };
    let answered = use_context::<Answered>();
    let sought = answered
        .as_ref()
        .map(|answered| answered.sought.clone())
        .unwrap_or_default();
    let born = sought.born.map(|day| day.to_string()).unwrap_or_default();
    let back = Page::Sharing(SharingPage::Received(None)).path();
    let action = Page::Sharing(SharingPage::Seek).path();
    let body = view! {
        <p class="crumbs"><a href=back>{RECEIVED}</a></p>
        <h1>{SEEK}</h1>
        {answered.map(|answered| told(answered.found))}
        <form class="card stack" action=action method="post" autocomplete="off">
            <p class="hint">"Vous saurez seulement qu’un bilan existe, et qui appeler, si la personne l’a accepté. Votre recherche est notée au journal, sans le nom."</p>
            <div class="field">
                <label for="cherche-prenom">"Prénom"</label>
                <input id="cherche-prenom" name="first_name" type="text" required maxlength="100" value=sought.first_name/>
            </div>
            <div class="field">
                <label for="cherche-nom">"Nom"</label>
                <input id="cherche-nom" name="last_name" type="text" required maxlength="100" value=sought.last_name/>
            </div>
            <div class="field">
                <label for="cherche-ne">"Date de naissance"</label>
                <input id="cherche-ne" name="born" type="date" required value=born/>
            </div>
            <button class="primary" type="submit">"Chercher"</button>
        </form>
    }
    .into_any();
    view! { <Frame title=SEEK agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn told(found: Result<Vec<Exists>, &'static str>) -> AnyView {
    match found {
        Err(problem) => {
            view! { <p class="notice notice-bad" role="alert">{problem}</p> }.into_any()
        }
        Ok(found) if found.is_empty() => view! {
            <p class="notice" role="status">"Aucun bilan ne peut être annoncé. Cela ne veut pas dire qu’il n’y en a pas\u{a0}: la personne n’a peut-être pas souhaité que d’autres le sachent."</p>
        }
        .into_any(),
        Ok(found) => {
            let lines = found
                .into_iter()
                .map(|one| {
                    let contact = if one.contact.is_empty() {
                        "Cette structure n’a pas dit comment la joindre.".to_owned()
                    } else {
                        one.contact
                    };
                    view! { <li class="bilan"><div><p class="bilan-name">{one.structure}</p><p>{contact}</p></div></li> }
                })
                .collect_view();
            view! {
                <section role="status">
                    <p>"Un bilan existe. Appelez\u{a0}:"</p>
                    <ul class="bilans">{lines}</ul>
                </section>
            }
            .into_any()
        }
    }
}

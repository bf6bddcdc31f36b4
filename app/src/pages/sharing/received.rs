//! « Bilans partagés avec nous »: the code to type, the bilans of other structures, and the way to ask whether one exists.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{notice, page};
use crate::actions::TakeShare;
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::routes::{Notice, OrientationPage, Page, SharingPage};
use crate::sharing::Received;
use crate::words::{
    numbers, orientation,
    sharing::{RECEIVED, SEEK},
};

/// For whoever works with bilans.
#[component]
pub fn ReceivedPage() -> impl IntoView {
    let notice = notice();
    page(
        |desk: SharedDesk| async move { desk.received().await },
        move |desk, agent, received| draw(desk, agent, received, notice),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    received: Vec<Received>,
    notice: Option<Notice>,
) -> AnyView {
    let none = received.is_empty();
    // Without an agreement nothing shared is read, old or new: it is said before anybody looks for it.
    let receives = agent.allowed.receive;
    let notice = if receives {
        notice
    } else {
        Some(Notice::MayNotReceive)
    };
    let lines = received
        .into_iter()
        .map(|one| line(desk, one))
        .collect_view();
    let seek = Page::Sharing(SharingPage::Seek).path();
    let body = view! {
        <h1>{RECEIVED}</h1>
        <NoticeLine notice/>
        {receives.then(|| view! {
            <form class="card stack" action=TakeShare::PATH method="post" autocomplete="off">
                <div class="field">
                    <label for="code-partage">"Code donné par la personne"</label>
                    <p class="hint" id="code-partage-aide">"Deux groupes de quatre signes. Il sert une fois."</p>
                    <input id="code-partage" name="code" type="text" required maxlength="40" autocapitalize="characters" spellcheck="false" aria-describedby="code-partage-aide"/>
                </div>
                <button class="primary" type="submit">"Ouvrir le bilan"</button>
            </form>
        })}
        {(none && receives).then(|| view! {
            <div class="empty">
                <p class="empty-title">"Aucun bilan partagé."</p>
                <p>"Ils arrivent ici quand une autre structure en partage un avec la vôtre, ou quand vous tapez un code."</p>
            </div>
        })}
        <ul class="bilans">{lines}</ul>
        <p class="links"><a href=seek>{SEEK}</a>" "<a href=Page::Orientation(OrientationPage::List).path()>{orientation::ORIENTATIONS}</a></p>
    }
    .into_any();
    view! { <Frame title=RECEIVED agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn line(desk: &SharedDesk, one: Received) -> impl IntoView + use<> {
    let since = numbers::date(desk.paris(one.since).date());
    let name = one
        .person
        .unwrap_or_else(|| "Une personne sans nom".to_owned());
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name">{name.clone()}</p>
                <p class="hint">{format!("{}\u{a0}· bilan du {}", one.from, numbers::date(one.opened_on))}</p>
                <p class="hint">{format!("Partagé depuis le {since}")}</p>
            </div>
            <div class="actions">
                <a class="quiet" href=Page::Support(one.bilan).path()>"Lire"<span class="unseen">{format!(" le bilan de {name}")}</span></a>
            </div>
        </li>
    }
}

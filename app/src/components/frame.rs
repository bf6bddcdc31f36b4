//! The frame of the ordinary pages: skip link, top bar, one main region.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{Foot, Mark, Title};
use crate::actions::CloseSession;
use crate::desk::Agent;
use crate::routes::{AgendaPage, DirectoryPage, FollowUpPage, Page, SharingPage, StructuresPage};
use crate::structures::roles::{Roles, may};
use crate::words::agenda::AGENDA;
use crate::words::directory::DIRECTORY;
use crate::words::figures::FIGURES;
use crate::words::follow_up::BENCH;
use crate::words::offers::OFFERS_SHORT;
use crate::words::pages::PRODUCT;
use crate::words::sharing::RECEIVED_SHORT;
use crate::words::structures::{STRUCTURES_SHORT, TEAM};

/// A page with the top bar, and the catalogue at its foot. `title` names the tab; the page writes its own `h1`.
#[component]
pub fn Frame(
    #[prop(into)] title: String,
    agent: Option<Agent>,
    #[prop(optional)] narrow: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=format!("{title}\u{a0}– {PRODUCT}")/>
        <a class="skip" href="#contenu">"Aller au contenu"</a>
        <TopBar agent/>
        <main id="contenu" class=if narrow { "page page-narrow" } else { "page" } tabindex="-1">
            {children()}
        </main>
        <Foot/>
    }
}

/// The places a role opens, by name.
pub fn places(roles: Roles) -> impl Iterator<Item = (Page, &'static str)> {
    let day = Page::Agenda(AgendaPage::Day {
        day: None,
        moving: None,
        notice: None,
    });
    let directory = Page::Directory(DirectoryPage::Search {
        commune: None,
        organisation: None,
    });
    [
        (
            roles.may(may::INTERVIEW),
            Page::Offers { notice: None },
            OFFERS_SHORT,
        ),
        (roles.may(may::INTERVIEW), day, AGENDA),
        (
            roles.may(may::FOLLOW_UP),
            Page::FollowUp(FollowUpPage::BENCH),
            BENCH,
        ),
        (
            roles.may(may::INTERVIEW),
            Page::Sharing(SharingPage::Received(None)),
            RECEIVED_SHORT,
        ),
        (true, directory, DIRECTORY),
        (
            roles.may(may::STRUCTURE),
            Page::Structures(StructuresPage::Team(None)),
            TEAM,
        ),
        (
            roles.may(may::TERRITORY),
            Page::Structures(StructuresPage::List(None)),
            STRUCTURES_SHORT,
        ),
        (roles.may(may::FIGURES), Page::Figures(None), FIGURES),
    ]
    .into_iter()
    .filter(|(open, ..)| *open)
    .map(|(_, page, name)| (page, name))
}

/// Brand, the places one's roles open, and who is signed in, with the way out behind their name. On a narrow screen the
/// places are below.
#[component]
pub fn TopBar(agent: Option<Agent>) -> impl IntoView {
    view! {
        <header class="top">
            <a class="brand" href=Page::Home { notice: None }.path()>
                <Mark/>
                <span>{PRODUCT}</span>
            </a>
            {agent.map(|agent| {
                let places = places(agent.roles).map(|(page, name)| view! { <a href=page.path()>{name}</a> });
                let who = format!("{}\u{a0}· {}", agent.name, agent.structure);
                view! {
                <nav class="places" aria-label="Pages">{places.collect_view()}</nav>
                <details class="who">
                    <summary>{who.clone()}</summary>
                    <div class="way-out">
                        <p class="hint">{who}</p>
                        <a class="quiet" href=Page::Account { notice: None }.path()>"Mon compte"</a>
                        <form class="inline" action=CloseSession::PATH method="post">
                            <button class="quiet" type="submit">"Se déconnecter"</button>
                        </form>
                    </div>
                </details>
                }
            })}
        </header>
    }
}

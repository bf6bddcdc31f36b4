//! The frame of the ordinary pages: skip link, top bar, one main region.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;

use super::Mark;
use crate::actions::CloseSession;
use crate::desk::Agent;
use crate::routes::{AgendaPage, CataloguePage, DirectoryPage, Page};
use crate::words::agenda::AGENDA;
use crate::words::catalogue::CATALOGUE;
use crate::words::directory::DIRECTORY;
use crate::words::pages::PRODUCT;

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
        <footer class="foot"><a href=CataloguePage::Rights.path()>{CATALOGUE}</a></footer>
    }
}

/// Brand on one side; on the other, who is signed in and the way out.
#[component]
pub fn TopBar(agent: Option<Agent>) -> impl IntoView {
    view! {
        <header class="top">
            <a class="brand" href=Page::Home { notice: None }.path()>
                <Mark/>
                <span>{PRODUCT}</span>
            </a>
            {agent.map(|agent| view! {
                <p class="who">{format!("{}\u{a0}· {}", agent.name, agent.structure)}</p>
                <a class="quiet" href=Page::Agenda(AgendaPage::Day { day: None, moving: None, notice: None }).path()>{AGENDA}</a>
                <a class="quiet" href=Page::Directory(DirectoryPage::Search { commune: None, organisation: None }).path()>{DIRECTORY}</a>
                <a class="quiet" href=Page::Account { notice: None }.path()>"Mon compte"</a>
                <form class="inline" action=CloseSession::PATH method="post">
                    <button class="quiet" type="submit">"Se déconnecter"</button>
                </form>
            })}
        </header>
    }
}

//! How the agent signs in, where they work, where they are signed in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{notice, page};
use super::open_sessions::open_sessions;
use super::ways_in;
use crate::accounts::WaysIn;
use crate::actions::WorkAt;
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::routes::{Notice, Page, SecondFactorPage, StructuresPage};
use crate::structures::Workplace;
use crate::words::accounts::{PROTECT, SECOND_FACTOR, WHY};
use crate::words::pages::ACCOUNT;
use crate::words::structures as words;

/// Who one is here and where one works, and the form that changes the password.
#[component]
pub fn AccountPage() -> impl IntoView {
    let notice = notice();
    page(
        |desk: SharedDesk| async move {
            let (places, sessions) = (desk.workplaces().await?, desk.sessions().await?);
            Ok((places, sessions, desk.ways_in().await?))
        },
        move |desk, agent, (places, sessions, ways)| {
            let settled = !agent.must_change_password;
            let sessions = settled.then(|| open_sessions(desk, sessions));
            let provider = desk.provider().filter(|_| settled);
            let elsewhere = provider.map(|name| ways_in::provider(name, ways));
            draw(agent, places, (sessions, ways, elsewhere), notice)
        },
    )
}

fn draw(
    agent: Agent,
    places: Vec<Workplace>,
    (sessions, ways, elsewhere): (Option<AnyView>, WaysIn, Option<AnyView>),
    notice: Option<Notice>,
) -> AnyView {
    let must_change = agent.must_change_password;
    view! {
        <Frame title=ACCOUNT agent=Some(agent.clone()) narrow=true>
            <h1>{ACCOUNT}</h1>
            <p class="lead">{format!("{}\u{a0}· {}", agent.name, agent.structure)}</p>
            <NoticeLine notice/>
            {workplaces(places)}
            {sessions}
            {must_change.then(|| view! {
                <p class="notice">"Ce mot de passe vous a été donné\u{a0}: choisissez le vôtre avant le premier entretien."</p>
            })}
            {ways_in::password(ways.password)}
            {elsewhere}
            {(!must_change).then(|| view! {
                <section class="card stack" aria-labelledby="proteger">
                    <h2 id="proteger">{PROTECT}</h2>
                    <p class="hint">{WHY}</p>
                    <p><a href=Page::SecondFactor(SecondFactorPage::SetUp).path()>{SECOND_FACTOR}</a></p>
                </section>
            })}
        </Frame>
    }
    .into_any()
}

/// Where one works, as what, and how to work elsewhere.
fn workplaces(places: Vec<Workplace>) -> AnyView {
    let lines = places
        .into_iter()
        .map(|place| {
            let roles: Vec<&str> = place.roles.iter().map(words::role).collect();
            let here = place.current.then(|| view! { <p class="hint">"Vous travaillez ici en ce moment."</p> });
            let go = (!place.current).then(|| view! {
                <form class="inline" action=WorkAt::PATH method="post">
                    <input type="hidden" name="structure" value=place.structure.to_string()/>
                    <button class="quiet" type="submit">"Travailler ici"<span class="unseen">{format!("\u{a0}: {}", place.name)}</span></button>
                </form>
            });
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-name">{place.name.clone()}</p>
                        <p class="hint">{roles.join(", ")}</p>
                        {here}
                    </div>
                    {go}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="structures">
            <h2 id="structures">"Où je travaille"</h2>
            <ul class="bilans">{lines}</ul>
            <p class="hint">"Une autre structure vous a donné un code\u{202f}? "<a href=Page::Structures(StructuresPage::Join).path()>{words::JOIN}</a></p>
        </section>
    }
    .into_any()
}

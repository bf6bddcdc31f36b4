//! Training: who to play, each role’s card, and what an interview found at its end.

mod end;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{desk, instead, part};
use crate::actions::OpenTraining;
use crate::components::Frame;
use crate::desk::{Agent, DeskError, SharedDesk};
use crate::routes::Page;
use crate::training::{self, ROLES, Role};
use crate::words::training as words;
pub use end::TrainingEndPage;

/// The fictional people offered to play.
#[component]
pub fn TrainingPage() -> impl IntoView {
    match signed_in() {
        Ok((_, agent)) => list(agent),
        Err(error) => instead(error),
    }
}

/// One role’s card, to read or to print for whoever plays it.
#[component]
pub fn RolePage() -> impl IntoView {
    let word = part("role");
    match signed_in() {
        Ok((desk, agent)) => card(&desk, agent, &word),
        Err(error) => instead(error),
    }
}

fn signed_in() -> Result<(SharedDesk, Agent), DeskError> {
    let desk = desk()?;
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    Ok((desk, agent))
}

fn list(agent: Agent) -> AnyView {
    let body = view! {
        <p class="crumbs"><a href=Page::Home { notice: None }.path()>"Mes bilans"</a></p>
        <h1>{words::TRAINING}</h1>
        <p class="lead">{words::LEAD}</p>
        <p class="notice">{words::KEPT}</p>
        <ul class="bilans">{ROLES.iter().map(line).collect_view()}</ul>
    };
    view! { <Frame title=words::TRAINING agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn line(role: &'static Role) -> impl IntoView {
    let card = Page::TrainingRole(role.case.to_owned()).path();
    view! {
        <li class="bilan">
            <div>
                <h2 class="bilan-name">{title(role)}</h2>
                <p>{role.who}</p>
                <p><a href=card>{words::CARD}<span class="unseen">{format!("\u{a0}: {}", role.name)}</span></a></p>
            </div>
            {open(role)}
        </li>
    }
}

/// « Marc, 42 ans ».
fn title(role: &Role) -> String {
    format!("{}, {}\u{a0}ans", role.name, role.age)
}

fn open(role: &'static Role) -> impl IntoView {
    view! {
        <form action=OpenTraining::PATH method="post">
            <input type="hidden" name="role" value=role.case/>
            <button class="quiet" type="submit">{words::OPEN}<span class="unseen">{format!(" avec {}", role.name)}</span></button>
        </form>
    }
}

fn card(desk: &SharedDesk, agent: Agent, word: &str) -> AnyView {
    let catalogue = desk.catalogue();
    let found = training::role(word);
    let Some((role, case)) = found.and_then(|role| Some((role, training::case(&catalogue, role)?)))
    else {
        return instead(DeskError::NotFound);
    };
    let themes = training::card::card(&catalogue, case).into_iter().map(|said| {
        view! {
            <section class="said-theme">
                <h2>{said.theme}</h2>
                <dl>{said.lines.into_iter().map(|(question, answers)| view! {
                    <div class="said">
                        <dt>{question}</dt>
                        {answers.into_iter().map(|answer| view! { <dd>{answer}</dd> }).collect_view()}
                    </div>
                }).collect_view()}</dl>
            </section>
        }
    });
    let body = view! {
        <p class="crumbs"><a href=Page::Training.path()>{words::TRAINING}</a></p>
        <h1>{title(role)}</h1>
        <p class="lead">{role.who}</p>
        <div class="card">
            <h2>{words::OPENS}</h2>
            <p>{role.opens}</p>
            <h2>{words::SHY}</h2>
            <p>{role.shy}</p>
        </div>
        <p class="notice">{words::ANSWERS}</p>
        {themes.collect_view()}
        <div class="actions">{open(role)}</div>
    };
    view! { <Frame title=title(role) agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

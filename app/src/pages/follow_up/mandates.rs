//! `/bilans/{id}/mandats`: what the person lets the office do online in their name, and the form of a new mandate.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::fields::{fault_list, field, line, lines};
use super::organisation;
use crate::actions::RevokeMandate;
use crate::components::{Frame, NoticeLine};
use crate::desk::{DeskError, SharedDesk};
use crate::follow_up::mandate::{Echo, Mandate, Typed};
use crate::pages::load::{self, Office, about, marked, notice};
use crate::routes::{FollowUpPage as Place, Notice, Page};
use crate::words::follow_up::{self as words, FOLLOW_UP, MANDATES};
use crate::words::numbers;

/// The mandates of a bilan.
#[component]
pub fn MandatesPage() -> impl IntoView {
    let (notice, echo) = (notice(), use_context::<Echo>());
    about(load, move |(office, mandates)| {
        let training = office.bilan.training.is_some();
        marked(training, draw(&office, mandates, notice, echo.clone()))
    })
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, Vec<Mandate>), DeskError> {
    let office = load::office(desk, id).await?;
    let mandates = office.desk.mandates(office.bilan.id).await?;
    Ok((office, mandates))
}

fn draw(
    office: &Office,
    mandates: Vec<Mandate>,
    notice: Option<Notice>,
    echo: Option<Echo>,
) -> AnyView {
    let id = office.bilan.id;
    let none = mandates.is_empty();
    let lines = mandates
        .into_iter()
        .map(|mandate| draw_mandate(office, mandate))
        .collect_view();
    let faults = echo.as_ref().and_then(|echo| fault_list(&echo.faults));
    let training = office.bilan.training.is_some();
    // The structure that holds the bilan is the one the person signed for.
    let lent = office.bilan.shared.is_some();
    let body = view! {
        <p class="crumbs"><a href=Page::FollowUp(Place::All { id, notice: None }).path()>{FOLLOW_UP}</a></p>
        <h1>{MANDATES}</h1>
        <p class="lead">{words::MANDATES_HELP}</p>
        <NoticeLine notice/>
        {faults}
        {training.then(|| view! { <p class="notice">{words::TRAINING}</p> })}
        {lent.then(|| view! { <p class="notice">{words::MANDATES_ELSEWHERE}</p> })}
        {(!training && !lent).then(|| view! {
            <div class="two">
                <div>
                    {none.then(|| view! { <p class="hint">{words::NO_MANDATE}</p> })}
                    <ul class="bilans">{lines}</ul>
                </div>
                {form(office, echo)}
            </div>
        })}
    };
    view! { <Frame title=MANDATES agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

fn draw_mandate(office: &Office, mandate: Mandate) -> impl IntoView + use<> {
    let catalogue = office.desk.catalogue();
    let in_force = mandate.is_in_force(office.desk.today());
    let Mandate {
        id,
        what,
        agent,
        revoked_at,
    } = mandate;
    let places: Vec<String> = what
        .organisations
        .iter()
        .map(|id| organisation(&catalogue, id))
        .collect();
    let places = places.join(", ");
    let until = match revoked_at {
        Some(at) => format!("Révoqué le {}", numbers::date(office.desk.paris(at).date())),
        None if in_force => format!("Jusqu’au {}", numbers::date(what.ends_on)),
        None => format!("Fini depuis le {}", numbers::date(what.ends_on)),
    };
    let by = format!(
        "Signé le {}, reçu par {agent}",
        numbers::date(what.signed_on)
    );
    let bilan = office.bilan.id;
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name">{places.clone()}</p>
                <p>{what.scope}</p>
                <p><b>{until}</b></p>
                <p class="hint">{by}</p>
            </div>
            {in_force.then(|| view! {
                <form class="inline" action=RevokeMandate::PATH method="post">
                    <input type="hidden" name="id" value=bilan.to_string()/>
                    <input type="hidden" name="mandate" value=id.to_string()/>
                    <button class="quiet" type="submit">"Révoquer"<span class="unseen">{format!(" {places}")}</span></button>
                </form>
            })}
        </li>
    }
}

fn form(office: &Office, echo: Option<Echo>) -> impl IntoView + use<> {
    let catalogue = office.desk.catalogue();
    let (typed, faults) = match echo {
        Some(Echo { typed, faults }) => (typed, faults),
        None => {
            let signed_on = office.desk.today().to_string();
            let typed = Typed {
                signed_on,
                ..Typed::default()
            };
            (typed, Vec::new())
        }
    };
    let boxes = catalogue
        .organisations()
        .iter()
        .enumerate()
        .map(|(at, known)| {
            let on = typed.organisations.contains(&known.id);
            // The first one is where the link of the fault leads.
            let id = (at == 0).then_some("organisme");
            view! { <label><input id=id type="checkbox" name="organisme" value=known.id.clone() checked=on/><span>{known.name.clone()}</span></label> }
        })
        .collect_view();
    let wrong = faults.iter().find(|fault| fault.field == "organisme");
    let wrong = wrong.map(|fault| view! { <p class="error">{fault.text.clone()}</p> });
    let open = wrong.is_some() || !typed.organisations.is_empty();
    let action = Page::FollowUp(Place::Mandates {
        id: office.bilan.id,
        notice: None,
    })
    .path();
    view! {
        <form class="card stack" method="post" action=action autocomplete="off" aria-labelledby="nouveau">
            <h2 id="nouveau">"Noter un mandat"</h2>
            {wrong}
            <details open=open>
                <summary>"Pour quels organismes"</summary>
                <fieldset>
                    <legend class="unseen">"Pour quels organismes"</legend>
                    <div class="choices choices-tall">{boxes}</div>
                </fieldset>
            </details>
            {field("portee", "Quelles démarches", None, &faults, lines("portee", &typed.scope))}
            {field("signe", "Signé le", None, &faults, line("signe", "date", typed.signed_on, 10))}
            {field("fin", "Dernier jour", None, &faults, line("fin", "date", typed.ends_on, 10))}
            <button class="primary" type="submit">"Noter ce mandat"</button>
        </form>
    }
}

//! `/bilans/{id}/orientations`: the services a person was sent to, and the form that sends them to another.

use leptos::prelude::*;
use uuid::Uuid;

use super::form::form;
use super::line;
use crate::components::{Frame, NoticeLine};
use crate::desk::{DeskError, SharedDesk};
use crate::orientation::Orientation;
use crate::orientation::new::{Echo, fresh};
use crate::pages::load::{self, Office, about, marked, notice};
use crate::routes::{FollowUpPage, Notice, Page};
use crate::words::follow_up::FOLLOW_UP;
use crate::words::orientation::{self as words, ORIENT};

/// The orientations of a bilan of the agent's structure.
#[component]
pub fn OrientationsPage() -> impl IntoView {
    let notice = notice();
    about(load, move |(office, sent, echo)| {
        let training = office.bilan.training.is_some();
        marked(training, draw(&office, &sent, &echo, notice))
    })
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, Vec<Orientation>, Echo), DeskError> {
    let echo = use_context::<Echo>();
    let office = load::office(desk, id).await?;
    if office.bilan.shared.is_some() {
        return Err(DeskError::NotFound);
    }
    let sent = office.desk.orientations(office.bilan.id).await?;
    let echo = match echo {
        Some(echo) => echo,
        None => fresh(office.desk.as_ref(), &office.bilan).await?,
    };
    Ok((office, sent, echo))
}

fn draw(office: &Office, sent: &[Orientation], echo: &Echo, notice: Option<Notice>) -> AnyView {
    let id = office.bilan.id;
    let none = sent.is_empty();
    let lines = sent.iter().map(|one| line(one, false)).collect_view();
    let training = office.bilan.training.is_some();
    let body = view! {
        <p class="crumbs">
            <a href=Page::Results { id, by_organisation: false }.path()>"Les droits repérés"</a>
            <a href=Page::FollowUp(FollowUpPage::All { id, notice: None }).path()>{FOLLOW_UP}</a>
        </p>
        <h1>{ORIENT}</h1>
        <NoticeLine notice/>
        {if training {
            view! { <p class="notice">{words::TRAINING}</p> }.into_any()
        } else {
            view! {
                {none.then(|| view! { <p class="hint">{words::NONE}</p> })}
                <ul class="bilans">{lines}</ul>
                {form(office, echo)}
            }
            .into_any()
        }}
    };
    view! { <Frame title=ORIENT agent=Some(office.agent.clone()) narrow=true>{body.into_any()}</Frame> }
        .into_any()
}

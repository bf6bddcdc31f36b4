//! The form that holds a free slot.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::page;
use crate::actions::BookSlot;
use crate::agenda::{Colleague, Room, WHO_LENGTH};
use crate::components::Frame;
use crate::desk::{Agent, DeskError, SharedDesk};
use crate::pages::load::part;
use crate::routes::{AgendaPage as Place, Page, parse_at, show_at};
use crate::words::agenda::{self as words, BOOK};
use crate::words::numbers;

/// The room and the time are in the address; who, with whom and for how long are asked.
#[component]
pub fn BookPage() -> impl IntoView {
    let room = Uuid::try_parse(&part("room")).ok();
    let at = parse_at(&part("at"));
    page(
        move |desk: SharedDesk| async move {
            let at = at.ok_or(DeskError::NotFound)?;
            let rooms = desk.agenda_settings().await?.rooms;
            let room = rooms.into_iter().find(|known| Some(known.id) == room);
            Ok((
                room.ok_or(DeskError::NotFound)?,
                at,
                desk.colleagues().await?,
            ))
        },
        |_, agent, (room, at, colleagues)| draw(agent, room, at, colleagues),
    )
}

fn draw(
    agent: Agent,
    room: Room,
    at: chrono::NaiveDateTime,
    colleagues: Vec<Colleague>,
) -> AnyView {
    let back = Page::Agenda(Place::day(at.date())).path();
    let when = format!(
        "{}, {} à {}",
        room.name,
        numbers::date(at.date()),
        numbers::time(at)
    );
    let own = agent.name.clone();
    let mut is_chosen = false;
    let choices = colleagues
        .into_iter()
        .map(|colleague| {
            // Two agents may have the same name: the first is offered.
            let chosen = !is_chosen && colleague.name == own;
            is_chosen |= chosen;
            view! { <option value=colleague.id.to_string() selected=chosen>{colleague.name}</option> }
        })
        .collect_view();
    let body = view! {
        <p class="crumbs"><a href=back>"Revenir à la journée"</a></p>
        <h1>{BOOK}</h1>
        <p class="lead">{when}</p>
        <form class="card stack" action=BookSlot::PATH method="post">
            <input type="hidden" name="room" value=room.id.to_string()/>
            <input type="hidden" name="at" value=show_at(at)/>
            <div class="field">
                <label for="qui">"Pour qui"</label>
                <p class="hint" id="qui-aide">{words::WHO_HELP}</p>
                <input id="qui" name="who" type="text" required maxlength=WHO_LENGTH.to_string() autocomplete="off" aria-describedby="qui-aide"/>
            </div>
            <div class="field">
                <label for="agent">"Qui mène l’entretien"</label>
                <select id="agent" name="agent">{choices}</select>
            </div>
            <div class="choices">
                <label><input type="checkbox" name="interpreter" value="oui" aria-describedby="interprete-aide"/><span>"Avec un interprète"</span></label>
            </div>
            <p class="hint" id="interprete-aide">{words::INTERPRETER_HELP}</p>
            <button class="primary" type="submit">"Réserver"</button>
        </form>
    }
    .into_any();
    view! { <Frame title=BOOK agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

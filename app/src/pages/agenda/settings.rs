//! Rooms, their hours, the days the office is closed; and each agent's calendar address.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::page;
use crate::actions::{AddHours, AddRoom, CloseDay, CloseRoom, EndHours, OpenDay};
use crate::agenda::{Hours, Room, Settings};
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::pages::load::notice;
use crate::routes::{AgendaPage as Place, Notice, Page};
use crate::words::agenda::{self as words, SETTINGS, WEEK};
use crate::words::numbers;

/// For whoever looks after the office.
#[component]
pub fn AgendaSettingsPage() -> impl IntoView {
    let notice = notice();
    page(
        |desk: SharedDesk| async move { desk.agenda_settings().await },
        move |_, agent, settings| draw(agent, settings, notice),
    )
}

fn draw(agent: Agent, settings: Settings, notice: Option<Notice>) -> AnyView {
    let day = Page::Agenda(Place::Day {
        day: None,
        moving: None,
        notice: None,
    })
    .path();
    let empty = settings.rooms.is_empty();
    let rooms = settings.rooms.iter().map(|room| {
        let hours: Vec<Hours> = settings
            .hours
            .iter()
            .filter(|hours| hours.room == room.id)
            .cloned()
            .collect();
        draw_room(room.clone(), hours)
    });
    let closed = settings.closed.iter().map(|day| view! {
        <li class="bilan slot">
            <p>{numbers::date(*day)}</p>
            <form class="inline" action=OpenDay::PATH method="post">
                <input type="hidden" name="day" value=day.to_string()/>
                <button class="quiet" type="submit">"Ouvrir"<span class="unseen">{format!(" le {}", numbers::date(*day))}</span></button>
            </form>
        </li>
    });
    let body = view! {
        <p class="crumbs"><a href=day>{words::AGENDA}</a></p>
        <h1>{SETTINGS}</h1>
        <NoticeLine notice/>
        {empty.then(|| view! {
            <div class="empty">
                <p class="empty-title">{words::NO_ROOM}</p>
                <p>{words::NO_ROOM_OWN}</p>
            </div>
        })}
        {rooms.collect_view()}
        <form class="card stack" action=AddRoom::PATH method="post">
            <h2>"Ajouter une salle"</h2>
            <div class="field">
                <label for="nom-salle">"Nom de la salle"</label>
                <input id="nom-salle" name="name" type="text" required maxlength="60" autocomplete="off"/>
            </div>
            <button class="primary" type="submit">"Ajouter"</button>
        </form>
        <section class="card stack" aria-labelledby="fermetures">
            <h2 id="fermetures">"Jours de fermeture"</h2>
            <ul class="bilans">{closed.collect_view()}</ul>
            <form class="line" action=CloseDay::PATH method="post">
                <label for="jour-ferme">"Fermer le"</label>
                <input id="jour-ferme" name="day" type="date" required/>
                <button class="quiet" type="submit">"Fermer"</button>
            </form>
        </section>
    }
    .into_any();
    view! { <Frame title=SETTINGS agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn draw_room(room: Room, hours: Vec<Hours>) -> impl IntoView {
    let anchor = format!("salle-{}", room.id.simple());
    let none = hours.is_empty();
    let lines = hours.into_iter().map(|hours| {
        let told = format!(
            "{}, de {} à {}",
            words::weekday(hours.weekday),
            numbers::time(hours.since.and_time(hours.from)),
            numbers::time(hours.since.and_time(hours.to))
        );
        view! {
            <li class="bilan slot">
                <p>{told.clone()}</p>
                <form class="inline" action=EndHours::PATH method="post">
                    <input type="hidden" name="id" value=hours.id.to_string()/>
                    <button class="quiet" type="submit">"Retirer"<span class="unseen">{format!(" {told}")}</span></button>
                </form>
            </li>
        }
    });
    let field = |name: &'static str| format!("{name}-{}", room.id.simple());
    view! {
        <section class="card stack" aria-labelledby=anchor.clone()>
            <h2 id=anchor.clone()>{room.name.clone()}</h2>
            {none.then(|| view! { <p class="hint">"Pas encore d’heures d’ouverture."</p> })}
            <ul class="bilans">{lines.collect_view()}</ul>
            <form class="stack" action=AddHours::PATH method="post">
                <input type="hidden" name="room" value=room.id.to_string()/>
                <div class="field">
                    <label for=field("jour")>"Jour"</label>
                    <select id=field("jour") name="weekday">
                        {WEEK.map(|(_, name)| view! { <option value=name>{name}</option> }).into_iter().collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for=field("de")>"De"</label>
                    <input id=field("de") name="from" type="time" required value="09:00"/>
                </div>
                <div class="field">
                    <label for=field("a")>"À"</label>
                    <input id=field("a") name="to" type="time" required value="12:00"/>
                </div>
                <button class="quiet" type="submit">"Ajouter ces heures"</button>
            </form>
            <form class="inline" action=CloseRoom::PATH method="post">
                <input type="hidden" name="id" value=room.id.to_string()/>
                <button class="quiet" type="submit">"Ne plus utiliser cette salle"</button>
            </form>
        </section>
    }
}

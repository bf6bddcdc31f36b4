//! One day of the office: what is free, what is held, what waits for another slot. Printed, it is the day's list.

use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::page;
use crate::actions::{CancelSlot, MoveSlot, SetSlot};
use crate::agenda::slots::{self, RoomDay, Slot};
use crate::agenda::{Appointment, Day, State};
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::pages::load::{notice, query};
use crate::routes::{AgendaPage as Place, Notice, Page, show_at};
use crate::structures::roles::may;
use crate::words::agenda::{self as words, AGENDA};
use crate::words::numbers;

/// The day of the address, today when it says none.
#[component]
pub fn AgendaPage() -> impl IntoView {
    let (asked, notice) = (query("jour").and_then(|day| day.parse().ok()), notice());
    let moving = query("deplacer").and_then(|id| Uuid::try_parse(&id).ok());
    page(
        move |desk: SharedDesk| async move {
            let day = asked.unwrap_or_else(|| desk.today());
            desk.agenda(day).await
        },
        move |desk, agent, day| draw(desk, agent, day, moving, notice),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    day: Day,
    moving: Option<Uuid>,
    notice: Option<Notice>,
) -> AnyView {
    let date = day.day;
    let title = long(date);
    let moved = moving.and_then(|id| find(&day, id).cloned());
    let to = |day: NaiveDate| {
        Page::Agenda(Place::Day {
            day: Some(day),
            moving,
            notice: None,
        })
        .path()
    };
    let (before, after) = (date - Days::new(1), date + Days::new(1));
    let empty = day.rooms.is_empty();
    let looks_after = agent.roles.may(may::STRUCTURE);
    let closed = day.closed;
    let today = desk.today();
    let rooms = day.rooms.into_iter();
    let rooms = rooms
        .map(|room| draw_room(room, date, moving))
        .collect_view();
    let body = view! {
        <NoticeLine notice/>
        <div class="crumbs">
            <a href=to(before)>"Jour précédent"</a>
            {(date != today).then(|| view! { <a href=to(today)>"Aujourd’hui"</a> })}
            <a href=to(after)>"Jour suivant"</a>
            {looks_after.then(|| view! { <a href=Page::Agenda(Place::Settings { notice: None }).path()>{words::SETTINGS}</a> })}
        </div>
        <h1>{title}</h1>
        <form class="line no-print" action="/agenda" method="get">
            <label for="jour">"Aller au"</label>
            <input id="jour" name="jour" type="date" value=date.to_string() required/>
            {moving.map(|id| view! { <input type="hidden" name="deplacer" value=id.to_string()/> })}
            <button class="quiet" type="submit">"Voir"</button>
        </form>
        {moving.map(|_| view! {
            <p class="notice" role="status">
                {match &moved {
                    Some(held) => format!("Choisissez un autre créneau pour {}.", held.who),
                    None => "Choisissez un autre créneau.".to_owned(),
                }}
                " "<a href=Page::Agenda(Place::day(date)).path()>"Ne rien changer"</a>
            </p>
        })}
        {closed.then(|| view! { <p class="notice">{words::CLOSED}</p> })}
        {empty.then(|| view! {
            <div class="empty">
                <p class="empty-title">{words::NO_ROOM}</p>
                <p>{if looks_after { words::NO_ROOM_OWN } else { words::NO_ROOM_ASK }}</p>
                {looks_after.then(|| view! { <p><a class="primary" href=Page::Agenda(Place::Settings { notice: None }).path()>{words::SETTINGS}</a></p> })}
            </div>
        })}
        <div class="rooms">{rooms}</div>
        {(!empty).then(|| view! {
            <details class="no-print calendar">
                <summary>"Voir mes créneaux dans mon calendrier"</summary>
                <p class="hint">{words::CALENDAR_HELP}</p>
                <form class="inline" action="/agir/agenda/calendrier" method="post">
                    <button class="quiet" type="submit">"Obtenir mon adresse secrète"</button>
                </form>
            </details>
        })}
        {(!day.to_rebook.is_empty()).then(|| view! {
            <section aria-labelledby="a-reprendre">
                <h2 id="a-reprendre">{words::TO_REBOOK}</h2>
                <p class="hint">{words::TO_REBOOK_HELP}</p>
                <ul class="bilans">{day.to_rebook.into_iter().map(|held| waiting(held, date)).collect_view()}</ul>
            </section>
        })}
    }
    .into_any();
    view! { <Frame title=AGENDA agent=Some(agent)>{body}</Frame> }.into_any()
}

fn find(day: &Day, id: Uuid) -> Option<&Appointment> {
    let slots = day.rooms.iter().flat_map(|room| &room.slots);
    let held = slots.filter_map(|slot| slot.held.as_ref());
    held.chain(&day.to_rebook).find(|held| held.id == id)
}

/// « Lundi 23 novembre 2026 ».
fn long(day: NaiveDate) -> String {
    let name = words::weekday(day.weekday());
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let name: String = first.chain(letters).collect();
    format!("{name} {}", numbers::date(day))
}

fn draw_room(room: RoomDay, day: NaiveDate, moving: Option<Uuid>) -> impl IntoView {
    let anchor = format!("salle-{}", room.room.id.simple());
    let none = room.slots.is_empty();
    view! {
        <section aria-labelledby=anchor.clone()>
            <h2 id=anchor.clone()>{room.room.name}</h2>
            {none.then(|| view! { <p class="hint">{words::NO_HOURS}</p> })}
            <ul class="bilans">{room.slots.into_iter().map(|slot| line(room.room.id, slot, day, moving)).collect_view()}</ul>
        </section>
    }
}

fn line(room: Uuid, slot: Slot, day: NaiveDate, moving: Option<Uuid>) -> AnyView {
    match slot.held {
        Some(held) => taken(held, day).into_any(),
        None => {
            let time = numbers::time(slot.at);
            let act = match moving {
                Some(id) => view! {
                    <form class="inline" action=MoveSlot::PATH method="post">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <input type="hidden" name="room" value=room.to_string()/>
                        <input type="hidden" name="at" value=show_at(slot.at)/>
                        <button class="quiet" type="submit">"Choisir"<span class="unseen">{format!(" {time}")}</span></button>
                    </form>
                }
                .into_any(),
                None => view! {
                    <a class="quiet" href=Page::Agenda(Place::Book { room, at: slot.at }).path()>"Réserver"<span class="unseen">{format!(" {time}")}</span></a>
                }
                .into_any(),
            };
            view! {
                <li class="bilan slot slot-free">
                    <p><b>{time.clone()}</b>" libre"</p>
                    {act}
                </li>
            }
            .into_any()
        }
    }
}

fn taken(held: Appointment, day: NaiveDate) -> impl IntoView {
    let end = held.at + slots::length(held.slots);
    let times = format!("{} – {}", numbers::time(held.at), numbers::time(end));
    let mut details = vec![held.agent.name.clone()];
    if held.interpreter {
        details.push("avec un interprète".to_owned());
    }
    if held.state == State::Held {
        details.push("a eu lieu".to_owned());
    }
    let who = held.who.clone();
    let is_to_come = held.state == State::Booked;
    view! {
        <li class="bilan slot">
            <div>
                <p><b>{times}</b>{format!(" {}", held.who)}</p>
                <p class="hint">{details.join("\u{a0}· ")}</p>
            </div>
            {is_to_come.then(|| acts(held.id, &who, day, true))}
        </li>
    }
}

fn waiting(held: Appointment, day: NaiveDate) -> impl IntoView {
    let was = format!(
        "Était prévu le {} à {}",
        numbers::date(held.at.date()),
        numbers::time(held.at)
    );
    let who = held.who.clone();
    view! {
        <li class="bilan">
            <div>
                <p><b>{held.who}</b></p>
                <p class="hint">{was}</p>
            </div>
            {acts(held.id, &who, day, false)}
        </li>
    }
}

/// What can be done with a slot that is held; what did not take place can only find another, or be given back.
fn acts(id: Uuid, who: &str, day: NaiveDate, is_to_come: bool) -> impl IntoView + use<> {
    let who = format!(" {who}");
    let set = |to: &'static str, label: &'static str| {
        let who = who.clone();
        view! {
            <form class="inline" action=SetSlot::PATH method="post">
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="day" value=day.to_string()/>
                <input type="hidden" name="to" value=to/>
                <button class="quiet" type="submit">{label}<span class="unseen">{who}</span></button>
            </form>
        }
    };
    let elsewhere = Page::Agenda(Place::Day {
        day: Some(day),
        moving: Some(id),
        notice: None,
    })
    .path();
    view! {
        <details class="acts no-print">
            <summary>"Changer"<span class="unseen">{who.clone()}</span></summary>
            <div class="actions">
                {is_to_come.then(|| set("lieu", "A eu lieu"))}
                {is_to_come.then(|| set("reprendre", "N’a pas eu lieu"))}
                <a class="quiet" href=elsewhere>"Autre créneau"<span class="unseen">{who.clone()}</span></a>
                <form class="inline" action=CancelSlot::PATH method="post">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <input type="hidden" name="day" value=day.to_string()/>
                    <button class="quiet" type="submit">"Rendre le créneau"<span class="unseen">{who.clone()}</span></button>
                </form>
            </div>
        </details>
    }
}

//! `/suivi/bilan-de-periode`: what rights became between two days, by right and by cause. No name is there.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::{name, organisation};
use crate::components::Frame;
use crate::desk::{Agent, SharedDesk};
use crate::follow_up::form::read_day;
use crate::follow_up::outcomes::{Outcomes, outcomes};
use crate::pages::load::{page, query};
use crate::routes::{FollowUpPage as Place, Page};
use crate::words::follow_up::{self as words, OUTCOMES};
use crate::words::numbers;

/// The outcomes of the period of the address.
#[component]
pub fn OutcomesPage() -> impl IntoView {
    let asked = (query("du"), query("au"));
    page(
        |desk: SharedDesk| async move { desk.all_steps().await },
        move |desk, agent, steps| {
            let today = desk.today();
            let typed = asked.clone();
            let first = today.with_ordinal(1).unwrap_or(today);
            let read = |text: Option<String>, none: NaiveDate| match text {
                Some(text) => read_day(&text),
                None => Some(none),
            };
            let period = read(typed.0, first).zip(read(typed.1, today));
            let period = period.filter(|(from, to)| from <= to);
            let found = period.map(|(from, to)| outcomes(&steps, from, to));
            draw(desk, agent, &asked, period, found)
        },
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    asked: &(Option<String>, Option<String>),
    period: Option<(NaiveDate, NaiveDate)>,
    found: Option<Outcomes>,
) -> AnyView {
    let shown = |typed: &Option<String>, day: Option<NaiveDate>| {
        day.map_or_else(|| typed.clone().unwrap_or_default(), |day| day.to_string())
    };
    let from = shown(&asked.0, period.map(|(from, _)| from));
    let to = shown(&asked.1, period.map(|(_, to)| to));
    let lead =
        period.map(|(from, to)| format!("Du {} au {}.", numbers::date(from), numbers::date(to)));
    let action = Page::FollowUp(Place::Outcomes { period: None }).path();
    let wrong = period.is_none();
    let body = view! {
        <p class="crumbs"><a href=Page::FollowUp(Place::BENCH).path()>"Tout le suivi"</a></p>
        <h1>{OUTCOMES}</h1>
        {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        {wrong.then(|| view! { <p class="notice notice-bad" role="alert">{words::PERIOD_UNREAD}</p> })}
        <form class="line no-print" action=action method="get">
            <label for="du">"Du"</label>
            <input id="du" name="du" type="date" value=from required/>
            <label for="au">"au"</label>
            <input id="au" name="au" type="date" value=to required/>
            <button class="quiet" type="submit">"Voir"</button>
        </form>
        {found.map(|found| counted(desk, &found))}
    };
    view! { <Frame title=OUTCOMES agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn counted(desk: &SharedDesk, found: &Outcomes) -> AnyView {
    let catalogue = desk.catalogue();
    if found.all.all() == 0 {
        return view! {
            <div class="empty">
                <p class="empty-title">{words::NO_OUTCOME}</p>
                <p>{words::NO_OUTCOME_HELP}</p>
            </div>
        }
        .into_any();
    }
    let row = |name: String, counts: crate::follow_up::outcomes::Counts| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{counts.granted}</td>
                <td>{counts.refused}</td>
                <td>{counts.given_up}</td>
                <td>{counts.in_progress}</td>
            </tr>
        }
    };
    let rows = found
        .by_right
        .iter()
        .map(|(right, counts)| row(name(&catalogue, right), *counts))
        .collect_view();
    let causes: Vec<_> = found
        .by_cause
        .iter()
        .map(|((cause, place), count)| {
            let place = place
                .as_ref()
                .map(|id| format!(", {}", organisation(&catalogue, id)))
                .unwrap_or_default();
            view! { <li>{format!("{}{place}\u{a0}: {count}", words::cause(*cause))}</li> }
        })
        .collect();
    view! {
        <p class="hint">{words::OUTCOMES_HELP}</p>
        <div class="wide" role="region" aria-label="Par droit" tabindex="0">
            <table class="grid table">
                <thead>
                    <tr>
                        <th scope="col">"Droit"</th>
                        <th scope="col">"Ouverts"</th>
                        <th scope="col">"Refusés"</th>
                        <th scope="col">"Renoncés"</th>
                        <th scope="col">"En cours"</th>
                    </tr>
                </thead>
                <tbody>{row("Tous les droits".to_owned(), found.all)}{rows}</tbody>
            </table>
        </div>
        {(!causes.is_empty()).then(|| view! { <h2>"Pourquoi ces droits n’étaient pas reçus"</h2><ul>{causes}</ul> })}
    }
    .into_any()
}

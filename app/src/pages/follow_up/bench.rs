//! `/suivi`: what is due or waits in every bilan of the structure, soonest first.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use super::{name, organisation, summary};
use crate::components::Frame;
use crate::copy::RENEWAL_DAYS;
use crate::desk::{Agent, SharedDesk};
use crate::follow_up::deadline::next_due;
use crate::follow_up::state::Phase;
use crate::follow_up::{BenchLine, EndingMandate};
use crate::pages::load::page;
use crate::routes::{FollowUpPage as Place, Page};
use crate::words::follow_up::{self as words, BENCH};
use crate::words::numbers;

/// A mandate that ends within this many days is on the bench, to be signed again.
const MANDATE_DAYS: u64 = 30;

/// The bench.
#[component]
pub fn BenchPage() -> impl IntoView {
    page(
        |desk: SharedDesk| async move {
            let today = desk.today();
            let by = today.checked_add_days(Days::new(MANDATE_DAYS));
            let lines = desk.bench().await?;
            Ok((lines, desk.ending_mandates(by.unwrap_or(today)).await?))
        },
        |desk, agent, (lines, mandates)| draw(desk, agent, lines, mandates),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    lines: Vec<BenchLine>,
    mandates: Vec<EndingMandate>,
) -> AnyView {
    let catalogue = desk.catalogue();
    let today = desk.today();
    let soon = today
        .checked_add_days(Days::new(RENEWAL_DAYS))
        .unwrap_or(today);
    let mut waiting: Vec<(Option<NaiveDate>, BenchLine)> = lines
        .into_iter()
        .map(|line| {
            let right = catalogue.right(&line.standing.right);
            (next_due(&line.standing, right).map(|due| due.on), line)
        })
        .filter(|(due, line)| {
            let standing = &line.standing;
            let is_on_its_way = standing.state.phase() != Phase::Over && !standing.settled;
            is_on_its_way || due.is_some_and(|day| day <= soon)
        })
        .collect();
    waiting.sort_by_key(|(due, _)| (due.is_none(), *due));
    let empty = waiting.is_empty() && mandates.is_empty();
    let section = |title: &'static str, keep: &dyn Fn(Option<NaiveDate>) -> bool| {
        let lines: Vec<_> = waiting
            .iter()
            .filter(|(due, _)| keep(*due))
            .map(|(_, line)| {
                let right = name(&catalogue, &line.standing.right);
                let who = line.name.as_ref();
                let who = who.map_or_else(
                    || line.reference.clone(),
                    |name| format!("{}, {name}", line.reference),
                );
                let page = Page::FollowUp(Place::One {
                    id: line.bilan,
                    right: line.standing.right.clone(),
                    notice: None,
                });
                view! {
                    <li class="bilan">
                        <div>
                            <p class="bilan-name"><a href=page.path()>{right}</a></p>
                            <p class="bilan-code">{who}</p>
                            {summary(&catalogue, &line.standing)}
                        </div>
                    </li>
                }
            })
            .collect();
        (!lines.is_empty())
            .then(|| view! { <section><h2>{title}</h2><ul class="bilans">{lines}</ul></section> })
    };
    let body = view! {
        <div class="crumbs">
            <a href=Page::FollowUp(Place::Outcomes { period: None }).path()>{words::OUTCOMES}</a>
            <a href=Page::FollowUp(Place::Contacts { notice: None }).path()>{words::CONTACTS}</a>
        </div>
        <h1>"Ce qui attend"</h1>
        {empty.then(|| view! {
            <div class="empty">
                <p class="empty-title">{words::NOTHING_WAITS}</p>
                <p>{words::NOTHING_WAITS_HELP}</p>
            </div>
        })}
        {section("Le jour est passé", &|due| due.is_some_and(|day| day < today))}
        {section("Bientôt", &|due| due.is_some_and(|day| day >= today))}
        {mandates_of(&catalogue, mandates)}
        {section("Sans date", &|due| due.is_none())}
    };
    view! { <Frame title=BENCH agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn mandates_of(
    catalogue: &rules::Catalogue,
    mandates: Vec<EndingMandate>,
) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = mandates
        .into_iter()
        .map(|ending| {
            let page = Page::FollowUp(Place::Mandates {
                id: ending.bilan,
                notice: None,
            });
            let what = ending.mandate.what;
            let places = what.organisations.iter();
            let places: Vec<String> = places.map(|id| organisation(catalogue, id)).collect();
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-name"><a href=page.path()>{places.join(", ")}</a></p>
                        <p class="bilan-code">{ending.reference}</p>
                        <p><b>{format!("Jusqu’au {}", numbers::date(what.ends_on))}</b></p>
                    </div>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(
        || view! { <section><h2>"Mandats qui finissent"</h2><ul class="bilans">{lines}</ul></section> },
    )
}

//! `/suivi`: the people one follows, or those of the whole structure, page by page: what waits for each and from whom, soonest first;
//! then the mandates that end.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{name, organisation};
use crate::actions::FollowBilan;
use crate::components::Frame;
use crate::desk::{Agent, BilanState, SharedDesk};
use crate::follow_up::bench::{Asked, Bench, Followed, Followers};
use crate::follow_up::deadline::dues;
use crate::follow_up::told::due;
use crate::follow_up::{EndingMandate, FollowUp};
use crate::orientation::Orientation;
use crate::pages::load::{page, query};
use crate::routes::{FollowUpPage as Place, OrientationPage, Page};
use crate::words::follow_up::{self as words, BENCH};
use crate::words::{numbers, orientation};

/// A mandate that ends within this many days is on the bench, to be signed again.
const MANDATE_DAYS: u64 = 30;

/// The bench.
#[component]
pub fn BenchPage() -> impl IntoView {
    let at = query("page").and_then(|text| text.parse().ok());
    let asked = Asked {
        all: query("qui").as_deref() == Some("tous"),
        page: at.filter(|at| (1..10_000).contains(at)).unwrap_or(1),
    };
    page(
        move |desk: SharedDesk| async move {
            let today = desk.today();
            let by = today.checked_add_days(Days::new(MANDATE_DAYS));
            let bench = desk.bench(asked).await?;
            Ok((bench, desk.ending_mandates(by.unwrap_or(today)).await?))
        },
        move |desk, agent, (bench, mandates)| draw(desk, agent, asked, (bench, mandates)),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    asked: Asked,
    (bench, mandates): (Bench, Vec<EndingMandate>),
) -> AnyView {
    let to = |all: bool, page: u32| Page::FollowUp(Place::Bench { all, page }).path();
    let tab = |all: bool, label: &'static str| {
        view! { <a class="tab" href=to(all, 1) aria-current=(all == asked.all).then_some("page")>{label}</a> }
    };
    let (empty, more) = (bench.people.is_empty(), bench.more);
    let help = if asked.all {
        words::NOTHING_WAITS_HELP
    } else {
        words::NOBODY_MINE_HELP
    };
    let people = bench.people.iter().map(|one| person(desk, one));
    let people = people.collect_view();
    let body = view! {
        <div class="crumbs">
            <a href=Page::FollowUp(Place::Outcomes { period: None }).path()>{words::OUTCOMES}</a>
            <a href=Page::FollowUp(Place::Contacts { notice: None }).path()>{words::CONTACTS}</a>
            <a href=Page::Orientation(OrientationPage::List).path()>{orientation::ORIENTATIONS}</a>
        </div>
        <h1>"Ce qui attend"</h1>
        <nav class="tabs" aria-label="Qui">{tab(false, "Les miens")}{tab(true, "Toute la structure")}</nav>
        {empty.then(|| view! {
            <div class="empty">
                <p class="empty-title">{words::NOTHING_WAITS}</p>
                <p>{help}</p>
            </div>
        })}
        <ul class="bilans">{people}</ul>
        <p class="links">
            {(asked.page > 1).then(|| view! { <a href=to(asked.all, asked.page - 1)>"Page précédente"</a>" " })}
            {more.then(|| view! { <a href=to(asked.all, asked.page + 1)>"Page suivante"</a> })}
        </p>
        {mandates_of(&desk.catalogue(), mandates)}
    };
    view! { <Frame title=BENCH agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn person(desk: &SharedDesk, one: &Followed) -> impl IntoView + use<> {
    let (catalogue, today) = (desk.catalogue(), desk.today());
    let who = match &one.name {
        Some(name) => format!("{}, {name}", one.reference),
        None => one.reference.clone(),
    };
    let state = match one.state {
        BilanState::Open => "Bilan en cours",
        BilanState::Closed => "Bilan clos",
    };
    let state = format!("{state}, ouvert le {}", numbers::date(one.opened_on));
    let waiting = one.waiting(&catalogue, today);
    let nothing = waiting.is_empty() && one.orientations.is_empty();
    let rights = waiting
        .into_iter()
        .map(|(day, known)| right(&catalogue, one, known, day.is_some_and(|day| day < today)));
    let sent = one
        .orientations
        .iter()
        .map(|sent| service(one, sent, today));
    let page = Page::FollowUp(Place::All {
        id: one.bilan,
        notice: None,
    });
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name"><a href=page.path()>{who.clone()}</a></p>
                <p class="hint">{state}</p>
                <p class="hint">{followed_by(&one.followers)}</p>
                {nothing.then(|| view! { <p class="hint">{words::NOTHING_WAITS_FOR}</p> })}
                <ul>{rights.collect_view()}{sent.collect_view()}</ul>
            </div>
            {follow_button(one.bilan, one.followers.mine, "banc", &who)}
        </li>
    }
}

/// A right that waits: its day first, then where it stands and who does the rest.
fn right(
    catalogue: &rules::Catalogue,
    one: &Followed,
    known: &FollowUp,
    late: bool,
) -> impl IntoView + use<> {
    let standing = &known.standing;
    let page = Page::FollowUp(Place::One {
        id: one.bilan,
        right: standing.right.clone(),
        notice: None,
    });
    let due = dues(standing, catalogue.right(&standing.right))
        .into_iter()
        .next()
        .map(due);
    let next = format!(
        "{}\u{a0}: {}",
        words::doer(standing.doer),
        words::next(standing.state)
    );
    view! {
        <li>
            {due.map(|due| view! { <b>{due}</b>{late.then_some(words::LATE)}". " })}
            <a href=page.path()>{name(catalogue, &standing.right)}</a>
            {format!(", {}. ", words::state(standing.state).to_lowercase())}
            <span class="hint">{next}</span>
        </li>
    }
}

/// An orientation that waits.
fn service(one: &Followed, sent: &Orientation, today: NaiveDate) -> impl IntoView + use<> {
    let page = Page::Orientation(OrientationPage::Sheet {
        id: one.bilan,
        orientation: sent.id,
        notice: None,
    });
    let late = sent.standing.reminder.is_some_and(|day| day < today);
    let reminder = sent.standing.reminder;
    let reminder = reminder.map(|day| format!("Rappel le {}", numbers::date(day)));
    view! {
        <li>
            {reminder.map(|text| view! { <b>{text}</b>{late.then_some(words::LATE)}". " })}
            <a href=page.path()>{sent.sheet.to.name.clone()}</a>
            {format!(", {}. ", orientation::state(sent.standing.state).to_lowercase())}
            <span class="hint">{orientation::next(sent)}</span>
        </li>
    }
}

/// Who follows a bilan, in a sentence.
pub(super) fn followed_by(followers: &Followers) -> String {
    if followers.names.is_empty() {
        words::FOLLOWED_BY_NOBODY.to_owned()
    } else {
        format!("Suivi par {}", followers.names.join(", "))
    }
}

/// « Je suis ce bilan », or no longer. `from` says where to return.
pub(super) fn follow_button(
    bilan: uuid::Uuid,
    mine: bool,
    from: &'static str,
    who: &str,
) -> impl IntoView + use<> {
    let (on, label) = if mine {
        ("non", words::NO_LONGER_MINE)
    } else {
        ("oui", words::MINE)
    };
    view! {
        <form class="inline" action=FollowBilan::PATH method="post">
            <input type="hidden" name="id" value=bilan.to_string()/>
            <input type="hidden" name="on" value=on/>
            <input type="hidden" name="from" value=from/>
            <button class="quiet" type="submit">{label}<span class="unseen">{format!(" {who}")}</span></button>
        </form>
    }
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

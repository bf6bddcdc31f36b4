//! `/bilans/{id}/ma-page`: the person's own page, to read together and to print. It withholds what their copy withholds.

use leptos::prelude::*;
use uuid::Uuid;

use crate::components::Frame;
use crate::copy::Paper;
use crate::desk::{DeskError, SharedDesk};
use crate::follow_up::FollowUp;
use crate::follow_up::mine::{Became, MyPage as Model, Task, mine};
use crate::pages::load::{self, Office, about, marked};
use crate::routes::{FollowUpPage as Place, Page};
use crate::words::follow_up::{self as words, FOLLOW_UP, MY_PAGE};
use crate::words::numbers;

/// The person's own page.
#[component]
pub fn MyPage() -> impl IntoView {
    about(load, |(office, followed)| {
        let page = mine(&office.desk.catalogue(), &office.bilan, &followed);
        marked(office.bilan.training.is_some(), draw(&office, page))
    })
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, Vec<FollowUp>), DeskError> {
    let office = load::office(desk, id).await?;
    let followed = office.desk.follow_ups(office.bilan.id).await?;
    Ok((office, followed))
}

fn draw(office: &Office, page: Model) -> AnyView {
    let id = office.bilan.id;
    let paper = Paper::of(&office.bilan);
    let no_print = if paper.prints() {
        "copy"
    } else {
        "copy no-print"
    };
    let body = view! {
        <div class="copy-desk">
            <p class="crumbs"><a href=Page::FollowUp(Place::All { id, notice: None }).path()>{FOLLOW_UP}</a></p>
            <p class="copy-paper">{advice(paper)}</p>
        </div>
        <article class=no_print>{article(office, page, paper)}</article>
    };
    view! { <Frame title=MY_PAGE agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

/// What the agent must know before handing it over.
fn advice(paper: Paper) -> &'static str {
    match paper {
        Paper::Full => "Page complète, choisie par la personne. Imprimez-la avec le navigateur.",
        Paper::Discreet => {
            "Page sans les sujets intimes. Imprimez-la avec le navigateur, si la personne peut la garder sans risque."
        }
        Paper::Neutral => "Page neutre, choisie par la personne\u{a0}: des jours, et rien d’autre.",
        Paper::KeptHere => "Cette page reste ici\u{a0}: ne l’imprimez pas pour la personne.",
        Paper::None => {
            "La personne ne veut pas de papier. Cette page se lit ensemble, elle ne s’imprime pas."
        }
    }
}

fn article(office: &Office, page: Model, paper: Paper) -> AnyView {
    let bilan = &office.bilan;
    let made = format!(
        "Le {}, {}",
        numbers::date(office.desk.today()),
        bilan.structure
    );
    // A name only when the person gave one, as on the copy; none on a neutral paper.
    let name = bilan.person.as_ref().map(|person| person.full());
    let name = name.filter(|_| paper != Paper::Neutral);
    let title = match paper {
        Paper::Neutral => "À garder",
        _ => MY_PAGE,
    };
    view! {
        <header class="copy-head">
            <div>
                <h1>{title}</h1>
                {name.map(|name| view! { <p class="copy-name">{name}</p> })}
                <p>{made}</p>
            </div>
            {bilan.shared.is_none().then(|| view! { <p class="copy-code">"Code"<strong>{bilan.reference.clone()}</strong></p> })}
        </header>
        {match paper {
            Paper::Neutral => neutral(page).into_any(),
            _ => detailed(page).into_any(),
        }}
    }
    .into_any()
}

/// Days to come back, and nothing of why.
fn neutral(page: Model) -> impl IntoView {
    let days = page
        .days
        .into_iter()
        .map(|day| view! { <li>{format!("Le {}\u{a0}: nous appeler, ou passer nous voir.", numbers::date(day))}</li> })
        .collect_view();
    view! { <p>{words::NEUTRAL}</p><ul class="copy-do">{days}</ul> }
}

fn detailed(page: Model) -> impl IntoView {
    let none = page.to_do.is_empty();
    view! {
        <section>
            <h2>"Ce que j’ai à faire"</h2>
            {none.then(|| view! { <p>{words::NOTHING_MINE}</p> })}
            <ul class="copy-do">{page.to_do.into_iter().map(task).collect_view()}</ul>
        </section>
        {became("Ce qui est en cours", page.under_way)}
        {became("Ce qui est ouvert", page.open)}
        {became("Ce qui s’est arrêté", page.over)}
        <footer class="copy-foot"><p>{words::MINE_FOOT}</p></footer>
    }
}

fn task(task: Task) -> impl IntoView {
    let by = task
        .by
        .map(|day| format!("Avant le {}. ", numbers::date(day)));
    view! {
        <li>
            <p><b>{by}{task.right}</b></p>
            {task.what.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </li>
    }
}

fn became(title: &'static str, rights: Vec<Became>) -> Option<impl IntoView> {
    let lines: Vec<_> = rights
        .into_iter()
        .map(|one| view! { <li><b>{format!("{}\u{a0}: ", one.right)}</b>{one.told}</li> })
        .collect();
    (!lines.is_empty()).then(|| view! { <section><h2>{title}</h2><ul>{lines}</ul></section> })
}

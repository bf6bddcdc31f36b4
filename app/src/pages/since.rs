//! « Depuis la dernière fois »: first what the rights found then became, then what differs. Nothing intimate is on this page, which
//! is read with the person; the support says everything.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::load::{self, Office, about, instead, marked};
use super::step::receipts;
use crate::components::Frame;
use crate::desk::{BilanState, DeskError, SharedDesk};
use crate::follow_up::FollowUp;
use crate::follow_up::told::told;
use crate::interview::questions::Drawing;
use crate::interview::{Reading, resume_at};
use crate::routes::{FollowUpPage, Page, StepView};
use crate::since::{self, Change, Since, since};
use crate::words::follow_up::FOLLOW_UP;
use crate::words::numbers;
use crate::words::pages::SINCE;

/// What changed since the bilan before.
#[component]
pub fn SincePage() -> impl IntoView {
    about(load, |(office, followed)| {
        let training = office.bilan.training.is_some();
        marked(training, draw(&office, &followed))
    })
}

/// The bilan, and what is followed of the one before.
async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, Vec<FollowUp>), DeskError> {
    let office = load::office(desk, id).await?;
    let followed = match &office.bilan.before {
        Some(before) => office.desk.follow_ups(before.id).await?,
        None => Vec::new(),
    };
    Ok((office, followed))
}

fn draw(office: &Office, followed: &[FollowUp]) -> AnyView {
    let catalogue = office.desk.catalogue();
    let reading = Reading::new(&catalogue, &office.bilan);
    let Some(since) = since(&reading) else {
        return instead(DeskError::NotFound);
    };
    let id = office.bilan.id;
    let day = numbers::date(since.before.opened_on);
    let answers = since.answers.iter().filter(|one| !one.private);
    let answers = answers
        .map(|one| view! { <li><strong>{format!("{}\u{a0}: ", one.name)}</strong>{format!("{}, avant {}", one.now, one.then)}</li> })
        .collect_view();
    let quiet = answers.is_empty()
        && [&since.gained, &since.lost, &since.amounts]
            .into_iter()
            .all(|list| list.iter().all(|one| one.private));
    let body = view! {
        <p class="crumbs">
            <a href=Page::Resume(id).path()>"Revenir à l’entretien"</a>
            <a href=Page::Results { id: since.before.id, by_organisation: false }.path()>{format!("Le bilan du {day}")}</a>
        </p>
        <h1>{SINCE}</h1>
        <p class="lead">{format!("Le dernier bilan est du {day}. Rien n’en est recopié\u{a0}: chaque réponse se confirme ou se change.")}</p>
        {became(office, &reading, &since, followed)}
        <section>
            <h2>"Ce qui a changé"</h2>
            {quiet.then(|| view! { <p>"Rien pour l’instant. Ce qui change apparaît ici, au fil des réponses."</p> })}
            {(!answers.is_empty()).then(|| view! { <ul>{answers}</ul> })}
            {rights("Nouveaux droits possibles", &since.gained)}
            {rights("Autre montant", &since.amounts)}
            {rights("Devenus peu probables", &since.lost)}
            <p class="hint">"Les sujets intimes ne sont pas sur cette page."</p>
        </section>
        <p><a class="primary" href=Page::Resume(id).path()>"Commencer les questions"</a></p>
    };
    view! { <Frame title=SINCE agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

/// What each right found then became. Saved like any screen, at the address where the interview goes on.
fn became(
    office: &Office,
    reading: &Reading<'_>,
    since: &Since<'_>,
    followed: &[FollowUp],
) -> Option<AnyView> {
    let view = StepView::default();
    let drawing = Drawing {
        reading,
        echo: None,
        seed: (office.desk.now(), Uuid::new_v4()),
        view: &view,
    };
    let fields: Vec<_> = since
        .followed
        .iter()
        .filter(|right| reading.catalogue.right(right).is_some())
        .map(|right| drawing.receipt(right))
        .collect();
    let told = told_lines(reading, followed, since.before.id);
    if fields.is_empty() && told.is_none() {
        return None;
    }
    let to_answer = !fields.is_empty();
    let action = resume_at(reading.catalogue, &office.bilan).path();
    let closed = office.bilan.state == BilanState::Closed;
    let day = |day: NaiveDate| numbers::date(day);
    Some(
        view! {
            <section>
                <h2>"Ce que sont devenus les droits"</h2>
                {told}
                {to_answer.then(|| view! {
                    <p>{format!("Repérés le {}\u{a0}: demandés, ouverts, refusés\u{202f}?", day(since.before.opened_on))}</p>
                    <form method="post" action=action autocomplete="off">
                        <input type="hidden" name="cle" value=Uuid::new_v4().to_string()/>
                        <fieldset class="whole" disabled=closed>
                            {receipts(fields, false, office.desk.as_ref())}
                            <div class="go"><button class="primary" type="submit" name="aller" value="rester">"Enregistrer et commencer"</button></div>
                        </fieldset>
                    </form>
                })}
            </section>
        }
        .into_any(),
    )
}

/// What the follow-up of the bilan before says of each.
fn told_lines(reading: &Reading<'_>, followed: &[FollowUp], before: Uuid) -> Option<AnyView> {
    let lines: Vec<_> = since::became(reading, followed)
        .into_iter()
        .map(|(name, standing)| view! { <li><strong>{format!("{name}\u{a0}: ")}</strong>{told(standing)}</li> })
        .collect();
    let page = Page::FollowUp(FollowUpPage::All {
        id: before,
        notice: None,
    });
    (!lines.is_empty())
        .then(|| view! { <ul>{lines}</ul><p><a href=page.path()>{FOLLOW_UP}</a></p> }.into_any())
}

fn rights(title: &'static str, changes: &[Change]) -> Option<impl IntoView + use<>> {
    let lines: Vec<AnyView> = changes
        .iter()
        .filter(|one| !one.private)
        .map(|one| {
            let amounts = match (&one.then, &one.now) {
                (Some(then), Some(now)) if then != now => format!("{now}, avant {then}"),
                (_, Some(now)) => now.clone(),
                (_, None) => String::new(),
            };
            view! { <li><strong>{one.name.clone()}</strong>" "{amounts}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <h3>{title}</h3><ul>{lines}</ul> })
}

//! Everything answered, theme by theme, with a link to change it; then the way to close.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use rules::{Answer, Path};

use super::load::{Office, about_bilan};
use crate::actions::CloseBilan;
use crate::components::Frame;
use crate::desk::BilanState;
use crate::interview::labels::capital;
use crate::interview::plan::{self, Place};
use crate::interview::{Reading, labels, said};
use crate::routes::Page;
use crate::words::numbers;
use crate::words::pages::RECAP;

/// The recapitulation.
#[component]
pub fn RecapPage() -> impl IntoView {
    about_bilan(|office| draw(&office))
}

fn draw(office: &Office) -> AnyView {
    let catalogue = office.desk.catalogue();
    let bilan = &office.bilan;
    let reading = Reading::new(&catalogue, bilan);
    // A shared bilan is copied and closed where it is held.
    let ours = bilan.shared.is_none();
    let closed = bilan.state == BilanState::Closed;
    let review = to_review(&reading);
    let body = view! {
        <p class="crumbs"><a href=Page::Resume(bilan.id).path()>"Revenir à l’entretien"</a></p>
        <h1>{RECAP}</h1>
        <p class="lead">{format!("Bilan {}, ouvert le {}, {}.", bilan.reference, numbers::date(bilan.opened_on), bilan.structure)}</p>
        <div class="actions">
            <a class="primary" href=Page::Results { id: bilan.id, by_organisation: false }.path()>"Voir les droits"</a>
            {ours.then(|| view! { <a class="quiet" href=Page::Copy(bilan.id, None).path()>"Copie pour la personne"</a> })}
            {(!closed && ours).then(|| view! {
                <form class="inline" action=CloseBilan::PATH method="post">
                    <input type="hidden" name="id" value=bilan.id.to_string()/>
                    <button class="quiet" type="submit">"Clore le bilan"</button>
                </form>
            })}
        </div>
        {(!review.is_empty()).then(|| view! {
            <section class="card">
                <h2>"À revoir"</h2>
                <ul>{review.into_iter().map(|(name, href)| view! { <li><a href=href>{name}</a></li> }).collect_view()}</ul>
            </section>
        })}
        {catalogue.themes().iter().map(|theme| theme_block(&reading, &theme.id, &theme.name)).collect_view()}
    }
    .into_any();
    view! { <Frame title=RECAP agent=Some(office.agent.clone())>{body}</Frame> }.into_any()
}

/// Answers flagged « à revoir » or that can not be read, with the screen to go to.
fn to_review(reading: &Reading<'_>) -> Vec<(String, String)> {
    reading
        .bilan
        .answers
        .iter()
        .filter(|stored| stored.to_review || matches!(stored.answer, Answer::Unreadable(_)))
        .filter_map(|stored| {
            let name = capital(&labels::label(
                reading.catalogue,
                &reading.situation,
                &stored.path,
            ));
            Some((name, screen_of(reading, &stored.path)?))
        })
        .collect()
}

/// The address of the screen that asks about a place.
pub fn screen_of(reading: &Reading<'_>, path: &Path) -> Option<String> {
    let question = plan::question_of(reading, path)?;
    let page = Page::step(reading.bilan.id, &question.theme, &question.screen);
    Some(format!("{}#q-{}", page.path(), question.id))
}

fn theme_block(reading: &Reading<'_>, theme: &str, name: &str) -> Option<impl IntoView + use<>> {
    let catalogue = reading.catalogue;
    let mut left = 0_usize;
    let mut lines: Vec<AnyView> = Vec::new();
    for question in catalogue
        .questions()
        .iter()
        .filter(|question| question.theme == theme)
    {
        let href = format!(
            "{}#q-{}",
            Page::step(reading.bilan.id, &question.theme, &question.screen).path(),
            question.id
        );
        let answers = said::said(reading, question);
        if answers.is_empty() {
            let waits = plan::place(reading, question) == Place::Asked { answered: false };
            left += usize::from(waits && !question.folded);
            continue;
        }
        let text = question.text.clone();
        lines.push(
            view! {
                <div class="said">
                    <dt>{text.clone()}</dt>
                    {answers.into_iter().map(|answer| view! { <dd>{answer.text()}</dd> }).collect_view()}
                    <dd class="said-edit"><a href=href>"Modifier"<span class="unseen">{format!("\u{a0}: {text}")}</span></a></dd>
                </div>
            }
            .into_any(),
        );
    }
    if lines.is_empty() && left == 0 {
        return None;
    }
    let name = name.to_owned();
    let rest = (left > 0)
        .then(|| numbers::count(left, "question encore utile", "questions encore utiles"));
    Some(view! {
        <section class="said-theme">
            <h2>{name}{rest.map(|rest| view! { <small>{rest}</small> })}</h2>
            <dl>{lines}</dl>
        </section>
    })
}

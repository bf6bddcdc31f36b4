//! Every reason of one line: conditions with their verdict and source, what would settle it, how to ask.

use leptos::prelude::*;
use rules::{Finding, Outcome, Right};

use super::how::how;
use super::load::{Office, about_bilan, instead, part};
use super::recap::screen_of;
use crate::components::Frame;
use crate::desk::{DeskError, RemarkSubject};
use crate::follow_up::within_reach;
use crate::interview::labels::capital;
use crate::interview::said::shown_at;
use crate::interview::{Reading, labels, panel};
use crate::routes::{CataloguePage, FollowUpPage, Page};
use crate::structures::roles::may;
use crate::words::follow_up::FOLLOW_ONE;
use crate::words::pages::REMARK;
use crate::words::{catalogue as catalogue_words, interview as words, numbers};

/// One right, as found for one bilan.
#[component]
pub fn RightPage() -> impl IntoView {
    let right = part("right");
    about_bilan(move |office| draw(&office, &right))
}

fn draw(office: &Office, id: &str) -> AnyView {
    let catalogue = office.desk.catalogue();
    let reading = Reading::new(&catalogue, &office.bilan);
    let Some((right, finding)) = catalogue.right(id).zip(reading.evaluation.finding(id)) else {
        return instead(DeskError::NotFound);
    };
    let line = panel::line(&reading, right, finding);
    let (class, tag) = words::outcome(finding.outcome);
    let bilan = office.bilan.id;
    let follow = office.bilan.training.is_none()
        && office.agent.roles.may(may::FOLLOW_UP)
        && within_reach(&catalogue, &office.bilan, id);
    let body = view! {
        <p class="crumbs">
            <a href=Page::Resume(bilan).path()>"Revenir à l’entretien"</a>
            <a href=Page::Results { id: bilan, by_organisation: false }.path()>"Tous les droits"</a>
            {follow.then(|| view! { <a href=Page::FollowUp(FollowUpPage::One { id: bilan, right: right.id.clone(), notice: None }).path()>{FOLLOW_ONE}</a> })}
        </p>
        <h1>{right.name.clone()}</h1>
        <p class="verdict-line"><span class=class>{tag}</span>{line.amount.map(|amount| view! { <span class="amount">{amount}</span> })}</p>
        <p class="lead">{right.sentence.clone()}</p>
        <div class="two two-wide">
            <div>
                {conditions(&reading, finding)}
                {missing(&reading, finding)}
                {related(&reading, right, finding)}
            </div>
            {how(&catalogue, right, reading.evaluation.date)}
        </div>
        <p><a href=CataloguePage::Right(right.id.clone()).path()>"La page publique de ce droit\u{a0}: règles, chiffres, exemple"</a></p>
<p class="hint"><a href=Page::Remark(RemarkSubject::Right(right.id.clone()), None).path()>{REMARK}</a></p>
        <p class="hint">
            {format!(
                "Catalogue {}, vérifié le {}, confiance {}. Sources\u{a0}: {}.",
                reading.evaluation.catalogue,
                numbers::date(right.checked_on),
                catalogue_words::sureness(right.confidence),
                right.sources.join("\u{a0}; "),
            )}
        </p>
    }
    .into_any();
    view! { <Frame title=right.name.clone() agent=Some(office.agent.clone())>{body}</Frame> }
        .into_any()
}

fn conditions(reading: &Reading<'_>, finding: &Finding) -> impl IntoView + use<> {
    let lines = finding
        .conditions
        .iter()
        .map(|condition| {
            let (class, verdict) = words::verdict(condition.verdict);
            let answers: Vec<String> = condition
                .facts
                .iter()
                .filter(|path| reading.answer(path).is_asked())
                .map(|path| {
                    let name = labels::label(reading.catalogue, &reading.situation, path);
                    format!("{}\u{a0}: {}", capital(&name), shown_at(reading.catalogue, path, reading.answer(path)))
                })
                .collect();
            view! {
                <li class="condition">
                    <p><span class=class>{verdict}</span>{format!(" {}", condition.label)}</p>
                    {condition.appraisal.as_ref().map(|appraisal| view! { <p class="hint">{appraisal.to_string()}</p> })}
                    {said(answers)}
                    <p class="source">{condition.source.to_string()}</p>
                </li>
            }
        })
        .collect_view();
    view! { <section><h2>"Les conditions"</h2><ul class="conditions">{lines}</ul></section> }
}

/// The answers a condition looked at: in sight when they are few, one click away when they are many.
fn said(answers: Vec<String>) -> Option<AnyView> {
    let count = answers.len();
    match count {
        0 => None,
        1..=3 => Some(view! { <p class="hint">{answers.join(" · ")}</p> }.into_any()),
        _ => Some(
            view! {
                <details class="hint">
                    <summary>{format!("{count}\u{a0}réponses regardées")}</summary>
                    <ul>{answers.into_iter().map(|answer| view! { <li>{answer}</li> }).collect_view()}</ul>
                </details>
            }
            .into_any(),
        ),
    }
}

fn missing(reading: &Reading<'_>, finding: &Finding) -> Option<impl IntoView + use<>> {
    let mut seen: Vec<(String, Option<String>)> = Vec::new();
    for path in &finding.missing {
        let line = (
            capital(&labels::label(reading.catalogue, &reading.situation, path)),
            screen_of(reading, path),
        );
        if !seen.contains(&line) {
            seen.push(line);
        }
    }
    let title = match finding.outcome {
        Outcome::Probable | Outcome::MayAsk | Outcome::AlreadyOpen => {
            "Ce qui préciserait le résultat"
        }
        _ => "Ce qui permettrait de savoir",
    };
    (!seen.is_empty()).then(|| {
        view! {
            <section>
                <h2>{title}</h2>
                <ul>
                    {seen.into_iter().map(|(name, href)| match href {
                        Some(href) => view! { <li><a href=href>{name}</a></li> }.into_any(),
                        None => view! { <li>{name}</li> }.into_any(),
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

fn related(
    reading: &Reading<'_>,
    right: &Right,
    finding: &Finding,
) -> Option<impl IntoView + use<>> {
    let bilan = reading.bilan.id;
    let link = |id: &String, before: &'static str| {
        let name = reading.catalogue.right(id)?.name.clone();
        let text = right
            .exclusions
            .iter()
            .find(|exclusion| exclusion.right == *id)
            .map(|exclusion| exclusion.text.clone());
        Some(view! {
            <li>
                {before}" "<a href=Page::Right { id: bilan, right: id.clone() }.path()>{name}</a>
                {text.map(|text| view! { <p class="hint">{text}</p> })}
            </li>
        })
    };
    let lines: Vec<_> = finding
        .after
        .iter()
        .filter_map(|id| link(id, "Vient après\u{a0}:"))
        .chain(
            finding
                .after_opening_of
                .iter()
                .filter_map(|id| link(id, "Attend l’ouverture de\u{a0}:")),
        )
        .chain(
            finding
                .choice_with
                .iter()
                .filter_map(|id| link(id, "Au choix avec\u{a0}:")),
        )
        .collect();
    (!lines.is_empty())
        .then(|| view! { <section><h2>"Avec les autres droits"</h2><ul>{lines}</ul></section> })
}

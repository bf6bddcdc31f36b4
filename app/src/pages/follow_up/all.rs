//! `/bilans/{id}/suivi`: the rights followed in a bilan, by how far each is; then those found and not followed yet.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use rules::{Finding, Outcome};
use uuid::Uuid;

use super::bench::{follow_button, followed_by};
use super::{name, summary};
use crate::actions::StartFollowing;
use crate::components::{Frame, NoticeLine};
use crate::desk::{DeskError, SharedDesk};
use crate::follow_up::bench::Followers;
use crate::follow_up::state::Phase;
use crate::follow_up::{FollowUp, to_follow, within_reach};
use crate::interview::{Reading, panel};
use crate::notes::Note;
use crate::pages::load::{self, Office, about, marked, notice};
use crate::pages::notes::section as notes_section;
use crate::routes::{FollowUpPage as Place, Notice, OrientationPage, Page};
use crate::structures::roles::may;
use crate::words::follow_up::{self as words, FOLLOW_UP};
use crate::words::numbers;
use crate::words::orientation::ORIENT;

/// The rights followed in a bilan.
#[component]
pub fn FollowUpsPage() -> impl IntoView {
    let notice = notice();
    about(load, move |loaded| {
        let training = loaded.office.bilan.training.is_some();
        marked(training, draw(loaded, notice))
    })
}

/// What the page loads.
struct Loaded {
    office: Office,
    followed: Vec<FollowUp>,
    followers: Followers,
    notes: Vec<Note>,
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<Loaded, DeskError> {
    let office = load::office(desk, id).await?;
    let (desk, bilan) = (&office.desk, office.bilan.id);
    Ok(Loaded {
        followed: desk.follow_ups(bilan).await?,
        followers: desk.followers(bilan).await?,
        notes: desk.notes(bilan).await?,
        office,
    })
}

fn draw(loaded: Loaded, notice: Option<Notice>) -> AnyView {
    let Loaded {
        office,
        followed,
        followers,
        notes,
    } = loaded;
    let office = &office;
    let follow = office.agent.roles.may(may::FOLLOW_UP);
    let catalogue = office.desk.catalogue();
    let reading = Reading::new(&catalogue, &office.bilan);
    let id = office.bilan.id;
    let is_followed = |finding: &Finding| {
        followed
            .iter()
            .any(|known| known.standing.right == finding.right)
    };
    let (found, open): (Vec<&Finding>, Vec<&Finding>) = reading
        .evaluation
        .findings
        .iter()
        .filter(|finding| !is_followed(finding))
        .filter(|finding| within_reach(&catalogue, &office.bilan, &finding.right))
        .filter(|finding| to_follow(finding) || finding.outcome == Outcome::AlreadyOpen)
        .partition(|finding| to_follow(finding));
    let many = follow && found.len() > 1;
    let line = |finding: &Finding| {
        let name = name(&catalogue, &finding.right);
        let amount = finding.amount.as_ref().and_then(panel::amount);
        view! {
            <li class="bilan">
                <div>
                    <p class="bilan-name">{name.clone()}</p>
                    {amount.map(|amount| view! { <p class="hint">{amount}</p> })}
                </div>
                {follow.then(|| view! {
                    <form class="inline" action=StartFollowing::PATH method="post">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <input type="hidden" name="right" value=finding.right.clone()/>
                        <button class="quiet" type="submit">"Suivre"<span class="unseen">{format!(" {name}")}</span></button>
                    </form>
                })}
            </li>
        }
    };
    let found = found.into_iter().map(line).collect_view();
    let open = open.into_iter().map(line).collect_view();
    let (no_found, no_open) = (found.is_empty(), open.is_empty());
    let none = followed.is_empty();
    let training = office.bilan.training.is_some();
    let phases = [
        ("À faire", Phase::ToDo),
        ("En cours", Phase::UnderWay),
        ("Terminé", Phase::Over),
    ];
    let phases = phases.map(|(title, phase)| {
        let lines: Vec<_> = followed
            .iter()
            .filter(|known| known.standing.state.phase() == phase)
            .map(|known| {
                let right = known.standing.right.clone();
                let title = name(&catalogue, &right);
                let page = Page::FollowUp(Place::One {
                    id,
                    right,
                    notice: None,
                })
                .path();
                view! {
                    <li class="bilan">
                        <div>
                            <p class="bilan-name"><a href=page>{title}</a></p>
                            {summary(&catalogue, &known.standing)}
                        </div>
                    </li>
                }
            })
            .collect();
        (!lines.is_empty())
            .then(|| view! { <section><h2>{title}</h2><ul class="bilans">{lines}</ul></section> })
    });
    let body = view! {
        <p class="crumbs">
            <a href=Page::Results { id, by_organisation: false }.path()>"Les droits repérés"</a>
            {follow.then(|| view! { <a href=Page::FollowUp(Place::BENCH).path()>"Tout le suivi"</a> })}
        </p>
        <h1>{FOLLOW_UP}</h1>
        <p class="lead">{format!("Bilan {}, du {}.", office.bilan.reference, numbers::date(office.bilan.opened_on))}</p>
        <NoticeLine notice/>
        {if training {
            view! { <p class="notice">{words::TRAINING}</p> }.into_any()
        } else {
            view! {
                <p class="hint">{followed_by(&followers)}</p>
                <div class="actions">
                    <a class="primary" href=Page::FollowUp(Place::Mine(id)).path()>"La page de la personne"</a>
                    {(follow && office.bilan.shared.is_none()).then(|| view! { <a class="quiet" href=Page::FollowUp(Place::Mandates { id, notice: None }).path()>"Mandats"</a> })}
                    {follow.then(|| follow_button(id, followers.mine, "bilan", ""))}
                    {office.bilan.shared.is_none().then(|| view! { <a class="quiet" href=Page::Orientation(OrientationPage::All(id, None)).path()>{ORIENT}</a> })}
                </div>
                {(none && no_found).then(|| view! {
                    <div class="empty">
                        <p class="empty-title">{words::NOTHING_FOUND}</p>
                        <p>{words::NOTHING_FOUND_HELP}</p>
                        <p><a href=Page::Resume(id).path()>"Reprendre l’entretien"</a></p>
                    </div>
                })}
                {(none && !no_found && follow).then(|| view! { <p class="notice">{words::NOTHING_FOLLOWED}</p> })}
                {(!no_found && !follow).then(|| view! { <p class="notice">{words::FOLLOWED_BY_OTHERS}</p> })}
                {phases.into_iter().collect_view()}
                {(!no_found).then(|| view! {
                    <section>
                        <h2>{words::TO_FOLLOW}</h2>
                        {many.then(|| view! {
                            <form class="inline" action=StartFollowing::PATH method="post">
                                <input type="hidden" name="id" value=id.to_string()/>
                                <button class="quiet" type="submit">"Les suivre tous"</button>
                            </form>
                        })}
                        <ul class="bilans">{found}</ul>
                    </section>
                })}
                {(!no_open).then(|| view! {
                    <details class="closed">
                        <summary>"Déjà ouverts, à renouveler un jour"</summary>
                        <ul class="bilans">{open}</ul>
                    </details>
                })}
                {notes_section(office, &notes)}
            }.into_any()
        }}
    };
    view! { <Frame title=FOLLOW_UP agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

//! `/bilans/{id}/suivi/{right}`: where one right stands, the form that moves it on, its history; beside it how it is asked for and
//! contested, as the catalogue states it, and whom to call.

use leptos::prelude::*;
use rules::Right;
use uuid::Uuid;

use super::fields::{fault_list, form};
use super::{organisation, summary};
use crate::components::{Frame, NoticeLine};
use crate::desk::{DeskError, SharedDesk};
use crate::follow_up::deadline::{appeal_of, last_day};
use crate::follow_up::form::{Echo, Typed, documents};
use crate::follow_up::told::told;
use crate::follow_up::{Contact, FollowUp, Standing, Step};
use crate::interview::Reading;
use crate::interview::labels::capital;
use crate::pages::how::how;
use crate::pages::load::{self, Office, about, instead, marked, notice, part};
use crate::routes::{FollowUpPage as Place, Notice, Page};
use crate::structures::roles::may;
use crate::words::follow_up::{self as words, FOLLOW_UP};
use crate::words::numbers;

/// What the page loads.
struct Loaded {
    office: Office,
    stands: Option<FollowUp>,
    steps: Vec<Step>,
    contacts: Vec<Contact>,
}

/// One right of a bilan.
#[component]
pub fn FollowUpPage() -> impl IntoView {
    let (right, notice) = (part("right"), notice());
    let echo = use_context::<Echo>();
    about(load, move |loaded| {
        let training = loaded.office.bilan.training.is_some();
        marked(training, draw(&loaded, &right, notice, echo.clone()))
    })
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<Loaded, DeskError> {
    let right = part("right");
    let office = load::office(desk, id).await?;
    let (desk, bilan) = (&office.desk, office.bilan.id);
    let followed = desk.follow_ups(bilan).await?;
    let mut followed = followed.into_iter();
    let stands = followed.find(|known| known.standing.right == right);
    let steps = desk.steps(bilan, &right).await?;
    let contacts = desk.contacts().await?;
    Ok(Loaded {
        office,
        stands,
        steps,
        contacts,
    })
}

fn draw(loaded: &Loaded, id: &str, notice: Option<Notice>, echo: Option<Echo>) -> AnyView {
    let Loaded {
        office,
        stands,
        steps,
        contacts,
    } = loaded;
    let catalogue = office.desk.catalogue();
    let Some(right) = catalogue.right(id) else {
        return instead(DeskError::NotFound);
    };
    let bilan = office.bilan.id;
    if office.bilan.training.is_some() {
        let body = view! { <p class="notice">{words::TRAINING}</p> }.into_any();
        return view! { <Frame title=FOLLOW_UP agent=Some(office.agent.clone())>{body}</Frame> }
            .into_any();
    }
    let today = office.desk.today();
    let is_fresh = echo.is_none();
    let theirs = echo.as_ref().and_then(|echo| echo.theirs.clone());
    let echo = echo.map(|mut echo| {
        // What somebody else wrote has been shown: saving again is a choice.
        if let Some(theirs) = &echo.theirs {
            echo.typed.seen = theirs.version;
        }
        echo
    });
    let echo = echo.unwrap_or_else(|| {
        let first = || {
            let reading = Reading::new(&catalogue, &office.bilan);
            let receipt = reading.evaluation.finding(id).and_then(|one| one.receipt);
            Standing::first(id, receipt, today)
        };
        let typed = match stands {
            Some(stands) => Typed::fresh(&stands.standing, stands.version, today),
            None => Typed::fresh(&first(), 0, today),
        };
        Echo {
            typed,
            ..Echo::default()
        }
    });
    let action = Page::FollowUp(Place::One {
        id: bilan,
        right: id.to_owned(),
        notice: None,
    })
    .path();
    let papers = documents(&catalogue, &office.bilan, right);
    let passed = stands
        .as_ref()
        .and_then(|stands| stands.standing.reminder.as_ref())
        .is_some_and(|reminder| reminder.on <= today);
    let concerned = stands
        .as_ref()
        .and_then(|stands| stands.standing.institution.clone());
    let follow = office.agent.roles.may(may::FOLLOW_UP);
    let body = view! {
        <p class="crumbs">
            <a href=Page::FollowUp(Place::All { id: bilan, notice: None }).path()>{FOLLOW_UP}</a>
            <a href=Page::Right { id: bilan, right: id.to_owned() }.path()>"Pourquoi ce droit"</a>
        </p>
        <h1>{right.name.clone()}</h1>
        <NoticeLine notice/>
        {fault_list(&echo.faults)}
        {theirs.map(|theirs| stale(&office.desk, &theirs))}
        <div class="two two-wide">
            <div>
                {is_fresh.then(|| stands.as_ref().map(|stands| view! {
                    <section>
                        {summary(&catalogue, &stands.standing)}
                        {passed.then(|| view! { <p class="hint">{words::REMINDER_PASSED}</p> })}
                        {contest(&stands.standing, right)}
                    </section>
                }))}
                {follow.then(|| form(&catalogue, right, &papers, &echo, action))}
                {(!follow).then(|| view! { <p class="notice">{words::FOLLOWED_BY_OTHERS}</p> })}
                {history(&office.desk, steps)}
            </div>
            <div>
                {how(&catalogue, right, office.bilan.law_date)}
                {call(&catalogue, right, concerned.as_deref(), contacts, follow)}
            </div>
        </div>
    };
    view! { <Frame title=right.name.clone() agent=Some(office.agent.clone())>{body.into_any()}</Frame> }
        .into_any()
}

/// What somebody else wrote in between.
fn stale(desk: &SharedDesk, theirs: &FollowUp) -> impl IntoView + use<> {
    let at = desk.paris(theirs.at);
    let who = format!(
        "{}, le {} à {}\u{a0}: {}",
        theirs.author,
        numbers::date(at.date()),
        numbers::time(at),
        told(&theirs.standing)
    );
    view! { <div class="conflict" role="alert"><p>{words::STALE}</p><p><b>{who}</b></p></div> }
}

/// How a refusal is contested, with the last day when the catalogue states a plain delay.
fn contest(standing: &Standing, right: &Right) -> Option<impl IntoView + use<>> {
    let appeal = appeal_of(standing, right)?;
    let day = last_day(&appeal.delay, standing.on);
    let prior = appeal.advice().or(appeal.prior.as_deref());
    let prior = prior.filter(|prior| !prior.is_empty()).map(capital);
    Some(view! {
        <div class="card stack">
            <h2>"Contester le refus"</h2>
            <p>{format!("{}\u{a0}: {}.", capital(&appeal.decision), appeal.delay.trim_end_matches('.'))}</p>
            {prior.map(|prior| view! { <p>{prior}</p> })}
            {day.map(|day| view! {
                <p><b>{format!("Avant le {}", numbers::date(day))}</b></p>
                <p class="hint">{words::APPEAL_DAY}</p>
            })}
            <p class="source">{appeal.source.clone()}</p>
        </div>
    })
}

fn history(desk: &SharedDesk, steps: &[Step]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = steps
        .iter()
        .rev()
        .map(|step| {
            let at = desk.paris(step.at);
            let by = format!("Écrit le {} par {}", numbers::date(at.date()), step.author);
            let note = Some(step.note.clone()).filter(|note| !note.is_empty());
            view! {
                <li>
                    <p>{told(&step.standing)}</p>
                    {note.map(|note| view! { <p>{note}</p> })}
                    <p class="hint">{by}</p>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(
        || view! { <section><h2>"Ce qui s’est passé"</h2><ul class="steps">{lines}</ul></section> },
    )
}

/// Whom to call at the organisation of the right, and at the one that is concerned; whoever may `change` the list is led to it.
fn call(
    catalogue: &rules::Catalogue,
    right: &Right,
    concerned: Option<&str>,
    contacts: &[Contact],
    change: bool,
) -> impl IntoView + use<> {
    let of = |contact: &&Contact| {
        let place = contact.who.organisation.as_str();
        place == right.organisation || Some(place) == concerned
    };
    let lines: Vec<_> = contacts
        .iter()
        .filter(of)
        .map(|contact| {
            let who = contact.who.clone();
            let place = organisation(catalogue, &who.organisation);
            view! {
                <li>
                    <p><b>{format!("{}, {}", who.name, who.phone)}</b></p>
                    <p class="hint">{place}</p>
                    {(!who.note.is_empty()).then(|| view! { <p class="hint">{who.note}</p> })}
                </li>
            }
        })
        .collect();
    let none = lines.is_empty();
    view! {
        <aside class="card stack" aria-labelledby="appeler">
            <h2 id="appeler">"Qui appeler si le dossier est bloqué"</h2>
            {none.then(|| view! { <p class="hint">{words::NO_CONTACT}</p> })}
            <ul>{lines}</ul>
            {change.then(|| view! { <p><a href=Page::FollowUp(Place::Contacts { notice: None }).path()>{words::CONTACTS}</a></p> })}
        </aside>
    }
}

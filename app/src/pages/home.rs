//! « Mes bilans »: resume one, find one again, or open a new one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use rules::Fault;

use super::again::again;
use super::by_name::{self, ByName};
use super::first_steps::first_steps;
use super::load::{desk, instead, notice};
use super::once::Once;
use super::opening::{Requests, TrainingDoor};
use crate::actions::OpenBilan;
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, BilanCard, BilanState, DeskError, SharedDesk};
use crate::interview::journey;
use crate::orientation::{Side, State};
use crate::routes::{Notice, OrientationPage, Page};
use crate::structures::roles::may;
use crate::words::erasure::ERASURES;
use crate::words::figures::MAY_NOT_SEE;
use crate::words::legal_frame::NOT_SAID;
use crate::words::orientation::RECEIVED;
use crate::words::pages::{
    HOME, NEW_BILAN, NO_BILAN, NO_BILAN_HELP, REMARKS, SEE_FAULTS, catalogue_refused,
};
use crate::words::structures::MAY_NOT_HOLD;
use crate::words::{interview as words, numbers};

/// The list and the form side by side.
#[component]
pub fn HomePage() -> impl IntoView {
    let desk = desk();
    let notice = notice();
    let asked = use_context::<ByName>();
    let once = Once::default();
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let (desk, asked, once) = (desk.clone(), asked.clone(), once.clone());
                Suspend::new(async move {
                    match once.load(|| load(desk.clone(), asked.clone())).await {
                        Ok(loaded) => home(loaded, notice),
                        Err(error) => instead(error),
                    }
                })
            }}
        </Suspense>
    }
}

/// What the page loads.
struct Loaded {
    desk: SharedDesk,
    agent: Agent,
    cards: Vec<BilanCard>,
    /// What was looked for; then the cards are those that were found.
    asked: Option<ByName>,
    /// How many remarks nobody has looked at, for the référents.
    remarks: Option<usize>,
    /// The structure has not said its legal frame: real people wait.
    unframed: bool,
    /// How many of the people sent here wait, when somebody was ever sent.
    received: Option<usize>,
    /// How many ask to be erased and wait for a decision, for whoever takes it.
    to_erase: usize,
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    asked: Option<ByName>,
) -> Result<Loaded, DeskError> {
    let desk = desk?;
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let cards = match &asked {
        Some(ByName {
            found: Ok(found), ..
        }) => found.clone(),
        _ => desk.bilans().await?,
    };
    let remarks = desk.new_remarks().await?;
    let received = if agent.roles.may(may::INTERVIEW) {
        let received = desk.orientations_of(Side::Received).await?;
        let waits = |state| matches!(state, State::Sent | State::Received);
        let waiting = received.iter().filter(|one| waits(one.standing.state));
        Some(waiting.count()).filter(|_| !received.is_empty())
    } else {
        None
    };
    let unframed = !desk.own_legal_frame().await?.missing().is_empty();
    let to_erase = if agent.roles.may(may::STRUCTURE) {
        desk.erasures().await?.len()
    } else {
        0
    };
    Ok(Loaded {
        desk,
        agent,
        cards,
        asked,
        remarks,
        unframed,
        received,
        to_erase,
    })
}

/// Leads to the requests to be erased that wait: the law gives a month.
fn asked_to_erase(waiting: usize) -> Option<impl IntoView> {
    (waiting > 0).then(|| {
        view! {
            <p class="notice"><a href=Page::Erasures(None).path()>{ERASURES}</a>{format!(" ({})", numbers::count(waiting, "attend votre décision", "attendent votre décision"))}</p>
        }
    })
}

/// The faults of a catalogue that changed and was refused; nothing when there are none.
fn refused_catalogue(faults: &[Fault]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let lines = faults
        .iter()
        .map(|fault| view! { <li>{fault.to_string()}</li> })
        .collect_view();
    Some(
        view! {
            <div class="notice notice-bad" role="alert" id="catalogue-refuse">
                <p>{catalogue_refused(faults.len())}</p>
                <details>
                    <summary>{SEE_FAULTS}</summary>
                    <ul>{lines}</ul>
                </details>
            </div>
        }
        .into_any(),
    )
}

fn home(loaded: Loaded, notice: Option<Notice>) -> AnyView {
    let Loaded {
        desk,
        agent,
        cards,
        asked,
        remarks,
        unframed,
        received,
        to_erase,
    } = loaded;
    let desk = &desk;
    if !agent.roles.may(may::INTERVIEW) {
        return without_interviews(desk, agent, to_erase, notice);
    }
    let nobody_yet = asked.is_none() && cards.is_empty();
    let founding = nobody_yet && agent.roles.may(may::STRUCTURE);
    let search = (!nobody_yet).then(|| by_name::form(asked.as_ref()));
    let list = match asked {
        Some(ByName { found: Ok(_), .. }) => by_name::results(desk, cards),
        _ => lists(desk, cards, agent.allowed.hold),
    };
    let body = view! {
        <NoticeLine notice/>
        {refused_catalogue(&desk.refused_catalogue())}
        {unframed.then(|| view! { <p class="notice" id="cadre-legal">{NOT_SAID}</p> })}
        {asked_to_erase(to_erase)}
        {remarks.map(|waiting| view! {
            <p><a href=Page::Remarks.path()>{REMARKS}</a>{format!(" ({})", numbers::count(waiting, "nouvelle", "nouvelles"))}</p>
        })}
        {received.map(|waiting| view! {
            <p><a href=Page::Orientation(OrientationPage::List).path()>{RECEIVED}</a>{format!(" ({})", numbers::count(waiting, "personne attend", "personnes attendent"))}</p>
        })}
        <div class="two">
            <section aria-labelledby="en-cours">
                <h1 id="en-cours">{HOME}</h1>
                {search}
                {list}
            </section>
            {if agent.allowed.hold {
                view! { <NewBilan/> }.into_any()
            } else {
                view! { <p class="notice notice-bad">{MAY_NOT_HOLD}</p> }.into_any()
            }}
        </div>
        {founding.then(|| view! {
            <section aria-labelledby="premiers-pas">
                <h2 id="premiers-pas">"Pour commencer"</h2>
                {first_steps(agent.roles)}
            </section>
        })}
    }
    .into_any();
    view! { <Frame title=HOME agent=Some(agent)>{body}</Frame> }.into_any()
}

/// The bilans that are open, then those that are closed; whoever may `hold` none is not told to open one.
fn lists(desk: &SharedDesk, cards: Vec<BilanCard>, hold: bool) -> AnyView {
    let (open, closed): (Vec<_>, Vec<_>) = cards
        .into_iter()
        .partition(|card| card.state == BilanState::Open);
    let lines = |cards: Vec<BilanCard>| {
        cards
            .into_iter()
            .map(|card| line(desk, card))
            .collect_view()
    };
    let first = if open.is_empty() {
        view! {
            <div class="empty">
                <p class="empty-title">{NO_BILAN}</p>
                {hold.then(|| view! { <p>{NO_BILAN_HELP}</p> })}
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="bilans">{lines(open)}</ul> }.into_any()
    };
    view! {
        {first}
        {(!closed.is_empty()).then(|| view! {
            <details class="closed">
                <summary>{format!("Bilans clos ({})", closed.len())}</summary>
                <ul class="bilans">{lines(closed)}</ul>
            </details>
        })}
    }
    .into_any()
}

/// The first screen of whoever holds no interview: what there is to do, and no bilan.
fn without_interviews(
    desk: &SharedDesk,
    agent: Agent,
    to_erase: usize,
    notice: Option<Notice>,
) -> AnyView {
    let name = agent.name.clone();
    // What no agreement allows is said before the doors that would lead to it.
    let lacks = if agent.roles.may(may::STRUCTURE) && !agent.allowed.hold {
        Some(MAY_NOT_HOLD)
    } else if agent.roles.may(may::FIGURES) && !agent.allowed.figures {
        Some(MAY_NOT_SEE)
    } else {
        None
    };
    let body = view! {
        <NoticeLine notice/>
        {refused_catalogue(&desk.refused_catalogue())}
        {lacks.map(|lacks| view! { <p class="notice notice-bad">{lacks}</p> })}
        {asked_to_erase(to_erase)}
        <h1>{format!("Bonjour, {name}")}</h1>
        <p class="lead">"Votre rôle n’ouvre aucun bilan\u{a0}: ce que les personnes ont répondu reste à ceux qui les accompagnent."</p>
        {first_steps(agent.roles)}
    }
    .into_any();
    view! { <Frame title=HOME agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

/// One bilan of a list.
pub(super) fn line(desk: &SharedDesk, card: BilanCard) -> impl IntoView + use<> {
    let touched = desk.paris(card.touched_at);
    let when = if touched.date() == desk.today() {
        format!("aujourd’hui à {}", numbers::time(touched))
    } else {
        format!("le {}", numbers::date(touched.date()))
    };
    let (verb, page) = match card.state {
        BilanState::Open => ("Reprendre", Page::Resume(card.id)),
        BilanState::Closed => (
            "Relire",
            Page::Results {
                id: card.id,
                by_organisation: false,
            },
        ),
    };
    let reference = card.reference.clone();
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-code">{card.reference}</p>
                {card.name.map(|name| view! { <p class="bilan-name">{name}</p> })}
                <p class="hint">{format!("Ouvert le {} par {}", numbers::date(card.opened_on), card.agent)}</p>
                <p class="hint">{format!("Dernière réponse\u{a0}: {when}")}</p>
            </div>
            <div class="actions">
                <a class="quiet" href=page.path()>
                    {verb}
                    <span class="unseen">{format!(" le bilan {reference}")}</span>
                </a>
                {(card.state == BilanState::Closed).then(|| again(card.id, &reference))}
            </div>
        </li>
    }
}

/// Everything is optional but the choice, and the choice has a default.
#[component]
fn NewBilan() -> impl IntoView {
    view! {
        <form class="card stack" action=OpenBilan::PATH method="post" aria-labelledby="nouveau-bilan">
            <h2 id="nouveau-bilan">{NEW_BILAN}</h2>
            <Requests/>
            <fieldset>
                <legend>"Par quoi commencer\u{202f}?"</legend>
                <div class="choices choices-tall">
                    <label><input type="radio" name="way" value="themes" checked/><span>"Tous les thèmes, 45 minutes"</span></label>
                    <label><input type="radio" name="way" value=journey::SWEEP/><span>{words::START_SWEEP}</span></label>
                </div>
            </fieldset>
            <details>
                <summary>"Donner un nom (facultatif)"</summary>
                <p class="hint">"Un code est créé pour la personne. Il suffit pour reprendre le bilan\u{a0}: son nom n’est écrit que si elle le souhaite."</p>
                <div class="field">
                    <label for="prenom">"Prénom"</label>
                    <input id="prenom" name="first_name" type="text" autocomplete="off" maxlength="100"/>
                </div>
                <div class="field">
                    <label for="nom-famille">"Nom"</label>
                    <input id="nom-famille" name="last_name" type="text" autocomplete="off" maxlength="100"/>
                </div>
            </details>
            <button class="primary" type="submit">"Commencer l’entretien"</button>
            <TrainingDoor/>
        </form>
    }
}

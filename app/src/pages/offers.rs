//! `/a-proposer`: the people to whom a bilan is to be offered, and the two forms that add some.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::{notice, page};
use crate::actions::{OpenOffered, SetOffer};
use crate::components::{Frame, NoticeLine, typed_text};
use crate::desk::{Agent, SharedDesk};
use crate::offers::form::{Echo, One};
use crate::offers::list::CELL_LENGTH;
use crate::offers::{Offer, OfferState};
use crate::routes::{Notice, Page};
use crate::words::numbers;
use crate::words::offers::{self as words, OFFERS};
use crate::words::structures::MAY_NOT_HOLD;

/// The list beside its forms.
#[component]
pub fn OffersPage() -> impl IntoView {
    let (notice, echo) = (notice(), use_context::<Echo>().unwrap_or_default());
    page(
        |desk: SharedDesk| async move { desk.offers().await },
        move |_, agent, offers| draw(agent, offers, notice, &echo),
    )
}

fn draw(agent: Agent, offers: Vec<Offer>, notice: Option<Notice>, echo: &Echo) -> AnyView {
    let (waiting, over): (Vec<Offer>, Vec<Offer>) = offers
        .into_iter()
        .partition(|offer| matches!(offer.state, OfferState::Waiting | OfferState::Unreached));
    let may_hold = agent.allowed.hold;
    let none = waiting.is_empty();
    let lead = numbers::count(waiting.len(), "personne attend", "personnes attendent");
    let waiting = waiting
        .into_iter()
        .map(|offer| line(offer, may_hold))
        .collect_view();
    let over_title = format!("Celles qui ont répondu ({})", over.len());
    let has_over = !over.is_empty();
    let over = over
        .into_iter()
        .map(|offer| line(offer, may_hold))
        .collect_view();
    let told = echo.told();
    let kind = if echo.is_refused() {
        "notice notice-bad"
    } else {
        "notice"
    };
    let body = view! {
        <h1>{OFFERS}</h1>
        <p class="lead">{words::HELP}</p>
        <NoticeLine notice/>
        {(!told.is_empty()).then(|| view! {
            <div class=kind role="alert">{told.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}</div>
        })}
        {(!may_hold).then(|| view! { <p class="notice notice-bad">{MAY_NOT_HOLD}</p> })}
        <div class="two">
            <section aria-label=OFFERS>
                {if none {
                    view! {
                        <div class="empty">
                            <p class="empty-title">{words::NOBODY}</p>
                            <p>{words::NOBODY_HELP}</p>
                        </div>
                    }.into_any()
                } else {
                    view! { <p class="hint">{lead}</p><ul class="bilans">{waiting}</ul> }.into_any()
                }}
                {has_over.then(|| view! {
                    <details class="closed">
                        <summary>{over_title}</summary>
                        <ul class="bilans">{over}</ul>
                    </details>
                })}
            </section>
            <div class="stack">
                {paste(echo)}
                {one(echo.one.clone().unwrap_or_default())}
            </div>
        </div>
    };
    view! { <Frame title=OFFERS agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

/// One person: who, since when, what became of it, and what can be done next.
fn line(offer: Offer, may_hold: bool) -> impl IntoView {
    let Offer {
        id,
        who,
        listed_on,
        state,
        bilan,
    } = offer;
    let name = format!("{} {}", who.first_name, who.last_name);
    let born = format!("Date de naissance\u{a0}: {}", numbers::date(who.born));
    let listed = format!("Dans la liste depuis le {}", numbers::date(listed_on));
    let states: &[(OfferState, &str)] = match state {
        OfferState::Waiting => &[
            (OfferState::Unreached, "Pas joignable"),
            (OfferState::Declined, "Ne souhaite pas"),
        ],
        OfferState::Unreached => &[
            (OfferState::Waiting, "Rappeler"),
            (OfferState::Declined, "Ne souhaite pas"),
        ],
        OfferState::Declined => &[(OfferState::Waiting, "A changé d’avis")],
        OfferState::Held => &[],
    };
    let open = may_hold && matches!(state, OfferState::Waiting | OfferState::Unreached);
    let for_whom = format!(" pour {name}");
    let choices = states
        .iter()
        .map(|(to, words)| {
            let unseen = for_whom.clone();
            view! {
                <form class="inline" action=SetOffer::PATH method="post">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <input type="hidden" name="state" value=to.word()/>
                    <button class="quiet" type="submit">{*words}<span class="unseen">{unseen}</span></button>
                </form>
            }
        })
        .collect_view();
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name">{name}</p>
                {(!who.contact.is_empty()).then(|| view! { <p>{who.contact}</p> })}
                <p class="hint">{born}</p>
                <p class="hint">{listed}</p>
                {(state != OfferState::Waiting).then(|| view! { <p><span class="tag">{words::state(state)}</span></p> })}
            </div>
            <div class="actions">
                {open.then(|| view! {
                    <form class="inline" action=OpenOffered::PATH method="post">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="primary" type="submit">"Commencer"<span class="unseen">{for_whom.clone()}</span></button>
                    </form>
                })}
                {bilan.map(|bilan| view! { <a class="quiet" href=Page::Resume(bilan).path()>"Voir le bilan"<span class="unseen">{for_whom.clone()}</span></a> })}
                {choices}
            </div>
        </li>
    }
}

fn paste(echo: &Echo) -> impl IntoView + use<> {
    let lines = typed_text(&echo.left());
    let invalid = (echo.is_refused() && echo.one.is_none()).then_some("true");
    view! {
        <form class="card stack" method="post" action=(Page::Offers { notice: None }).path() autocomplete="off" aria-labelledby="coller">
            <h2 id="coller">"Ajouter une liste"</h2>
            <div class="field">
            <label for="lignes">{words::PASTE}</label>
            <p class="hint" id="lignes-aide">{words::PASTE_HELP}</p>
            <textarea id="lignes" name="lignes" rows="6" required aria-describedby="lignes-aide" aria-invalid=invalid inner_html=lines></textarea>
            </div>
            <button class="primary" type="submit">"Ajouter la liste"</button>
        </form>
    }
}

fn one(typed: One) -> impl IntoView {
    let length = CELL_LENGTH.to_string();
    let field = |id: &'static str,
                 label: &'static str,
                 kind: &'static str,
                 value: String,
                 required: bool| {
        let length = length.clone();
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id name=id type=kind value=value required=required maxlength=(kind != "date").then_some(length) autocomplete="off"/>
            </div>
        }
    };
    view! {
        <form class="card stack" method="post" action=(Page::Offers { notice: None }).path() autocomplete="off" aria-labelledby="ajouter">
            <h2 id="ajouter">"Ajouter une personne"</h2>
            {field("nom", "Nom", "text", typed.last_name, true)}
            {field("prenom", "Prénom", "text", typed.first_name, true)}
            {field("naissance", "Date de naissance", "date", typed.born, true)}
            {field("telephone", "Téléphone (facultatif)", "text", typed.contact, false)}
            <button class="primary" type="submit">"Ajouter la personne"</button>
        </form>
    }
}

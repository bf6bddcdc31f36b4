//! A bilan read in an emergency, by whoever sees no answers otherwise: with a reason, for an hour, journaled.

use leptos::prelude::*;
use uuid::Uuid;

use super::{about, desk, instead, support};
use crate::components::{Frame, typed_text};
use crate::desk::{Agent, Bilan, DeskError, SharedDesk};
use crate::routes::{Page, SharingPage};
use crate::sharing::{EMERGENCY_MINUTES, REASON_LENGTH};
use crate::words::sharing::EMERGENCY;

/// What was typed, and why nothing was opened.
#[derive(Clone)]
pub struct NotOpened {
    /// The reference.
    pub reference: String,
    /// The reason.
    pub reason: String,
    /// The sentence.
    pub problem: &'static str,
}

/// The form.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    let agent = match desk().and_then(|desk| desk.agent().ok_or(DeskError::SignedOut)) {
        Ok(agent) => agent,
        Err(error) => return instead(error),
    };
    let (reference, reason, problem) = use_context::<NotOpened>()
        .map(|typed| (typed.reference, typed.reason, Some(typed.problem)))
        .unwrap_or_default();
    let reason = typed_text(&reason);
    let action = Page::Sharing(SharingPage::Emergency).path();
    let body = view! {
        <h1>{EMERGENCY}</h1>
        {problem.map(|problem| view! { <p class="notice notice-bad" role="alert">{problem}</p> })}
        <p>{format!("Votre rôle ne vous montre pas ce que les personnes ont répondu. En urgence (danger, délai qui expire, agent absent), vous pouvez lire un bilan pendant {EMERGENCY_MINUTES} minutes. Votre nom et votre raison restent au journal, et la structure qui tient le bilan les voit.")}</p>
        <form class="card stack" action=action method="post" autocomplete="off">
            <div class="field">
                <label for="urgence-code">"Code du bilan"</label>
                <input id="urgence-code" name="reference" type="text" required maxlength="40" autocapitalize="characters" spellcheck="false" value=reference/>
            </div>
            <div class="field">
                <label for="urgence-raison">"Pourquoi faut-il le lire maintenant\u{202f}?"</label>
                <p class="hint" id="urgence-raison-aide">{format!("Une phrase, {REASON_LENGTH} caractères au moins.")}</p>
                <textarea id="urgence-raison" name="reason" rows="3" required minlength=REASON_LENGTH.to_string() maxlength="500" aria-describedby="urgence-raison-aide">{reason}</textarea>
            </div>
            <button class="primary" type="submit">"Ouvrir et le noter au journal"</button>
        </form>
    }
    .into_any();
    view! { <Frame title=EMERGENCY agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

/// The bilan, as its support shows it.
#[component]
pub fn InEmergencyPage() -> impl IntoView {
    about(load, |(desk, agent, bilan)| draw(&desk, agent, &bilan))
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(SharedDesk, Agent, Bilan), DeskError> {
    let desk = desk?;
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let bilan = desk
        .read_in_emergency(id?)
        .await?
        .ok_or(DeskError::NotFound)?;
    Ok((desk, agent, bilan))
}

fn draw(desk: &SharedDesk, agent: Agent, bilan: &Bilan) -> AnyView {
    let body = view! {
        <p class="notice notice-bad">{format!("Lecture en urgence, pendant {EMERGENCY_MINUTES} minutes. Elle est notée au journal.")}</p>
        {support::read_only(desk, bilan)}
    }
    .into_any();
    view! { <Frame title=EMERGENCY agent=Some(agent)>{body}</Frame> }.into_any()
}

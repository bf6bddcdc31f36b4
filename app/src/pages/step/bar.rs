//! The bar above the interview: what is saved, which bilan, the mode discret, the way out.

use leptos::prelude::*;

use crate::components::Mark;
use crate::islands::StepLive;
use crate::pages::load::Office;
use crate::routes::{Page, Step};
use crate::words::interview::{DENSE, NOT_DENSE};
use crate::words::pages::{PRODUCT, RECAP};
use crate::words::training::COMPARE;

/// The bar. The state of saving is an island; without it, the page says what the last form did.
pub fn bar(office: &Office, step: &Step, discreet: bool) -> impl IntoView + use<> {
    let bilan = &office.bilan;
    let left = (office.agent.session_ends - office.desk.now()).num_seconds();
    let seconds = u32::try_from(left).unwrap_or(0);
    let back = Page::Step(step.shown(|_| ())).path();
    let toggle = Page::Step(step.shown(|view| view.discreet = Some(!discreet))).path();
    let is_dense = step.view.is_dense();
    let dense = Page::Step(step.shown(|view| view.dense = Some(!is_dense))).path();
    let name = bilan
        .person
        .as_ref()
        .map(|person| format!("{}\u{a0}· ", person.full()))
        .unwrap_or_default();
    let sign_in = Page::SignIn {
        notice: None,
        next: Page::parse(&back).map(Box::new),
    }
    .path();
    // What is shown is what is kept: a page that is read again says so too.
    let saved = step.view.saved || !bilan.answers.is_empty();
    view! {
        <header class="top top-talk">
            <a class="brand" href=Page::Home { notice: None }.path()>
                <Mark/>
                <span class="brand-name">{PRODUCT}</span>
            </a>
            <StepLive seconds sign_in saved/>
            <p class="who secret">{format!("{name}Bilan {}\u{a0}· {}", bilan.reference, bilan.structure)}</p>
            <a class="quiet secret" id="dense" href=dense>{if is_dense { NOT_DENSE } else { DENSE }}</a>
            <a class="quiet" id="discret" href=toggle aria-pressed=if discreet { "true" } else { "false" } role="button">
                {if discreet { "Tout montrer" } else { "Mode discret" }}
                <kbd>"F2"</kbd>
            </a>
            {bilan.training.is_some().then(|| view! { <a class="quiet" href=Page::TrainingEnd(bilan.id).path()>{COMPARE}</a> })}
            <a class="quiet secret" href=Page::Recap(bilan.id).path()>{RECAP}</a>
        </header>
    }
}

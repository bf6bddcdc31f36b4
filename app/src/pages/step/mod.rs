//! One screen of the interview: themes on one side, questions in the middle, rights on the other.

mod bar;
mod before;
mod fields;
mod form;
mod side;
mod tables;

use leptos::prelude::*;
use leptos::server_fn::axum_export::http::{HeaderValue, StatusCode, header, request::Parts};
use leptos_axum::ResponseOptions;
use uuid::Uuid;

use super::load::{self, Office, about_bilan, instead, part};
use crate::components::{Foot, Title};
use crate::desk::{BilanState, DeskError};
use crate::interview::receive::Echo;
use crate::interview::{Reading, journey, panel, urgency};
use crate::routes::{Page, Step, StepView};
use crate::words::pages::PRODUCT;

pub use fields::conflict_html;
pub use form::question_html;
pub use side::{urgent as step_urgent, urgent_html};
pub use tables::receipts;

/// A screen of the interview.
#[component]
pub fn StepPage() -> impl IntoView {
    let (theme, screen) = (part("theme"), part("screen"));
    let query = use_context::<Parts>()
        .and_then(|parts| parts.uri.query().map(str::to_owned))
        .unwrap_or_default();
    let mut view = StepView::parse(&query);
    let discreet = settle("discret", view.discreet);
    view.dense = settle("dense", view.dense).then_some(true);
    let echo = use_context::<Echo>();
    about_bilan(move |office| {
        let step = Step {
            id: office.bilan.id,
            theme: theme.clone(),
            screen: screen.clone(),
            view: view.clone(),
        };
        draw(&office, step, echo.as_ref(), discreet)
    })
}

/// A way of showing the screens as asked by the address, kept in a cookie; else as the cookie says.
fn settle(way: &str, asked: Option<bool>) -> bool {
    let Some(on) = asked else {
        return load::prefers(way);
    };
    let cookie = if on {
        format!("{way}=oui; Path=/; SameSite=Lax")
    } else {
        format!("{way}=; Path=/; SameSite=Lax; Max-Age=0")
    };
    if let (Some(response), Ok(cookie)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&cookie),
    ) {
        response.append_header(header::SET_COOKIE, cookie);
    }
    on
}

fn draw(office: &Office, step: Step, echo: Option<&Echo>, discreet: bool) -> AnyView {
    let catalogue = office.desk.catalogue();
    let shared = office.bilan.shared.as_ref();
    let known = shared.is_none_or(|scope| scope.themes.contains(&step.theme));
    let theme = catalogue.theme(&step.theme).filter(|_| known);
    let found = theme.zip(
        catalogue
            .screens(&step.theme)
            .find(|screen| screen.id == step.screen),
    );
    let Some((theme, screen)) = found else {
        return instead(DeskError::NotFound);
    };
    if echo.is_some()
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(StatusCode::CONFLICT);
    }
    let reading = Reading::new(&catalogue, &office.bilan);
    let dense = step.view.is_dense();
    let first = dense
        || catalogue
            .screens(&step.theme)
            .next()
            .is_some_and(|first| first.id == screen.id);
    let heading = if dense { &theme.name } else { &screen.title };
    let title = if discreet {
        PRODUCT.to_owned()
    } else {
        format!("{heading}\u{a0}– {PRODUCT}")
    };
    let closed = office.bilan.state == BilanState::Closed;
    let urgent = urgency::urgencies(&reading, step.view.alone);
    let urgent_open = side::urgent_is_open(&reading, &step.theme);
    view! {
        <Title text=title/>
        <a class="skip" href="#contenu">"Aller aux questions"</a>
        {bar::bar(office, &step, discreet)}
        <div class=if discreet { "desk discreet" } else { "desk" } id="bureau">
            <nav class="side" aria-label="Thèmes">
                {side::sweep(&reading, &step)}
                {side::themes(&reading, &step)}
                {side::clock(office, &reading)}
            </nav>
            <main id="contenu" class="talk" tabindex="-1">
                {side::heading(theme, &step).map(|name| view! { <p class="talk-theme secret">{name}</p> })}
                // The mode discret hides what is talked about; the page keeps its heading.
                <h1><span class="secret">{heading.clone()}</span><span class="discreet-title">"Entretien"</span></h1>
                <section id="urgent" aria-label="Urgences" class="secret">{side::urgent(urgent, urgent_open)}</section>
                {first.then(|| view! { <p class="say"><b>"À dire"</b>{theme.say.clone()}</p> })}
                {office.bilan.training.is_some().then(|| side::craft(&step.theme))}
                {screen.intro.clone().filter(|_| !dense).map(|intro| view! { <p class="intro">{intro}</p> })}
                {closed.then(|| form::closed(office.bilan.id))}
                {form::form(office, &reading, &step, echo)}
            </main>
            <aside class="panel secret" aria-label="Droits repérés">
                <p class="unseen" id="annonce" aria-live="polite"></p>
                <div id="panneau">
                    <panel::PanelView panel=panel::build(&reading) bilan=office.bilan.id/>
                </div>
            </aside>
        </div>
        <Foot/>
    }
    .into_any()
}

/// The form's own key: one a rendering.
fn key() -> Uuid {
    Uuid::new_v4()
}

/// The page before and after a screen, for the form's links.
fn neighbours(reading: &Reading<'_>, step: &Step) -> journey::Neighbours {
    let mut near = journey::neighbours(reading, step);
    if let Some(Page::Step(previous)) = &mut near.previous
        && previous.theme == step.theme
    {
        previous.view.alone = step.view.alone;
        previous.view.partner = step.view.partner;
    }
    near
}

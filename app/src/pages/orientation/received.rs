//! `/orientations/{orientation}`: a sheet that was received, and the answer. The bilan it comes from is not there.

use leptos::prelude::*;

use super::sheet::article;
use super::step::{form, history};
use super::{orientation_id, standing};
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, DeskError, SharedDesk};
use crate::orientation::step::Echo;
use crate::orientation::{Orientation, Side, Step};
use crate::pages::load::{notice, page};
use crate::routes::{Notice, OrientationPage as Place, Page};
use crate::words::orientation::{RECEIVED, SHEET};

/// One orientation, for whoever receives.
#[component]
pub fn ReceivedOrientationPage() -> impl IntoView {
    let (id, notice, echo) = (orientation_id(), notice(), use_context::<Echo>());
    page(
        move |desk: SharedDesk| async move {
            let one = desk.orientation(id?).await?;
            let one = one.filter(|one| one.side == Side::Received);
            let one = one.ok_or(DeskError::NotFound)?;
            let steps = desk.orientation_steps(one.id).await?;
            Ok((one, steps))
        },
        move |desk, agent, (one, steps)| draw(desk, agent, (&one, &steps), notice, echo.clone()),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    (one, steps): (&Orientation, &[Step]),
    notice: Option<Notice>,
    echo: Option<Echo>,
) -> AnyView {
    let action = Page::Orientation(Place::Received(one.id, None)).path();
    let body = view! {
        <div class="stack">
        <div class="copy-desk">
            <p class="crumbs"><a href=Page::Orientation(Place::List).path()>{RECEIVED}</a></p>
            <NoticeLine notice/>
            {standing(one)}
        </div>
        {article(desk, one, true)}
        <div class="no-print">{form(desk, one, echo, action)}</div>
        {history(desk, steps)}
        </div>
    };
    view! { <Frame title=SHEET agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

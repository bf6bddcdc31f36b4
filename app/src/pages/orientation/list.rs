//! `/orientations`: what the structure receives and what it sends, what waits first.

use leptos::prelude::*;

use super::line;
use crate::components::Frame;
use crate::desk::{Agent, SharedDesk};
use crate::orientation::{Orientation, Side};
use crate::pages::load::page;
use crate::words::orientation::{self as words, ORIENTATIONS};

/// The orientations of the agent's structure.
#[component]
pub fn OrientationsListPage() -> impl IntoView {
    page(
        |desk: SharedDesk| async move {
            let received = desk.orientations_of(Side::Received).await?;
            Ok((received, desk.orientations_of(Side::Sent).await?))
        },
        |_, agent, (received, sent)| draw(agent, received, sent),
    )
}

fn draw(agent: Agent, received: Vec<Orientation>, sent: Vec<Orientation>) -> AnyView {
    let receives = agent.allowed.receive;
    let none = if receives {
        (words::NONE_RECEIVED, words::NONE_RECEIVED_HELP)
    } else {
        (words::NONE_RECEIVED, words::MAY_NOT_RECEIVE)
    };
    let body = view! {
        <h1>{ORIENTATIONS}</h1>
            {side("recues", words::RECEIVED, received, none)}
            {side("envoyees", words::SENT, sent, (words::NONE_SENT, words::NONE_SENT_HELP))}
    };
    view! { <Frame title=ORIENTATIONS agent=Some(agent)>{body.into_any()}</Frame> }.into_any()
}

fn side(
    id: &'static str,
    title: &'static str,
    all: Vec<Orientation>,
    (none, help): (&'static str, &'static str),
) -> impl IntoView {
    let empty = all.is_empty();
    let (over, waiting): (Vec<_>, Vec<_>) =
        all.iter().partition(|one| one.standing.state.is_over());
    let lines = |all: Vec<&Orientation>| all.into_iter().map(|one| line(one, true)).collect_view();
    let count = over.len();
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {empty.then(|| view! {
                <div class="empty">
                    <p class="empty-title">{none}</p>
                    <p>{help}</p>
                </div>
            })}
            <ul class="bilans">{lines(waiting)}</ul>
            {(count > 0).then(|| view! {
                <details class="closed">
                    <summary>{format!("Terminées ({count})")}</summary>
                    <ul class="bilans">{lines(over)}</ul>
                </details>
            })}
        </section>
    }
}

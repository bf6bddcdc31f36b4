//! Sending somebody to a service: the orientations of a bilan with the form of a new one (`all`, `form`), a sheet and what came of it for
//! whoever sends (`sent`) and for whoever receives (`received`), both made of `sheet` and `step`; what waits in the structure (`list`).

mod all;
mod form;
mod list;
mod received;
mod sent;
mod sheet;
mod step;

pub use all::OrientationsPage;
pub use list::OrientationsListPage;
pub use received::ReceivedOrientationPage;
pub use sent::OrientationSheetPage;

use leptos::prelude::*;
use uuid::Uuid;

use crate::desk::DeskError;
use crate::orientation::Orientation;
use crate::orientation::told::{told, why};
use crate::pages::load::part;
use crate::routes::{OrientationPage as Place, Page};
use crate::words::numbers;
use crate::words::orientation as words;

/// The orientation in the address.
fn orientation_id() -> Result<Uuid, DeskError> {
    Uuid::try_parse(&part("orientation")).map_err(|_| DeskError::NotFound)
}

/// One orientation in a list: to or from where, of whom, what for, and where it stands.
fn line(one: &Orientation, with_person: bool) -> impl IntoView + use<> {
    let (title, page) = match &one.who {
        Some(_) => {
            let page = Place::Sheet {
                id: one.bilan,
                orientation: one.id,
                notice: None,
            };
            (one.sheet.to.name.clone(), page)
        }
        None => {
            let name = Some(one.sheet.name.clone()).filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| words::NAMELESS.to_owned());
            (name, Place::Received(one.id, None))
        }
    };
    let who = match &one.who {
        Some((code, Some(name))) => format!("{code}, {name}"),
        Some((code, None)) => code.clone(),
        None => format!("Par {}, {}", one.sheet.by, one.sheet.from),
    };
    let class = if one.who.is_some() {
        "bilan-code"
    } else {
        "hint"
    };
    let reminder = one
        .standing
        .reminder
        .filter(|_| !one.standing.state.is_over());
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name"><a href=Page::Orientation(page).path()>{title}</a></p>
                {with_person.then(|| view! { <p class=class>{who}</p> })}
                <p class="hint">{why(&one.sheet)}</p>
                {standing(one)}
                {reminder.map(|day| view! { <p><b>{format!("Rappel le {}", numbers::date(day))}</b></p> })}
            </div>
        </li>
    }
}

/// Where an orientation stands, and who is awaited.
fn standing(one: &Orientation) -> impl IntoView + use<> {
    let state = one.standing.state;
    view! {
        <p><span class=words::tag(state)>{words::state(state)}</span></p>
        <p class="hint">{told(&one.standing)}</p>
        {words::next(one).map(|next| view! { <p class="hint">{next}</p> })}
    }
}

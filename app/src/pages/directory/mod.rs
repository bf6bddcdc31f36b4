//! The directory: the search (`search`), one structure (`sheet`), the form that adds or corrects one (`form`).

mod form;
mod search;
mod sheet;

pub use form::{AddPlacePage, CorrectPlacePage};
pub use search::DirectorySearchPage;
pub use sheet::SheetPage;

use leptos::prelude::*;

use crate::copy::places::spaced;
use crate::copy::typeset;
use crate::directory::{Competence, Freshness, Place, hours};
use crate::languages::french;
use crate::words::{directory as words, numbers};

/// What must be said of a place that is not sure; nothing of one that is.
fn doubts(place: &Place, for_commune: bool) -> Vec<String> {
    let mut doubts = Vec::new();
    if place.absent {
        doubts.push(words::ABSENT.to_owned());
    }
    let day = numbers::date(place.verified_on);
    match place.freshness {
        Freshness::Fresh => {}
        Freshness::ToCheck => doubts.push(format!("Renseignement du {day}.")),
        Freshness::Stale => doubts.push(format!("Renseignement ancien, du {day}.")),
    }
    if for_commune && place.competence == Competence::Unknown {
        doubts.push(words::UNKNOWN_COMPETENCE.to_owned());
    }
    doubts
}

/// The mark of a place that is not sure, and why.
fn doubt_lines(place: &Place, for_commune: bool) -> Option<impl IntoView + use<>> {
    let doubts = doubts(place, for_commune);
    (!doubts.is_empty()).then(|| {
        view! { <p><span class="tag tag-check">{words::TO_CHECK}</span>" "{doubts.join(" ")}</p> }
    })
}

/// Telephone, with a link that calls.
fn phone_line(phone: &str) -> impl IntoView + use<> {
    let shown = spaced(phone);
    let dialled: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    view! { <a href=format!("tel:{dialled}")>{shown}</a> }
}

/// Hours in sentences, then what must be known today.
fn hours_lines(raw: &str, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let today =
        hours::today(raw, today).map(|today| view! { <br/><strong>{typeset(&today)}</strong> });
    view! { {typeset(&hours::told(raw, french()))}{today} }
}

//! What rights became: those of a bilan (`all`), one of them with its form (`one`, `fields`), mandates, the person's own page (`mine`);
//! and for the structure the bench, the outcomes of a period, the resource persons.

mod all;
mod bench;
mod contacts;
pub(super) mod fields;
mod mandates;
mod mine;
mod one;
mod outcomes;

pub use all::FollowUpsPage;
pub use bench::BenchPage;
pub use contacts::ContactsPage;
pub use mandates::MandatesPage;
pub use mine::MyPage;
pub use one::FollowUpPage;
pub use outcomes::OutcomesPage;

use leptos::prelude::*;
use rules::Catalogue;

use crate::follow_up::Standing;
use crate::follow_up::deadline::dues;
use crate::follow_up::told::{due, told};
use crate::words::follow_up as words;

/// The name of a right, even of one that is no longer in the catalogue.
fn name(catalogue: &Catalogue, right: &str) -> String {
    catalogue
        .right(right)
        .map_or_else(|| words::WITHDRAWN.to_owned(), |right| right.name.clone())
}

/// The name of an organisation of the catalogue; its id when it is no longer there.
fn organisation(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .organisation(id)
        .map_or_else(|| id.to_owned(), |known| known.name.clone())
}

/// Where a right stands, who does the rest, and what is due.
fn summary(catalogue: &Catalogue, standing: &Standing) -> impl IntoView + use<> {
    let dues = dues(standing, catalogue.right(&standing.right));
    let reminder = standing
        .reminder
        .as_ref()
        .map(|reminder| reminder.what.clone());
    let reminder = reminder.filter(|what| !what.is_empty() && !standing.settled);
    let dues = dues.into_iter().map(due).collect::<Vec<_>>();
    let next = (!standing.settled).then(|| {
        format!(
            "{}\u{a0}: {}",
            words::doer(standing.doer),
            words::next(standing.state)
        )
    });
    view! {
        <p><span class=words::tag(standing.state)>{words::state(standing.state)}</span></p>
        <p class="hint">{told(standing)}</p>
        {next.map(|next| view! { <p class="hint">{next}</p> })}
        {(!dues.is_empty()).then(|| view! { <p><b>{dues.join("\u{a0}· ")}</b></p> })}
        {reminder.map(|what| view! { <p class="hint">{what}</p> })}
    }
}

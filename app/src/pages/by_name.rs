//! A person of the structure found again, on « Mes bilans ». What is typed is posted, never in an address.

use leptos::prelude::*;

use super::home::line;
use crate::desk::{BilanCard, SharedDesk};
use crate::routes::Page;
use crate::words::by_name::{EVERYBODY, FIND, FIND_HELP, NOBODY, NOBODY_HELP};
use crate::words::numbers;

/// What was asked, and what is answered.
#[derive(Clone)]
pub struct ByName {
    /// What was typed.
    pub typed: String,
    /// The bilans; or why none was looked for.
    pub found: Result<Vec<BilanCard>, &'static str>,
}

/// Where a name or a code is typed.
pub(super) fn form(asked: Option<&ByName>) -> AnyView {
    let typed = asked.map_or_else(String::new, |asked| asked.typed.clone());
    let problem = asked.and_then(|asked| asked.found.as_ref().err().copied());
    let described = if problem.is_some() {
        "retrouver-aide retrouver-erreur"
    } else {
        "retrouver-aide"
    };
    let problem = problem
        .map(|problem| view! { <p class="error" id="retrouver-erreur" role="alert">{problem}</p> });
    let here = Page::Home { notice: None }.path();
    view! {
        <form class="stack find" role="search" action=here method="post" autocomplete="off">
            <div class="field">
                <label for="retrouver">{FIND}</label>
                <p class="hint" id="retrouver-aide">{FIND_HELP}</p>
                {problem}
                <input id="retrouver" name="who" type="search" required maxlength="200" value=typed aria-describedby=described/>
            </div>
            <button class="quiet" type="submit">"Chercher"</button>
        </form>
    }
    .into_any()
}

/// What was found, in place of the list.
pub(super) fn results(desk: &SharedDesk, found: Vec<BilanCard>) -> AnyView {
    let everybody = Page::Home { notice: None }.path();
    if found.is_empty() {
        return view! {
            <div class="empty" role="status">
                <p class="empty-title">{NOBODY}</p>
                <p>{NOBODY_HELP}</p>
                <p><a href=everybody>{EVERYBODY}</a></p>
            </div>
        }
        .into_any();
    }
    let told = numbers::count(found.len(), "bilan trouvé", "bilans trouvés");
    let lines = found.into_iter().map(|card| line(desk, card));
    view! {
        <p role="status">{told}". "<a href=everybody>{EVERYBODY}</a></p>
        <ul class="bilans">{lines.collect_view()}</ul>
    }
    .into_any()
}

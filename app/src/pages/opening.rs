//! What the person comes for, in the form that opens a bilan, and the door to training.

use leptos::prelude::*;

use crate::routes::Page;
use crate::words::training as words;

/// What is asked for, as the opening of the catalogue names it. RSA first: the application is never delayed.
const REQUESTS: &[(&str, &str)] = &[
    ("oui", "Une demande de RSA"),
    ("droits", "Faire le point sur ses droits, sans RSA"),
    ("logement", "Le logement"),
    ("dettes", "Des factures ou des dettes"),
    ("sante", "La santé ou un handicap"),
    ("papiers", "Les papiers"),
    ("separation", "Une séparation ou un deuil"),
    ("sortie", "Une sortie d’hôpital ou de prison"),
    ("autre", "Autre chose, sans RSA"),
];

/// Why the person comes. Without RSA, the page of the application is skipped and their theme comes first.
#[component]
pub fn Requests() -> impl IntoView {
    let options = REQUESTS.iter().map(|(value, label)| {
        view! { <option value=*value>{*label}</option> }
    });
    view! {
        <div class="field">
            <label for="demande">"Qu’est-ce qui amène la personne\u{202f}?"</label>
            <select id="demande" name="rsa">{options.collect_view()}</select>
        </div>
    }
}

/// The way to the fictional people.
#[component]
pub fn TrainingDoor() -> impl IntoView {
    view! { <p class="hint"><a href=Page::Training.path()>{words::TRAINING}</a>{words::DOOR}</p> }
}

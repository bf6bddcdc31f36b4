//! « Effacer »: asks that the person of a bilan be erased, or says what became of it.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Office, about, notice, office};
use crate::components::{Frame, NoticeLine, typed_text};
use crate::desk::{DeskError, SharedDesk};
use crate::erasure::{Erasure, REASON_LENGTH, REASON_MOST, Wish};
use crate::routes::{Notice, Page};
use crate::words::{
    erasure::{DATA, ERASE, REASON_TOO_SHORT, WHAT_GOES, wish},
    numbers,
};

/// What was chosen, and a reason that says too little, as it was typed.
#[derive(Clone)]
pub struct NotAsked(pub Wish, pub String);

/// For whoever holds the bilan.
#[component]
pub fn ErasePage() -> impl IntoView {
    let (notice, typed) = (notice(), use_context::<NotAsked>());
    about(load, move |(office, asked)| {
        draw(&office, asked, notice, typed.as_ref())
    })
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, Option<Erasure>), DeskError> {
    let office = office(desk, id).await?;
    if office.bilan.shared.is_some() || office.bilan.training.is_some() {
        return Err(DeskError::NotFound);
    }
    let asked = office.desk.clone().erasure_of(office.bilan.id).await?;
    Ok((office, asked))
}

fn draw(
    office: &Office,
    asked: Option<Erasure>,
    notice: Option<Notice>,
    typed: Option<&NotAsked>,
) -> AnyView {
    let id = office.bilan.id;
    let back = Page::Results {
        id,
        by_organisation: false,
    }
    .path();
    let waits = asked.as_ref().is_some_and(|asked| asked.refused.is_none());
    let state = asked.map(|asked| state(&office.desk, asked));
    let form = (!waits).then(|| form(id, typed));
    let body = view! {
        <p class="crumbs"><a href=back>{format!("Bilan {}", office.bilan.reference)}</a></p>
        <h1>{ERASE}</h1>
        <NoticeLine notice/>
        {typed.map(|_| view! { <p class="notice notice-bad" role="alert">{REASON_TOO_SHORT}</p> })}
        <div class="stack">
            {state}
            <p>"La personne peut demander que son dossier soit effacé, ou s’opposer à ce qu’il serve. Vous transmettez sa demande. La personne responsable de votre structure décide et écrit pourquoi."</p>
            <p>{WHAT_GOES}</p>
            <p>"Avant, vous pouvez lui remettre ce que nous savons d’elle\u{a0}: "<a href=Page::PersonData(id).path()>{DATA}</a>", ou "<a href=Page::Copy(id, None).path()>"sa copie à lire et à imprimer"</a>"."</p>
            {form}
        </div>
    }
    .into_any();
    view! { <Frame title=ERASE agent=Some(office.agent.clone()) narrow=true>{body}</Frame> }
        .into_any()
}

fn state(desk: &SharedDesk, asked: Erasure) -> impl IntoView + use<> {
    let day = |at| numbers::date(desk.paris(at).date());
    let what = format!(
        "{} le {} par {}\u{a0}: {}",
        wish(asked.wish),
        day(asked.at),
        asked.by,
        asked.reason
    );
    let then = asked.refused.map_or_else(
        || "La décision n’est pas encore prise.".to_owned(),
        |(at, why)| format!("Refusé le {}\u{a0}: {why}", day(at)),
    );
    view! {
        <section class="card">
            <p>{what}</p>
            <p><strong>{then}</strong></p>
        </section>
    }
}

fn form(id: Uuid, typed: Option<&NotAsked>) -> impl IntoView + use<> {
    let chosen = typed.map(|typed| typed.0).unwrap_or_default();
    let typed = typed_text(typed.map_or("", |typed| &typed.1));
    view! {
        <form class="card stack" action=Page::Erase(id, None).path() method="post" autocomplete="off">
            <fieldset>
                <legend>"Que veut la personne\u{202f}?"</legend>
                <div class="choices choices-tall">
                    <label><input type="radio" name="wish" value="effacement" checked=chosen == Wish::Erasure/><span>"Que son dossier soit effacé"</span></label>
                    <label><input type="radio" name="wish" value="opposition" checked=chosen == Wish::Objection/><span>"Que la structure ne se serve plus de ce qu’elle a dit (opposition)"</span></label>
                </div>
            </fieldset>
            <div class="field">
                <label for="effacer-raison">"Pourquoi\u{202f}?"</label>
                <p class="hint" id="effacer-raison-aide">{format!("Une phrase, {REASON_LENGTH} caractères au moins. Par exemple\u{a0}: « Elle me l’a demandé aujourd’hui. » N’écrivez rien de sa vie.")}</p>
                <textarea id="effacer-raison" name="reason" rows="3" required minlength=REASON_LENGTH.to_string() maxlength=REASON_MOST.to_string() aria-describedby="effacer-raison-aide">{typed}</textarea>
            </div>
            <button class="primary" type="submit">"Demander l’effacement"</button>
        </form>
    }
}

//! « Demandes d’effacement »: what waits for a decision, by reference; whoever decides reads no answer.

use leptos::prelude::*;
use uuid::Uuid;

use super::{notice, page};
use crate::components::{Frame, NoticeLine, typed_text};
use crate::desk::{Agent, SharedDesk};
use crate::erasure::{Due, Erasure, REASON_LENGTH, REASON_MOST, Wish};
use crate::routes::{Notice, Page};
use crate::words::{
    erasure::{DUE_SOON, ERASURES, OBJECTION, WHAT_GOES, wish},
    numbers,
    traces::TRACES,
};

/// A decision that could not be taken, as it was typed.
#[derive(Clone)]
pub struct NotDecided {
    /// About what.
    pub erasure: Uuid,
    /// To erase, or not, when it was chosen.
    pub accepted: Option<bool>,
    /// The reason.
    pub reason: String,
    /// The sentence.
    pub problem: &'static str,
}

/// For whoever looks after the structure.
#[component]
pub fn ErasuresPage() -> impl IntoView {
    let (notice, typed) = (notice(), use_context::<NotDecided>());
    page(
        |desk: SharedDesk| async move { Ok((desk.erasures().await?, desk.due_soon().await?)) },
        move |desk, agent, (asked, soon)| {
            let soon = due_soon(soon);
            draw(desk, agent, asked, soon, notice, typed.as_ref())
        },
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    asked: Vec<Erasure>,
    soon: AnyView,
    notice: Option<Notice>,
    typed: Option<&NotDecided>,
) -> AnyView {
    let none = asked.is_empty();
    let problem = typed.map(|typed| typed.problem);
    let lines = asked
        .into_iter()
        .map(|asked| {
            let typed = typed.filter(|typed| typed.erasure == asked.id);
            line(desk, asked, typed)
        })
        .collect_view();
    let body = view! {
        <h1>{ERASURES}</h1>
        <p class="lead">{agent.structure.clone()}</p>
        <NoticeLine notice/>
        <div class="stack">
            {problem.map(|problem| view! { <p class="notice notice-bad" role="alert">{problem}</p> })}
            {none.then(|| view! { <p class="hint">"Aucune demande n’attend de décision."</p> })}
            {(!none).then(|| view! { <p>{WHAT_GOES}" Votre décision et sa raison restent au journal."</p> })}
            {lines}
            {soon}
            <p class="links"><a href=Page::Traces.path()>{TRACES}</a></p>
        </div>
    }
    .into_any();
    view! { <Frame title=ERASURES agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

/// Who will be erased soon because nobody met them: references and days, no answer.
fn due_soon((months, due): (u32, Vec<Due>)) -> AnyView {
    let none = due.is_empty();
    let lines = due
        .into_iter()
        .map(|one| {
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-code">{one.references.join(", ")}</p>
                        <p class="hint">{format!("Le {}", numbers::date(one.on))}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="bientot">
            <h2 id="bientot">{DUE_SOON}</h2>
            <p class="hint">{format!("Un dossier est effacé {months} mois après le dernier contact avec la personne. Pour le garder plus longtemps, il faut revoir la personne.")}</p>
            {none.then(|| view! { <p class="hint">"Aucun dossier dans les 60 prochains jours."</p> })}
            <ul class="bilans">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(desk: &SharedDesk, asked: Erasure, typed: Option<&NotDecided>) -> impl IntoView + use<> {
    let day = numbers::date(desk.paris(asked.at).date());
    let key = asked.id.simple().to_string();
    let (title, field, help) = (
        format!("titre-{key}"),
        format!("raison-{key}"),
        format!("aide-{key}"),
    );
    let chosen = typed.and_then(|typed| typed.accepted);
    let reason = typed_text(typed.map_or("", |typed| &typed.reason));
    view! {
        <section class="card" aria-labelledby=title.clone()>
            <h2 id=title.clone()>{format!("Bilan {}", asked.reference)}</h2>
            <p class="hint">{format!("Ouvert le {}", numbers::date(asked.opened_on))}</p>
            <p>{format!("{} le {day} par {}\u{a0}: {}", wish(asked.wish), asked.by, asked.reason)}</p>
            {(asked.wish == Wish::Objection).then(|| view! { <p>{OBJECTION}</p> })}
            <form class="stack" action=Page::Erasures(None).path() method="post" autocomplete="off">
                <input type="hidden" name="erasure" value=asked.id.to_string()/>
                <fieldset>
                    <legend>"Votre décision"</legend>
                    <div class="choices choices-tall">
                        <label><input type="radio" name="decision" value="effacer" required checked=chosen == Some(true)/><span>"Effacer, sans retour possible"</span></label>
                        <label><input type="radio" name="decision" value="refuser" required checked=chosen == Some(false)/><span>"Refuser\u{a0}: la personne doit savoir pourquoi"</span></label>
                    </div>
                </fieldset>
                <div class="field">
                    <label for=field.clone()>"Pourquoi\u{202f}?"</label>
                    <p class="hint" id=help.clone()>{format!("Une phrase, {REASON_LENGTH} caractères au moins. N’écrivez rien de la vie de la personne\u{a0}: cette phrase reste au journal.")}</p>
                    <textarea id=field.clone() name="reason" rows="3" required minlength=REASON_LENGTH.to_string() maxlength=REASON_MOST.to_string() aria-describedby=help.clone()>{reason}</textarea>
                </div>
                <button class="primary" type="submit">"Décider"</button>
            </form>
        </section>
    }
}

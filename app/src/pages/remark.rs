//! « Signaler ce qui ne va pas »: the form of a remark on a question or a right. It stands apart from any bilan.

use leptos::prelude::*;

use super::load::{desk, instead, notice, part};
use crate::components::{Frame, NoticeLine, typed_text};
use crate::desk::{DeskError, REMARK_LENGTH, RemarkReason, RemarkSubject};
use crate::remarks::{Echo, named};
use crate::routes::Page;
use crate::words::pages::REMARK;
use crate::words::remarks as words;

/// The form.
#[component]
pub fn RemarkPage() -> impl IntoView {
    match draw() {
        Ok(page) => page,
        Err(error) => instead(error),
    }
}

fn draw() -> Result<AnyView, DeskError> {
    let desk = desk()?;
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let subject =
        RemarkSubject::parse(&part("kind"), &part("subject")).ok_or(DeskError::NotFound)?;
    let name = named(desk.as_ref(), &subject).ok_or(DeskError::NotFound)?;
    let echo = use_context::<Echo>();
    let typed = echo.as_ref().map_or("", |echo| echo.words.as_str());
    let typed = typed_text(typed);
    let chosen = echo.as_ref().and_then(|echo| echo.reason);
    let reasons = RemarkReason::ALL
        .into_iter()
        .map(|reason| {
            let on = chosen == Some(reason);
            view! { <label><input type="radio" name="motif" value=reason.word() checked=on required/><span>{words::reason(reason)}</span></label> }
        })
        .collect_view();
    let action = Page::Remark(subject, None).path();
    let problem = echo.map(|echo| {
        view! { <p class="notice notice-bad" role="alert" id="remarque-erreur">{echo.problem}</p> }
    });
    let body = view! {
        <h1>{REMARK}</h1>
        <p class="lead">{name}</p>
        <NoticeLine notice=notice()/>
        {problem}
        <form class="card stack" method="post" action=action autocomplete="off">
            <fieldset>
                <legend>"Qu’est-ce qui ne va pas\u{202f}?"</legend>
                <div class="choices choices-tall">{reasons}</div>
            </fieldset>
            <div class="field">
                <label for="mots">"En quelques mots"</label>
                <p class="hint" id="mots-aide">{format!("N’écrivez rien sur une personne\u{a0}: ni nom, ni numéro, ni situation. {REMARK_LENGTH} caractères au plus.")}</p>
                <textarea id="mots" name="mots" rows="4" maxlength=REMARK_LENGTH.to_string() aria-describedby="mots-aide">{typed}</textarea>
            </div>
            <p class="hint">"La remarque part aux référents du catalogue avec le nom de votre structure. Votre nom et le bilan n’y sont pas."</p>
            <button class="primary" type="submit">"Envoyer"</button>
        </form>
    };
    Ok(view! {
        <Frame title=REMARK agent=Some(agent) narrow=true>{body.into_any()}</Frame>
    }
    .into_any())
}

//! The legal frame of a structure, on its sheet: what is said, what is missing, and the form. It may be kept unfinished, so that whoever
//! fills it in can ask the data protection officer in between.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use crate::actions::SetLegalFrame;
use crate::components::typed_text;
use crate::structures::legal_frame::{
    Basis, Choice, Hosting, JOURNAL_MONTHS, LENGTH, LegalFrame, Sensitive,
};
use crate::words::legal_frame::{self as words, FRAME};

/// What is said, and the form.
pub(super) fn legal_frame(id: Uuid, frame: &LegalFrame) -> impl IntoView + use<> {
    let missing: Vec<&str> = frame.missing().into_iter().map(words::missing).collect();
    let complete = missing.is_empty();
    let state = if complete {
        "Rempli. La structure peut tenir de vrais bilans.".to_owned()
    } else {
        format!(
            "Il manque\u{a0}: {}. Jusque-là, chaque agent lit qu’il ne doit entrer que des personnes fictives.",
            missing.join(", ")
        )
    };
    let months = JOURNAL_MONTHS
        .map(|months| {
            let chosen = frame.journal_months == Some(months);
            view! { <option value=months.to_string() selected=chosen>{format!("{months} mois")}</option> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="cadre">
            <h2 id="cadre">{FRAME}</h2>
            <p class=if complete { "hint" } else { "notice" }>{state}</p>
            <details class="card">
                <summary>{if complete { "Revoir le cadre légal" } else { "Remplir le cadre légal" }}</summary>
                <form class="stack" action=SetLegalFrame::PATH method="post" autocomplete="off">
                    <p class="hint">"Avec le délégué à la protection des données. Vous pouvez enregistrer en cours de route."</p>
                    <input type="hidden" name="id" value=id.to_string()/>
                    {choices("Base légale", "basis", Basis::ALL, frame.basis, words::basis)}
                    {choices("Ce qui permet de noter la santé et le handicap", "sensitive", Sensitive::ALL, frame.sensitive, words::sensitive)}
                    {choices("Hébergement des données de santé", "hosting", Hosting::ALL, frame.hosting, words::hosting)}
                    {text("cadre-hebergeur", "host", "Nom de l’hébergeur, ou lieu des machines", None, &frame.host)}
                    {text("cadre-conjoints", "joint", "Responsables conjoints", Some("Avec qui la responsabilité est partagée, et où se trouve l’accord (article 26). Seul responsable\u{a0}: écrivez-le."), &frame.joint)}
                    {text("cadre-archives", "archives", "Archives", Some("Ce que deviennent les dossiers effacés d’ici\u{a0}: rien n’en reste, ou une archive, sous quel accord."), &frame.archives)}
                    {text("cadre-contact", "officer", "À qui la personne écrit au sujet de ses données", None, &frame.officer)}
                    <div class="field">
                        <label for="cadre-journal">"Durée du journal (qui a lu, changé, remis quoi)"</label>
                        <p class="hint" id="cadre-journal-aide">"La CNIL recommande de 6 à 12 mois. Les lignes plus anciennes sont retirées par la purge de chaque nuit."</p>
                        <select id="cadre-journal" name="journal_months" aria-describedby="cadre-journal-aide">
                            <option value="">"À choisir"</option>
                            {months}
                        </select>
                    </div>
                    <button class="primary" type="submit">"Enregistrer"</button>
                </form>
            </details>
        </section>
    }
}

fn choices<C: Choice>(
    legend: &'static str,
    name: &'static str,
    all: &'static [(C, &'static str)],
    chosen: Option<C>,
    say: impl Fn(C) -> &'static str,
) -> AnyView {
    let boxes = all
        .iter()
        .map(|(one, word)| {
            view! {
                <label>
                    <input type="radio" name=name value=*word checked=chosen == Some(*one)/>
                    <span>{say(*one)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>{legend}</legend>
            <div class="choices choices-tall">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

fn text(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    help: Option<&'static str>,
    known: &str,
) -> AnyView {
    let hint = format!("{id}-aide");
    let described = help.map(|_| hint.clone());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {help.map(|help| view! { <p class="hint" id=hint>{help}</p> })}
            <textarea id=id name=name rows="2" maxlength=LENGTH.to_string() aria-describedby=described>{typed_text(known)}</textarea>
        </div>
    }
    .into_any()
}

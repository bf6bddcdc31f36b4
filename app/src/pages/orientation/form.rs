//! The form of a new orientation: to which service, what for, and what the person agrees that the service reads.

use leptos::prelude::*;

use crate::follow_up::form::Fault;
use crate::orientation::Reason;
use crate::orientation::new::{Echo, Typed};
use crate::orientation::offer::Choice;
use crate::pages::follow_up::fields::{fault_list, field, line, lines, organisation};
use crate::pages::load::Office;
use crate::routes::{OrientationPage as Place, Page};
use crate::sharing::Agreed;
use crate::structures::NAME_LENGTH;
use crate::words::{orientation as words, structures};

/// The whole form.
pub(super) fn form(office: &Office, echo: &Echo) -> impl IntoView + use<> {
    let Echo { typed, faults, .. } = echo;
    let action = Page::Orientation(Place::All(office.bilan.id, None)).path();
    let text = |id, label, value: &str, help, length| {
        field(
            id,
            label,
            help,
            faults,
            line(id, "text", value.to_owned(), length),
        )
    };
    view! {
        {fault_list(faults)}
        <form class="card stack" method="post" action=action autocomplete="off" aria-labelledby="nouvelle">
            <h2 id="nouvelle">"Nouvelle orientation"</h2>
            <p class="say">{words::SAY}</p>
            {service(office, echo)}
            {reasons(typed, faults)}
            {field("mot", "En quelques mots", Some(words::WORDS_HELP), faults, lines("mot", &typed.words))}
            {chosen(echo)}
            {field("pieces", "Autres documents à apporter", Some(words::DOCUMENTS_HELP), faults, lines("pieces", &typed.documents))}
            <fieldset class="stack">
                <legend>"Ce que la personne accepte que le service lise"</legend>
                {text("nom", "Son nom", &typed.name, Some(words::NAME_HELP), NAME_LENGTH)}
                <div class="choices choices-tall">
                    {tick("dire_motif", "oui", typed.tells_reason, "Pourquoi elle vient, avec les quelques mots")}
                </div>
                <p class="hint">{words::UNTOLD_HELP}</p>
            </fieldset>
            {text("rappeler", "Qui le service peut rappeler", &typed.call_back, None, NAME_LENGTH * 3)}
            {field("rappel", "Rappel le", Some(words::REMINDER_HELP), faults, line("rappel", "date", typed.reminder.clone(), 10))}
            {agreed(typed, faults)}
            <button class="primary" type="submit">"Faire la fiche"</button>
        </form>
    }
}

fn tick(name: &'static str, value: &str, on: bool, label: &str) -> impl IntoView + use<> {
    view! { <label><input type="checkbox" name=name value=value.to_owned() checked=on/><span>{label.to_owned()}</span></label> }
}

/// What is wrong with a group of choices.
fn wrong(faults: &[Fault], name: &str) -> Option<impl IntoView + use<>> {
    let fault = faults.iter().find(|fault| fault.field == name);
    fault.map(|fault| view! { <p class="error">{fault.text.clone()}</p> })
}

fn whither(typed: &Typed, word: &'static str, label: &'static str) -> impl IntoView + use<> {
    let on = typed.whither == word;
    // The first one is where the link of the fault leads.
    let id = (word == "structure").then_some("vers");
    view! { <label><input id=id type="radio" name="vers" value=word checked=on required/><span>{label}</span></label> }
}

fn service(office: &Office, echo: &Echo) -> impl IntoView + use<> {
    let Echo { typed, faults, .. } = echo;
    let structures = echo.structures.iter().map(|one| {
        let on = one.id.to_string() == typed.structure;
        let name = format!("{}\u{a0}({})", one.name, structures::kind(one.kind));
        view! { <option value=one.id.to_string() selected=on>{name}</option> }
    });
    let structures = structures.collect_view();
    let places = echo.places.iter().map(|place| {
        let on = place.id == typed.place;
        let where_is = place.address.last().map(|line| format!(", {line}"));
        let name = format!("{}{}", place.name, where_is.unwrap_or_default());
        view! { <option value=place.id.clone() selected=on>{name}</option> }
    });
    let places = places.collect_view();
    let written = [
        ("service", "Nom du service"),
        ("adresse", "Adresse"),
        ("telephone", "Téléphone"),
        ("horaires", "Horaires"),
    ];
    let written = written.into_iter().zip(&typed.service);
    let written = written
        .map(|((id, label), value)| {
            field(
                id,
                label,
                None,
                faults,
                line(id, "text", value.clone(), NAME_LENGTH * 2),
            )
        })
        .collect_view();
    let catalogue = office.desk.catalogue();
    view! {
        <fieldset class="stack whither">
            <legend>"Vers quel service"</legend>
            {wrong(faults, "vers")}
            <div class="choices choices-tall">{whither(typed, "structure", "Une structure qui travaille ici\u{a0}: elle lit la fiche et répond ici")}</div>
            <div class="if-structure">
            {field("structure", "Structure", None, faults, move |described, invalid| view! {
                <select id="structure" name="structure" aria-describedby=described aria-invalid=invalid>
                    <option value="">"Choisir"</option>
                    {structures}
                </select>
            })}
            </div>
            <div class="choices choices-tall">{whither(typed, "lieu", "Un lieu de l’annuaire")}</div>
            <div class="if-lieu stack">
            {field("lieu", "Lieu", None, faults, move |described, invalid| view! {
                <select id="lieu" name="lieu" aria-describedby=described aria-invalid=invalid>
                    <option value="">"Choisir"</option>
                    {places}
                </select>
            })}
            <details open=typed.commune.is_empty()>
                <summary>"Chercher d’autres lieux"</summary>
                {field("commune", "Commune ou code postal", None, faults, line("commune", "text", typed.commune.clone(), 100))}
                {field("organisme", "Organisme", None, faults, organisation(&catalogue, "Tous", &typed.organisation))}
                <button class="quiet" type="submit" name="lister" value="lieux" formnovalidate>{words::LIST_PLACES}</button>
            </details>
            </div>
            <div class="choices choices-tall">{whither(typed, "libre", "Un autre service, à écrire")}</div>
            <div class="if-libre stack">{written}</div>
        </fieldset>
    }
}

fn reasons(typed: &Typed, faults: &[Fault]) -> impl IntoView + use<> {
    let choices = Reason::ALL.into_iter().map(|reason| {
        let on = typed.reason == reason.word();
        let id = (reason == Reason::Support).then_some("motif");
        view! { <label><input id=id type="radio" name="motif" value=reason.word() checked=on required/><span>{words::reason(reason)}</span></label> }
    });
    view! {
        <fieldset>
            <legend>"Pourquoi"</legend>
            {wrong(faults, "motif")}
            <div class="choices">{choices.collect_view()}</div>
        </fieldset>
    }
}

fn choices(name: &'static str, offered: &[Choice], ticked: &[String]) -> impl IntoView + use<> {
    let boxes = offered
        .iter()
        .map(|one| tick(name, &one.id, ticked.contains(&one.id), &one.name));
    view! { <div class="choices choices-tall">{boxes.collect_view()}</div> }
}

/// For which rights and themes.
fn chosen(echo: &Echo) -> impl IntoView + use<> {
    let Echo { typed, faults, .. } = echo;
    let none = echo.rights.is_empty();
    view! {
        <fieldset id="droits" class="stack" tabindex="-1">
            <legend>"Pour quoi"</legend>
            {wrong(faults, "droits")}
            <p><b>"Thèmes"</b></p>
            {choices("theme", &echo.themes, &typed.themes)}
            {(!none).then(|| view! {
                <details open=!typed.rights.is_empty()>
                    <summary>{format!("Droits repérés par le bilan ({})", echo.rights.len())}</summary>
                    {choices("droit", &echo.rights, &typed.rights)}
                </details>
            })}
            <div class="choices choices-tall">{tick("delicat", "oui", typed.sensitive, words::SENSITIVE)}</div>
            <p class="hint">{words::SENSITIVE_HELP}</p>
            <button class="quiet" type="submit" name="lister" value="droits" formnovalidate>{words::LIST_AGAIN}</button>
        </fieldset>
    }
}

fn agreed(typed: &Typed, faults: &[Fault]) -> impl IntoView + use<> {
    let ways = [
        (Agreed::Aloud, "Elle me l’a dit"),
        (Agreed::InWriting, "Elle l’a écrit"),
    ];
    let ways = ways.map(|(way, label)| {
        let on = typed.agreed == way.word();
        let id = (way == Agreed::Aloud).then_some("accord");
        view! { <label><input id=id type="radio" name="accord" value=way.word() checked=on required/><span>{label}</span></label> }
    });
    view! {
        <fieldset>
            <legend>"La personne est d’accord"</legend>
            {wrong(faults, "accord")}
            <div class="choices choices-tall">{ways.into_iter().collect_view()}</div>
        </fieldset>
    }
}

//! The form that moves a right on. Every field is there without JavaScript; what a state does not ask for is hidden by the
//! stylesheet where the browser can (`style/main.css`, « follow-up »), and ignored when it is sent.

use leptos::prelude::*;
use rules::{Catalogue, Right};

use crate::components::typed_text;
use crate::follow_up::form::{Echo, Fault, PERIODS, Typed};
use crate::follow_up::{Cause, Doer, State, WORDS_LENGTH};
use crate::words::follow_up as words;

/// The faults of a form that came back, each a link to its field.
pub fn fault_list(faults: &[Fault]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let lines = faults
        .iter()
        .map(
            |fault| view! { <li><a href=format!("#{}", fault.field)>{fault.text.clone()}</a></li> },
        )
        .collect_view();
    Some(
        view! { <div class="notice notice-bad" role="alert"><p>{words::REFUSED}</p><ul>{lines}</ul></div> }
            .into_any(),
    )
}

/// One field: its label, what helps, what is wrong, and its control, which takes what describes it and whether it is wrong.
pub fn field<V: IntoView + 'static>(
    id: &'static str,
    label: &'static str,
    help: Option<&'static str>,
    faults: &[Fault],
    control: impl FnOnce(Option<String>, Option<&'static str>) -> V,
) -> AnyView {
    let fault = faults.iter().find(|fault| fault.field == id);
    let fault = fault.map(|fault| fault.text.clone());
    let (help_id, fault_id) = (format!("{id}-aide"), format!("{id}-erreur"));
    let described = [
        help.map(|_| help_id.clone()),
        fault.as_ref().map(|_| fault_id.clone()),
    ];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = Some(described.join(" ")).filter(|ids| !ids.is_empty());
    let invalid = fault.as_ref().map(|_| "true");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {help.map(|help| view! { <p class="hint" id=help_id>{help}</p> })}
            {fault.map(|fault| view! { <p class="error" id=fault_id>{fault}</p> })}
            {control(described, invalid)}
        </div>
    }
    .into_any()
}

/// One line of text.
pub fn line(
    id: &'static str,
    kind: &'static str,
    value: String,
    length: usize,
) -> impl FnOnce(Option<String>, Option<&'static str>) -> AnyView {
    move |described, invalid| {
        view! {
            <input id=id name=id type=kind value=value maxlength=(kind == "text").then(|| length.to_string()) autocomplete="off"
                aria-describedby=described aria-invalid=invalid/>
        }
        .into_any()
    }
}

/// Several lines of text.
pub fn lines(
    id: &'static str,
    value: &str,
) -> impl FnOnce(Option<String>, Option<&'static str>) -> AnyView + use<> {
    let value = typed_text(value);
    move |described, invalid| {
        view! {
            <textarea id=id name=id rows="3" maxlength=WORDS_LENGTH.to_string() aria-describedby=described aria-invalid=invalid>{value}</textarea>
        }
        .into_any()
    }
}

/// One choice among the organisations of the catalogue.
pub fn organisation(
    catalogue: &Catalogue,
    none: &'static str,
    chosen: &str,
) -> impl FnOnce(Option<String>, Option<&'static str>) -> AnyView + use<> {
    let mut organisations: Vec<_> = catalogue.organisations().iter().collect();
    organisations.sort_by_key(|known| &known.name);
    let options = organisations
        .into_iter()
        .map(|known| {
            let on = known.id == chosen;
            view! { <option value=known.id.clone() selected=on>{known.name.clone()}</option> }
        })
        .collect_view();
    move |described, invalid| {
        view! {
            <select id="organisme" name="organisme" aria-describedby=described aria-invalid=invalid>
                <option value="">{none}</option>
                {options}
            </select>
        }
        .into_any()
    }
}

/// The whole form. `action` is the address of its page.
pub fn form(
    catalogue: &Catalogue,
    right: &Right,
    documents: &[String],
    echo: &Echo,
    action: String,
) -> impl IntoView + use<> {
    let Echo { typed, faults, .. } = echo;
    let text = |id, label, kind, value: &str, help| {
        field(
            id,
            label,
            help,
            faults,
            line(id, kind, value.to_owned(), WORDS_LENGTH),
        )
    };
    view! {
        <form class="card stack follow" method="post" action=action autocomplete="off">
            <input type="hidden" name="vu" value=typed.seen.to_string()/>
            {states(typed, faults)}
            {text("le", "Depuis quel jour", "date", &typed.on, Some(words::DAY_HELP))}
            <fieldset class="if-accordee">
                <legend>"Ce qui est accordé"</legend>
                {text("du", "À partir du", "date", &typed.from, None)}
                {text("jusqu", "Jusqu’au, si la lettre le dit", "date", &typed.until, None)}
                {field("montant", "Combien", None, faults, |described, invalid| view! {
                    <div class="typed">
                        <div class="euro"><input id="montant" name="montant" type="text" inputmode="decimal" maxlength="12" value=typed.amount.clone() aria-describedby=described aria-invalid=invalid/><span>"€"</span></div>
                        <select name="periode" aria-label="Tous les combien">{periods(typed)}</select>
                    </div>
                })}
            </fieldset>
            <fieldset class="if-refusee">
                <legend>"Ce qui est refusé"</legend>
                {decisions(right, typed)}
                {text("motif", "Le motif de la lettre", "text", &typed.reason, Some(words::WHO_READS))}
            </fieldset>
            <fieldset>
                <legend>"Qui fait la suite"</legend>
                <div class="choices">{doers(typed)}</div>
            </fieldset>
            {(!documents.is_empty()).then(|| papers(documents, typed))}
            {field("cause", "Pourquoi ce droit n’était pas reçu", None, faults, |described, invalid| view! {
                <select id="cause" name="cause" aria-describedby=described aria-invalid=invalid>
                    <option value="">"Rien à noter"</option>
                    {causes(typed)}
                </select>
            })}
            {field("organisme", "Organisme concerné par cette cause", None, faults, organisation(catalogue, "Aucun", &typed.institution))}
            {text("rappel", "Rappel le", "date", &typed.reminder_on, Some(words::REMINDER_HELP))}
            {text("rappel_quoi", "Pour faire quoi", "text", &typed.reminder, None)}
            {field("note", "Ce qu’il faut retenir", Some(words::WHO_READS), faults, lines("note", &typed.note))}
            <div class="choices">
                <label><input type="checkbox" name="fini" value="oui" checked=typed.settled/><span>{words::SETTLED}</span></label>
            </div>
            <button class="primary" type="submit">"Enregistrer"</button>
        </form>
    }
}

fn states(typed: &Typed, faults: &[Fault]) -> impl IntoView + use<> {
    let fault = faults.iter().find(|fault| fault.field == "etat");
    let fault =
        fault.map(|fault| view! { <p class="error" id="etat-erreur">{fault.text.clone()}</p> });
    let choices = State::ALL
        .into_iter()
        .map(|state| {
            let on = typed.state == state.word();
            // The first one is where the link of the fault leads.
            let id = (state == State::ToAsk).then_some("etat");
            view! { <label><input id=id type="radio" name="etat" value=state.word() checked=on required/><span>{words::state(state)}</span></label> }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>"Où en est ce droit"</legend>
            {fault}
            <div class="choices">{choices}</div>
        </fieldset>
    }
}

fn doers(typed: &Typed) -> impl IntoView + use<> {
    Doer::ALL
        .into_iter()
        .map(|doer| {
            let on = typed.doer == doer.word();
            view! { <label><input type="radio" name="qui" value=doer.word() checked=on/><span>{words::doer(doer)}</span></label> }
        })
        .collect_view()
}

fn periods(typed: &Typed) -> impl IntoView + use<> {
    PERIODS
        .into_iter()
        .map(|period| {
            let on = typed.period == period.word();
            view! { <option value=period.word() selected=on>{words::period(period)}</option> }
        })
        .collect_view()
}

/// Which decision it is, when the catalogue knows several ways to contest.
fn decisions(right: &Right, typed: &Typed) -> Option<impl IntoView + use<>> {
    (right.appeals.len() > 1).then(|| {
        let options = right
            .appeals
            .iter()
            .map(|appeal| {
                let on = appeal.decision == typed.decision;
                let decision = appeal.decision.clone();
                view! { <option value=decision selected=on>{appeal.decision.clone()}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for="decision">"Quelle décision"</label>
                <select id="decision" name="decision">{options}</select>
            </div>
        }
    })
}

fn papers(documents: &[String], typed: &Typed) -> impl IntoView + use<> {
    let boxes = documents
        .iter()
        .map(|document| {
            let on = typed.documents.contains(document);
            view! { <label><input type="checkbox" name="piece" value=document.clone() checked=on/><span>{document.clone()}</span></label> }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>"Pièces déjà réunies"</legend>
            <div class="choices choices-tall">{boxes}</div>
        </fieldset>
    }
}

fn causes(typed: &Typed) -> impl IntoView + use<> {
    Cause::ALL
        .into_iter()
        .map(|cause| {
            let on = typed.cause == cause.word();
            view! { <option value=cause.word() selected=on>{words::cause(cause)}</option> }
        })
        .collect_view()
}

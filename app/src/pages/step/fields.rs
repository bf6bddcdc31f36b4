//! One field: its label, its control, the ways of not answering, what is wrong with it, both sides of a conflict.

use leptos::prelude::*;

use super::before;
use crate::desk::{Desk, RemarkSubject};
use crate::interview::views::{Choice, ConflictView, Control, FieldView};
use crate::interview::wire::{DOES_NOT_KNOW, NONE, PREFERS_NOT_TO_SAY};
use crate::routes::Page;
use crate::words::pages::REMARK;
use crate::words::{interview as words, numbers};

/// What stands around a field: its question.
#[derive(Clone, Default)]
pub struct Around {
    /// Asked only alone with the person: a refusal is « non abordé ».
    pub alone: bool,
    /// The id of the question's words, which name the field when it has no label of its own.
    pub legend: String,
    /// What ends the question, beside its last field.
    pub tail: Option<Tail>,
}

/// « À revoir » and why it is asked.
#[derive(Clone)]
pub struct Tail {
    /// Where the flag is kept, and whether it is on.
    pub review: Option<(String, bool)>,
    /// Why the question is asked.
    pub why: String,
    /// The question, by id.
    pub question: String,
}

impl Around {
    /// The words of a refusal.
    pub fn refusal(&self) -> &'static str {
        if self.alone {
            words::NOT_RAISED
        } else {
            words::PREFERS_NOT_TO_SAY
        }
    }
}

/// What an input needs to be understood without being seen.
struct Input {
    path: String,
    text: String,
    legend: Option<String>,
    /// What says more of it, by identifier: its help, what is wrong.
    described: Option<String>,
    wrong: bool,
}

/// Draws a field.
pub fn field(field: FieldView, around: &Around, desk: &dyn Desk) -> impl IntoView + use<> {
    let FieldView {
        path,
        label,
        hint,
        control,
        text,
        token,
        problem,
        conflict,
        was,
        hidden,
    } = field;
    let (error_id, help_id) = (format!("{path}-erreur"), format!("{path}-aide"));
    let wrong = problem.is_some();
    let described = [
        hint.is_some().then_some(help_id.as_str()),
        wrong.then_some(error_id.as_str()),
    ];
    let described: Vec<&str> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let place = path.clone();
    let many = matches!(&control, Control::Choice(options) | Control::Choices(options) if !options.is_empty());
    let group = many && label.is_some();
    let label_id = format!("{path}-nom");
    let labelled = group.then(|| label_id.clone());
    let input = Input {
        legend: label.is_none().then(|| around.legend.clone()),
        described: described.clone(),
        wrong,
        text: shown(&text),
        path: path.clone(),
    };
    let unsure = unsure(&path, &control, &text, around);
    view! {
        <div
            class=if wrong { "field wrong" } else { "field" }
            role=group.then_some("group")
            aria-labelledby=labelled
            aria-describedby=described.filter(|_| group)
            id=many.then(|| path.clone())
            tabindex=many.then_some("-1")
            data-field=place.clone()
            hidden=hidden
        >
            {label.map(|label| if many {
                view! { <p class="label" id=label_id>{label}</p> }.into_any()
            } else {
                view! { <label class="label" for=path.clone()>{label}</label> }.into_any()
            })}
            {hint.map(|hint| view! { <p class="hint" id=help_id>{hint}</p> })}
            <div class="answers">
                {match control {
                    Control::Choice(options) => choices(&path, "radio", options, &text).into_any(),
                    Control::Choices(options) => choices(&path, "checkbox", options, &text).into_any(),
                    Control::Amount(bands) => amount(input, bands, text).into_any(),
                    Control::Line(mode, example) => line(input, mode, example).into_any(),
                    Control::Paragraph => paragraph(input).into_any(),
                    Control::Receipt => ().into_any(),
                }}
                {unsure}
            </div>
            <input type="hidden" name=format!("v.{place}") value=token/>
            {was.map(|was| before::was(&place, was))}
            <p class="error" id=error_id hidden=!wrong>{problem.unwrap_or_default()}</p>
            <div data-conflict=place.clone()>{conflict.map(|conflict| conflict_box(&place, &conflict, desk))}</div>
        </div>
    }
}

/// One radio or one box for each option.
fn choices(
    path: &str,
    kind: &'static str,
    options: Vec<Choice>,
    text: &str,
) -> impl IntoView + use<> {
    let long = options
        .iter()
        .any(|option| option.label.chars().count() > 46);
    let tall = options.len() > 6 || long;
    let options = options
        .into_iter()
        .map(|option| tick(path, "r", kind, option, text))
        .collect_view();
    view! { <div class=if tall { "choices choices-tall" } else { "choices" }>{options}</div> }
}

fn tick(
    path: &str,
    part: &str,
    kind: &'static str,
    option: Choice,
    text: &str,
) -> impl IntoView + use<> {
    let on = match kind {
        "radio" => option.value == text,
        _ => text.split('+').any(|id| id == option.value),
    };
    view! { <label><input type=kind name=format!("{part}.{path}") value=option.value checked=on/><span>{option.label}</span></label> }
}

/// The ways of not answering, then « à revoir »: always there, always lighter than the answers.
fn unsure(path: &str, control: &Control, text: &str, around: &Around) -> impl IntoView + use<> {
    let (part, kind, none) = match control {
        Control::Choice(_) => ("r", "radio", false),
        Control::Choices(_) => ("r", "checkbox", true),
        _ => ("m", "checkbox", false),
    };
    let option = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let ways = [
        none.then(|| option(NONE, words::NONE)),
        Some(option(DOES_NOT_KNOW, words::DOES_NOT_KNOW)),
        Some(option(PREFERS_NOT_TO_SAY, around.refusal())),
    ];
    let ways = ways
        .into_iter()
        .flatten()
        .map(|option| tick(path, part, kind, option, text))
        .collect_view();
    view! { <div class="choices unsure">{ways}{around.tail.clone().map(tail)}</div> }
}

/// « À revoir » is kept beside an answer, not instead of it; the reason opens in place.
pub fn tail(tail: Tail) -> impl IntoView {
    let Tail {
        review,
        why,
        question,
    } = tail;
    let remark = Page::Remark(RemarkSubject::Question(question), None).path();
    view! {
        {review.map(|(path, on)| view! {
            <label class="review"><input type="checkbox" name=format!("a.{path}") value="1" checked=on/><span>{words::TO_REVIEW}</span></label>
        })}
        <details class="why"><summary>"Pourquoi"<span class="unseen">" cette question"</span></summary><p>{why}</p><p><a href=remark target="_blank" rel="noopener">{REMARK}<span class="unseen">" (nouvelle fenêtre)"</span></a></p></details>
    }
}

/// What is shown in the input: a way of not answering or a band has its own control.
fn shown(text: &str) -> String {
    if text == DOES_NOT_KNOW || text == PREFERS_NOT_TO_SAY {
        String::new()
    } else {
        text.to_owned()
    }
}

fn amount(input: Input, bands: Vec<Choice>, text: String) -> impl IntoView {
    let Input {
        path,
        text: typed,
        legend,
        described,
        wrong,
    } = input;
    let band = bands.iter().any(|band| band.value == text);
    let typed = if band { String::new() } else { typed };
    view! {
        <div class="typed">
            <span class="euro">
                <input type="text" inputmode="decimal" id=path.clone() name=format!("r.{path}") value=typed maxlength="40" aria-labelledby=legend aria-invalid=wrong.then_some("true") aria-describedby=described/>
                <span aria-hidden="true">"€"</span>
            </span>
            {(!bands.is_empty()).then(|| view! {
                <label class="band">
                    <span>"ou une tranche"</span>
                    <select name=format!("b.{path}")>
                        <option value="">"–"</option>
                        {bands.into_iter().map(|band| {
                            let on = band.value == text;
                            view! { <option value=band.value selected=on>{band.label}</option> }
                        }).collect_view()}
                    </select>
                </label>
            })}
        </div>
    }
}

fn line(input: Input, mode: &'static str, example: &'static str) -> impl IntoView {
    let Input {
        path,
        text,
        legend,
        described,
        wrong,
    } = input;
    view! {
        <input class="line" type="text" inputmode=mode id=path.clone() name=format!("r.{path}") value=text placeholder=(!example.is_empty()).then_some(example) maxlength="200" aria-labelledby=legend aria-invalid=wrong.then_some("true") aria-describedby=described/>
    }
}

/// A text as the inside of a `<textarea>`, which leptos writes as it is: what was typed must never close the field and become
/// markup. A browser drops the first line break inside, so one more is put there.
fn within_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

fn paragraph(input: Input) -> impl IntoView {
    let Input {
        path,
        text,
        legend,
        described,
        wrong,
    } = input;
    view! {
        <div class="paragraph">
            <p class="hint">"La personne peut lire ce qui est écrit ici. Des faits courts, sans avis ni diagnostic. Ni numéro de sécurité sociale, ni mot de passe."</p>
            <textarea id=path.clone() name=format!("r.{path}") rows="3" maxlength="10000" aria-labelledby=legend aria-invalid=wrong.then_some("true") aria-describedby=described>{within_textarea(&text)}</textarea>
        </div>
    }
}

/// Both values of a conflict, and the choice between them. Nobody overwrites silently.
pub fn conflict_box(path: &str, conflict: &ConflictView, desk: &dyn Desk) -> impl IntoView + use<> {
    view(path, conflict, numbers::time(desk.paris(conflict.at)))
}

fn view(path: &str, conflict: &ConflictView, at: String) -> impl IntoView + use<> {
    let ConflictView {
        token,
        theirs,
        by,
        mine,
        ..
    } = conflict.clone();
    let name = format!("c.{path}");
    view! {
        <div class="conflict" role="group" aria-label="Deux réponses différentes" data-token=token>
            <input type="hidden" name=format!("cc.{path}") value="1"/>
            <p>{format!("Cette réponse a changé pendant votre saisie\u{a0}: {by}, à {at}.")}</p>
            <div class="choices">
                <label><input type="radio" name=name.clone() value="eux"/><span>{format!("Garder «\u{a0}{theirs}\u{a0}»")}</span></label>
                <label><input type="radio" name=name value="moi"/><span>{format!("Mettre «\u{a0}{mine}\u{a0}»")}</span></label>
            </div>
        </div>
    }
}

/// The same box as text, for the reply to a form.
pub fn conflict_html(path: &str, conflict: &ConflictView, desk: &dyn Desk) -> String {
    let at = numbers::time(desk.paris(conflict.at));
    Owner::new().with(|| view(path, conflict, at).into_view().to_html())
}

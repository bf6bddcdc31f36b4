//! One field: its label, its control, the ways of not answering, what is wrong with it, both sides of a conflict.

use leptos::prelude::*;

use crate::desk::SharedDesk;
use crate::interview::questions::{Choice, ConflictView, Control, FieldView};
use crate::interview::wire::{DOES_NOT_KNOW, NONE, PREFERS_NOT_TO_SAY};
use crate::words::{interview as words, numbers};

/// Draws a field. `alone` is for what is asked only alone with the person: a refusal is « non abordé ».
pub fn field(field: FieldView, alone: bool, desk: &SharedDesk) -> impl IntoView + use<> {
    let FieldView {
        path,
        label,
        hint,
        control,
        text,
        token,
        problem,
        conflict,
    } = field;
    let error_id = format!("{path}-erreur");
    let wrong = problem.is_some();
    let refusal = if alone {
        words::NOT_RAISED
    } else {
        words::PREFERS_NOT_TO_SAY
    };
    let described = wrong.then(|| error_id.clone());
    let place = path.clone();
    let many = matches!(&control, Control::Choice(options) | Control::Choices(options) if !options.is_empty());
    let group = many && label.is_some();
    let label_id = format!("{path}-nom");
    let labelled = group.then(|| label_id.clone());
    view! {
        <div
            class=if wrong { "field wrong" } else { "field" }
            role=group.then_some("group")
            aria-labelledby=labelled
            id=many.then(|| path.clone())
            data-field=place.clone()
        >
            {label.map(|label| if many {
                view! { <p class="label" id=label_id>{label}</p> }.into_any()
            } else {
                view! { <label class="label" for=path.clone()>{label}</label> }.into_any()
            })}
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            {match control {
                Control::Choice(options) => choice(&path, options, &text, refusal).into_any(),
                Control::Choices(options) => choices(&path, options, &text, refusal).into_any(),
                Control::Amount(bands) => amount(&path, bands, &text, refusal, wrong, described).into_any(),
                Control::Line(mode, example) => line(&path, mode, example, &text, refusal, wrong, described).into_any(),
                Control::Paragraph => paragraph(&path, &text, refusal).into_any(),
                Control::Receipt => ().into_any(),
            }}
            <input type="hidden" name=format!("v.{place}") value=token/>
            <p class="error" id=error_id hidden=!wrong>{problem.unwrap_or_default()}</p>
            <div data-conflict=place.clone()>{conflict.map(|conflict| conflict_box(&place, &conflict, desk))}</div>
        </div>
    }
}

fn radio(path: &str, option: Choice, text: &str) -> impl IntoView + use<> {
    let on = option.value == text;
    view! { <label><input type="radio" name=format!("r.{path}") value=option.value checked=on/><span>{option.label}</span></label> }
}

fn choice(path: &str, options: Vec<Choice>, text: &str, refusal: &str) -> impl IntoView + use<> {
    let tall = options.len() > 6
        || options
            .iter()
            .any(|option| option.label.chars().count() > 46);
    view! {
        <div class=if tall { "choices choices-tall" } else { "choices" }>
            {options.into_iter().map(|option| radio(path, option, text)).collect_view()}
        </div>
        <div class="choices unsure">
            {manners(refusal).into_iter().map(|option| radio(path, option, text)).collect_view()}
        </div>
    }
}

fn manners(refusal: &str) -> [Choice; 2] {
    [
        Choice {
            value: DOES_NOT_KNOW.to_owned(),
            label: words::DOES_NOT_KNOW.to_owned(),
        },
        Choice {
            value: PREFERS_NOT_TO_SAY.to_owned(),
            label: refusal.to_owned(),
        },
    ]
}

fn choices(path: &str, options: Vec<Choice>, text: &str, refusal: &str) -> impl IntoView + use<> {
    let on: Vec<String> = text.split('+').map(str::to_owned).collect();
    let tall = options.len() > 6;
    let tick = |option: Choice| {
        let checked = on.contains(&option.value);
        view! { <label><input type="checkbox" name=format!("r.{path}") value=option.value checked=checked/><span>{option.label}</span></label> }
    };
    let none = Choice {
        value: NONE.to_owned(),
        label: words::NONE.to_owned(),
    };
    view! {
        <div class=if tall { "choices choices-tall" } else { "choices" }>{options.into_iter().map(tick).collect_view()}</div>
        <div class="choices unsure">
            {std::iter::once(none).chain(manners(refusal)).map(tick).collect_view()}
        </div>
    }
}

/// The ways of not answering beside a field where one types.
fn beside(path: &str, text: &str, refusal: &str) -> impl IntoView + use<> {
    manners(refusal)
        .into_iter()
        .map(|option| {
            let on = option.value == text;
            view! { <label><input type="checkbox" name=format!("m.{path}") value=option.value checked=on/><span>{option.label}</span></label> }
        })
        .collect_view()
}

/// What is shown in the input: a way of not answering or a band has its own control.
fn shown(text: &str) -> String {
    if text == DOES_NOT_KNOW || text == PREFERS_NOT_TO_SAY {
        String::new()
    } else {
        text.to_owned()
    }
}

fn amount(
    path: &str,
    bands: Vec<Choice>,
    text: &str,
    refusal: &str,
    wrong: bool,
    described: Option<String>,
) -> impl IntoView + use<> {
    let band = bands.iter().any(|band| band.value == text);
    let typed = if band { String::new() } else { shown(text) };
    let chosen = text.to_owned();
    view! {
        <div class="typed">
            <span class="euro">
                <input type="text" inputmode="decimal" id=path.to_owned() name=format!("r.{path}") value=typed maxlength="40" aria-invalid=wrong.then_some("true") aria-describedby=described/>
                <span aria-hidden="true">"€"</span>
            </span>
            {(!bands.is_empty()).then(|| view! {
                <label class="band">
                    <span>"ou une tranche"</span>
                    <select name=format!("b.{path}")>
                        <option value=""></option>
                        {bands.into_iter().map(|band| {
                            let on = band.value == chosen;
                            view! { <option value=band.value selected=on>{band.label}</option> }
                        }).collect_view()}
                    </select>
                </label>
            })}
            <div class="choices unsure">{beside(path, text, refusal)}</div>
        </div>
    }
}

fn line(
    path: &str,
    mode: &'static str,
    example: &'static str,
    text: &str,
    refusal: &str,
    wrong: bool,
    described: Option<String>,
) -> impl IntoView + use<> {
    view! {
        <div class="typed">
            <input class="line" type="text" inputmode=mode id=path.to_owned() name=format!("r.{path}") value=shown(text) placeholder=(!example.is_empty()).then_some(example) maxlength="200" aria-invalid=wrong.then_some("true") aria-describedby=described/>
            <div class="choices unsure">{beside(path, text, refusal)}</div>
        </div>
    }
}

fn paragraph(path: &str, text: &str, refusal: &str) -> impl IntoView + use<> {
    view! {
        <p class="hint">"La personne peut lire ce qui est écrit ici. Des faits courts, sans avis ni diagnostic."</p>
        <textarea id=path.to_owned() name=format!("r.{path}") rows="3" maxlength="10000">{shown(text)}</textarea>
        <div class="choices unsure">{beside(path, text, refusal)}</div>
    }
}

/// Both values of a conflict, and the choice between them. Nobody overwrites silently.
pub fn conflict_box(
    path: &str,
    conflict: &ConflictView,
    desk: &SharedDesk,
) -> impl IntoView + use<> {
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
pub fn conflict_html(path: &str, conflict: &ConflictView, desk: &dyn crate::desk::Desk) -> String {
    let at = numbers::time(desk.paris(conflict.at));
    Owner::new().with(|| view(path, conflict, at).into_view().to_html())
}

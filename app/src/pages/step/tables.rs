//! The questions that are tables: children, incomes by month, receipts of rights.

use leptos::prelude::*;
use rules::Holder;

use super::{before, fields};
use crate::desk::Desk;
use crate::interview::receipts;
use crate::interview::views::{ChildrenView, Control, FieldView, GridView, RowView};
use crate::interview::wire::{DOES_NOT_KNOW, PREFERS_NOT_TO_SAY};
use crate::words::{interview as words, numbers};

/// One row for each child, then « c’est tout ».
pub fn children(
    view: ChildrenView,
    around: &fields::Around,
    desk: &dyn Desk,
) -> impl IntoView + use<> {
    let ChildrenView {
        editable,
        rows,
        template,
        complete,
    } = view;
    let empty = rows.is_empty();
    let rows = rows
        .into_iter()
        .map(|child| row(child, editable, around.refusal(), desk))
        .collect_view();
    view! {
        <div class="rows" id=editable.then_some("enfants")>{rows}</div>
        {(empty && !editable).then(|| view! { <p class="hint">"Aucun enfant n’est noté pour l’instant."</p> })}
        {editable.then(|| view! {
            <template id="enfant-modele">{row(template, true, around.refusal(), desk)}</template>
            <p><button class="quiet" type="submit" name="ajouter" value="enfants">"+ Ajouter un enfant"</button></p>
        })}
        {complete.map(|complete| fields::field(complete, around, desk))}
    }
}

fn row(
    view: RowView,
    editable: bool,
    refusal: &'static str,
    desk: &dyn Desk,
) -> impl IntoView + use<> {
    let RowView {
        row,
        title,
        fields,
        removal: (path, token),
    } = view;
    let (name, label) = (title.to_lowercase(), title.clone());
    view! {
        <div class="row" role="group" aria-label=label data-row=row.to_string()>
            <p class="row-title" aria-hidden="true">{title}</p>
            {fields.into_iter().map(|field| cell(field, refusal, desk)).collect_view()}
            {editable.then(|| view! {
                <input type="hidden" name=format!("v.{path}") value=token/>
                <button class="remove" type="submit" name="retirer" value=path>
                    "Retirer"<span class="unseen">{format!(" {name}")}</span>
                </button>
            })}
        </div>
    }
}

/// A narrow field of a row: a list to choose from, or one line where « ? » and « - » are answers too.
fn cell(field: FieldView, refusal: &'static str, desk: &dyn Desk) -> impl IntoView + use<> {
    let FieldView {
        path,
        label,
        control,
        text,
        token,
        problem,
        conflict,
        hidden,
        was,
        ..
    } = field;
    let error_id = format!("{path}-erreur");
    let wrong = problem.is_some();
    let described = wrong.then(|| error_id.clone());
    let name = format!("r.{path}");
    let control = match control {
        Control::Choice(options) => {
            let option = |value: &str, label: &str| {
                let on = value == text;
                view! { <option value=value.to_owned() selected=on>{label.to_owned()}</option> }
            };
            let odd = !text.is_empty()
                && ![DOES_NOT_KNOW, PREFERS_NOT_TO_SAY].contains(&text.as_str())
                && !options.iter().any(|known| known.value == text);
            view! {
                <select id=path.clone() name=name aria-describedby=described>
                    <option value="">"Choisir…"</option>
                    {odd.then(|| option(&text, &text))}
                    {options.iter().map(|known| option(&known.value, &known.label)).collect_view()}
                    {option(DOES_NOT_KNOW, words::DOES_NOT_KNOW)}
                    {option(PREFERS_NOT_TO_SAY, refusal)}
                </select>
            }
            .into_any()
        }
        control => {
            let (mode, example) = match control {
                Control::Line(mode, example) => (mode, example),
                Control::Amount(_) => ("decimal", ""),
                _ => ("text", ""),
            };
            view! {
                <input type="text" inputmode=mode id=path.clone() name=name value=text placeholder=(!example.is_empty()).then_some(example) maxlength="200" aria-invalid=wrong.then_some("true") aria-describedby=described/>
            }
            .into_any()
        }
    };
    view! {
        <div class=if wrong { "cell wrong" } else { "cell" } data-field=path.clone() hidden=hidden>
            <label for=path.clone()>{label}</label>
            {control}
            <input type="hidden" name=format!("v.{path}") value=token/>
            {was.map(|was| before::was(&path, was))}
            <p class="error" id=error_id hidden=!wrong>{problem.unwrap_or_default()}</p>
            <div data-conflict=path.clone()>{conflict.map(|conflict| fields::conflict_box(&path, &conflict, desk))}</div>
        </div>
    }
}

/// The incomes of one adult: sources down, months across, « c’est tout » at the foot.
pub fn grid(view: GridView, desk: &dyn Desk) -> impl IntoView + use<> {
    let GridView {
        key,
        holder,
        months,
        lines,
        others,
        complete,
        bands,
    } = view;
    let title = match holder {
        Holder::Person => "La personne",
        Holder::Partner => "Son conjoint ou partenaire",
    };
    let list = format!("tranches-{key}");
    let span = months
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(".");
    let span = (months.len() > 1).then(|| format!("{holder}.{span}"));
    let names: Vec<String> = months
        .iter()
        .map(|month| numbers::month(month.year(), month.month()))
        .collect();
    let heads = names.clone();
    let same = if months.len() == 3 {
        "Pareil pour les trois mois"
    } else {
        "Pareil pour tous les mois"
    };
    view! {
        <div class="grid-wrap" id=format!("grille-{key}")>
            <table class="grid">
                <caption>{title}</caption>
                <thead>
                    <tr><th scope="col">"Source"</th>{names.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {lines.into_iter().map(|(source, cells)| view! {
                        <tr>
                            <th scope="row">{source}</th>
                            {cells.into_iter().zip(&heads).map(|(cell, month)| grid_cell(cell, month, &list, desk)).collect_view()}
                        </tr>
                    }).collect_view()}
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"C’est tout pour ce mois"</th>
                        {complete.into_iter().zip(&months).map(|(field, month)| month_end(field, &numbers::month(month.year(), month.month()))).collect_view()}
                    </tr>
                </tfoot>
            </table>
            <datalist id=list.clone()>{bands.into_iter().map(|band| view! { <option value=band></option> }).collect_view()}</datalist>
            <p class="hint">"Un montant net, une tranche (« 601-900 »), « ? » si la personne ne sait pas, « - » si elle préfère ne pas dire."</p>
            <div class="grid-foot">
                {span.map(|span| view! { <button class="quiet" type="submit" name="pareil" value=span>{same}</button> })}
                <label class="band">
                    <span>"Autre source"</span>
                    <select name=format!("s.{key}")>
                        <option value="">"Choisir…"</option>
                        {others.into_iter().map(|source| view! { <option value=source.value>{source.label}</option> }).collect_view()}
                    </select>
                </label>
                <button class="quiet" type="submit" name="ajouter" value=format!("revenus.{key}")>"+ Ajouter"</button>
            </div>
        </div>
    }
}

fn grid_cell(field: FieldView, month: &str, list: &str, desk: &dyn Desk) -> impl IntoView + use<> {
    let FieldView {
        path,
        label,
        text,
        token,
        problem,
        conflict,
        was,
        ..
    } = field;
    let error_id = format!("{path}-erreur");
    let wrong = problem.is_some();
    let described = wrong.then(|| error_id.clone());
    let (list, month) = (list.to_owned(), month.to_owned());
    view! {
        <td class=if wrong { "wrong" } else { "" } data-field=path.clone() data-head=month>
            <input type="text" inputmode="decimal" id=path.clone() name=format!("i.{path}") value=text list=list maxlength="60" aria-label=label aria-invalid=wrong.then_some("true") aria-describedby=described/>
            <input type="hidden" name=format!("iv.{path}") value=token/>
            {was.map(|was| before::was(&path, was))}
            <p class="error" id=error_id hidden=!wrong>{problem.unwrap_or_default()}</p>
            <div data-conflict=path.clone()>{conflict.map(|conflict| fields::conflict_box(&path, &conflict, desk))}</div>
        </td>
    }
}

/// The state of a month: everything named, something missing, not known.
fn month_end(field: FieldView, month: &str) -> impl IntoView + use<> {
    let FieldView {
        path,
        text,
        token,
        was,
        ..
    } = field;
    let options = [
        ("", "Choisir…"),
        ("oui", words::COMPLETE),
        ("non", words::MONTH_OPEN),
        (DOES_NOT_KNOW, words::DOES_NOT_KNOW),
        (PREFERS_NOT_TO_SAY, words::PREFERS_NOT_TO_SAY),
    ];
    view! {
        <td data-field=path.clone() data-head=month.to_owned()>
            <select id=path.clone() name=format!("r.{path}") aria-label=format!("{}\u{a0}: {month}", words::MONTH_COMPLETE)>
                {options.into_iter().map(|(value, label)| {
                    let on = value == text;
                    view! { <option value=value selected=on>{label}</option> }
                }).collect_view()}
            </select>
            <input type="hidden" name=format!("v.{path}") value=token/>
            {was.map(|was| before::was(&path, was))}
        </td>
    }
}

/// One line for each right: its state, and a day when it has one.
pub fn receipts(list: Vec<FieldView>, alone: bool, desk: &dyn Desk) -> impl IntoView + use<> {
    let refusal = if alone {
        words::NOT_RAISED
    } else {
        words::PREFERS_NOT_TO_SAY
    };
    let lines = list
        .into_iter()
        .map(|field| receipt(field, refusal, desk))
        .collect_view();
    view! {
        <div class="receipts">
            {lines}
        </div>
        <p class="hint">"Le jour est facultatif\u{a0}: jour de la demande ou du refus, ou fin du droit s’il est ouvert."</p>
    }
}

fn receipt(field: FieldView, refusal: &'static str, desk: &dyn Desk) -> impl IntoView + use<> {
    let FieldView {
        path,
        label,
        text,
        token,
        problem,
        conflict,
        was,
        hidden,
        ..
    } = field;
    let (word, day) = receipts::parts(&text);
    let (word, day) = (word.to_owned(), day.to_owned());
    let error_id = format!("{path}-erreur");
    let wrong = problem.is_some();
    let label = label.unwrap_or_default();
    let day_label = format!("{label}\u{a0}: jour");
    let option = |value: &str, label: &str| {
        let on = value == word;
        view! { <option value=value.to_owned() selected=on>{label.to_owned()}</option> }
    };
    view! {
        <div class=if wrong { "receipt wrong" } else { "receipt" } data-field=path.clone() hidden=hidden>
            <label for=path.clone()>{label}</label>
            <select id=path.clone() name=format!("r.{path}")>
                <option value="">"Choisir…"</option>
                {receipts::options().into_iter().map(|known| option(&known.value, &known.label)).collect_view()}
                {option(DOES_NOT_KNOW, words::DOES_NOT_KNOW)}
                {option(PREFERS_NOT_TO_SAY, refusal)}
            </select>
            <input type="text" class="day" name=format!("d.{path}") value=day placeholder="jj/mm/aaaa" maxlength="20" aria-label=day_label/>
            <input type="hidden" name=format!("v.{path}") value=token/>
            {was.map(|was| before::was(&path, was))}
            <p class="error" id=error_id hidden=!wrong>{problem.unwrap_or_default()}</p>
            <div data-conflict=path.clone()>{conflict.map(|conflict| fields::conflict_box(&path, &conflict, desk))}</div>
        </div>
    }
}

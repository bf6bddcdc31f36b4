//! What a right gives, with a worked example: a household of the catalogue’s own situations, and the amount computed
//! for it step by step. The same situations check the product every day, so that the example can not go stale.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::{
    Case, Catalogue, Explanation, Finding, Named, Path, Right, Situation, Step, evaluate, explain,
};

use super::{calculation, link};
use crate::interview::labels;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// « Ce que cela donne ».
pub(super) fn section(catalogue: &Catalogue, right: &Right, today: NaiveDate) -> AnyView {
    let example = catalogue.example(&right.id).and_then(|case| {
        let situation = case.situation(catalogue).ok()?;
        Some(worked(catalogue, right, case, &situation))
    });
    let no_formula = right.benefit.period.is_none();
    let told = |text: &String| catalogue.with_figures(text, today);
    let (gives, note) = (
        told(&right.benefit.text),
        right.benefit.note.as_ref().map(told),
    );
    view! {
        <section class="stack">
            <h2>"Ce que cela donne"</h2>
            <p>{gives}</p>
            {note.map(|note| view! { <p class="hint">{note}</p> })}
            {no_formula.then(|| view! { <p class="hint">{words::NO_FORMULA}</p> })}
            {match example {
                Some(example) => example,
                None => view! { <p class="hint">{words::NO_EXAMPLE}</p> }.into_any(),
            }}
        </section>
    }
    .into_any()
}

fn worked(catalogue: &Catalogue, right: &Right, case: &Case, situation: &Situation) -> AnyView {
    let evaluation = evaluate(catalogue, situation, case.date);
    let explained = explain(catalogue, right, situation, case.date);
    let said = evaluation
        .finding(&right.id)
        .map(|finding| said(catalogue, situation, finding))
        .unwrap_or_default();
    let result = match (&explained, right.benefit.period) {
        (Some(explained), Some(period)) => {
            let amount = match explained.amount.hi {
                Some(hi) if hi != explained.amount.lo => {
                    format!(
                        "entre {} et {}",
                        numbers::euros(explained.amount.lo),
                        numbers::euros(hi)
                    )
                }
                Some(hi) => numbers::euros(hi),
                None => format!("{} ou plus", numbers::euros(explained.amount.lo)),
            };
            format!("Résultat\u{a0}: {amount}{}", words::per(period))
        }
        _ => "Résultat\u{a0}: ce droit paraît ouvert.".to_owned(),
    };
    let lines = said
        .into_iter()
        .map(|(name, value)| view! { <div class="said"><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <h3>{format!("Exemple\u{a0}: {}", labels::capital(&case.name))}</h3>
        <p class="hint">{format!("{} Droit au {}.", words::EXAMPLE_LEAD, numbers::date(case.date))}</p>
        <dl>{lines}</dl>
        {explained.map(|explained| steps(catalogue, &explained))}
        <p class="notice"><b>{result}</b></p>
    }
    .into_any()
}

/// The answers of the household that the right looked at, each place once.
fn said(catalogue: &Catalogue, situation: &Situation, finding: &Finding) -> Vec<(String, String)> {
    let mut seen: Vec<&Path> = Vec::new();
    for path in finding
        .conditions
        .iter()
        .flat_map(|condition| &condition.facts)
    {
        let told = situation.get(path).is_asked() && !matches!(path, Path::IncomesComplete(..));
        if told && !seen.contains(&path) {
            seen.push(path);
        }
    }
    seen.into_iter()
        .map(|path| {
            let name = labels::capital(&labels::label(catalogue, situation, path));
            (name, catalogue.show(path, situation.get(path)))
        })
        .collect()
}

fn steps(catalogue: &Catalogue, explained: &Explanation<'_>) -> AnyView {
    let lines = explained
        .steps
        .iter()
        .map(|step| {
            let name = match &step.of {
                Named::Right(id) => link(&CataloguePage::Right(id.clone()), step.name.clone()),
                Named::Intermediate(place) | Named::IntermediateAt(place, _) => {
                    let value = catalogue.intermediates().get(*place);
                    let name = labels::capital(&step.name);
                    match value {
                        Some(value) => link(&calculation(value), name),
                        None => name.into_any(),
                    }
                }
                _ => labels::capital(&step.name).into_any(),
            };
            let told = (!step.told.is_empty())
                .then(|| view! { <p class="right-why">{with_values(explained, &step.told)}</p> });
            let source = (!step.source.is_empty())
                .then(|| view! { <p class="source">{step.source.clone()}</p> });
            view! {
                <li class="right">
                    <p class="right-head"><b>{name}</b><span class="amount">{value(step)}</span></p>
                    {told}
                    {source}
                </li>
            }
        })
        .collect_view();
    // What a hurried reader wants: the last sum, with its numbers.
    let last = explained
        .steps
        .iter()
        .rev()
        .find(|step| matches!(step.of, Named::Intermediate(_)) && value(step).ends_with('€'));
    let short = last.map(|step| {
        let sum = with_values(explained, &step.told);
        view! { <p><b>"En bref\u{a0}: "</b>{format!("{sum}\u{a0}= {}", value(step))}</p> }
    });
    view! {
        {short}
        <details>
            <summary>"Le calcul, étape par étape"</summary>
            <p class="hint">{words::STEPS_LEAD}</p>
            <ol class="rights">{lines}</ol>
        </details>
        <p><b>"Montant\u{a0}: "</b>{with_values(explained, &explained.told)}</p>
    }
    .into_any()
}

/// What a step comes to; for several people, what each one comes to.
fn value(step: &Step) -> String {
    let values = step.values.iter().map(|(whose, value)| match whose {
        Some(whose) => format!("{whose}\u{a0}: {value}"),
        None => value.clone(),
    });
    values.collect::<Vec<_>>().join(" · ")
}

/// A told expression, each named value followed by what it is worth here.
fn with_values(explained: &Explanation<'_>, pieces: &[rules::Piece]) -> String {
    let mut out = String::new();
    // The value of a name comes after the mark that closes it.
    let mut waiting: Option<String> = None;
    for piece in pieces {
        match waiting.take() {
            Some(value) => {
                let (mark, rest) = piece
                    .text
                    .split_at(piece.text.find('»').map_or(0, |at| at + '»'.len_utf8()));
                out.push_str(&format!("{mark} ({value}){rest}"));
            }
            None => out.push_str(&piece.text),
        }
        waiting = match &piece.named {
            Some(Named::Parameter(id)) => explained
                .parameters
                .iter()
                .find(|(parameter, _)| parameter.id == *id)
                .map(|(parameter, dated)| parameter.show(dated.value)),
            Some(named @ (Named::Intermediate(_) | Named::IntermediateAt(..))) => explained
                .steps
                .iter()
                .find(|step| step.of == *named)
                .and_then(|step| match step.values.as_slice() {
                    [(None, value)] => Some(value.clone()),
                    _ => None,
                }),
            _ => None,
        };
    }
    out
}

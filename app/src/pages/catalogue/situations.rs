//! `/situations`: what people say when they come, in the words of the interview.
//!
//! Somebody at a desk hears a sentence, not the name of a right: « on m’a coupé l’électricité », « je suis enceinte ».
//! The answers that raise rights are read from the catalogue's signals, and stand under the question that asks them: the
//! list is never written by hand, and grows with the catalogue.

use leptos::prelude::*;
use rules::{Need, Question};

use super::{frame, link, names, read};
use crate::interview::labels::capital;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// Every answer that raises rights.
#[component]
pub fn SituationsPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let needs = catalogue.needs();
        let mut questions: Vec<(&Question, Vec<&Need<'_>>)> = Vec::new();
        for need in &needs {
            match questions.last_mut() {
                Some((question, needs)) if question.id == need.question.id => needs.push(need),
                _ => questions.push((need.question, vec![need])),
            }
        }
        let themes = catalogue
            .themes()
            .iter()
            .filter_map(|theme| {
                let asked: Vec<_> = questions
                    .iter()
                    .filter(|(question, _)| question.theme == theme.id)
                    .map(|(question, needs)| block(question, needs))
                    .collect();
                (!asked.is_empty()).then(|| {
                    view! { <section><h2>{theme.name.clone()}</h2>{asked}</section> }
                })
            })
            .collect_view();
        let for_all = catalogue.rights_for_all();
        let body = view! {
            <h1>{words::SITUATIONS}</h1>
            <p class="lead">{words::SITUATIONS_LEAD}</p>
            {themes}
            <section><h2>{words::FOR_ALL}</h2><p class="hint">{words::FOR_ALL_LEAD}</p>{names(&for_all)}</section>
        };
        frame::page(
            words::SITUATIONS,
            Some(&CataloguePage::Situations),
            body.into_any(),
        )
    })
}

fn block(question: &Question, needs: &[&Need<'_>]) -> AnyView {
    let lines = needs
        .iter()
        .map(|need| {
            let page = CataloguePage::Situation {
                fact: need.fact.id.clone(),
                answer: need.answer.to_owned(),
            };
            let count = numbers::count(need.rights.len(), "droit", "droits");
            view! { <li>{link(&page, capital(need.name))}" "<small>{count}</small></li> }
        })
        .collect_view();
    view! { <div class="block"><h3>{question.text.clone()}</h3><ul>{lines}</ul></div> }.into_any()
}

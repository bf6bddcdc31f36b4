//! `/questions/graphe`: the themes, each with its drawing.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{by_theme, frame, link, read, table, text};
use crate::routes::CataloguePage;
use crate::words::catalogue as words;

/// How many questions decide the rights of each theme.
#[component]
pub fn GraphsPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let rows = by_theme(catalogue).into_iter().map(|(theme, rights)| {
            let questions: BTreeSet<&str> = rights
                .iter()
                .flat_map(|right| catalogue.questions_read_by(&right.id))
                .map(|question| question.id.as_str())
                .collect();
            vec![
                link(&CataloguePage::Graph(theme.id.clone()), theme.name.clone()),
                text(rights.len().to_string()),
                text(questions.len().to_string()),
            ]
        });
        let rows = rows.collect();
        let heads = ["Thème", "Droits", "Questions qui en décident"];
        let body = view! {
            <h1>{words::GRAPHS}</h1>
            <p class="lead">{words::GRAPHS_LEAD}</p>
            {table(text("Les dessins, par thème"), &heads, rows)}
        };
        frame::page(words::GRAPHS, Some(&CataloguePage::Graphs), body.into_any())
    })
}

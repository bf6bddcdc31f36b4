//! `/chiffres`: the figures of a quarter, each table with its plot, and the way to open them in a spreadsheet.

use leptos::prelude::*;

use super::load::{page, query};
use crate::components::{Bars, Frame};
use crate::desk::{Agent, SharedDesk};
use crate::figures::quarter::Quarter;
use crate::figures::table::{Row, Table};
use crate::figures::{Report, report};
use crate::routes::Page;
use crate::words::figures::{self as words, FIGURES};

/// The figures of the quarter of the address; of this one when it names none.
#[component]
pub fn FiguresPage() -> impl IntoView {
    let asked = query("trimestre").and_then(|word| Quarter::parse(&word));
    page(
        move |desk: SharedDesk| async move {
            let today = Quarter::of(desk.today());
            let quarter = asked.filter(|quarter| *quarter <= today).unwrap_or(today);
            let allowed = desk.agent().is_some_and(|agent| agent.allowed.figures);
            if !allowed {
                return Ok(None);
            }
            let facts = desk.facts(quarter).await?;
            Ok(Some(report(&facts, quarter, &desk.catalogue())))
        },
        draw,
    )
}

fn draw(desk: &SharedDesk, agent: Agent, found: Option<Report>) -> AnyView {
    let today = Quarter::of(desk.today());
    let body = match found {
        None => view! { <h1>{FIGURES}</h1><p class="notice notice-bad">{words::MAY_NOT_SEE}</p> }
            .into_any(),
        Some(found) => figures(today, &found),
    };
    view! { <Frame title=FIGURES agent=Some(agent)>{body}</Frame> }.into_any()
}

fn figures(today: Quarter, found: &Report) -> AnyView {
    let quarter = found.quarter;
    let to = |quarter: Quarter| Page::Figures(Some(quarter)).path();
    let later = (quarter < today).then(|| {
        let next = quarter.next();
        view! { <a class="quiet" href=to(next)>{next.name()}</a> }
    });
    let before = quarter.previous();
    let running = quarter == today;
    let tables = found
        .tables
        .iter()
        .filter(|table| !table.is_empty())
        .map(drawn)
        .collect_view();
    view! {
        <h1>{format!("{FIGURES}\u{a0}: {}", quarter.name())}</h1>
        <p class="lead">{words::reach(&found.reach)}</p>
        <nav class="actions no-print" aria-label="Trimestres">
            <a class="quiet" href=to(before)>{before.name()}</a>
            {later}
        </nav>
        {running.then(|| view! { <p class="hint">{words::RUNNING}</p> })}
        {if found.is_empty() {
            view! {
                <div class="empty">
                    <p class="empty-title">{words::NONE}</p>
                    <p>{words::NONE_HELP}</p>
                </div>
            }.into_any()
        } else {
            view! {
                <p class="hint">{words::HIDDEN_HELP}</p>
                <p class="no-print"><a href=Page::FiguresTable(quarter).path() download>"Ouvrir dans un tableur"</a></p>
                {tables}
            }.into_any()
        }}
    }
    .into_any()
}

/// One table under its plot.
fn drawn(table: &Table) -> impl IntoView + use<> {
    let Table {
        id,
        title,
        help,
        of,
        columns,
        ..
    } = table.clone();
    let bars = table.bars();
    let line = |row: &Row, class: Option<&'static str>| {
        let cells = row
            .cells
            .iter()
            .zip(&columns)
            .map(|(cell, head)| view! { <td data-head=*head>{cell.text()}</td> })
            .collect_view();
        view! { <tr class=class><th scope="row">{row.name.clone()}</th>{cells}</tr> }
    };
    let total = table.total.as_ref().map(|row| line(row, Some("total")));
    let rows = table.rows.iter().map(|row| line(row, None)).collect_view();
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col">{*column}</th> })
        .collect_view();
    // Two columns read as they are on any screen; more of them are stacked on a narrow one.
    let class = if columns.len() == 1 {
        "pair table"
    } else {
        "grid table"
    };
    let drawn_column = table.drawn.and_then(|at| table.columns.get(at)).copied();
    view! {
        <section class="figure">
            <h2 id=id>{title}</h2>
            <p class="hint">{help}</p>
            {(!bars.is_empty()).then(|| view! { <Bars id title=drawn_column.unwrap_or(title) bars/> })}
            <div class="wide" role="region" aria-labelledby=id tabindex="0">
                <table class=class aria-labelledby=id>
                    <thead><tr><th scope="col">{of}</th>{heads}</tr></thead>
                    <tbody>{total}{rows}</tbody>
                </table>
            </div>
            {table.left_out.then(|| view! { <p class="hint">{words::LEFT_OUT}</p> })}
        </section>
    }
}

//! The public catalogue: one file per page, readable by anybody, without signing in and without JavaScript.
//!
//! These pages read the catalogue and the day of the request, and nothing else: they are the same for everybody, and
//! may be kept by a cache for ten minutes. To add one: a file here, its variant in `routes::CataloguePage`, its
//! `<Route>` in `shell.rs`, its line in the server's access table, and its addresses in `tests/it/catalogue.rs`.

mod calculation;
mod changes;
mod example;
mod frame;
mod graph;
mod graphs;
mod index;
mod method;
mod organisation;
mod organisations;
mod parameter;
mod parameters;
mod review;
mod right;
mod situation;
mod situations;
mod theme;
mod transparency;

pub use calculation::CalculationPage;
pub use changes::ChangesPage;
pub use graph::GraphPage;
pub use graphs::GraphsPage;
pub use index::RightsPage;
pub use method::MethodPage;
pub use organisation::OrganisationPage;
pub use organisations::OrganisationsPage;
pub use parameter::ParameterPage;
pub use parameters::ParametersPage;
pub use review::ReviewPage;
pub use right::PublicRightPage;
pub use situation::SituationPage;
pub use situations::SituationsPage;
pub use theme::ThemePage;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::{Catalogue, Intermediate, Named, Parameter, Piece, Right, Theme};

use super::error::{ErrorKind, ErrorPage};
use super::load::desk;
use crate::routes::CataloguePage;
use crate::words::numbers;

/// What these pages know: the law, and the day.
struct Reader {
    catalogue: Arc<Catalogue>,
    today: NaiveDate,
}

/// Draws a page from the catalogue.
fn read(draw: impl FnOnce(&Reader) -> AnyView) -> AnyView {
    match desk() {
        Ok(desk) => draw(&Reader {
            catalogue: desk.catalogue(),
            today: desk.today(),
        }),
        Err(_) => view! { <ErrorPage kind=ErrorKind::Unavailable/> }.into_any(),
    }
}

fn link(page: &CataloguePage, text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <a href=page.path()>{text}</a> }.into_any()
}

fn right_link(right: &Right) -> AnyView {
    link(&CataloguePage::Right(right.id.clone()), right.name.clone())
}

fn text(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    text.into_any()
}

/// The caption of a table that stands right under its title.
fn unseen(caption: impl Into<String>) -> AnyView {
    let caption: String = caption.into();
    view! { <span class="unseen">{caption}</span> }.into_any()
}

/// Rights by name alone.
fn names(rights: &[&Right]) -> AnyView {
    let lines = rights
        .iter()
        .map(|right| view! { <li>{right_link(right)}</li> })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}

/// Rights with what each one is.
fn sentences(rights: &[&Right]) -> AnyView {
    let lines = rights
        .iter()
        .map(|right| {
            let address = CataloguePage::Right(right.id.clone()).path();
            view! {
                <li class="right">
                    <a class="right-name" href=address>{right.name.clone()}</a>
                    <p class="right-why">{right.sentence.clone()}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rights rights-wide">{lines}</ul> }.into_any()
}

/// A table whose first column names its rows. On a narrow screen each cell carries the head of its column.
fn table(caption: AnyView, heads: &[&'static str], rows: Vec<Vec<AnyView>>) -> AnyView {
    let columns = heads
        .iter()
        .map(|head| view! { <th scope="col">{*head}</th> })
        .collect_view();
    let lines = rows
        .into_iter()
        .map(|cells| {
            let cells = cells.into_iter().zip(heads).enumerate();
            let cells = cells
                .map(|(at, (cell, head))| match at {
                    0 => view! { <th scope="row">{cell}</th> }.into_any(),
                    _ => view! { <td data-head=*head>{cell}</td> }.into_any(),
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="grid table">
            <caption>{caption}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// A figure of the law as a row: its name, which leads to its sources, and what it is on a day.
fn in_force(parameter: &Parameter, on: NaiveDate) -> Vec<AnyView> {
    let page = CataloguePage::Parameter(parameter.id.clone());
    let value = parameter.on(on).map_or_else(
        || "pas encore en vigueur".to_owned(),
        |now| {
            let since = numbers::date(now.since);
            format!("{}, depuis le {since}", parameter.show(now.value))
        },
    );
    vec![link(&page, parameter.name.clone()), text(value)]
}

/// What a told expression says.
fn told(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The same, each figure, right and named value leading to its page.
fn linked(catalogue: &Catalogue, pieces: &[Piece]) -> Vec<AnyView> {
    let page = |named: &Named| match named {
        Named::Parameter(id) => Some(CataloguePage::Parameter(id.clone())),
        Named::Right(id) => Some(CataloguePage::Right(id.clone())),
        Named::Intermediate(place) | Named::IntermediateAt(place, _) => {
            catalogue.intermediates().get(*place).map(calculation)
        }
        Named::Fact(_) => None,
    };
    pieces
        .iter()
        .map(|piece| match piece.named.as_ref().and_then(page) {
            Some(page) => link(&page, piece.text.clone()),
            None => text(piece.text.clone()),
        })
        .collect()
}

/// The page of a named value.
fn calculation(value: &Intermediate) -> CataloguePage {
    CataloguePage::Calculation {
        entity: value.entity.word(),
        value: value.id.clone(),
    }
}

/// The themes that have rights of their own, with these rights.
fn by_theme(catalogue: &Catalogue) -> Vec<(&Theme, Vec<&Right>)> {
    catalogue
        .themes()
        .iter()
        .map(|theme| (theme, shown_in(catalogue, theme)))
        .filter(|(_, rights)| !rights.is_empty())
        .collect()
}

/// The rights shown in a theme: those of which it is the first.
fn shown_in<'c>(catalogue: &'c Catalogue, theme: &Theme) -> Vec<&'c Right> {
    let rights = catalogue.rights().iter();
    rights
        .filter(|right| right.themes.first() == Some(&theme.id))
        .collect()
}

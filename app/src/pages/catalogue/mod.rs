//! The public catalogue: one file per page, readable by anybody, without signing in and without JavaScript.
//!
//! These pages read the catalogue and the day of the request, and nothing else: they are the same for everybody, and
//! may be kept by a cache for ten minutes. To add one: a file here, its variant in `routes::CataloguePage`, its
//! `<Route>` in `shell.rs`, its line in the server's access table, and its addresses in `tests/it/catalogue.rs`.

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
use rules::{Catalogue, Piece, Right, Theme};

use super::error::{ErrorKind, ErrorPage};
use super::load::desk;
use crate::routes::CataloguePage;

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

/// What a told expression says.
fn told(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
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

//! `/questions/graphe/{theme}`: the questions on one side, the rights of a theme on the other, a line where the answer is
//! read. The drawing is an SVG made here; the table under it says the same to those who do not see it.

use std::fmt::Write;

use leptos::prelude::*;
use rules::{Catalogue, Question, Right};

use super::{frame, link, read, right_link, shown_in, table, text};
use crate::pages::load::part;
use crate::routes::CataloguePage;
use crate::words::catalogue as words;

/// The drawing of one theme.
#[component]
pub fn GraphPage() -> impl IntoView {
    let id = part("theme");
    read(|reader| {
        let catalogue = &reader.catalogue;
        let theme = catalogue.theme(&id);
        let Some((theme, rights)) = theme
            .map(|theme| (theme, shown_in(catalogue, theme)))
            .filter(|(_, rights)| !rights.is_empty())
        else {
            return frame::absent();
        };
        let decided = decided(catalogue, &rights);
        let rows = decided.iter().map(|(question, places)| {
            let mut links: Vec<AnyView> = Vec::new();
            for right in places.iter().filter_map(|at| rights.get(*at)) {
                if !links.is_empty() {
                    links.push(text(", "));
                }
                links.push(right_link(right));
            }
            vec![
                text(question.text.clone()),
                view! { <span>{links}</span> }.into_any(),
            ]
        });
        let rows = rows.collect();
        let title = format!("{}\u{a0}: {}", words::GRAPHS, theme.name.to_lowercase());
        let drawing = draw(&title, &decided, &rights);
        let body = view! {
            <p class="crumbs">{link(&CataloguePage::Graphs, "Tous les thèmes")}{link(&CataloguePage::Theme(theme.id.clone()), theme.name.clone())}</p>
            <h1>{title.clone()}</h1>
            <p class="lead no-print">{words::GRAPH_LEAD}</p>
            <div class="wide no-print" tabindex="0" role="region" aria-label="Dessin" inner_html=drawing></div>
            <section>{table(text("Le même contenu en tableau"), &["Question", "Droits dont elle décide"], rows)}</section>
        };
        frame::page(&title, None, body.into_any())
    })
}

/// The questions that decide any of these rights, with the places of the rights each decides.
fn decided<'c>(catalogue: &'c Catalogue, rights: &[&Right]) -> Vec<(&'c Question, Vec<usize>)> {
    let read: Vec<Vec<&Question>> = rights
        .iter()
        .map(|right| catalogue.questions_read_by(&right.id))
        .collect();
    let asked = catalogue.questions().iter().map(|question| {
        let places = read
            .iter()
            .enumerate()
            .filter(|(_, questions)| questions.iter().any(|read| read.id == question.id))
            .map(|(at, _)| at)
            .collect::<Vec<_>>();
        (question, places)
    });
    asked.filter(|(_, places)| !places.is_empty()).collect()
}

/// Width of the drawing, where the lines begin and end, height of a line.
const WIDTH: usize = 1120;
const LEFT: usize = 470;
const RIGHT: usize = 700;
const STEP: usize = 24;

/// The drawing. Each question stands near the rights it decides, so that lines cross less; the shorter side is spread over
/// the height of the longer one.
fn draw(title: &str, decided: &[(&Question, Vec<usize>)], rights: &[&Right]) -> String {
    let mut decided: Vec<&(&Question, Vec<usize>)> = decided.iter().collect();
    let middle = |places: &[usize]| 1000 * places.iter().sum::<usize>() / places.len().max(1);
    decided.sort_by_key(|(_, places)| middle(places));
    let lines = decided.len().max(rights.len());
    let height = lines * STEP + STEP;
    let place = |at: usize, count: usize| {
        STEP + (2 * at + 1) * lines * STEP / (2 * count.max(1)) - STEP / 2
    };
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" role=\"img\" aria-label=\"{}\" font-size=\"14\" fill=\"currentColor\">",
        escape(&format!("{title}. {}", words::GRAPH_SAYS))
    );
    let middle = (LEFT + RIGHT) / 2;
    for (at, (_, places)) in decided.iter().enumerate() {
        let from = place(at, decided.len());
        svg.push_str("<path fill=\"none\" stroke=\"#0b5560\" stroke-opacity=\".45\" d=\"");
        for right in places {
            let to = place(*right, rights.len());
            let _ = write!(
                svg,
                "M{LEFT} {from}C{middle} {from} {middle} {to} {RIGHT} {to}"
            );
        }
        svg.push_str("\"/>");
    }
    for (at, (question, _)) in decided.iter().enumerate() {
        let y = place(at, decided.len()) + 5;
        let words = escape(&shortened(&question.text, 58));
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{words}</text>",
            LEFT - 8
        );
    }
    for (at, right) in rights.iter().enumerate() {
        let y = place(at, rights.len()) + 5;
        let words = escape(&shortened(&right.name, 52));
        let _ = write!(svg, "<text x=\"{}\" y=\"{y}\">{words}</text>", RIGHT + 8);
    }
    svg.push_str("</svg>");
    svg
}

/// A text cut after a word.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ' ', ':', '\u{a0}']))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

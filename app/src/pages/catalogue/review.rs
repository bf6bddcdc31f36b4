//! `/revision`: what must be read again, month by month, what is overdue first.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use rules::Right;

use super::{frame, read, right_link, table, text, unseen};
use crate::interview::labels::capital;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// The calendar.
#[component]
pub fn ReviewPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let mut late: Vec<&Right> = catalogue.overdue(reader.today).collect();
        late.sort_by_key(|right| right.review_on);
        let mut coming: Vec<&Right> = catalogue
            .rights()
            .iter()
            .filter(|right| right.review_on >= reader.today)
            .collect();
        coming.sort_by_key(|right| right.review_on);
        let overdue = if late.is_empty() {
            view! { <p class="notice">{format!("Au {}, rien n’est en retard.", numbers::date(reader.today))}</p> }.into_any()
        } else {
            let caption = numbers::count(late.len(), "droit en retard", "droits en retard");
            rows(text(caption), &late)
        };
        let month = |day: NaiveDate| (day.year(), day.month());
        let months = coming
            .chunk_by(|one, other| month(one.review_on) == month(other.review_on))
            .map(|rights| {
                let (year, number) = rights.first().map_or((0, 0), |right| month(right.review_on));
                let name = capital(&numbers::month(year, number));
                view! { <section><h2>{name.clone()}</h2>{rows(unseen(format!("À relire en {}", name.to_lowercase())), rights)}</section> }
            })
            .collect_view();
        let body = view! {
            <h1>{words::REVIEW}</h1>
            <p class="lead">{words::REVIEW_LEAD}</p>
            <section><h2>"En retard"</h2>{overdue}</section>
            {months}
        };
        frame::page(words::REVIEW, Some(&CataloguePage::Review), body.into_any())
    })
}

fn rows(caption: AnyView, rights: &[&Right]) -> AnyView {
    let rows = rights.iter().map(|right| {
        vec![
            right_link(right),
            text(numbers::date(right.review_on)),
            text(numbers::date(right.checked_on)),
            text(words::sureness(right.confidence)),
        ]
    });
    let heads = ["Droit", "À relire avant le", "Vérifié le", "Confiance"];
    table(caption, &heads, rows.collect())
}

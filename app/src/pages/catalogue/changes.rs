//! `/changements`: what the law changed between two dates, as the catalogue knows it.

use chrono::{Months, NaiveDate};
use leptos::prelude::*;
use rules::{Change, Edition, Kind, What, changes};

use super::{Reader, frame, link, read, right_link};
use crate::interview::labels::capital;
use crate::pages::load::query;
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// A form of two dates, and what differs between them.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let (from, to) = (query("du"), query("au"));
    read(|reader| {
        let days = asked(reader, from.as_deref(), to.as_deref());
        let (shown_from, shown_to) = match days {
            Some((from, to)) => (typed(from), typed(to)),
            None => (from.unwrap_or_default(), to.unwrap_or_default()),
        };
        let found = match days {
            Some((from, to)) => differing(reader, from, to),
            None => view! { <p class="error" role="alert">{words::UNREADABLE_DAYS}</p> }.into_any(),
        };
        let body = view! {
            <h1>{words::CHANGES}</h1>
            <p class="lead">{words::CHANGES_LEAD}</p>
            <form class="typed" method="get" action=CataloguePage::Changes(None).path()>
                <div><label class="label" for="du">"Du (jj/mm/aaaa)"</label><input id="du" name="du" type="text" inputmode="numeric" maxlength="10" value=shown_from/></div>
                <div><label class="label" for="au">"Au (jj/mm/aaaa)"</label><input id="au" name="au" type="text" inputmode="numeric" maxlength="10" value=shown_to/></div>
                <button class="primary" type="submit">"Comparer"</button>
            </form>
            {found}
        };
        frame::page(
            words::CHANGES,
            Some(&CataloguePage::Changes(None)),
            body.into_any(),
        )
    })
}

/// The dates of the address, the earlier first; the last twelve months when there are none.
fn asked(reader: &Reader, from: Option<&str>, to: Option<&str>) -> Option<(NaiveDate, NaiveDate)> {
    let day = |text: Option<&str>, otherwise: Option<NaiveDate>| match text.map(str::trim) {
        None | Some("") => otherwise,
        Some(text) => day(text),
    };
    let to = day(to, Some(reader.today))?;
    let from = day(from, to.checked_sub_months(Months::new(12)))?;
    Some((from.min(to), from.max(to)))
}

/// `2026-04-01` or « 01/04/2026 », from 1900 to 2100.
fn day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike;
    let formats = ["%Y-%m-%d", "%d/%m/%Y"];
    let mut read = formats
        .iter()
        .filter_map(|format| NaiveDate::parse_from_str(text, format).ok());
    read.next()
        .filter(|day| (1900..=2100).contains(&day.year()))
}

fn typed(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn differing(reader: &Reader, from: NaiveDate, to: NaiveDate) -> AnyView {
    let edition = |day| Edition {
        catalogue: &reader.catalogue,
        on: Some(day),
    };
    let changes = changes(edition(from), edition(to));
    let days = format!(
        "entre le {} et le {}",
        numbers::date(from),
        numbers::date(to)
    );
    if changes.is_empty() {
        return view! { <p class="notice">{format!("Rien n’a changé {days}.")}</p> }.into_any();
    }
    let sections = Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            let of_kind: Vec<&Change> = changes
                .iter()
                .filter(|change| change.kind == kind)
                .collect();
            let title = match kind {
                Kind::Right => "Droits",
                Kind::Parameter => "Montants et seuils",
                Kind::Intermediate => "Calculs",
                Kind::Organisation => "Organismes",
                Kind::Question => "Questions",
                Kind::Fact => "Réponses possibles",
            };
            (!of_kind.is_empty()).then(|| {
                let lines = of_kind
                    .into_iter()
                    .map(|change| told(reader, change))
                    .collect_view();
                view! { <section><h2>{title}</h2><ul class="rights">{lines}</ul></section> }
            })
        })
        .collect_view();
    let count = numbers::count(changes.len(), "changement", "changements");
    view! { <p class="notice">{format!("{count} {days}.")}</p>{sections} }.into_any()
}

fn told(reader: &Reader, change: &Change) -> AnyView {
    let name = match change.kind {
        Kind::Right => link(
            &CataloguePage::Right(change.id.clone()),
            change.name.clone(),
        ),
        Kind::Parameter => link(
            &CataloguePage::Parameter(change.id.clone()),
            change.name.clone(),
        ),
        Kind::Organisation => link(
            &CataloguePage::Organisation(change.id.clone()),
            change.name.clone(),
        ),
        Kind::Intermediate | Kind::Question | Kind::Fact => capital(&change.name).into_any(),
    };
    let (class, what) = match change.what {
        What::Added => ("tag tag-likely", "nouveau"),
        What::Withdrawn => ("tag tag-unlikely", "retiré"),
        What::Changed => ("tag tag-ask", "modifié"),
    };
    let differences = change
        .differences
        .iter()
        .map(|difference| view! { <p class="right-why">{capital(&difference.to_string())}</p> })
        .collect_view();
    let mut rights: Vec<AnyView> = Vec::new();
    for right in change
        .rights
        .iter()
        .filter_map(|id| reader.catalogue.right(id))
    {
        rights.push(
            if rights.is_empty() {
                "Droits concernés\u{a0}: "
            } else {
                ", "
            }
            .into_any(),
        );
        rights.push(right_link(right));
    }
    let rights = (!rights.is_empty()).then(|| view! { <p class="right-why">{rights}</p> });
    view! {
        <li class="right">
            <p class="right-head"><b>{name}</b><span class=class>{what}</span></p>
            {change.note.clone().map(|note| view! { <p class="right-why">{note}</p> })}
            {differences}
            {rights}
        </li>
    }
    .into_any()
}

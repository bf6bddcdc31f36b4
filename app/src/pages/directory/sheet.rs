//! `/annuaire/{id}`: everything known of one structure, where each thing comes from, and what was corrected here.

use leptos::prelude::*;

use super::{doubt_lines, hours_lines, phone_line};
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, DeskError, SharedDesk};
use crate::directory::{Field, Sheet, SheetField, SheetService};
use crate::pages::load::{notice, page, part};
use crate::routes::{DirectoryPage, Notice, Page};
use crate::structures::roles::may;
use crate::words::directory as words;
use crate::words::numbers;

/// One structure.
#[component]
pub fn SheetPage() -> impl IntoView {
    let (id, notice) = (part("place"), notice());
    page(
        move |desk: SharedDesk| {
            let id = id.clone();
            async move { desk.sheet(&id).await?.ok_or(DeskError::NotFound) }
        },
        move |desk, agent, sheet| draw(desk, agent, sheet, notice),
    )
}

fn draw(desk: &SharedDesk, agent: Agent, sheet: Sheet, notice: Option<Notice>) -> AnyView {
    let search = Page::Directory(DirectoryPage::Search {
        commune: None,
        organisation: None,
    })
    .path();
    let correct = agent.roles.may(may::DIRECTORY).then(|| {
        let address = Page::Directory(DirectoryPage::Correct {
            id: sheet.place.id.clone(),
            typed: Vec::new(),
        })
        .path();
        view! { <p class="links"><a href=address>{words::CORRECT}</a></p> }
    });
    let lines = sheet
        .fields
        .iter()
        .filter_map(|field| line(desk, field))
        .collect_view();
    let source = match &sheet.source {
        Some(source) => format!("{source}, le {}", numbers::date(sheet.place.verified_on)),
        None => format!("ajouté ici, le {}", numbers::date(sheet.place.verified_on)),
    };
    let link = sheet
        .link
        .clone()
        .map(|link| view! { " "<a href=link rel="noreferrer">"Voir la source"</a> });
    let services = (!sheet.services.is_empty()).then(|| {
        let lines = sheet.services.iter().map(service).collect_view();
        view! { <section><h2>"Ce que l’on y fait"</h2><ul>{lines}</ul></section> }
    });
    let name = sheet.place.name.clone();
    let body = view! {
        <p class="crumbs"><a href=search>{words::DIRECTORY}</a></p>
        <h1>{name.clone()}</h1>
        <NoticeLine notice/>
        {doubt_lines(&sheet.place, false)}
        {sheet.description.clone().map(|text| view! { <p class="lead">{text}</p> })}
        {correct}
        <dl class="how">
            {lines}
            <dt>"Source"</dt><dd>{source}{link}</dd>
        </dl>
        {services}
    }
    .into_any();
    view! { <Frame title=name agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

/// One field with what was corrected of it; nothing for a field that is empty everywhere.
fn line(desk: &SharedDesk, field: &SheetField) -> Option<impl IntoView + use<>> {
    if field.value().is_none() && !field.differs() || field.field == Field::Name && !field.differs()
    {
        return None;
    }
    let value = field.value().map(|value| match field.field {
        Field::Phone => phone_line(value).into_any(),
        Field::Hours => hours_lines(value, desk.today()).into_any(),
        _ => shown(desk, field.field, value).into_any(),
    });
    let correction = field
        .correction
        .as_ref()
        .filter(|_| field.differs())
        .map(|correction| {
            let author = correction
                .author
                .clone()
                .unwrap_or_else(|| "un ancien agent".to_owned());
            let imported = field
                .imported
                .as_deref()
                .map_or_else(|| "rien".to_owned(), |text| shown(desk, field.field, text));
            let moved = if field.moved() {
                " La source a changé depuis."
            } else {
                ""
            };
            let told = format!(
                "Corrigé par {author} le {}. La source dit autre chose\u{a0}: {imported}.{moved}",
                numbers::date(correction.on)
            );
            view! { <br/><span class="hint">{told}</span> }
        });
    Some(view! { <dt>{words::label(field.field)}</dt><dd>{value}{correction}</dd> })
}

/// A value in the words people read.
pub(super) fn shown(desk: &SharedDesk, field: Field, value: &str) -> String {
    let named = match field {
        Field::Organisation => desk
            .catalogue()
            .organisation(value)
            .map(|organisation| organisation.name.clone()),
        Field::Commune => desk.commune(value).map(|commune| commune.name),
        _ => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}

fn service(service: &SheetService) -> impl IntoView + use<> {
    let whom = (!service.territories.is_empty())
        .then(|| format!(" Pour\u{a0}: {}.", service.territories.join(", ")));
    let fees = service
        .fees
        .as_ref()
        .map(|fees| format!(" Coût\u{a0}: {fees}."));
    let conditions = service
        .conditions
        .as_ref()
        .map(|text| format!(" Conditions\u{a0}: {text}"));
    let pro = service
        .professionals_only
        .then(|| format!(" {}", words::PROFESSIONALS));
    view! {
        <li>
            <strong>{service.name.clone()}</strong>
            {whom}{fees}{pro}{conditions}
            {service.description.clone().map(|text| view! { <details><summary>"En savoir plus"</summary><p>{text}</p></details> })}
        </li>
    }
}

//! `/annuaire/ajouter` and `/annuaire/{id}/corriger`: one form for both, with what is wrong beside each field. A refused form
//! comes back with all that was typed.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::search::organisation_choice;
use super::sheet::shown;
use crate::actions::{AddPlace, CorrectPlace};
use crate::components::Frame;
use crate::desk::{Agent, DeskError, SharedDesk};
use crate::directory::{Field, Sheet, form};
use crate::pages::load::{page, part, query};
use crate::routes::{DirectoryPage, Page, Typed};
use crate::words::directory as words;

/// What comes back in the address when the form was refused; empty at first.
fn typed() -> Typed {
    Field::ALL
        .into_iter()
        .filter_map(|(field, word)| Some((field, query(word)?)))
        .collect()
}

/// The form that adds a structure.
#[component]
pub fn AddPlacePage() -> impl IntoView {
    let (typed, territory) = (typed(), query("territoire").unwrap_or_default());
    page(
        |_| async { Ok(()) },
        move |desk, agent, ()| {
            let body = draw(desk, typed.clone(), None, Some(&territory));
            frame(words::ADD, agent, body)
        },
    )
}

/// The form that corrects one.
#[component]
pub fn CorrectPlacePage() -> impl IntoView {
    let (id, typed) = (part("place"), typed());
    page(
        move |desk: SharedDesk| {
            let id = id.clone();
            async move { desk.sheet(&id).await?.ok_or(DeskError::NotFound) }
        },
        move |desk, agent, sheet| {
            let body = draw(desk, typed.clone(), Some(&sheet), None);
            frame(words::CORRECT, agent, body)
        },
    )
}

fn frame(title: &'static str, agent: Agent, body: AnyView) -> AnyView {
    view! { <Frame title=title agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn draw(
    desk: &SharedDesk,
    typed: Typed,
    sheet: Option<&Sheet>,
    territory: Option<&str>,
) -> AnyView {
    let catalogue = desk.catalogue();
    // The same reading as when it was sent: what was wrong then is wrong now.
    let wrong = if typed.is_empty() {
        Vec::new()
    } else {
        let known = form::Known {
            organisation: &|id| catalogue.organisation(id).is_some(),
            communes: &|typed| desk.communes(typed),
        };
        form::read(&typed, &known).err().unwrap_or_default()
    };
    let fields = Field::ALL.into_iter().map(|(field, word)| {
        let stands = sheet.and_then(|sheet| sheet.fields.iter().find(|known| known.field == field));
        let value = typed
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, value)| value.clone());
        let value = value.or_else(|| {
            let value = stands?.value()?;
            Some(if field == Field::Commune {
                shown(desk, field, value)
            } else {
                value.to_owned()
            })
        });
        let imported = stands.filter(|stands| stands.differs()).map(|stands| {
            let imported = stands
                .imported
                .as_deref()
                .map_or_else(|| "rien".to_owned(), |text| shown(desk, field, text));
            format!("La source dit autre chose\u{a0}: {imported}")
        });
        draw_field(
            desk,
            field,
            word,
            value.unwrap_or_default(),
            wrong.contains(&field),
            imported,
        )
    });
    let fields = fields.collect_view();
    let summary = (!wrong.is_empty()).then(|| {
        let lines = wrong.iter().map(|field| {
            let word = field.word();
            let told = format!("{}\u{a0}: {}", words::label(*field), words::problem(*field));
            view! { <li><a href=format!("#{word}")>{told}</a></li> }
        });
        view! { <div class="notice notice-bad" role="alert"><p>{words::REFUSED}</p><ul>{lines.collect_view()}</ul></div> }
    });
    let (title, back) = match sheet {
        Some(sheet) => (
            words::CORRECT,
            DirectoryPage::Sheet {
                id: sheet.place.id.clone(),
                notice: None,
            },
        ),
        None => (
            words::ADD,
            DirectoryPage::Search {
                commune: None,
                organisation: None,
            },
        ),
    };
    let lead = sheet.map(|_| view! { <p class="lead">{words::CORRECT_HELP}</p> });
    let id =
        sheet.map(|sheet| view! { <input type="hidden" name="id" value=sheet.place.id.clone()/> });
    let action = if sheet.is_some() {
        CorrectPlace::PATH
    } else {
        AddPlace::PATH
    };
    let back_name = sheet.map_or_else(
        || words::DIRECTORY.to_owned(),
        |sheet| sheet.place.name.clone(),
    );
    view! {
        <p class="crumbs"><a href=Page::Directory(back).path()>{back_name}</a></p>
        <h1>{title}</h1>
        {lead}
        {summary}
        <form class="card stack" action=action method="post">
            {id}
            {fields}
            {territory.map(draw_territory)}
            <button class="primary" type="submit">{words::SAVE}</button>
        </form>
    }
    .into_any()
}

fn draw_field(
    desk: &SharedDesk,
    field: Field,
    word: &'static str,
    value: String,
    wrong: bool,
    imported: Option<String>,
) -> impl IntoView + use<> {
    let help = match field {
        Field::Hours => Some(words::HOURS_HELP),
        Field::Commune => Some(words::COMMUNE_HELP),
        _ => None,
    };
    let (help_id, error_id) = (format!("{word}-aide"), format!("{word}-erreur"));
    let described = [
        help.map(|_| help_id.clone()),
        wrong.then(|| error_id.clone()),
    ];
    let described = described
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let described = Some(described).filter(|ids| !ids.is_empty());
    let control = match field {
        Field::Organisation => organisation_choice(word, "Aucun de la liste", &desk.catalogue(), &value).into_any(),
        _ => view! {
            <input id=word name=word type="text" value=value maxlength=form::LENGTH required=field == Field::Name
                autocomplete="off" aria-invalid=wrong.then_some("true") aria-describedby=described/>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=word>{words::label(field)}</label>
            {help.map(|help| view! { <p class="hint" id=help_id>{help}</p> })}
            {wrong.then(|| view! { <p class="error" id=error_id>{words::problem(field)}</p> })}
            {control}
            {imported.map(|imported| view! { <p class="hint">{imported}</p> })}
        </div>
    }
}

fn draw_territory(chosen: &str) -> impl IntoView + use<> {
    let chosen = if chosen.is_empty() { "commune" } else { chosen }.to_owned();
    let options = words::TERRITORIES
        .into_iter()
        .map(|(word, told)| view! { <option value=word selected=word == chosen>{told}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for="territoire">{words::FOR_WHOM}</label>
            <select id="territoire" name="territoire">{options}</select>
        </div>
    }
}

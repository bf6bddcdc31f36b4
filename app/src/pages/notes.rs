//! `/bilans/{id}/notes`: what professionals noted on each theme, and the form of a new note. The same list stands on the support and on
//! the follow-up.

use leptos::prelude::*;
use rules::Theme;
use uuid::Uuid;

use super::follow_up::fields::{fault_list, field};
use super::load::{self, Office, about, marked, notice};
use crate::components::{Frame, NoticeLine, typed_text};
use crate::desk::{DeskError, SharedDesk};
use crate::notes::{Echo, NOTE_LENGTH, NewNote, Note};
use crate::routes::{FollowUpPage as Place, Notice, Page};
use crate::words::follow_up::FOLLOW_UP;
use crate::words::notes::{self as words, NOTES};
use crate::words::numbers;

/// The notes of a bilan.
#[component]
pub fn NotesPage() -> impl IntoView {
    let (notice, echo) = (notice(), use_context::<Echo>());
    about(load, move |(office, notes)| {
        let training = office.bilan.training.is_some();
        marked(training, draw(&office, &notes, notice, echo.as_ref()))
    })
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<(Office, Vec<Note>), DeskError> {
    let office = load::office(desk, id).await?;
    let notes = office.desk.notes(office.bilan.id).await?;
    Ok((office, notes))
}

fn draw(office: &Office, notes: &[Note], notice: Option<Notice>, echo: Option<&Echo>) -> AnyView {
    let id = office.bilan.id;
    let faults = echo.and_then(|echo| fault_list(&echo.faults));
    let theirs = echo.and_then(|echo| echo.theirs.as_ref());
    let stale = theirs.map(|note| {
        view! { <div class="conflict" role="alert"><p>{words::STALE}</p><p>{note.what.text.clone()}</p></div> }
    });
    let training = office.bilan.training.is_some();
    let body = view! {
        <p class="crumbs">
            <a href=Page::FollowUp(Place::All { id, notice: None }).path()>{FOLLOW_UP}</a>
            <a href=Page::Support(id).path()>"Support pour les professionnels"</a>
        </p>
        <h1>{NOTES}</h1>
        <NoticeLine notice/>
        {faults}
        {stale}
        {if training {
            view! { <p class="notice">{words::TRAINING}</p> }.into_any()
        } else {
            view! {
                <p class="notice">{words::MAY_BE_READ}</p>
                <p class="hint">{words::WHO_READS}</p>
                {list(office, notes, Some(echo))}
                {new_form(office, echo)}
            }
            .into_any()
        }}
    };
    view! { <Frame title=NOTES agent=Some(office.agent.clone()) narrow=true>{body.into_any()}</Frame> }
        .into_any()
}

/// The notes as a part of another page, with the way to theirs.
pub(super) fn section(office: &Office, notes: &[Note]) -> Option<impl IntoView + use<>> {
    let page = Page::FollowUp(Place::Notes {
        id: office.bilan.id,
        notice: None,
    });
    office.bilan.training.is_none().then(|| {
        view! {
            <section class="no-print" aria-labelledby="notes">
                <h2 id="notes">{NOTES}</h2>
                {list(office, notes, None)}
                <p class="links"><a href=page.path()>"Écrire une note"</a></p>
            </section>
        }
    })
}

/// The notes, theme by theme. On their own page an author may correct theirs: `form` is then what came back, if anything did.
fn list(office: &Office, notes: &[Note], form: Option<Option<&Echo>>) -> AnyView {
    if notes.is_empty() {
        return view! { <p class="hint">{words::NONE}</p> }.into_any();
    }
    let catalogue = office.desk.catalogue();
    let themes = catalogue.themes().iter().map(|theme| {
        let of: Vec<_> = notes
            .iter()
            .filter(|note| note.what.theme == theme.id)
            .collect();
        let lines = of
            .iter()
            .map(|note| line(office, note, form))
            .collect_view();
        (!of.is_empty())
            .then(|| view! { <h3>{theme.name.clone()}</h3><ul class="steps">{lines}</ul> })
    });
    themes.collect_view().into_any()
}

fn line(office: &Office, note: &Note, form: Option<Option<&Echo>>) -> impl IntoView + use<> {
    let day = |at| numbers::date(office.desk.paris(at).date());
    let corrected = if note.before.is_empty() {
        ""
    } else {
        ", corrigé"
    };
    let by = format!(
        "Le {} par {}, {}{corrected}",
        day(note.at),
        note.author,
        note.structure
    );
    let before = note.before.iter().rev();
    let before = before.map(|(what, at)| {
        view! { <li><p>{what.text.clone()}</p><p class="hint">{format!("Écrit le {}", day(*at))}</p></li> }
    });
    let before: Vec<_> = before.collect();
    let correct = form.filter(|_| note.mine).map(|echo| {
        let came_back = echo.filter(|echo| echo.of.is_some_and(|(id, _)| id == note.id));
        let typed = came_back.map_or_else(|| note.what.clone(), |echo| echo.typed.clone());
        let faults = came_back
            .map(|echo| echo.faults.as_slice())
            .unwrap_or_default();
        view! {
            <details open=came_back.is_some()>
                <summary>"Corriger"</summary>
                {note_form(office, (&typed, faults), Some((note.id, note.version)))}
            </details>
        }
    });
    view! {
        <li>
            <p>{note.what.text.clone()}</p>
            <p class="hint">{by}</p>
            {(!before.is_empty()).then(|| view! {
                <details><summary>"Ce que la note disait avant"</summary><ul>{before}</ul></details>
            })}
            {correct}
        </li>
    }
}

fn new_form(office: &Office, echo: Option<&Echo>) -> impl IntoView + use<> {
    let echo = echo.filter(|echo| echo.of.is_none());
    let typed = echo.map(|echo| echo.typed.clone()).unwrap_or_default();
    let faults = echo.map(|echo| echo.faults.as_slice()).unwrap_or_default();
    view! { <h2>"Nouvelle note"</h2>{note_form(office, (&typed, faults), None)} }
}

/// The form of a note. The fields of a new one have the names the links of faults lead to.
fn note_form(
    office: &Office,
    (typed, faults): (&NewNote, &[crate::follow_up::form::Fault]),
    of: Option<(Uuid, u32)>,
) -> AnyView {
    let action = Page::FollowUp(Place::Notes {
        id: office.bilan.id,
        notice: None,
    })
    .path();
    let shared = office.bilan.shared.as_ref();
    let may = |theme: &&Theme| shared.is_none_or(|scope| scope.themes.contains(&theme.id));
    let catalogue = office.desk.catalogue();
    let themes = catalogue.themes().iter().filter(may).map(|theme| {
        let on = theme.id == typed.theme;
        view! { <option value=theme.id.clone() selected=on>{theme.name.clone()}</option> }
    });
    let themes = themes.collect_view();
    let text = typed_text(&typed.text);
    let wrong = faults.iter().find(|fault| fault.field == "delicat");
    let wrong = wrong.map(|fault| view! { <p class="error">{fault.text.clone()}</p> });
    let sensitive = view! {
        {wrong}
        <div class="choices choices-tall">
            <label><input type="checkbox" name="delicat" value="oui" checked=typed.sensitive/><span>{words::SENSITIVE}</span></label>
        </div>
        <p class="hint">{words::SENSITIVE_HELP}</p>
    };
    match of {
        Some((id, seen)) => view! {
            <form class="stack" method="post" action=action autocomplete="off">
                <input type="hidden" name="corrige" value=id.to_string()/>
                <input type="hidden" name="vu" value=seen.to_string()/>
                <input type="hidden" name="theme" value=typed.theme.clone()/>
                <textarea name="note" rows="4" maxlength=NOTE_LENGTH.to_string() aria-label="La note">{text}</textarea>
                {sensitive}
                <button class="quiet" type="submit">"Enregistrer la correction"</button>
            </form>
        }
        .into_any(),
        None => view! {
            <form class="card stack" method="post" action=action autocomplete="off">
                {field("theme", "Thème", None, faults, move |described, invalid| view! {
                    <select id="theme" name="theme" required aria-describedby=described aria-invalid=invalid>
                        <option value="">"Choisir"</option>
                        {themes}
                    </select>
                })}
                {field("note", "La note", None, faults, move |described, invalid| view! {
                    <textarea id="note" name="note" rows="4" maxlength=NOTE_LENGTH.to_string() aria-describedby=described aria-invalid=invalid>{text}</textarea>
                })}
                {sensitive}
                <button class="primary" type="submit">"Garder cette note"</button>
            </form>
        }
        .into_any(),
    }
}

//! Beside the questions: themes, the agent's small clock, urgencies.

use leptos::prelude::*;
use rules::{Path, Theme, Value};

use crate::interview::Reading;
use crate::interview::journey::{self, Progress};
use crate::interview::urgency::{self, Urgency};
use crate::pages::load::Office;
use crate::routes::{Page, Step};
use crate::training::craft;
use crate::words::training::CRAFT;
use crate::words::{interview as words, numbers};

/// Minutes of a whole interview, and what they are for.
const MINUTES: [(&str, i64); 3] = [("questions", 30), ("clôture", 10), ("marge", 5)];

/// The themes, each with its state and what it still takes.
pub fn themes(reading: &Reading<'_>, step: &Step) -> impl IntoView + use<> {
    let id = reading.bilan.id;
    let lines = journey::themes(reading).into_iter().map(|line| {
        let now = line.theme.id == step.theme;
        let (class, state) = match line.progress {
            _ if now => ("now", "en cours"),
            Progress::Done => ("done", "terminé"),
            Progress::Begun => ("begun", "commencé"),
            Progress::Untouched => ("", "à faire"),
        };
        let left = if now { format!("{}\u{a0}/\u{a0}{}", line.answered, line.asked) } else { minutes(line.minutes) };
        let href = line.first.map(|screen| Page::step(id, &line.theme.id, &screen.id).path());
        view! {
            <li class=class>
                <a href=href aria-current=now.then_some("step")>
                    <span class="dot" aria-hidden="true"></span>
                    <span>{line.theme.short.clone()}<span class="unseen">{format!(", {state}")}</span></span>
                    <small>{left}</small>
                </a>
            </li>
        }
    });
    view! { <ol class="themes">{lines.collect_view()}</ol> }
}

/// The name of the theme when it is not the title, and that only the few questions of the first sweep are shown.
pub fn heading(theme: &Theme, step: &Step) -> Option<String> {
    match (step.view.sweep, step.view.is_dense()) {
        (true, _) => Some(format!("{}\u{a0}· {}", words::SWEEP, theme.name)),
        (false, true) => None,
        (false, false) => Some(theme.name.clone()),
    }
}

/// How far the first sweep has come, and the way in or out of it. Once it is done, the themes are enough.
pub fn sweep(reading: &Reading<'_>, step: &Step) -> impl IntoView + use<> {
    let (done, count) = journey::sweep_progress(reading);
    let whole = Page::Step(step.shown(|view| view.sweep = false)).path();
    let start = journey::sweep_start(reading.catalogue, reading.bilan.id).path();
    let inside = step.view.sweep;
    (inside || done < count).then(|| {
        view! {
            <p class="sweep">
                {if inside {
                    view! {
                        <b>{format!("{}\u{a0}: {done}\u{a0}/\u{a0}{count}", words::SWEEP)}</b>
                        <a href=whole>{words::ALL_QUESTIONS}</a>
                    }.into_any()
                } else {
                    view! { <a href=start>{words::START_SWEEP}</a> }.into_any()
                }}
            </p>
        }
    })
}

fn minutes(left: usize) -> String {
    if left == 0 {
        String::new()
    } else {
        format!("{left}\u{a0}min")
    }
}

/// The clock of the agent: questions, closing, margin, each with its own bar. It is hidden with the mode discret, is kept
/// nowhere, and goes when the time is long past: it never hurries anybody.
pub fn clock(office: &Office, reading: &Reading<'_>) -> impl IntoView + use<> {
    let spent = (office.desk.now() - office.bilan.opened_at).num_minutes();
    let slots = slots(reading);
    let whole: i64 = MINUTES.iter().map(|(_, minutes)| minutes * slots).sum();
    (0..2 * whole).contains(&spent).then(|| {
        let mut past = 0;
        let bars = MINUTES.map(|(_, minutes)| {
            let (start, minutes) = (past, minutes * slots);
            past += minutes;
            let done = (spent - start).clamp(0, minutes);
            view! { <progress max=minutes.to_string() value=done.to_string() aria-hidden="true"></progress> }
        });
        view! {
            <div class="clock secret">
                <p>{format!("Pour vous\u{a0}: {spent}\u{a0}min, {}", moment(spent, slots))}</p>
                <div class="clock-bars">{bars}</div>
            </div>
        }
    })
}

/// With an interpreter everything is said twice: two slots are booked.
fn slots(reading: &Reading<'_>) -> i64 {
    let present = reading.answer(&Path::Household("personnes_presentes".into()));
    let interpreted =
        matches!(present.value(), Some(Value::Choices(ids)) if ids.contains("interprete"));
    if interpreted { 2 } else { 1 }
}

/// What the time is for now: « questions jusqu’à 30 ».
fn moment(spent: i64, slots: i64) -> String {
    let mut end = 0;
    for (name, minutes) in MINUTES {
        end += minutes * slots;
        if spent < end {
            return format!("{name} jusqu’à {end}");
        }
    }
    "rien ne presse".to_owned()
}

/// Beside a theme of a training interview: the words that make it a conversation.
pub fn craft(theme: &str) -> impl IntoView + use<> {
    let lines = craft::advice(theme).iter();
    let lines = lines.map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <details class="notice" open>
            <summary>{CRAFT}</summary>
            <ul>{lines}</ul>
        </details>
    }
}

/// What to do at once: open where urgencies are asked, then one line that opens, so that it never hides the conversation.
pub fn urgent(urgencies: Vec<Urgency>, open: bool) -> impl IntoView {
    let names = urgencies
        .iter()
        .map(|urgency| urgency.name.clone())
        .collect::<Vec<_>>()
        .join(", ");
    (!urgencies.is_empty()).then(|| {
        view! {
            <details class="urgent" open=open>
                <summary><b>{words::AT_ONCE}</b><span class="urgent-names">{format!("\u{a0}: {names}")}</span></summary>
                <ul>
                    {urgencies.into_iter().map(|urgency| view! {
                        <li><b>{urgency.name}</b>{format!("\u{a0}: {}", urgency.advice)}</li>
                    }).collect_view()}
                </ul>
            </details>
        }
    })
}

/// Whether the urgencies are shown whole on the screens of a theme: they are asked in the first one.
pub fn urgent_is_open(reading: &Reading<'_>, theme: &str) -> bool {
    reading
        .catalogue
        .themes()
        .first()
        .is_some_and(|first| first.id == theme)
}

/// The urgencies as text, for the reply to a form.
pub fn urgent_html(reading: &Reading<'_>, step: &Step) -> String {
    let urgencies = urgency::urgencies(reading, step.view.alone);
    let open = urgent_is_open(reading, &step.theme);
    Owner::new().with(|| urgent(urgencies, open).into_view().to_html())
}

/// « 2 questions sautées ».
pub fn skipped_count(count: usize) -> String {
    numbers::count(
        count,
        "question sautée, inutile ici",
        "questions sautées, inutiles ici",
    )
}

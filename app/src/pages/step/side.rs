//! Beside the questions: themes, the agent's small clock, urgencies.

use leptos::prelude::*;
use rules::Theme;

use crate::interview::Reading;
use crate::interview::journey::{self, Progress};
use crate::interview::urgency::{self, Urgency};
use crate::pages::load::Office;
use crate::routes::{Page, Step};
use crate::words::{interview as words, numbers};

/// Minutes of a whole interview.
const MINUTES: i64 = 45;

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

/// The name of the theme, and that only the few questions of the first sweep are shown.
pub fn heading(theme: &Theme, step: &Step) -> String {
    if step.view.sweep {
        format!("{}\u{a0}· {}", words::SWEEP, theme.name)
    } else {
        theme.name.clone()
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

/// The clock of the agent: shown only during the first hour and a half, never to hurry the person.
pub fn clock(office: &Office) -> impl IntoView + use<> {
    let spent = (office.desk.now() - office.bilan.opened_at).num_minutes();
    (0..90).contains(&spent).then(|| {
        view! {
            <div class="clock secret">
                <label for="horloge">{format!("Pour vous\u{a0}: {spent}\u{a0}min")}</label>
                <progress id="horloge" max=MINUTES.to_string() value=spent.min(MINUTES).to_string()></progress>
            </div>
        }
    })
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
pub fn urgent_html(reading: &Reading<'_>, theme: &str) -> String {
    let (urgencies, open) = (urgency::urgencies(reading), urgent_is_open(reading, theme));
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

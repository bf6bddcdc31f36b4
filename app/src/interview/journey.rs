//! The way through the themes: what is done, what is left, previous and next screens, where to resume.

use rules::{Catalogue, Screen, Theme};
use uuid::Uuid;

use super::Reading;
use super::plan::{self, Place};
use crate::desk::Bilan;
use crate::routes::{Page, Step, StepView};

/// How far a theme has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing answered yet.
    Untouched,
    /// Some answers.
    Begun,
    /// Nothing useful left to ask, but for a moment alone perhaps.
    Done,
}

/// One line of the themes' list.
pub struct ThemeLine<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// How far it has come.
    pub progress: Progress,
    /// Questions answered.
    pub answered: usize,
    /// Questions to ask, answered ones included.
    pub asked: usize,
    /// Minutes left, at the pace of the catalogue.
    pub minutes: usize,
    /// Its first screen with something to ask.
    pub first: Option<&'a Screen>,
}

/// Every theme that has screens, in order.
pub fn themes<'a>(reading: &Reading<'a>) -> Vec<ThemeLine<'a>> {
    let lines = reading
        .catalogue
        .themes()
        .iter()
        .map(|theme| line(reading, theme));
    lines.filter(|line| line.first.is_some()).collect()
}

fn line<'a>(reading: &Reading<'a>, theme: &'a Theme) -> ThemeLine<'a> {
    let places: Vec<Place> = reading
        .catalogue
        .questions()
        .iter()
        .filter(|question| question.theme == theme.id)
        .map(|question| plan::place(reading, question))
        .collect();
    let answered = places
        .iter()
        .filter(|place| **place == Place::Asked { answered: true })
        .count();
    let asked = places
        .iter()
        .filter(|place| matches!(place, Place::Asked { .. }))
        .count();
    let left = asked - answered;
    let budget = usize::try_from(theme.minutes).unwrap_or(0);
    let minutes = if left == 0 {
        0
    } else {
        (budget * left).div_ceil(places.len().max(1)).max(1)
    };
    let progress = match (answered, left) {
        (_, 0) => Progress::Done,
        (0, _) => Progress::Untouched,
        _ => Progress::Begun,
    };
    let first = first_screen(reading, &theme.id);
    ThemeLine {
        theme,
        progress,
        answered,
        asked,
        minutes,
        first,
    }
}

/// The first screen of a theme that asks something; its first screen when none does.
fn first_screen<'a>(reading: &Reading<'a>, theme: &str) -> Option<&'a Screen> {
    let mut screens = reading.catalogue.screens(theme);
    screens
        .find(|screen| asks(reading, screen))
        .or_else(|| reading.catalogue.screens(theme).next())
}

/// Whether a screen has anything to show.
fn asks(reading: &Reading<'_>, screen: &Screen) -> bool {
    shows(reading, screen, false)
}

/// The same, in a first sweep or not.
fn shows(reading: &Reading<'_>, screen: &Screen, sweep: bool) -> bool {
    let step = at(reading.bilan.id, screen, sweep);
    plan::of_step(reading, &step).into_iter().any(|question| {
        !matches!(
            plan::place_on_screen(reading, question, &step.view),
            Place::Skipped { .. }
        )
    })
}

/// A screen shown plainly, in a first sweep or not.
fn at(id: Uuid, screen: &Screen, sweep: bool) -> Step {
    Step {
        id,
        theme: screen.theme.clone(),
        screen: screen.id.clone(),
        view: StepView {
            sweep,
            ..StepView::default()
        },
    }
}

/// Every screen in the order of the conversation.
fn screens(catalogue: &Catalogue) -> Vec<&Screen> {
    catalogue
        .themes()
        .iter()
        .flat_map(|theme| catalogue.screens(&theme.id))
        .collect()
}

/// The neighbours of a screen: the nearest ones that show something.
pub struct Neighbours {
    /// The screen before.
    pub previous: Option<Page>,
    /// The screen after; after the last one the recapitulation, or what a first sweep found.
    pub next: Page,
    /// The theme after this one; a first sweep has none.
    pub next_theme: Option<Page>,
}

/// The neighbours of a screen, on the way it is shown.
pub fn neighbours(reading: &Reading<'_>, step: &Step) -> Neighbours {
    let (id, sweep) = (step.id, step.view.sweep);
    let all = screens(reading.catalogue);
    let page = |screen: &&Screen| Page::Step(at(id, screen, sweep));
    let here = all
        .iter()
        .position(|known| known.theme == step.theme && known.id == step.screen);
    let (before, after) = match here {
        Some(here) => (&all[..here], &all[here + 1..]),
        None => (&all[..0], &all[..]),
    };
    let asks = |screen: &&&Screen| shows(reading, screen, sweep);
    let end = if sweep { swept(id) } else { Page::Recap(id) };
    let mut others = after.iter().filter(|other| other.theme != step.theme);
    Neighbours {
        previous: before.iter().rev().find(asks).map(page),
        next: after.iter().find(asks).map_or(end, page),
        next_theme: others.find(asks).filter(|_| !sweep).map(page),
    }
}

/// The word of the first sweep in the form that opens a bilan.
pub const SWEEP: &str = "reperage";

/// What a first sweep leads to: the rights, by theme.
const fn swept(id: Uuid) -> Page {
    Page::Results {
        id,
        by_organisation: false,
    }
}

/// The first screen of the first sweep.
pub fn sweep_start(catalogue: &Catalogue, id: Uuid) -> Page {
    let asked = |screen: &&&Screen| {
        let questions = catalogue.questions().iter();
        questions
            .filter(|question| question.theme == screen.theme && question.screen == screen.id)
            .any(|question| question.screening)
    };
    let first = screens(catalogue).iter().find(asked).copied();
    first.map_or(swept(id), |screen| Page::Step(at(id, screen, true)))
}

/// How many questions of the first sweep were answered or need no answer, and how many there are.
pub fn sweep_progress(reading: &Reading<'_>) -> (usize, usize) {
    let questions = reading.catalogue.questions().iter();
    let places: Vec<Place> = questions
        .filter(|question| question.screening)
        .map(|question| plan::place(reading, question))
        .collect();
    let left = places
        .iter()
        .filter(|place| **place == Place::Asked { answered: false });
    (places.len() - left.count(), places.len())
}

/// Where a bilan stopped: the screen of the answer written last; the first screen when nothing was said.
pub fn resume_at(catalogue: &Catalogue, bilan: &Bilan) -> Page {
    let reading = Reading::new(catalogue, bilan);
    let last = bilan.answers.iter().max_by_key(|stored| stored.at);
    let screen = last.and_then(|stored| {
        catalogue
            .questions()
            .iter()
            .find(|question| plan::paths(&reading, question).contains(&stored.path))
            .map(|question| (question.theme.clone(), question.screen.clone()))
    });
    match screen.or_else(|| {
        screens(catalogue)
            .first()
            .map(|screen| (screen.theme.clone(), screen.id.clone()))
    }) {
        Some((theme, screen)) => Page::step(bilan.id, &theme, &screen),
        None => Page::Recap(bilan.id),
    }
}

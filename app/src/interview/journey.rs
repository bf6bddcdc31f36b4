//! The way through the themes: what is done, what is left, previous and next screens, where to resume.

use rules::{Catalogue, Screen, Theme};

use super::Reading;
use super::plan::{self, Place};
use crate::desk::Bilan;
use crate::routes::{Page, StepView};

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
    let view = StepView::default();
    plan::questions(reading, &screen.theme, &screen.id)
        .into_iter()
        .any(|question| {
            !matches!(
                plan::place_on_screen(reading, question, &view),
                Place::Skipped { .. }
            )
        })
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
    /// The screen after; the recapitulation after the last one.
    pub next: Page,
    /// The theme after this one.
    pub next_theme: Option<Page>,
}

/// The neighbours of a screen.
pub fn neighbours(reading: &Reading<'_>, theme: &str, screen: &str) -> Neighbours {
    let id = reading.bilan.id;
    let all = screens(reading.catalogue);
    let page = |screen: &Screen| Page::step(id, &screen.theme, &screen.id);
    let at = all
        .iter()
        .position(|known| known.theme == theme && known.id == screen);
    let (before, after) = match at {
        Some(at) => (&all[..at], &all[at + 1..]),
        None => (&all[..0], &all[..]),
    };
    Neighbours {
        previous: before
            .iter()
            .rev()
            .find(|screen| asks(reading, screen))
            .map(|screen| page(screen)),
        next: after
            .iter()
            .find(|screen| asks(reading, screen))
            .map_or(Page::Recap(id), |screen| page(screen)),
        next_theme: after
            .iter()
            .find(|other| other.theme != theme && asks(reading, other))
            .map(|screen| page(screen)),
    }
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

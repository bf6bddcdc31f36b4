//! The way through the themes: what is done, what is left, previous and next screens, where to resume.

use rules::{Catalogue, Path, Question, Screen, Theme, Use};
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
    let lines = in_order(reading)
        .into_iter()
        .map(|theme| line(reading, theme));
    lines.filter(|line| line.first.is_some()).collect()
}

/// The fact of the opening that says what brings the person.
pub const REQUESTS: &str = "motifs_venue";

/// The theme of a request, for those that have one.
const THEME_OF_REQUEST: &[(&str, &str)] = &[
    ("perte_emploi", "emploi"),
    ("separation", "famille"),
    ("naissance", "famille"),
    ("logement", "logement"),
    ("dettes", "budget"),
    ("sante", "sante"),
    ("papiers", "papiers"),
    ("retraite", "emploi"),
];

/// The themes in the order of the conversation. Without an application for RSA, what the person asks for comes first, after
/// the welcome.
fn in_order<'a>(reading: &Reading<'a>) -> Vec<&'a Theme> {
    let mut themes: Vec<&Theme> = reading.catalogue.themes().iter().collect();
    let said = reading.answer(&Path::Household(REQUESTS.into()));
    if let (false, Some(rules::Value::Choices(requests))) = (reading.bilan.with_rsa, said.value()) {
        let is_asked = |theme: &Theme| {
            let mut of_theme = THEME_OF_REQUEST.iter().filter(|(_, of)| *of == theme.id);
            of_theme.any(|(request, _)| requests.contains(*request))
        };
        if let Some((_, after_welcome)) = themes.split_first_mut() {
            after_welcome.sort_by_key(|theme| !is_asked(theme));
        }
    }
    themes
}

fn line<'a>(reading: &Reading<'a>, theme: &'a Theme) -> ThemeLine<'a> {
    let places: Vec<Place> = reading
        .catalogue
        .questions()
        .iter()
        .filter(|question| question.theme == theme.id && !question.folded)
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
        let place = plan::place_on_screen(reading, question, &step.view);
        !question.folded && !matches!(place, Place::Skipped { .. })
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

/// Every screen, in the order of these themes.
fn screens<'a>(
    catalogue: &'a Catalogue,
    themes: impl IntoIterator<Item = &'a Theme>,
) -> Vec<&'a Screen> {
    themes
        .into_iter()
        .flat_map(|theme| catalogue.screens(&theme.id))
        .collect()
}

/// The screens of this theme that are passed over on the way to this one, or after it when it is the last one shown: they ask
/// nothing here, and say why.
pub fn passed_over<'a>(reading: &Reading<'a>, step: &Step) -> Vec<&'a Screen> {
    if step.view.sweep || step.view.is_dense() {
        return Vec::new();
    }
    let all: Vec<&Screen> = reading.catalogue.screens(&step.theme).collect();
    let Some(here) = all.iter().position(|screen| screen.id == step.screen) else {
        return Vec::new();
    };
    let (before, after) = (&all[..here], &all[here + 1..]);
    let is_silent = |screen: &&&Screen| !asks(reading, screen);
    let before = before.iter().rev().take_while(is_silent);
    let mut passed: Vec<&Screen> = before.copied().collect();
    passed.reverse();
    if after.iter().all(|screen| is_silent(&screen)) {
        passed.extend(after);
    }
    passed
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
    let all = screens(reading.catalogue, in_order(reading));
    let page = |screen: &&Screen| Page::Step(at(id, screen, sweep));
    let here = all
        .iter()
        .position(|known| known.theme == step.theme && known.id == step.screen);
    let (before, after) = match here {
        Some(here) => (&all[..here], &all[here + 1..]),
        None => (&all[..0], &all[..]),
    };
    let dense = step.view.is_dense();
    let asks =
        |screen: &&&Screen| shows(reading, screen, sweep) && !(dense && screen.theme == step.theme);
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
    let first = screens(catalogue, catalogue.themes());
    let first = first.iter().find(asked).copied();
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

/// The first screen of a bilan: the first one that asks something. A bilan without an application for RSA does not begin with
/// the application.
pub fn start(reading: &Reading<'_>) -> Page {
    let all = screens(reading.catalogue, in_order(reading));
    let first = all.iter().find(|screen| asks(reading, screen));
    first.map_or(Page::Recap(reading.bilan.id), |screen| {
        Page::Step(at(reading.bilan.id, screen, false))
    })
}

/// Where a bilan stopped: at the field of the answer written last; the first screen when nothing was said. One that another structure
/// shares opens on its results when that screen is of a theme it does not share.
pub fn resume_at(catalogue: &Catalogue, bilan: &Bilan) -> Page {
    let page = stopped_at(catalogue, bilan);
    let shares = |theme: &str| {
        let scope = bilan.shared.as_ref();
        scope.is_none_or(|scope| scope.themes.contains(theme))
    };
    match &page {
        Page::Step(step) if !shares(&step.theme) => Page::Results {
            id: bilan.id,
            by_organisation: false,
        },
        _ => page,
    }
}

fn stopped_at(catalogue: &Catalogue, bilan: &Bilan) -> Page {
    let reading = Reading::new(catalogue, bilan);
    let last = bilan.answers.iter().max_by_key(|stored| stored.at);
    let found = last.and_then(|stored| Some((plan::question_of(&reading, &stored.path)?, stored)));
    found.map_or_else(
        || start(&reading),
        |(question, stored)| {
            let mut page = Page::step(bilan.id, &question.theme, &question.screen);
            if let Page::Step(step) = &mut page {
                step.view.field = Some(field_of(question, &stored.path));
            }
            page
        },
    )
}

/// The element of a page to return to: the field itself; the question when it is a line of a table that may be gone.
fn field_of(question: &Question, path: &Path) -> String {
    match path {
        Path::Income(..) => format!("q-{}", question.id),
        Path::Child(_, fact) if fact == rules::REMOVED => format!("q-{}", question.id),
        _ => path.to_string(),
    }
}

/// Whether only the first sweep was held: nothing else was answered between the welcome and the closing.
pub fn is_only_swept(reading: &Reading<'_>) -> bool {
    let said = |question: &&Question| plan::has_answer(reading, question);
    let welcome = reading.catalogue.themes().first();
    let questions = reading.catalogue.questions().iter();
    let serves_rights = questions.filter(|question| {
        question.used_for == Use::Right && welcome.is_none_or(|theme| theme.id != question.theme)
    });
    let mut answered = serves_rights.filter(said).peekable();
    answered.peek().is_some() && answered.all(|question| question.screening)
}

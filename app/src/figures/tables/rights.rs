//! What rights became: found, opened, refused; how long it took; by theme, by right, by structure, by territory, quarter after quarter.

use std::collections::BTreeMap;

use rules::Catalogue;
use uuid::Uuid;

use super::super::Facts;
use super::super::hide::{K, Tally};
use super::super::quarter::Quarter;
use super::super::table::{Cell, Line, Row, Table};
use super::{Lines, Stood, stood_in, table};
use crate::follow_up::{State, state::Phase};
use crate::words::figures as words;

/// Quarters drawn side by side.
const QUARTERS: usize = 8;

const FOUND: usize = 1;
const REFUSED: usize = 2;
/// Opened first: it is what is drawn.
const COLUMNS: [&str; 3] = [words::GRANTED, words::FOUND, words::REFUSED];

/// Where every followed right stood.
pub fn outcomes(facts: &Facts, quarter: Quarter) -> Table {
    let stood = stood_in(facts, quarter);
    let line = |name: &str, is_it: fn(State) -> bool| {
        let with = stood.iter().filter(|stood| is_it(stood.standing.state));
        (
            name.to_owned(),
            vec![Tally::of(with.map(|stood| stood.bilan))],
        )
    };
    table("issues", words::OUTCOMES, words::ISSUE, &[words::NUMBER]).closed(
        words::ALL,
        vec![
            line(words::GRANTED, |state| state == State::Granted),
            line(words::REFUSED, |state| state == State::Refused),
            line(words::GIVEN_UP, |state| state == State::GivenUp),
            line(words::IN_PROGRESS, |state| state.phase() != Phase::Over),
        ],
    )
}

/// How long it took from the bilan to the opening of a right.
pub fn times(facts: &Facts, quarter: Quarter) -> Table {
    let stood = stood_in(facts, quarter);
    let opened = stood
        .iter()
        .filter(|stood| stood.standing.state == State::Granted);
    let from = Tally::of(opened.clone().map(|stood| stood.bilan)).bilans();
    let mut days: Vec<i64> = opened
        .map(|stood| (stood.standing.on - stood.opened_on).num_days().max(0))
        .collect();
    days.sort_unstable();
    let at = |quarters: usize| match from {
        0..K => Cell::Nothing,
        _ => days
            .get((days.len() * quarters).div_ceil(4) - 1)
            .map_or(Cell::Nothing, |days| Cell::Days(*days)),
    };
    let mut times = table("delais", words::TIMES, words::SHARE, &[words::TIME]);
    times.drawn = None;
    times.rows = [(words::QUICKEST, 1), (words::HALF, 2), (words::SLOWEST, 3)]
        .map(|(name, quarters)| Row {
            name: name.to_owned(),
            cells: vec![at(quarters)],
        })
        .to_vec();
    times
}

/// The same columns by a name that a right gives.
fn by<'a>(facts: &'a Facts, quarter: Quarter, name: impl Fn(&'a str) -> String) -> Vec<Line> {
    let mut lines = Lines::default();
    for found in &facts.found {
        lines.add(&name(&found.right), found.bilan, (FOUND, COLUMNS.len()));
    }
    for Stood {
        standing, bilan, ..
    } in stood_in(facts, quarter)
    {
        if let Some(column) = column(standing.state) {
            lines.add(&name(&standing.right), bilan, (column, COLUMNS.len()));
        }
    }
    lines.into_vec()
}

fn column(state: State) -> Option<usize> {
    match state {
        State::Granted => Some(0),
        State::Refused => Some(REFUSED),
        _ => None,
    }
}

/// By theme: the first of a right's themes.
pub fn by_theme(facts: &Facts, quarter: Quarter, catalogue: &Catalogue) -> Table {
    let theme = |right: &str| {
        let theme = catalogue
            .right(right)
            .and_then(|right| right.themes.first());
        let theme = theme.and_then(|id| catalogue.theme(id));
        theme.map_or_else(|| words::WITHDRAWN.to_owned(), |theme| theme.name.clone())
    };
    table("themes", words::THEMES, words::THEME, &COLUMNS)
        .open(words::ALL, by(facts, quarter, theme))
}

/// By right.
pub fn by_right(facts: &Facts, quarter: Quarter, catalogue: &Catalogue) -> Table {
    let name = |right: &str| {
        let known = catalogue.right(right);
        known.map_or_else(|| words::WITHDRAWN.to_owned(), |right| right.name.clone())
    };
    table("droits", words::RIGHTS, words::RIGHT, &COLUMNS)
        .open(words::ALL, by(facts, quarter, name))
}

/// What is counted by structure and by territory. Opened first, as in [`COLUMNS`].
const PLACED: [&str; 4] = [words::GRANTED, words::FOUND, words::REFUSED, words::OPENED];

/// One count: whose it is, and its column of [`PLACED`].
struct Placed<'a> {
    structure: &'a str,
    territory: &'a str,
    bilan: Uuid,
    column: usize,
}

fn placed(facts: &Facts, quarter: Quarter) -> Vec<Placed<'_>> {
    let found = facts.found.iter().map(|found| Placed {
        structure: &found.structure,
        territory: &found.territory,
        bilan: found.bilan,
        column: FOUND,
    });
    let opened = facts
        .bilans
        .iter()
        .filter(|bilan| quarter.holds(bilan.opened_on))
        .map(|bilan| Placed {
            structure: &bilan.structure,
            territory: &bilan.territory,
            bilan: bilan.id,
            column: 3,
        });
    let stood = stood_in(facts, quarter).into_iter().filter_map(|stood| {
        Some(Placed {
            structure: stood.structure,
            territory: stood.territory,
            bilan: stood.bilan,
            column: column(stood.standing.state)?,
        })
    });
    found.chain(opened).chain(stood).collect()
}

/// By structure: the one that holds the bilan for what was found, the one that follows the right for what became of it.
pub fn by_structure(facts: &Facts, quarter: Quarter) -> Table {
    let mut lines = Lines::default();
    for one in placed(facts, quarter) {
        lines.add(one.structure, one.bilan, (one.column, PLACED.len()));
    }
    table("structures", words::STRUCTURES, words::STRUCTURE, &PLACED)
        .open(words::ALL, lines.into_vec())
}

/// By territory: that of the structure that holds the bilan, whoever follows the right. What the table of structures hides stays hidden.
pub fn by_territory(facts: &Facts, quarter: Quarter) -> Table {
    let mut territories: BTreeMap<&str, Lines> = BTreeMap::new();
    let placed = placed(facts, quarter);
    for one in &placed {
        let lines = territories.entry(one.territory).or_default();
        lines.add(one.structure, one.bilan, (one.column, PLACED.len()));
    }
    let lines: Vec<(String, Line)> = territories
        .into_iter()
        .flat_map(|(territory, lines)| {
            let name = match territory {
                "" => words::NO_TERRITORY,
                territory => territory,
            };
            let lines = lines.into_vec().into_iter();
            lines.map(move |line| (name.to_owned(), line))
        })
        .collect();
    table("territoires", words::TERRITORIES, words::TERRITORY, &PLACED).gathered(words::ALL, &lines)
}

/// Rights opened, quarter after quarter.
pub fn by_quarter(facts: &Facts, quarter: Quarter) -> Table {
    let opened = |quarter: Quarter| {
        let stood = stood_in(facts, quarter);
        let opened = stood
            .iter()
            .filter(|stood| stood.standing.state == State::Granted);
        (quarter.name(), Tally::of(opened.map(|stood| stood.bilan)))
    };
    table(
        "trimestres",
        words::QUARTERS,
        words::QUARTER,
        &[words::GRANTED],
    )
    .apart(quarter.back(QUARTERS).into_iter().map(opened))
}

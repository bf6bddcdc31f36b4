//! What the island reads after each save: what was kept, what conflicts, what can not be read, and what it all changed.

use rules::{Answer, Asks, Path, Question};
use serde::Serialize;

use super::pairs::Pairs;
use super::plan::{self, Place};
use super::receive::Echo;
use super::wire::{self, Token};
use super::{Reading, grid, panel, voices};
use crate::desk::{Desk, SaveReport};
use crate::routes::Step;
use crate::words::numbers;

/// What the island reads. Field names are the contract of the page's script.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reply {
    /// Answers that now stand.
    pub saved: Vec<SavedReply>,
    /// Hidden fields to renew: name, value.
    pub tokens: Vec<(String, String)>,
    /// Answers somebody else changed.
    pub conflicts: Vec<ConflictReply>,
    /// Answers that can not be read.
    pub problems: Vec<ProblemReply>,
    /// The panel's inside.
    pub panel: String,
    /// The urgencies' inside.
    pub urgent: String,
    /// Questions of this screen to draw again: they now have rows or fields that the page lacks.
    pub redrawn: Vec<RedrawnReply>,
    /// Questions of this screen to show, by id.
    pub visible: Vec<String>,
    /// Fields of those questions to keep out of sight, by place.
    pub hidden: Vec<String>,
    /// What a screen reader says: the rights that have just become likely.
    pub announce: String,
    /// What was just typed needs a look before going on.
    pub stay: bool,
    /// The page must be read again: somebody else's answer was kept.
    pub reload: bool,
    /// « 14 h 32 ».
    pub saved_at: String,
}

/// One question to draw again.
#[derive(Debug, Clone, Serialize)]
pub struct RedrawnReply {
    /// Which, by id.
    pub question: String,
    /// Its HTML.
    pub html: String,
}

/// One answer that was kept.
#[derive(Debug, Clone, Serialize)]
pub struct SavedReply {
    /// Where.
    pub path: String,
    /// Its version from now on.
    pub version: u32,
}

/// One answer somebody else changed.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictReply {
    /// Where.
    pub path: String,
    /// What stands now, in French.
    pub theirs: String,
    /// Who wrote it.
    pub by: String,
    /// When, « 14 h 32 ».
    pub at: String,
    /// The box to show under the field.
    pub html: String,
}

/// One answer that can not be read.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemReply {
    /// Where.
    pub path: String,
    /// Why, a sentence.
    pub sentence: String,
}

/// What the island needs after a form was kept.
pub fn reply(
    desk: &dyn Desk,
    reading: &Reading<'_>,
    step: &Step,
    pairs: &Pairs,
    report: &SaveReport,
) -> Reply {
    let catalogue = reading.catalogue;
    let touched = |path: &Path| report.saved.iter().any(|saved| saved.path == *path);
    let mut stay = !report.conflicts.is_empty();
    let mut tokens = Vec::new();
    let mut problems = Vec::new();
    let mut cells = Vec::new();
    for (name, _) in &pairs.0 {
        let field = name
            .strip_prefix("v.")
            .and_then(|place| Some((place, place.parse::<Path>().ok()?)));
        let cell = name
            .strip_prefix("iv.")
            .and_then(|place| Some((place, grid::cell(reading, place)?.amount())));
        let Some((place, path)) = field.or(cell) else {
            continue;
        };
        if touched(&path) {
            tokens.push((name.clone(), token(reading, &path).to_string()));
        }
        if let Answer::Unreadable(text) = reading.answer(&path) {
            stay |= touched(&path);
            let sentence = catalogue
                .explain_invalid(&path, text)
                .unwrap_or_else(|| crate::words::interview::UNREADABLE.to_owned());
            problems.push(ProblemReply {
                path: place.to_owned(),
                sentence,
            });
        }
        cells.push((path, place.to_owned()));
    }
    let place_of = |path: &Path| {
        cells
            .iter()
            .find(|(known, _)| known == path)
            .map_or_else(|| path.to_string(), |(_, place)| place.clone())
    };
    let echo = Echo {
        pairs: pairs.clone(),
        conflicts: report.conflicts.clone(),
    };
    let panel = panel::build(reading);
    Reply {
        saved: report
            .saved
            .iter()
            .map(|saved| SavedReply {
                path: saved.path.to_string(),
                version: saved.version,
            })
            .collect(),
        tokens,
        conflicts: report
            .conflicts
            .iter()
            .filter_map(|conflict| {
                let path = &conflict.theirs.path;
                let view = echo.conflict(reading, path)?;
                Some(ConflictReply {
                    path: place_of(path),
                    theirs: view.theirs.clone(),
                    by: view.by.clone(),
                    at: numbers::time(desk.paris(view.at)),
                    html: crate::pages::conflict_html(&place_of(path), &view, desk),
                })
            })
            .collect(),
        problems,
        announce: panel.news.join(", "),
        panel: panel::panel_html(panel, reading.bilan.id),
        urgent: crate::pages::urgent_html(reading, step),
        redrawn: asked(reading, step)
            .filter(|question| lacks_fields(reading, question, step, pairs))
            .map(|question| RedrawnReply {
                question: question.id.clone(),
                html: crate::pages::question_html(reading, question, &step.view, desk),
            })
            .collect(),
        visible: asked(reading, step)
            .map(|question| question.id.clone())
            .collect(),
        hidden: asked(reading, step)
            .flat_map(|question| plan::hidden_fields(reading, question, &step.view))
            .map(|path| path.to_string())
            .collect(),
        stay,
        reload: pairs
            .0
            .iter()
            .any(|(name, side)| name.starts_with("c.") && side == "eux"),
        saved_at: numbers::time(desk.paris(desk.now())),
    }
}

fn token(reading: &Reading<'_>, path: &Path) -> Token {
    reading
        .stored(path)
        .map_or_else(Token::default, |stored| Token {
            version: stored.version,
            to_review: stored.to_review,
            text: wire::write(reading.catalogue, path, &stored.answer),
        })
}

/// The questions of this screen that are asked now.
fn asked<'a>(reading: &'a Reading<'_>, step: &'a Step) -> impl Iterator<Item = &'a Question> {
    plan::of_step(reading, step).into_iter().filter(|question| {
        matches!(
            plan::place_on_screen(reading, question, &step.view),
            Place::Asked { .. }
        )
    })
}

/// A question with a row or a field that the page has not drawn: a child or a partner was told of since it was read.
/// The question that lists the children draws its own rows.
fn lacks_fields(reading: &Reading<'_>, question: &Question, step: &Step, pairs: &Pairs) -> bool {
    let grows = matches!(question.asks, Asks::Children(_) | Asks::Facts { .. })
        && !plan::asks_children_first(reading, question);
    grows
        && plan::paths(reading, question).iter().any(|path| {
            let name = format!("v.{path}");
            voices::may_see(reading, path, &step.view)
                && !pairs.0.iter().any(|(known, _)| *known == name)
        })
}

//! The whole way of one posted form: from its bytes to the page that follows, or to the reply the island reads.

use rules::{Answer, Catalogue, Path};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::form::{self, Button, Pairs};
use super::plan::{self, Place};
use super::questions::ConflictView;
use super::wire::{self, Token};
use super::{Reading, journey, panel};
use crate::desk::{Conflict, Desk, DeskError, SaveReport, StepWrites};
use crate::routes::{Page, Step, StepView};
use crate::words::numbers;

/// What to answer to a posted form.
pub enum Received {
    /// Go to this page (303).
    Go(Page),
    /// Show the same screen again with what was typed (409): provide the echo to the page's context.
    Again(Echo),
    /// Send this as JSON.
    Reply(Box<Reply>),
}

/// A form that came back because somebody else changed some of its answers.
#[derive(Debug, Clone)]
pub struct Echo {
    /// The form as posted.
    pub pairs: Pairs,
    /// What stands now where it conflicts.
    pub conflicts: Vec<Conflict>,
}

impl Echo {
    /// What was typed at a place, be it a cell of the income grid.
    pub fn typed(&self, reading: &Reading<'_>, path: &Path) -> Option<String> {
        if let Some(rendered) = self.pairs.first(&format!("v.{path}")) {
            return Some(form::typed(
                reading.catalogue,
                &self.pairs,
                path,
                &Token::parse(rendered).text,
            ));
        }
        let cells = self.pairs.0.iter().filter_map(|(name, text)| {
            Some((form::cell(reading, name.strip_prefix("i.")?)?, text))
        });
        cells
            .into_iter()
            .find(|(cell, _)| cell.amount() == *path)
            .map(|(_, text)| text.clone())
    }

    /// Both values of a place, when it conflicts.
    pub fn conflict(&self, reading: &Reading<'_>, path: &Path) -> Option<ConflictView> {
        let conflict = self
            .conflicts
            .iter()
            .find(|conflict| conflict.theirs.path == *path)?;
        let mine = self.typed(reading, path).unwrap_or_default();
        Some(both(reading.catalogue, conflict, &mine))
    }
}

fn both(catalogue: &Catalogue, conflict: &Conflict, mine: &str) -> ConflictView {
    let path = &conflict.theirs.path;
    ConflictView {
        token: Token {
            version: conflict.theirs.version,
            to_review: conflict.theirs.to_review,
            text: wire::write(catalogue, path, &conflict.theirs.answer),
        }
        .to_string(),
        theirs: catalogue.show(path, &conflict.theirs.answer),
        by: conflict.theirs.author.clone(),
        at: conflict.theirs.at,
        mine: catalogue.show(path, &wire::read(catalogue, path, mine)),
    }
}

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
    /// Questions of this screen to show, by id.
    pub visible: Vec<String>,
    /// What a screen reader says: the rights that have just become likely.
    pub announce: String,
    /// What was just typed needs a look before going on.
    pub stay: bool,
    /// The page must be read again: somebody else's answer was kept.
    pub reload: bool,
    /// « 14 h 32 ».
    pub saved_at: String,
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

/// Receives one posted form. `json` is whether the island asked (`Accept: application/json`).
///
/// # Errors
/// [`DeskError::NotFound`] for a bilan or a screen that is not there, [`DeskError::Closed`], or what the desk says.
pub async fn receive(
    desk: &dyn Desk,
    step: &Step,
    body: &str,
    json: bool,
) -> Result<Received, DeskError> {
    let catalogue = desk.catalogue();
    if !catalogue
        .screens(&step.theme)
        .any(|screen| screen.id == step.screen)
    {
        return Err(DeskError::NotFound);
    }
    let bilan = desk.bilan(step.id).await?.ok_or(DeskError::NotFound)?;
    let pairs = Pairs::decode(body);
    let form = form::read(&Reading::new(&catalogue, &bilan), &pairs);
    let written: Vec<Path> = form.writes.iter().map(|write| write.path.clone()).collect();
    let report = if form.writes.is_empty() {
        SaveReport::default()
    } else {
        let body_hash = Sha256::digest(body.as_bytes()).into();
        desk.save(
            step.id,
            StepWrites {
                key: form.key,
                body_hash,
                writes: form.writes,
            },
        )
        .await?
    };
    let bilan = desk.bilan(step.id).await?.ok_or(DeskError::NotFound)?;
    let reading = Reading::new(&catalogue, &bilan);
    Ok(if json {
        Received::Reply(Box::new(reply(desk, &reading, step, &pairs, &report)))
    } else if report.conflicts.is_empty() {
        Received::Go(next(&reading, step, &form.button, &written))
    } else {
        Received::Again(Echo {
            pairs,
            conflicts: report.conflicts,
        })
    })
}

/// The page that follows. What was just typed and can not be read keeps the form here, once.
fn next(reading: &Reading<'_>, step: &Step, button: &Button, written: &[Path]) -> Page {
    let stay = |change: &dyn Fn(&mut StepView)| {
        Page::Step(step.shown(|view| {
            view.saved = true;
            change(view);
        }))
    };
    let unreadable = written
        .iter()
        .find(|path| matches!(reading.answer(path), Answer::Unreadable(_)));
    if let (Some(path), Button::Continue) = (unreadable, button) {
        return stay(&|view| view.field = Some(path.to_string()));
    }
    match button {
        Button::Continue => match journey::neighbours(reading, &step.theme, &step.screen).next {
            Page::Step(next) if next.theme == step.theme => {
                Page::Step(next.shown(|view| view.alone = step.view.alone))
            }
            page => page,
        },
        Button::Add(list) if !list.is_empty() => stay(&|view| {
            view.more = Some(list.clone());
            view.field = Some(list.clone());
        }),
        Button::Same(..) | Button::Stay | Button::Add(_) | Button::Remove => stay(&|_| {}),
    }
}

fn reply(
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
            .and_then(|place| Some((place, form::cell(reading, place)?.amount())));
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
        panel: panel::panel_html(reading),
        urgent: crate::pages::urgent_html(reading, &step.theme),
        visible: visible(reading, step),
        stay,
        announce: panel::news(reading).join(", "),
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

fn visible(reading: &Reading<'_>, step: &Step) -> Vec<String> {
    plan::questions(reading, &step.theme, &step.screen)
        .into_iter()
        .filter(|question| {
            matches!(
                plan::place_on_screen(reading, question, &step.view),
                Place::Asked { .. }
            )
        })
        .map(|question| question.id.clone())
        .collect()
}

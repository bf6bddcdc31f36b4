//! The whole way of one posted form: from its bytes to the page that follows, or to the reply the island reads.

use rules::{Answer, Catalogue, Path, Situation};
use sha2::{Digest, Sha256};
use tokio::join;

use super::form::{self, Button};
use super::pairs::Pairs;
use super::reply::{Reply, reply};
use super::said::shown_at;
use super::views::ConflictView;
use super::wire::{self, Token};
use super::{Known, Reading, grid, journey, judged, voices};
use crate::desk::{Bilan, Conflict, Desk, DeskError, SaveReport, StepWrites, Write};
use crate::routes::{Page, Step, StepView};

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
            Some((grid::cell(reading, name.strip_prefix("i.")?)?, text))
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
        theirs: shown_at(catalogue, path, &conflict.theirs.answer),
        by: conflict.theirs.author.clone(),
        at: conflict.theirs.at,
        mine: shown_at(catalogue, path, &wire::read(catalogue, path, mine)),
    }
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
    let mut form = form::read(&Known::new(&catalogue, &bilan), &pairs);
    if step.view.partner {
        form.writes
            .retain(|write| matches!(write.path, Path::Partner(_)));
    }
    let written: Vec<Path> = form.writes.iter().map(|write| write.path.clone()).collect();
    let mut report = if form.writes.is_empty() {
        SaveReport {
            written: Some(Vec::new()),
            ..SaveReport::default()
        }
    } else {
        let writes = StepWrites {
            key: form.key,
            body_hash: Sha256::digest(body.as_bytes()).into(),
            writes: form.writes,
            giver: voices::giver(&step.view),
        };
        let expected = expected(&bilan, &writes);
        // The answers wait for the disk, and for those of others: meanwhile what follows from them is found.
        let saving = desk.save(step.id, writes);
        let finding = judged::ahead(catalogue.clone(), bilan.id, expected, bilan.law_date);
        let (report, ()) = join!(saving, finding);
        report?
    };
    // Read again only when it may say more than what was just written in it: reading takes as long as writing.
    let bilan = match report.written.take() {
        Some(written) if report.conflicts.is_empty() => bilan.with(written),
        _ => desk.bilan(step.id).await?.ok_or(DeskError::NotFound)?,
    };
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

/// What a bilan will say once these are written in it, if nobody else writes the same meanwhile.
pub(super) fn expected(bilan: &Bilan, step: &StepWrites) -> Situation {
    let stands = |write: &&Write| {
        let stored = bilan
            .answers
            .iter()
            .find(|stored| stored.path == write.path);
        stored.map_or(
            write.answer == Answer::NotAsked && !write.to_review,
            |stored| {
                stored.answer == write.answer
                    && stored.to_review == write.to_review
                    && stored.giver == step.giver
            },
        )
    };
    let writes = step.writes.iter().filter(|write| !stands(write));
    let changed: Vec<(&Path, &Answer)> = writes.map(|write| (&write.path, &write.answer)).collect();
    // In the order of a bilan that is read: what was written last comes last.
    let stored = bilan
        .answers
        .iter()
        .map(|stored| (&stored.path, &stored.answer));
    let kept = stored.filter(|(path, _)| changed.iter().all(|(new, _)| new != path));
    kept.chain(changed.iter().copied())
        .map(|(path, answer)| (path.clone(), answer.clone()))
        .collect()
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
        Button::Continue => match journey::neighbours(reading, step).next {
            Page::Step(next) if next.theme == step.theme => Page::Step(next.shown(|view| {
                view.alone = step.view.alone;
                view.partner = step.view.partner;
            })),
            page => page,
        },
        Button::Add(list) if !list.is_empty() => stay(&|view| {
            view.more = Some(list.clone());
            view.field = Some(list.clone());
        }),
        Button::Same(..) | Button::Stay | Button::Add(_) | Button::Remove => stay(&|_| {}),
    }
}

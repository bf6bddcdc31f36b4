//! Answers: one row per answer that was ever given in a bilan, with its author, time and version.
//!
//! A write says which version it replaces. Another version in between is a conflict for that answer alone: the others are
//! kept, and both values are shown. The same form sent twice is answered with the first report and writes nothing.

use std::{
    collections::{HashMap, hash_map},
    sync::Arc,
};

use app::desk::{Conflict, Giver, SaveReport, Saved, StepWrites, StoredAnswer, Write};
use chrono::{DateTime, Utc};
use rules::{Answer, Path};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    Store, StoreError, WriteTogether as _, agents,
    journal::{Entry, Event, write_line},
    on_writer,
    person_keys::Key,
    rounds::End,
};
use crate::{
    seal::{PersonVault, Place, Sealed},
    session::Agent,
};

pub(super) const CONTENT: Place = Place {
    table: "answers",
    column: "content",
};
const REPORT: Place = Place {
    table: "form_keys",
    column: "report",
};

/// Every answer of a bilan with its author, oldest first. The bilan's own query has checked the structure.
pub(super) const READ: &str =
    "SELECT x.id, x.content, x.version, x.agent_id, x.structure_id, x.at, a.name AS author, s.name AS structure
     FROM answers x JOIN agents a ON a.id = x.agent_id JOIN structures s ON s.id = x.structure_id
     WHERE x.bilan_id = $1 ORDER BY x.at, x.id";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    content: Sealed,
    version: i64,
    agent_id: Uuid,
    structure_id: Uuid,
    at: DateTime<Utc>,
}

/// A row of [`READ`].
#[derive(sqlx::FromRow)]
pub(super) struct ToldRow {
    #[sqlx(flatten)]
    row: Row,
    author: Sealed,
    structure: String,
}

/// The bilan a form is written in, locked.
#[derive(sqlx::FromRow)]
struct Locked {
    state: String,
    person_id: Uuid,
    wrapped: Option<Sealed>,
    /// The same form, kept before.
    form_id: Option<Uuid>,
    report: Option<Sealed>,
}

/// What is sealed in `answers.content`. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    path: String,
    answer: Answer,
    to_review: bool,
    /// Given by the partner alone.
    #[serde(default)]
    partner_alone: bool,
}

impl Kept {
    fn giver(&self) -> Giver {
        giver(self.partner_alone)
    }
}

fn giver(partner_alone: bool) -> Giver {
    if partner_alone {
        Giver::PartnerAlone
    } else {
        Giver::Person
    }
}

/// What is sealed in `form_keys.report`: enough to tell the same report again.
#[derive(Default, Serialize, Deserialize)]
struct KeptReport {
    saved: Vec<(String, u32)>,
    conflicts: Vec<KeptConflict>,
}

#[derive(Serialize, Deserialize)]
struct KeptConflict {
    path: String,
    answer: Answer,
    to_review: bool,
    version: u32,
    author: String,
    structure: String,
    at: DateTime<Utc>,
    #[serde(default)]
    partner_alone: bool,
}

#[derive(sqlx::FromRow)]
struct AuthorRow {
    id: Uuid,
    name: Sealed,
    structure: String,
}

impl Store {
    /// Keeps what one form says, in one transaction with the journal. `None` when there is no such bilan for this agent;
    /// [`StoreError::Closed`] when it no longer takes answers.
    pub async fn save_answers(
        &self,
        agent: &Agent,
        bilan: Uuid,
        step: &StepWrites,
        now: DateTime<Utc>,
    ) -> Result<Option<SaveReport>, StoreError> {
        // Locks the bilan: saves of one bilan follow one another, those of different bilans do not wait. With it comes the report of the
        // same form, if it was sent before: PostgreSQL shows what stood before it waited, and what it does not show is met below.
        const LOCK: &str = "UPDATE bilans SET changed_at = $1
                            WHERE id = $2
                              AND EXISTS (SELECT 1 FROM reach r
                                          WHERE r.bilan_id = bilans.id AND r.structure_id = $3
                                            AND (r.share_id IS NULL OR $4))
                            RETURNING state, person_id,
                                      (SELECT k.wrapped FROM person_keys k WHERE k.person_id = bilans.person_id) AS wrapped,
                                      (SELECT f.id FROM form_keys f
                                       WHERE f.bilan_id = $2 AND f.form_key = $5 AND f.body_index = $6) AS form_id,
                                      (SELECT f.report FROM form_keys f
                                       WHERE f.bilan_id = $2 AND f.form_key = $5 AND f.body_index = $6) AS report";
        const REPORTED: &str =
            "INSERT INTO form_keys (id, bilan_id, form_key, body_index, report, at)
                                VALUES ($1, $2, $3, $4, $5, $6)
                                ON CONFLICT (bilan_id, form_key, body_index) DO NOTHING";
        const FIND: &str = "SELECT id, content, version, agent_id, structure_id, at FROM answers WHERE bilan_id = $1 AND path_index = $2";
        const INSERT: &str = "INSERT INTO answers
            (id, bilan_id, path_index, content, version, agent_id, structure_id, at)
            VALUES ($1, $2, $3, $4, 1, $5, $6, $7) ON CONFLICT (bilan_id, path_index) DO NOTHING";
        const REPLACE: &str =
            "UPDATE answers SET content = $1, version = version + 1, agent_id = $2,
                                      structure_id = $3, at = $4
                               WHERE id = $5 AND version = $6";
        const AUTHOR: &str = "SELECT a.id, a.name, s.name AS structure
                              FROM agents a JOIN structures s ON s.id = $2 WHERE a.id = $1";

        let body_index = self
            .vault
            .index("form_keys.body", &[bilan.as_bytes(), &step.body_hash]);
        let saving = Arc::new((self.clone(), agent.clone(), step.clone(), body_index));
        on_writer!(self.pools, |writer| writer
            .write_together(move |tx| {
                let saving = saving.clone();
                Box::pin(async move {
                    let (store, agent, step, body_index) = &*saving;
                    let locked: Option<Locked> = sqlx::query_as(LOCK)
                        .bind(now)
                        .bind(bilan)
                        .bind(agent.structure())
                        .bind(agent.allowed().receive)
                        .bind(step.key)
                        .bind(body_index)
                        .fetch_optional(&mut *tx)
                        .await?;
                    let Some(locked) = locked else {
                        return Ok(End::Undo(None));
                    };
                    let key = Key {
                        person_id: locked.person_id,
                        wrapped: locked
                            .wrapped
                            .ok_or(StoreError::Unexpected("person_keys.person_id"))?,
                    };
                    let vault = store.vault_of(&key)?;
                    if let Some((form, report)) = locked.form_id.zip(locked.report) {
                        return Ok(End::Undo(Some(open_report(&vault, form, &report)?)));
                    }
                    // A replay of what was kept before the closing is still told; anything new is refused.
                    if locked.state != "open" {
                        return Err(StoreError::Closed);
                    }

                    let form = Uuid::now_v7();
                    let mut report = SaveReport::default();
                    let mut written = Vec::new();
                    for write in &step.writes {
                        let index = store.path_index(bilan, &write.path.to_string());
                        let standing: Option<Row> = sqlx::query_as(FIND)
                            .bind(bilan)
                            .bind(&index)
                            .fetch_optional(&mut *tx)
                            .await?;
                        let done = match decide(&vault, write, step.giver, standing.as_ref())? {
                            Decision::Keep(version) => Some(version),
                            Decision::Insert => {
                                let id = Uuid::now_v7();
                                sqlx::query(INSERT)
                                    .bind(id)
                                    .bind(bilan)
                                    .bind(&index)
                                    .bind(seal_answer(&vault, id, write, step.giver)?)
                                    .bind(agent.id())
                                    .bind(agent.structure())
                                    .bind(now)
                                    .execute(&mut *tx)
                                    .await?;
                                written.push(stands(agent, write, step.giver, 1, now));
                                Some(1)
                            }
                            Decision::Replace(id) => {
                                let replaced = sqlx::query(REPLACE)
                                    .bind(seal_answer(&vault, id, write, step.giver)?)
                                    .bind(agent.id())
                                    .bind(agent.structure())
                                    .bind(now)
                                    .bind(id)
                                    .bind(i64::from(write.seen))
                                    .execute(&mut *tx)
                                    .await?
                                    .rows_affected();
                                let version = write.seen.saturating_add(1);
                                let replaced = replaced > 0;
                                if replaced {
                                    written.push(stands(agent, write, step.giver, version, now));
                                }
                                replaced.then_some(version)
                            }
                            Decision::Conflict => None,
                        };
                        match (done, standing) {
                            (Some(version), _) => report.saved.push(Saved {
                                path: write.path.clone(),
                                version,
                            }),
                            (None, Some(row)) => {
                                let author: AuthorRow = sqlx::query_as(AUTHOR)
                                    .bind(row.agent_id)
                                    .bind(row.structure_id)
                                    .fetch_one(&mut *tx)
                                    .await?;
                                let name: String =
                                    store.vault.open(agents::NAME, author.id, &author.name)?;
                                let theirs = open_answer(&vault, &row, name, author.structure)?;
                                report.conflicts.push(Conflict { theirs });
                            }
                            (None, None) => return Err(StoreError::Unexpected("answers.version")),
                        }
                    }

                    let reported = sqlx::query(REPORTED)
                        .bind(form)
                        .bind(bilan)
                        .bind(step.key)
                        .bind(body_index)
                        .bind(seal_report(&vault, form, &report)?)
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                    if reported.rows_affected() == 0 {
                        // The same form was kept while this one waited for the bilan.
                        return Ok(End::Again);
                    }
                    if !written.is_empty() {
                        let paths: Vec<String> = written
                            .iter()
                            .map(|answer| answer.path.to_string())
                            .collect();
                        let details =
                            json!({ "paths": paths, "conflicts": report.conflicts.len() });
                        let entry =
                            Entry::on_bilan(agent, bilan, Event::AnswersSaved, details, now);
                        let line = store.seal_entry(entry, Some(&key))?;
                        write_line!(store, tx, line);
                    }
                    report.written = Some(written);
                    Ok(End::Keep(Some(report)))
                })
            })
            .await)
    }

    /// Finds the answer to one path in one bilan.
    pub(super) fn path_index(&self, bilan: Uuid, path: &str) -> Vec<u8> {
        self.vault
            .index("answers.path", &[bilan.as_bytes(), path.as_bytes()])
    }
}

impl Store {
    /// Opens the rows of [`READ`].
    pub(super) fn open_answers(
        &self,
        vault: &PersonVault<'_>,
        rows: Vec<ToldRow>,
    ) -> Result<Vec<StoredAnswer>, StoreError> {
        // One agent wrote most of them: a name is opened once.
        let mut names: HashMap<Uuid, String> = HashMap::new();
        rows.into_iter()
            .map(|told| {
                let agent = told.row.agent_id;
                let name = match names.entry(agent) {
                    hash_map::Entry::Occupied(name) => name.into_mut(),
                    hash_map::Entry::Vacant(place) => {
                        place.insert(self.vault.open(agents::NAME, agent, &told.author)?)
                    }
                };
                open_answer(vault, &told.row, name.clone(), told.structure)
            })
            .collect()
    }
}

/// An answer just written by this agent.
fn stands(
    agent: &Agent,
    write: &Write,
    giver: Giver,
    version: u32,
    at: DateTime<Utc>,
) -> StoredAnswer {
    StoredAnswer {
        path: write.path.clone(),
        answer: write.answer.clone(),
        to_review: write.to_review,
        version,
        author: agent.name().to_owned(),
        structure: agent.structure_name().to_owned(),
        at,
        giver,
    }
}

/// Opens one row.
fn open_answer(
    vault: &PersonVault<'_>,
    row: &Row,
    author: String,
    structure: String,
) -> Result<StoredAnswer, StoreError> {
    let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
    Ok(StoredAnswer {
        giver: kept.giver(),
        path: read_path(&kept.path)?,
        answer: kept.answer,
        to_review: kept.to_review,
        version: u32::try_from(row.version)
            .map_err(|_| StoreError::Unexpected("answers.version"))?,
        author,
        structure,
        at: row.at,
    })
}

fn seal_answer(
    vault: &PersonVault<'_>,
    row: Uuid,
    write: &Write,
    giver: Giver,
) -> Result<Sealed, StoreError> {
    let kept = Kept {
        path: write.path.to_string(),
        answer: write.answer.clone(),
        to_review: write.to_review,
        partner_alone: giver == Giver::PartnerAlone,
    };
    Ok(vault.seal(CONTENT, row, &kept)?)
}

/// What one write becomes, given what stands.
fn decide(
    vault: &PersonVault<'_>,
    write: &Write,
    giver: Giver,
    standing: Option<&Row>,
) -> Result<Decision, StoreError> {
    let Some(row) = standing else {
        // Emptying what was never written leaves nothing to keep. A version seen of an answer that is not there
        // comes from another bilan or a forged form: it is written as new.
        let nothing = write.answer == Answer::NotAsked && !write.to_review;
        return Ok(if nothing {
            Decision::Keep(0)
        } else {
            Decision::Insert
        });
    };
    let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
    let version =
        u32::try_from(row.version).map_err(|_| StoreError::Unexpected("answers.version"))?;
    if kept.answer == write.answer && kept.to_review == write.to_review && kept.giver() == giver {
        // Both said the same: nobody disagrees, nothing to write.
        Ok(Decision::Keep(version))
    } else if version == write.seen {
        Ok(Decision::Replace(row.id))
    } else {
        Ok(Decision::Conflict)
    }
}

fn seal_report(
    vault: &PersonVault<'_>,
    form: Uuid,
    report: &SaveReport,
) -> Result<Sealed, StoreError> {
    let kept = KeptReport {
        saved: report
            .saved
            .iter()
            .map(|saved| (saved.path.to_string(), saved.version))
            .collect(),
        conflicts: report
            .conflicts
            .iter()
            .map(|Conflict { theirs }| KeptConflict {
                path: theirs.path.to_string(),
                answer: theirs.answer.clone(),
                to_review: theirs.to_review,
                version: theirs.version,
                author: theirs.author.clone(),
                structure: theirs.structure.clone(),
                at: theirs.at,
                partner_alone: theirs.giver == Giver::PartnerAlone,
            })
            .collect(),
    };
    Ok(vault.seal(REPORT, form, &kept)?)
}

fn open_report(
    vault: &PersonVault<'_>,
    form: Uuid,
    report: &Sealed,
) -> Result<SaveReport, StoreError> {
    let kept: KeptReport = vault.open(REPORT, form, report)?;
    let mut report = SaveReport::default();
    for (path, version) in kept.saved {
        report.saved.push(Saved {
            path: read_path(&path)?,
            version,
        });
    }
    for conflict in kept.conflicts {
        report.conflicts.push(Conflict {
            theirs: StoredAnswer {
                path: read_path(&conflict.path)?,
                answer: conflict.answer,
                to_review: conflict.to_review,
                version: conflict.version,
                author: conflict.author,
                structure: conflict.structure,
                at: conflict.at,
                giver: giver(conflict.partner_alone),
            },
        });
    }
    Ok(report)
}

enum Decision {
    /// Nothing to write; the version that stands.
    Keep(u32),
    Insert,
    Replace(Uuid),
    Conflict,
}

fn read_path(text: &str) -> Result<Path, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Unexpected("answers.content"))
}

//! Notes by theme: who wrote what, and what it said before its author corrected it. Which notes of a shared bilan may be read is for
//! the desk.

use app::notes::{Corrected, NewNote, Note};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents,
    follow_ups::{REACHED, TAKEN},
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::{Key, vault_of_bilan},
};
use crate::{
    seal::{PersonVault, Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "notes",
    column: "content",
};
const BEFORE: Place = Place {
    table: "note_versions",
    column: "content",
};

const OF_BILAN: &str =
    "SELECT n.id, n.content, n.version, n.agent_id, a.name AS agent_name, s.name AS structure, n.at
                        FROM notes n
                        JOIN agents a ON a.id = n.agent_id
                        JOIN structures s ON s.id = n.structure_id
                        WHERE n.bilan_id = $1 ORDER BY n.at DESC, n.id DESC";

/// What is sealed of a note. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    theme: String,
    text: String,
    sensitive: bool,
}

impl Kept {
    fn new(note: &NewNote) -> Self {
        Self {
            theme: note.theme.clone(),
            text: note.text.clone(),
            sensitive: note.sensitive,
        }
    }

    fn note(self) -> NewNote {
        NewNote {
            theme: self.theme,
            text: self.text,
            sensitive: self.sensitive,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    content: Sealed,
    version: i64,
    agent_id: Uuid,
    agent_name: Sealed,
    structure: String,
    at: DateTime<Utc>,
}

impl Store {
    /// The notes of a bilan the agent reaches, the last one first.
    pub async fn notes(&self, agent: &Agent, bilan: Uuid) -> Result<Vec<Note>, StoreError> {
        const OLD: &str = "SELECT v.id, v.note_id, v.content, v.at FROM note_versions v
                           JOIN notes n ON n.id = v.note_id
                           WHERE n.bilan_id = $1 ORDER BY v.at, v.id";
        type Old = (Uuid, Uuid, Sealed, DateTime<Utc>);
        let (key, rows, old): (Key, Vec<Row>, Vec<Old>) = on_pool!(self.pools, |pool| {
            let reached: Option<Key> = sqlx::query_as(REACHED)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(pool)
                .await?;
            let Some(key) = reached else {
                return Ok(Vec::new());
            };
            let rows = sqlx::query_as(OF_BILAN).bind(bilan).fetch_all(pool).await?;
            let old = sqlx::query_as(OLD).bind(bilan).fetch_all(pool).await?;
            (key, rows, old)
        });
        let vault = self.vault_of(&key)?;
        let mut notes = Vec::new();
        for row in &rows {
            let mut note = self.open_note(&vault, agent, row)?;
            for (id, of, content, at) in &old {
                if *of == note.id {
                    let kept: Kept = vault.open(BEFORE, *id, content)?;
                    note.before.push((kept.note(), *at));
                }
            }
            notes.push(note);
        }
        Ok(notes)
    }

    /// Keeps a note on a bilan the agent reaches; one they wrote already in the same words is not kept twice. `false` when they do not
    /// reach it.
    pub async fn add_note(
        &self,
        agent: &Agent,
        bilan: Uuid,
        note: &NewNote,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "INSERT INTO notes (id, bilan_id, content, version, agent_id, structure_id, at)
                           VALUES ($1, $2, $3, 1, $4, $5, $6)";
        let id = Uuid::now_v7();
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(false);
            }
            let vault = vault_of_bilan!(self, tx, bilan);
            let rows: Vec<Row> = sqlx::query_as(OF_BILAN)
                .bind(bilan)
                .fetch_all(&mut *tx)
                .await?;
            for row in &rows {
                let known = self.open_note(&vault, agent, row)?;
                if known.mine && known.what == *note {
                    return Ok(true);
                }
            }
            sqlx::query(SQL)
                .bind(id)
                .bind(bilan)
                .bind(vault.seal(CONTENT, id, &Kept::new(note))?)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let details = json!({ "note": id });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::NoteAdded, details, now)
            );
            tx.commit().await?;
            true
        }))
    }

    /// Corrects a note the agent wrote themselves; what it said stays beside it. `None` when they wrote no such note in a bilan they
    /// reach.
    pub async fn correct_note(
        &self,
        agent: &Agent,
        bilan: Uuid,
        (id, seen): (Uuid, u32),
        note: &NewNote,
        now: DateTime<Utc>,
    ) -> Result<Option<Corrected>, StoreError> {
        const KEEP: &str =
            "INSERT INTO note_versions (id, note_id, content, at) VALUES ($1, $2, $3, $4)";
        const REPLACE: &str = "UPDATE notes SET content = $1, version = version + 1, at = $2
                               WHERE id = $3 AND version = $4";
        let old = Uuid::now_v7();
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(None);
            }
            let vault = vault_of_bilan!(self, tx, bilan);
            let rows: Vec<Row> = sqlx::query_as(OF_BILAN)
                .bind(bilan)
                .fetch_all(&mut *tx)
                .await?;
            let row = rows
                .into_iter()
                .find(|row| row.id == id && row.agent_id == agent.id());
            let Some(row) = row else { return Ok(None) };
            let stands = self.open_note(&vault, agent, &row)?;
            if stands.what == *note {
                return Ok(Some(Corrected::Done));
            }
            if stands.version != seen {
                return Ok(Some(Corrected::Stale(Box::new(stands))));
            }
            sqlx::query(KEEP)
                .bind(old)
                .bind(id)
                .bind(vault.seal(BEFORE, old, &Kept::new(&stands.what))?)
                .bind(row.at)
                .execute(&mut *tx)
                .await?;
            sqlx::query(REPLACE)
                .bind(vault.seal(CONTENT, id, &Kept::new(note))?)
                .bind(now)
                .bind(id)
                .bind(row.version)
                .execute(&mut *tx)
                .await?;
            let details = json!({ "note": id });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::NoteCorrected, details, now)
            );
            tx.commit().await?;
            Some(Corrected::Done)
        }))
    }

    fn open_note(
        &self,
        vault: &PersonVault<'_>,
        agent: &Agent,
        row: &Row,
    ) -> Result<Note, StoreError> {
        let kept: Kept = vault.open(CONTENT, row.id, &row.content)?;
        Ok(Note {
            id: row.id,
            what: kept.note(),
            author: self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?,
            structure: row.structure.clone(),
            mine: row.agent_id == agent.id(),
            version: u32::try_from(row.version)
                .map_err(|_| StoreError::Unexpected("notes.version"))?,
            at: row.at,
            before: Vec::new(),
        })
    }
}

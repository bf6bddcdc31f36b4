//! Bilans: opening, listing, reading whole, closing. Every statement asks for the agent's structure: another's bilan does
//! not exist here.

use std::collections::HashMap;

use app::desk::{Bilan, BilanCard, BilanState, Opening};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, agents, answers, issued,
    journal::{Entry, Event, write_journal},
    on_pool, persons, reference, training,
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const OPENING: Place = Place {
    table: "bilans",
    column: "opening",
};

/// Why a bilan is read. Reading one's own write back is part of the write, which is already journaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An agent looks at it.
    Shown,
    /// It follows a write in the same request.
    AfterWrite,
}

/// What is sealed in `bilans.opening`. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    reference: String,
    with_rsa: bool,
    #[serde(default)]
    training: Option<String>,
}

/// What the reference of a training bilan begins with.
const TRAINING: &str = "ENTRAÎNEMENT";

#[derive(sqlx::FromRow)]
struct CardRow {
    id: Uuid,
    person_id: Uuid,
    agent_id: Uuid,
    opening: Sealed,
    identity: Option<Sealed>,
    agent_name: Sealed,
    opened_on: NaiveDate,
    changed_at: DateTime<Utc>,
    state: String,
}

#[derive(sqlx::FromRow)]
struct BilanRow {
    id: Uuid,
    person_id: Uuid,
    agent_id: Uuid,
    opening: Sealed,
    identity: Option<Sealed>,
    agent_name: Sealed,
    structure_name: String,
    opened_on: NaiveDate,
    law_date: NaiveDate,
    created_at: DateTime<Utc>,
    state: String,
}

#[derive(sqlx::FromRow)]
struct AuthorRow {
    id: Uuid,
    name: Sealed,
    structure: String,
}

/// One bilan as it lies in the tables: itself, its answers, their authors, its last copy.
type ReadRows = (
    BilanRow,
    Vec<answers::Row>,
    Vec<AuthorRow>,
    Option<issued::Row>,
);

impl Store {
    /// Opens a bilan in the agent's structure and returns its id. `law_date` is the date whose law applies.
    pub async fn open_bilan(
        &self,
        agent: &Agent,
        opening: &Opening,
        law_date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Uuid, StoreError> {
        const SQL: &str = "INSERT INTO bilans
            (id, structure_id, person_id, agent_id, opening, reference_index, opened_on, law_date, state,
             created_at, changed_at, kind)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11)
            ON CONFLICT (structure_id, reference_index) DO NOTHING";
        let (id, person) = (Uuid::now_v7(), Uuid::now_v7());
        let kind = if opening.training.is_some() {
            self.erase_old_trainings(now).await?;
            "training"
        } else {
            "real"
        };
        let named = opening
            .person
            .as_ref()
            .filter(|identity| !identity.full().is_empty());
        let identity = named
            .map(|identity| self.seal_identity(person, identity))
            .transpose()?;
        on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            sqlx::query(persons::INSERT)
                .bind(person)
                .bind(agent.structure())
                .bind(identity)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            // Two bilans may draw the same reference: then another is drawn.
            loop {
                let drawn = reference::draw()?;
                let kept = Kept {
                    // Every page and every paper says the reference: none can pass for a real one.
                    reference: match opening.training {
                        Some(_) => format!("{TRAINING} {drawn}"),
                        None => drawn,
                    },
                    with_rsa: opening.with_rsa,
                    training: opening.training.clone(),
                };
                let written = sqlx::query(SQL)
                    .bind(id)
                    .bind(agent.structure())
                    .bind(person)
                    .bind(agent.id())
                    .bind(self.vault.seal(OPENING, id, &kept)?)
                    .bind(
                        self.vault
                            .index("bilans.reference", &[kept.reference.as_bytes()]),
                    )
                    .bind(law_date)
                    .bind(law_date)
                    .bind(now)
                    .bind(now)
                    .bind(kind)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
                if written > 0 {
                    break;
                }
            }
            write_journal!(
                self,
                tx,
                Entry::on_bilan(
                    agent,
                    id,
                    Event::BilanOpened,
                    json!({"with_rsa": opening.with_rsa}),
                    now
                )
            );
            tx.commit().await?;
        });
        Ok(id)
    }

    /// The bilans of the agent's structure, most recently changed first.
    pub async fn bilans(&self, agent: &Agent) -> Result<Vec<BilanCard>, StoreError> {
        const SQL: &str =
            "SELECT b.id, b.person_id, b.agent_id, b.opening, p.identity, a.name AS agent_name,
                                  b.opened_on, b.changed_at, b.state
                           FROM bilans b
                           JOIN persons p ON p.id = b.person_id
                           JOIN agents a ON a.id = b.agent_id
                           WHERE b.structure_id = $1 AND b.kind = 'real' ORDER BY b.changed_at DESC, b.id LIMIT 500";
        let rows: Vec<CardRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let kept: Kept = self.vault.open(OPENING, row.id, &row.opening)?;
                let identity = row
                    .identity
                    .map(|sealed| self.open_identity(row.person_id, &sealed))
                    .transpose()?;
                Ok(BilanCard {
                    id: row.id,
                    reference: kept.reference,
                    name: identity.map(|identity| identity.full()),
                    opened_on: row.opened_on,
                    touched_at: row.changed_at,
                    state: state(&row.state)?,
                    agent: self
                        .vault
                        .open(agents::NAME, row.agent_id, &row.agent_name)?,
                })
            })
            .collect()
    }

    /// One bilan of the agent's structure with everything said in it; a training bilan only for the agent who holds it, for a day.
    pub async fn bilan(
        &self,
        agent: &Agent,
        id: Uuid,
        reading: Reading,
        now: DateTime<Utc>,
    ) -> Result<Option<Bilan>, StoreError> {
        const SQL: &str = "SELECT b.id, b.person_id, b.agent_id, b.opening, p.identity, a.name AS agent_name,
                                  s.name AS structure_name, b.opened_on, b.law_date, b.created_at, b.state
                           FROM bilans b
                           JOIN persons p ON p.id = b.person_id
                           JOIN agents a ON a.id = b.agent_id
                           JOIN structures s ON s.id = b.structure_id
                           WHERE b.id = $1 AND b.structure_id = $2
                             AND (b.kind = 'real' OR (b.agent_id = $3 AND b.created_at >= $4))";
        const AUTHORS: &str = "SELECT a.id, a.name, s.name AS structure
                               FROM agents a JOIN structures s ON s.id = a.structure_id
                               WHERE a.id IN (SELECT agent_id FROM answers WHERE bilan_id = $1)";
        let read: Option<ReadRows> = on_pool!(self.pools, |pool| {
            let mut tx = match reading {
                Reading::Shown => pool.begin_write().await?,
                Reading::AfterWrite => pool.begin().await?,
            };
            let row = sqlx::query_as(SQL)
                .bind(id)
                .bind(agent.structure())
                .bind(agent.id())
                .bind(training::oldest(now))
                .fetch_optional(&mut *tx)
                .await?;
            match row {
                None => None,
                Some(row) => {
                    let kept = sqlx::query_as(answers::READ)
                        .bind(id)
                        .fetch_all(&mut *tx)
                        .await?;
                    let authors = sqlx::query_as(AUTHORS).bind(id).fetch_all(&mut *tx).await?;
                    let issued = sqlx::query_as(issued::LAST)
                        .bind(id)
                        .fetch_optional(&mut *tx)
                        .await?;
                    if reading == Reading::Shown {
                        write_journal!(
                            self,
                            tx,
                            Entry::on_bilan(agent, id, Event::BilanRead, json!({}), now)
                        );
                    }
                    tx.commit().await?;
                    Some((row, kept, authors, issued))
                }
            }
        });
        let Some((row, kept, authors, issued)) = read else {
            return Ok(None);
        };
        let opening: Kept = self.vault.open(OPENING, row.id, &row.opening)?;
        let mut names = HashMap::new();
        for author in authors {
            let name: String = self.vault.open(agents::NAME, author.id, &author.name)?;
            names.insert(author.id, (name, author.structure));
        }
        let answers = kept
            .iter()
            .map(|row| self.open_answer(row, names.get(&row.agent_id)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Some(Bilan {
            id: row.id,
            reference: opening.reference,
            with_rsa: opening.with_rsa,
            training: opening.training,
            opened_at: row.created_at,
            opened_on: row.opened_on,
            law_date: row.law_date,
            structure: row.structure_name,
            agent: self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?,
            state: state(&row.state)?,
            person: row
                .identity
                .map(|sealed| self.open_identity(row.person_id, &sealed))
                .transpose()?,
            answers,
            issued: issued.map(|row| self.open_issued(&row)).transpose()?,
        }))
    }

    /// Closes a bilan: it reads, it no longer writes. `false` when there is no such bilan for this agent.
    pub async fn close_bilan(
        &self,
        agent: &Agent,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.set_state(agent, id, "closed", Event::BilanClosed, now)
            .await
    }

    /// Opens a closed bilan again. `false` when there is no such bilan for this agent.
    pub async fn reopen_bilan(
        &self,
        agent: &Agent,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.set_state(agent, id, "open", Event::BilanReopened, now)
            .await
    }

    async fn set_state(
        &self,
        agent: &Agent,
        id: Uuid,
        word: &'static str,
        event: Event,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE bilans SET state = $1, changed_at = $2 WHERE id = $3 AND structure_id = $4";
        Ok(on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            let changed = sqlx::query(SQL)
                .bind(word)
                .bind(now)
                .bind(id)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed > 0 {
                write_journal!(self, tx, Entry::on_bilan(agent, id, event, json!({}), now));
                tx.commit().await?;
            }
            changed > 0
        }))
    }
}

fn state(word: &str) -> Result<BilanState, StoreError> {
    match word {
        "open" => Ok(BilanState::Open),
        "closed" => Ok(BilanState::Closed),
        _ => Err(StoreError::Unexpected("bilans.state")),
    }
}

//! Bilans: opening, listing, reading whole, closing. Every statement asks for the agent's structure: another's bilan does
//! not exist here.

use std::sync::Arc;

use app::desk::{Bilan, BilanCard, BilanState, Identity, Opening};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginRead as _, BeginWrite as _, Store, StoreError, WriteTogether as _, agents, answers, code,
    issued,
    journal::{Entry, Event, write_journal},
    offers, on_pool, on_writer,
    person_keys::{self, Key, vault_of_bilan},
    persons,
    rounds::End,
    shares, training,
};
use crate::{
    seal::{PersonVault, Place, Sealed},
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

/// For whom a bilan is opened.
#[derive(Clone, Copy, Debug)]
enum Whom {
    /// Somebody who comes for the first time.
    Newcomer,
    /// The person of a closed bilan.
    Again(Uuid),
    /// Somebody on the list of those to whom it is to be offered.
    Offered(Uuid),
}

/// What the reference of a training bilan begins with.
const TRAINING: &str = "ENTRAÎNEMENT";

/// One line of a list.
#[derive(sqlx::FromRow)]
pub(super) struct CardRow {
    id: Uuid,
    #[sqlx(flatten)]
    key: Key,
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
    #[sqlx(flatten)]
    key: Key,
    agent_id: Uuid,
    opening: Sealed,
    identity: Option<Sealed>,
    agent_name: Sealed,
    structure_name: String,
    opened_on: NaiveDate,
    law_date: NaiveDate,
    created_at: DateTime<Utc>,
    state: String,
    structure_id: Uuid,
    before_id: Option<Uuid>,
    #[sqlx(flatten)]
    issued: issued::Row,
}

/// One bilan as it lies in the tables: itself, its answers, the shares it is reached through, and whether it is read in an emergency.
type ReadRows = (BilanRow, Vec<answers::ToldRow>, Vec<shares::ScopeRow>, bool);

impl Store {
    /// Opens a bilan in the agent's structure and returns its id. `law_date` is the date whose law applies.
    pub async fn open_bilan(
        &self,
        agent: &Agent,
        opening: &Opening,
        law_date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Uuid, StoreError> {
        let opened = self
            .open_for(agent, opening, Whom::Newcomer, law_date, now)
            .await?;
        opened.ok_or(StoreError::Unexpected("bilans.person_id"))
    }

    /// Opens a bilan of the same person after a closed one and returns its id; the one that is open already, if there is one.
    /// Nothing is copied into it. `None` when there is no such bilan for this agent, [`StoreError::StillOpen`] when it is open.
    pub async fn open_again(
        &self,
        agent: &Agent,
        before: Uuid,
        law_date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        self.open_for(
            agent,
            &Opening::default(),
            Whom::Again(before),
            law_date,
            now,
        )
        .await
    }

    /// Opens the bilan of somebody on the list of the agent's structure, with their name and the RSA application, and returns its id;
    /// the one that was opened already, if there is one. `None` when they are not on it.
    pub async fn open_offered(
        &self,
        agent: &Agent,
        offer: Uuid,
        law_date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        let opening = Opening {
            with_rsa: true,
            ..Opening::default()
        };
        self.open_for(agent, &opening, Whom::Offered(offer), law_date, now)
            .await
    }

    /// Opens a bilan for somebody; `None` when they are not known to the agent.
    async fn open_for(
        &self,
        agent: &Agent,
        opening: &Opening,
        whom: Whom,
        law_date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        // Locks the bilan before: of two clicks at once, the second finds what the first opened.
        const BEFORE: &str = "UPDATE bilans SET changed_at = changed_at
                              WHERE id = $1 AND structure_id = $2 AND kind = 'real'
                              RETURNING person_id, state";
        const STANDING: &str = "SELECT id FROM bilans
                                WHERE person_id = $1 AND structure_id = $2 AND state = 'open'
                                ORDER BY created_at DESC, id DESC LIMIT 1";
        const SQL: &str = "INSERT INTO bilans
            (id, structure_id, person_id, agent_id, opening, reference_index, opened_on, law_date, state,
             created_at, changed_at, kind)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11
            WHERE NOT EXISTS (SELECT 1 FROM bilans WHERE reference_index = $6)
            ON CONFLICT (structure_id, reference_index) DO NOTHING";
        let id = Uuid::now_v7();
        if !agent.allowed().hold && opening.training.is_none() {
            return Err(StoreError::NoAgreement);
        }
        let kind = if opening.training.is_some() {
            self.erase_old_trainings(now).await?;
            "training"
        } else {
            "real"
        };
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let named = match whom {
                Whom::Offered(offer) => {
                    let row: Option<offers::Row> = sqlx::query_as(offers::TAKE)
                        .bind(offer)
                        .bind(agent.structure())
                        .fetch_optional(&mut *tx)
                        .await?;
                    let Some(row) = row else {
                        return Ok(None);
                    };
                    let offer = self.open_offer(&row)?;
                    if offer.bilan.is_some() {
                        return Ok(offer.bilan);
                    }
                    Some(Identity {
                        first_name: offer.who.first_name,
                        last_name: offer.who.last_name,
                    })
                }
                Whom::Newcomer | Whom::Again(_) => opening.person.clone(),
            };
            let (person, vault) = match whom {
                Whom::Newcomer | Whom::Offered(_) => {
                    let person = Uuid::now_v7();
                    let key = self.draw_key(person)?;
                    let vault = self.vault_of(&key)?;
                    let named = named.filter(|identity| !identity.full().is_empty());
                    let name_index = named
                        .as_ref()
                        .and_then(|identity| self.name_index(&identity.full()));
                    let identity = named
                        .map(|identity| persons::seal_identity(&vault, person, &identity))
                        .transpose()?;
                    sqlx::query(persons::INSERT)
                        .bind(person)
                        .bind(agent.structure())
                        .bind(identity)
                        .bind(name_index)
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                    sqlx::query(person_keys::INSERT)
                        .bind(person)
                        .bind(key.wrapped)
                        .execute(&mut *tx)
                        .await?;
                    (person, vault)
                }
                Whom::Again(before) => {
                    let row: Option<(Uuid, String)> = sqlx::query_as(BEFORE)
                        .bind(before)
                        .bind(agent.structure())
                        .fetch_optional(&mut *tx)
                        .await?;
                    let Some((person, word)) = row else {
                        return Ok(None);
                    };
                    if state(&word)? == BilanState::Open {
                        return Err(StoreError::StillOpen);
                    }
                    let standing: Option<Uuid> = sqlx::query_scalar(STANDING)
                        .bind(person)
                        .bind(agent.structure())
                        .fetch_optional(&mut *tx)
                        .await?;
                    if standing.is_some() {
                        return Ok(standing);
                    }
                    (person, vault_of_bilan!(self, tx, before))
                }
            };
            // Two bilans may draw the same reference, here or in an office whose files come here one day: then another is drawn.
            loop {
                let drawn = code::draw(&[2, 3])?;
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
                    .bind(vault.seal(OPENING, id, &kept)?)
                    .bind(self.reference_index(&kept.reference))
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
            if let Whom::Offered(offer) = whom {
                sqlx::query(offers::HOLD)
                    .bind(id)
                    .bind(now)
                    .bind(offer)
                    .execute(&mut *tx)
                    .await?;
            }
            let details = match whom {
                Whom::Again(before) => json!({"with_rsa": opening.with_rsa, "after": before}),
                Whom::Newcomer | Whom::Offered(_) => json!({"with_rsa": opening.with_rsa}),
            };
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, id, Event::BilanOpened, details, now)
            );
            tx.commit().await?;
            Some(id)
        }))
    }

    /// The bilans of the agent's structure, most recently changed first.
    pub async fn bilans(&self, agent: &Agent) -> Result<Vec<BilanCard>, StoreError> {
        const SQL: &str =
            "SELECT b.id, k.person_id, k.wrapped, b.agent_id, b.opening, p.identity, a.name AS agent_name,
                                  b.opened_on, b.changed_at, b.state
                           FROM bilans b
                           JOIN persons p ON p.id = b.person_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN agents a ON a.id = b.agent_id
                           WHERE b.structure_id = $1 AND b.kind = 'real' ORDER BY b.changed_at DESC, b.id LIMIT 500";
        let rows: Vec<CardRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(|row| self.open_card(row)).collect()
    }

    /// The earlier bilans of the person of this one, the last one first.
    pub async fn earlier_bilans(
        &self,
        agent: &Agent,
        id: Uuid,
    ) -> Result<Vec<BilanCard>, StoreError> {
        const SQL: &str =
            "SELECT b.id, k.person_id, k.wrapped, b.agent_id, b.opening, p.identity, a.name AS agent_name,
                                  b.opened_on, b.changed_at, b.state
                           FROM bilans b
                           JOIN bilans present ON present.person_id = b.person_id
                           JOIN persons p ON p.id = b.person_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN agents a ON a.id = b.agent_id
                           WHERE present.id = $1 AND present.structure_id = $2 AND b.structure_id = $2
                             AND (b.created_at < present.created_at
                                  OR (b.created_at = present.created_at AND b.id < present.id))
                           ORDER BY b.created_at DESC, b.id DESC LIMIT 100";
        let rows: Vec<CardRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(id)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(|row| self.open_card(row)).collect()
    }

    pub(super) fn open_card(&self, row: CardRow) -> Result<BilanCard, StoreError> {
        let vault = self.vault_of(&row.key)?;
        let kept: Kept = vault.open(OPENING, row.id, &row.opening)?;
        let identity = row
            .identity
            .map(|sealed| persons::open_identity(&vault, row.key.person_id, &sealed))
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
    }

    /// One bilan in the agent's reach with everything said in it, and the one before it; a training bilan only for the agent who
    /// holds it, for a day. `shared` says what of a bilan of another structure may be known: the desk puts the rest aside. The
    /// journal says that this one was read; its opening says which one it follows.
    pub async fn bilan(
        &self,
        agent: &Agent,
        id: Uuid,
        reading: Reading,
        now: DateTime<Utc>,
    ) -> Result<Option<Bilan>, StoreError> {
        let Some((mut bilan, before)) = self.read_bilan(agent, id, reading, now).await? else {
            return Ok(None);
        };
        if let Some(before) = before.filter(|_| bilan.shared.is_none()) {
            let read = self.read_bilan(agent, before, Reading::AfterWrite, now);
            bilan.before = read.await?.map(|(bilan, _)| Box::new(bilan));
        }
        Ok(Some(bilan))
    }

    /// Whether a bilan is of the agent's structure.
    pub async fn holds(&self, agent: &Agent, id: Uuid) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT id FROM bilans WHERE id = $1 AND structure_id = $2";
        let held: Option<Uuid> = on_pool!(self.pools, |pool| sqlx::query_scalar(SQL)
            .bind(id)
            .bind(agent.structure())
            .fetch_optional(pool)
            .await)?;
        Ok(held.is_some())
    }

    /// One bilan, and which one of its structure comes before it.
    async fn read_bilan(
        &self,
        agent: &Agent,
        id: Uuid,
        reading: Reading,
        now: DateTime<Utc>,
    ) -> Result<Option<(Bilan, Option<Uuid>)>, StoreError> {
        const SQL: &str = "SELECT b.id, k.person_id, k.wrapped, b.agent_id, b.opening, p.identity, a.name AS agent_name,
                                  s.name AS structure_name, b.opened_on, b.law_date, b.created_at, b.state, b.structure_id,
                                  i.id AS issued_id, i.findings, i.at AS issued_at,
                                  (SELECT o.id FROM bilans o
                                   WHERE o.person_id = b.person_id AND o.structure_id = $2 AND b.structure_id = $2
                                     AND (o.created_at < b.created_at OR (o.created_at = b.created_at AND o.id < b.id))
                                   ORDER BY o.created_at DESC, o.id DESC LIMIT 1) AS before_id
                           FROM bilans b
                           JOIN persons p ON p.id = b.person_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN agents a ON a.id = b.agent_id
                           JOIN structures s ON s.id = b.structure_id
                           LEFT JOIN issued i ON i.bilan_id = b.id
                                             AND i.number = (SELECT MAX(l.number) FROM issued l WHERE l.bilan_id = b.id)
                           WHERE b.id = $1
                             AND (EXISTS (SELECT 1 FROM reach r
                                          WHERE r.bilan_id = b.id AND r.structure_id = $2 AND (r.share_id IS NULL OR $5))
                                  OR EXISTS (SELECT 1 FROM emergencies e
                                             WHERE e.bilan_id = b.id AND e.agent_id = $3 AND e.structure_id = $2
                                               AND e.until_at > $6))
                             AND (b.kind = 'real' OR (b.agent_id = $3 AND b.created_at >= $4))";
        const EMERGENCY: &str = "SELECT id FROM emergencies
                                 WHERE bilan_id = $1 AND agent_id = $2 AND structure_id = $3 AND until_at > $4 LIMIT 1";
        let read: Option<ReadRows> = on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_read().await?;
            let row = sqlx::query_as(SQL)
                .bind(id)
                .bind(agent.structure())
                .bind(agent.id())
                .bind(training::oldest(now))
                .bind(agent.allowed().receive)
                .bind(now)
                .fetch_optional(&mut *tx)
                .await?;
            let row: Option<BilanRow> = row;
            match row {
                None => None,
                Some(row) => {
                    let ours = row.structure_id == agent.structure();
                    let scopes = if ours {
                        Vec::new()
                    } else {
                        sqlx::query_as(shares::SCOPES)
                            .bind(id)
                            .bind(agent.structure())
                            .fetch_all(&mut *tx)
                            .await?
                    };
                    let emergency: Option<Uuid> = if ours {
                        None
                    } else {
                        sqlx::query_scalar(EMERGENCY)
                            .bind(id)
                            .bind(agent.id())
                            .bind(agent.structure())
                            .bind(now)
                            .fetch_optional(&mut *tx)
                            .await?
                    };
                    let kept = sqlx::query_as(answers::READ)
                        .bind(id)
                        .fetch_all(&mut *tx)
                        .await?;
                    tx.commit().await?;
                    Some((row, kept, scopes, ours || emergency.is_some()))
                }
            }
        });
        let Some((row, kept, scopes, whole)) = read else {
            return Ok(None);
        };
        // Before anything is shown, and apart: hundreds of answers are not read while other writers wait.
        if reading == Reading::Shown {
            let reader = Arc::new((self.clone(), agent.clone()));
            on_writer!(self.pools, |writer| writer
                .write_together(move |tx| {
                    let reader = reader.clone();
                    Box::pin(async move {
                        let (store, agent) = &*reader;
                        let entry = Entry::on_bilan(agent, id, Event::BilanRead, json!({}), now);
                        write_journal!(store, tx, entry);
                        Ok(End::Keep(()))
                    })
                })
                .await?);
        }
        let vault = self.vault_of(&row.key)?;
        let opening: Kept = vault.open(OPENING, row.id, &row.opening)?;
        let bilan = Bilan {
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
                .map(|sealed| persons::open_identity(&vault, row.key.person_id, &sealed))
                .transpose()?,
            answers: self.open_answers(&vault, kept)?,
            issued: issued::open_issued(&vault, &row.issued)?,
            before: None,
            shared: if whole {
                None
            } else {
                Some(shares::open_scopes(&vault, &scopes)?)
            },
        };
        Ok(Some((bilan, row.before_id)))
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
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
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

/// The reference on the person's paper, from the opening of their bilan.
pub(super) fn open_reference(
    vault: &PersonVault<'_>,
    bilan: Uuid,
    opening: &Sealed,
) -> Result<String, StoreError> {
    let kept: Kept = vault.open(OPENING, bilan, opening)?;
    Ok(kept.reference)
}

fn state(word: &str) -> Result<BilanState, StoreError> {
    match word {
        "open" => Ok(BilanState::Open),
        "closed" => Ok(BilanState::Closed),
        _ => Err(StoreError::Unexpected("bilans.state")),
    }
}

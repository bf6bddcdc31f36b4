//! Orientations as they are read: who was sent to which service, and what came of it. `orientation_moves` writes them.
//!
//! The structure that holds the bilan sends; the structure that is named receives, while its agreement lets it and until the person
//! takes the sheet back. Nothing else of the bilan is reached by that: `reach` does not know orientations. Training bilans send nobody.

use app::orientation::{Orientation, Side, Step};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Reading, Store, StoreError, agents, bilans,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::Key,
    persons,
    sheet::{KeptSheet, KeptStanding},
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

pub(super) const CONTENT: Place = Place {
    table: "orientations",
    column: "content",
};
pub(super) const STEP: Place = Place {
    table: "orientation_steps",
    column: "content",
};
pub(super) const STANDING: Place = Place {
    table: "orientations",
    column: "standing",
};
// Each list stops at two hundred: what waits comes first, and a structure waits for fewer.
pub(super) const OF_BILAN: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, k.person_id, k.wrapped, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN person_keys k ON k.person_id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE o.bilan_id = $1 AND b.structure_id = $2 AND b.kind = 'real'
    ORDER BY o.made_at DESC, o.id DESC LIMIT 200";
pub(super) const ONE: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, k.person_id, k.wrapped, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN person_keys k ON k.person_id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE o.id = $1 AND b.kind = 'real'
      AND (b.structure_id = $2 OR ($3 AND o.to_structure_id = $2 AND o.withdrawn_at IS NULL))";
const SENT: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, k.person_id, k.wrapped, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN person_keys k ON k.person_id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE b.structure_id = $1 AND b.kind = 'real'
    ORDER BY CASE WHEN o.over_at IS NULL THEN 0 ELSE 1 END,
             CASE WHEN o.due_on IS NULL THEN 1 ELSE 0 END, o.due_on, o.at DESC, o.id LIMIT 200";
const RECEIVED: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, k.person_id, k.wrapped, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN person_keys k ON k.person_id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE o.to_structure_id = $1 AND b.structure_id <> $1 AND o.withdrawn_at IS NULL AND b.kind = 'real'
    ORDER BY CASE WHEN o.over_at IS NULL THEN 0 ELSE 1 END, o.at DESC, o.id LIMIT 200";
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) bilan_id: Uuid,
    content: Sealed,
    pub(super) standing: Sealed,
    pub(super) version: i64,
    to_structure_id: Option<Uuid>,
    made_at: DateTime<Utc>,
    at: DateTime<Utc>,
    agent_id: Uuid,
    agent_name: Sealed,
    structure_id: Uuid,
    opening: Sealed,
    #[sqlx(flatten)]
    pub(super) key: Key,
    identity: Option<Sealed>,
    reader: Option<String>,
}

impl Store {
    /// The orientations of a bilan of the agent's structure, the last one first.
    pub async fn orientations(
        &self,
        agent: &Agent,
        bilan: Uuid,
    ) -> Result<Vec<Orientation>, StoreError> {
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(OF_BILAN)
            .bind(bilan)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.iter()
            .map(|row| self.open_orientation(agent, row))
            .collect()
    }

    /// What the agent's structure sends, or receives while its agreement lets it: what waits first.
    pub async fn orientations_of(
        &self,
        agent: &Agent,
        side: Side,
    ) -> Result<Vec<Orientation>, StoreError> {
        if side == Side::Received && !agent.allowed().receive {
            return Ok(Vec::new());
        }
        let sql = match side {
            Side::Sent => SENT,
            Side::Received => RECEIVED,
        };
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(sql)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.iter()
            .map(|row| self.open_orientation(agent, row))
            .collect()
    }

    /// One orientation that the agent's structure sent or receives. Whoever receives it leaves a line in the journal.
    pub async fn orientation(
        &self,
        agent: &Agent,
        id: Uuid,
        reading: Reading,
        now: DateTime<Utc>,
    ) -> Result<Option<Orientation>, StoreError> {
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(ONE)
            .bind(id)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .fetch_optional(pool)
            .await)?;
        let Some(row) = row else { return Ok(None) };
        let found = self.open_orientation(agent, &row)?;
        if found.side == Side::Received && reading == Reading::Shown {
            let details = json!({ "orientation": id });
            on_writer!(self.pools, |writer| {
                let mut tx = writer.begin_write().await?;
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, row.bilan_id, Event::OrientationRead, details, now)
                );
                tx.commit().await?;
            });
        }
        Ok(Some(found))
    }

    /// What happened to an orientation, oldest first: all of it for whoever sends, what was written there for whoever receives.
    pub async fn orientation_steps(
        &self,
        agent: &Agent,
        id: Uuid,
    ) -> Result<Vec<Step>, StoreError> {
        const SQL: &str = "SELECT s.id, s.content, s.agent_id, a.name, s.at, b.structure_id, k.person_id, k.wrapped
                           FROM orientation_steps s
                           JOIN orientations o ON o.id = s.orientation_id
                           JOIN bilans b ON b.id = o.bilan_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN agents a ON a.id = s.agent_id
                           WHERE o.id = $1 AND b.kind = 'real'
                             AND (b.structure_id = $2 OR ($3 AND o.to_structure_id = $2 AND o.withdrawn_at IS NULL))
                           ORDER BY s.at, s.id";
        type Line = (
            Uuid,
            Sealed,
            Uuid,
            Sealed,
            DateTime<Utc>,
            Uuid,
            Uuid,
            Sealed,
        );
        let rows: Vec<Line> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(id)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .fetch_all(pool)
            .await)?;
        let mut steps = Vec::new();
        for (id, content, author, name, at, sender, person_id, wrapped) in rows {
            let vault = self.vault_of(&Key { person_id, wrapped })?;
            let kept: KeptStanding = vault.open(STEP, id, &content)?;
            if sender == agent.structure() || !kept.sends {
                let author = self.vault.open(agents::NAME, author, &name)?;
                steps.push(kept.step(author, at)?);
            }
        }
        Ok(steps)
    }

    pub(super) fn open_orientation(
        &self,
        agent: &Agent,
        row: &Row,
    ) -> Result<Orientation, StoreError> {
        let side = if row.structure_id == agent.structure() {
            Side::Sent
        } else {
            Side::Received
        };
        let vault = self.vault_of(&row.key)?;
        let kept: KeptSheet = vault.open(CONTENT, row.id, &row.content)?;
        let stands: KeptStanding = vault.open(STANDING, row.id, &row.standing)?;
        let mut standing = stands.standing()?;
        let who = match side {
            Side::Sent => {
                let identity = row.identity.as_ref();
                let identity = identity
                    .map(|sealed| persons::open_identity(&vault, row.key.person_id, sealed));
                let name = identity.transpose()?.map(|identity| identity.full());
                let reference = bilans::open_reference(&vault, row.bilan_id, &row.opening)?;
                Some((reference, name))
            }
            Side::Received => {
                standing.reminder = None;
                None
            }
        };
        Ok(Orientation {
            id: row.id,
            bilan: row.bilan_id,
            side,
            sheet: kept.sheet()?,
            made_at: row.made_at,
            standing,
            version: u32::try_from(row.version)
                .map_err(|_| StoreError::Unexpected("orientations.version"))?,
            author: self
                .vault
                .open(agents::NAME, row.agent_id, &row.agent_name)?,
            at: row.at,
            reader: row.to_structure_id.zip(row.reader.clone()),
            who,
        })
    }
}

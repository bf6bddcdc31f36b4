//! Orientations: who was sent to which service, and what came of it.
//!
//! The structure that holds the bilan sends; the structure that is named receives, while its agreement lets it and until the person
//! takes the sheet back. Nothing else of the bilan is reached by that: `reach` does not know orientations. A write says which version
//! it replaces; the same one sent twice writes once. Training bilans send nobody.

use app::orientation::{Move, Moved, Orientation, Sheet, Side, Standing, State, Step, Whither};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Reading, Store, StoreError, agents,
    follow_ups::HELD_TAKEN,
    journal::{Entry, Event, write_journal},
    on_pool,
    sheet::{KeptSheet, KeptStanding},
};
use crate::{
    seal::{Place, Sealed},
    session::Agent,
};

const CONTENT: Place = Place {
    table: "orientations",
    column: "content",
};
const STANDING: Place = Place {
    table: "orientations",
    column: "standing",
};
const STEP: Place = Place {
    table: "orientation_steps",
    column: "content",
};

// Each list stops at two hundred: what waits comes first, and a structure waits for fewer.
const OF_BILAN: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, b.person_id, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE o.bilan_id = $1 AND b.structure_id = $2 AND b.kind = 'real'
    ORDER BY o.made_at DESC, o.id DESC LIMIT 200";
const ONE: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, b.person_id, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE o.id = $1 AND b.kind = 'real'
      AND (b.structure_id = $2 OR ($3 AND o.to_structure_id = $2 AND o.withdrawn_at IS NULL))";
const SENT: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, b.person_id, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE b.structure_id = $1 AND b.kind = 'real'
    ORDER BY CASE WHEN o.over_at IS NULL THEN 0 ELSE 1 END,
             CASE WHEN o.due_on IS NULL THEN 1 ELSE 0 END, o.due_on, o.at DESC, o.id LIMIT 200";
const RECEIVED: &str = "SELECT o.id, o.bilan_id, o.content, o.standing, o.version, o.to_structure_id, o.made_at, o.at,
           o.agent_id, a.name AS agent_name, b.structure_id, b.opening, b.person_id, p.identity, d.name AS reader
    FROM orientations o
    JOIN bilans b ON b.id = o.bilan_id
    JOIN persons p ON p.id = b.person_id
    JOIN agents a ON a.id = o.agent_id
    LEFT JOIN structures d ON d.id = o.to_structure_id
    WHERE o.to_structure_id = $1 AND b.structure_id <> $1 AND o.withdrawn_at IS NULL AND b.kind = 'real'
    ORDER BY CASE WHEN o.over_at IS NULL THEN 0 ELSE 1 END, o.at DESC, o.id LIMIT 200";
/// Writes about one orientation follow one another.
const TAKEN: &str = "UPDATE orientations SET version = version WHERE id = $1 RETURNING id";
const ADD_STEP: &str =
    "INSERT INTO orientation_steps (id, orientation_id, content, agent_id, structure_id, at)
     VALUES ($1, $2, $3, $4, $5, $6)";
const REPLACE: &str =
    "UPDATE orientations SET standing = $1, version = version + 1, due_on = $2, over_at = $3,
            withdrawn_at = $4, agent_id = $5, structure_id = $6, at = $7
     WHERE id = $8 AND version = $9";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    bilan_id: Uuid,
    content: Sealed,
    standing: Sealed,
    version: i64,
    to_structure_id: Option<Uuid>,
    made_at: DateTime<Utc>,
    at: DateTime<Utc>,
    agent_id: Uuid,
    agent_name: Sealed,
    structure_id: Uuid,
    opening: Sealed,
    person_id: Uuid,
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
            on_pool!(self.pools, |pool| {
                let mut tx = pool.begin_write().await?;
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
        const SQL: &str = "SELECT s.id, s.content, s.agent_id, a.name, s.at, b.structure_id
                           FROM orientation_steps s
                           JOIN orientations o ON o.id = s.orientation_id
                           JOIN bilans b ON b.id = o.bilan_id
                           JOIN agents a ON a.id = s.agent_id
                           WHERE o.id = $1 AND b.kind = 'real'
                             AND (b.structure_id = $2 OR ($3 AND o.to_structure_id = $2 AND o.withdrawn_at IS NULL))
                           ORDER BY s.at, s.id";
        type Line = (Uuid, Sealed, Uuid, Sealed, DateTime<Utc>, Uuid);
        let rows: Vec<Line> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(id)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .fetch_all(pool)
            .await)?;
        let mut steps = Vec::new();
        for (id, content, author, name, at, sender) in rows {
            let kept: KeptStanding = self.vault.open(STEP, id, &content)?;
            if sender == agent.structure() || !kept.sends {
                let author = self.vault.open(agents::NAME, author, &name)?;
                steps.push(kept.step(author, at)?);
            }
        }
        Ok(steps)
    }

    /// Sends the person of a bilan of the agent's structure; the same sheet that still waits is sent once. `None` when there is no
    /// such real bilan, or when the structure it goes to is closed, unknown or one's own.
    pub async fn orient(
        &self,
        agent: &Agent,
        bilan: Uuid,
        sheet: &Sheet,
        standing: &Standing,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        const SQL: &str = "INSERT INTO orientations
            (id, bilan_id, to_structure_id, content, standing, version, due_on, agent_id, structure_id, made_at, at)
            SELECT $1, b.id, $2, $3, $4, 1, $5, $6, $7, $8, $8 FROM bilans b
            WHERE b.id = $9 AND b.structure_id = $7
              AND ($10 OR EXISTS (SELECT 1 FROM structures s
                                  WHERE s.id = $2 AND s.closed_at IS NULL AND s.id <> b.structure_id))";
        let (id, step) = (Uuid::now_v7(), Uuid::now_v7());
        let to = match sheet.to.whither {
            Whither::Structure(to) => Some(to),
            _ => None,
        };
        let kept = KeptStanding::new(standing, "", Side::Sent);
        Ok(on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(HELD_TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(None);
            }
            let known: Vec<Row> = sqlx::query_as(OF_BILAN)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_all(&mut *tx)
                .await?;
            for row in &known {
                let known = self.open_orientation(agent, row)?;
                if known.sheet == *sheet && !known.standing.state.is_over() {
                    return Ok(Some(known.id));
                }
            }
            let written = sqlx::query(SQL)
                .bind(id)
                .bind(to)
                .bind(self.vault.seal(CONTENT, id, &KeptSheet::new(sheet))?)
                .bind(self.vault.seal(STANDING, id, &kept)?)
                .bind(standing.reminder)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .bind(bilan)
                .bind(to.is_none())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if written == 0 {
                return Ok(None);
            }
            sqlx::query(ADD_STEP)
                .bind(step)
                .bind(id)
                .bind(self.vault.seal(STEP, step, &kept)?)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let details = json!({ "orientation": id, "to": to, "agreed": sheet.agreed.word() });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::OrientationMade, details, now)
            );
            tx.commit().await?;
            Some(id)
        }))
    }

    /// Says where an orientation stands from now on. Whoever receives leaves the reminder of whoever sends as it was. `None` when the
    /// agent's structure neither sent nor receives it any more.
    pub async fn move_orientation(
        &self,
        agent: &Agent,
        id: Uuid,
        to: &Move,
        now: DateTime<Utc>,
    ) -> Result<Option<Moved>, StoreError> {
        self.write_step(agent, id, (to, None), now).await
    }

    /// The person takes an orientation of a bilan of the agent's structure back. `false` when there is none; one that was taken back
    /// already stays as it was.
    pub async fn withdraw_orientation(
        &self,
        agent: &Agent,
        id: Uuid,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let to = Move {
            standing: Standing {
                state: State::Withdrawn,
                ..Standing::first(today, None)
            },
            note: String::new(),
            seen: 0,
        };
        let done = self.write_step(agent, id, (&to, Some(now)), now).await?;
        Ok(done.is_some())
    }

    /// One step more. A withdrawal, which only whoever sends writes, comes over whatever stands.
    async fn write_step(
        &self,
        agent: &Agent,
        id: Uuid,
        (to, withdrawn_at): (&Move, Option<DateTime<Utc>>),
        now: DateTime<Utc>,
    ) -> Result<Option<Moved>, StoreError> {
        let step = Uuid::now_v7();
        Ok(on_pool!(self.pools, |pool| {
            let mut tx = pool.begin_write().await?;
            sqlx::query(TAKEN).bind(id).execute(&mut *tx).await?;
            let row: Option<Row> = sqlx::query_as(ONE)
                .bind(id)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(&mut *tx)
                .await?;
            let Some(row) = row else { return Ok(None) };
            let stands = self.open_orientation(agent, &row)?;
            if withdrawn_at.is_some() && stands.side == Side::Received {
                return Ok(None);
            }
            let stood: KeptStanding = self.vault.open(STANDING, id, &row.standing)?;
            let mut standing = to.standing.clone();
            if stands.side == Side::Received {
                standing.reminder = stood.standing()?.reminder;
            }
            let same_note = to.note.is_empty() || to.note == stood.note;
            if same_note && standing == stood.standing()?
                || withdrawn_at.is_some() && stands.is_withdrawn()
            {
                return Ok(Some(Moved::Done));
            }
            let seen = withdrawn_at.map_or(i64::from(to.seen), |_| row.version);
            if seen != row.version || stands.is_withdrawn() {
                return Ok(Some(Moved::Stale(Box::new(stands))));
            }
            let kept = KeptStanding::new(&standing, &to.note, stands.side);
            let over = standing.state.is_over();
            sqlx::query(REPLACE)
                .bind(self.vault.seal(STANDING, id, &kept)?)
                .bind(standing.reminder.filter(|_| !over))
                .bind(over.then_some(now))
                .bind(withdrawn_at)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .bind(id)
                .bind(seen)
                .execute(&mut *tx)
                .await?;
            sqlx::query(ADD_STEP)
                .bind(step)
                .bind(id)
                .bind(self.vault.seal(STEP, step, &kept)?)
                .bind(agent.id())
                .bind(agent.structure())
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let event = match withdrawn_at {
                Some(_) => Event::OrientationWithdrawn,
                None => Event::OrientationMoved,
            };
            let details = json!({ "orientation": id, "state": standing.state.word() });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, row.bilan_id, event, details, now)
            );
            tx.commit().await?;
            Some(Moved::Done)
        }))
    }

    fn open_orientation(&self, agent: &Agent, row: &Row) -> Result<Orientation, StoreError> {
        let side = if row.structure_id == agent.structure() {
            Side::Sent
        } else {
            Side::Received
        };
        let kept: KeptSheet = self.vault.open(CONTENT, row.id, &row.content)?;
        let stands: KeptStanding = self.vault.open(STANDING, row.id, &row.standing)?;
        let mut standing = stands.standing()?;
        let who = match side {
            Side::Sent => {
                let identity = row.identity.as_ref();
                let identity = identity.map(|sealed| self.open_identity(row.person_id, sealed));
                let name = identity.transpose()?.map(|identity| identity.full());
                Some((self.open_reference(row.bilan_id, &row.opening)?, name))
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

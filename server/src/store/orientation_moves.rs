//! Orientations as they are written: somebody is sent, either side says what came of it, the person takes it back.
//!
//! A write says which version it replaces, and another in between is told; the same one sent twice writes once.

use app::orientation::{Move, Moved, Sheet, Side, Standing, State, Whither};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    follow_ups::HELD_TAKEN,
    journal::{Entry, Event, write_journal},
    on_writer,
    orientations::{CONTENT, OF_BILAN, ONE, Row, STANDING, STEP},
    person_keys::vault_of_bilan,
    sheet::{KeptSheet, KeptStanding},
};
use crate::session::Agent;

/// Writes about one orientation follow one another.
const TAKEN: &str = "UPDATE orientations SET version = version WHERE id = $1 RETURNING id";
const ADD_STEP: &str =
    "INSERT INTO orientation_steps (id, orientation_id, content, agent_id, structure_id, at)
     VALUES ($1, $2, $3, $4, $5, $6)";
const REPLACE: &str =
    "UPDATE orientations SET standing = $1, version = version + 1, due_on = $2, over_at = $3,
            withdrawn_at = $4, agent_id = $5, structure_id = $6, at = $7
     WHERE id = $8 AND version = $9";

impl Store {
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
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let taken: Option<Uuid> = sqlx::query_scalar(HELD_TAKEN)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_none() {
                return Ok(None);
            }
            let vault = vault_of_bilan!(self, tx, bilan);
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
                .bind(vault.seal(CONTENT, id, &KeptSheet::new(sheet))?)
                .bind(vault.seal(STANDING, id, &kept)?)
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
                .bind(vault.seal(STEP, step, &kept)?)
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
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
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
            let vault = self.vault_of(&row.key)?;
            let stood: KeptStanding = vault.open(STANDING, id, &row.standing)?;
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
                .bind(vault.seal(STANDING, id, &kept)?)
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
                .bind(vault.seal(STEP, step, &kept)?)
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
}

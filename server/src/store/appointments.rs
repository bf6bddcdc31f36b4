//! Slots held in the office's day. Who they are held for is sealed; what did not take place waits for another slot, and no
//! row ever says that somebody did not come.

use app::agenda::{Appointment, Colleague, State};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, WriteOnce as _, agents,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    rooms::TAKE_TURN,
};
use crate::{
    clock::Clock,
    seal::{Place, Sealed},
    session::Agent,
};

pub(super) const DETAILS: Place = Place {
    table: "appointments",
    column: "details",
};

/// Whether the room, or the agent wherever they work, is busy between two instants, but for one appointment.
const BUSY: &str = "SELECT COUNT(*) FROM appointments
                    WHERE state <> 'to_rebook' AND ((structure_id = $1 AND room_id = $2) OR agent_id = $3)
                      AND starts_at < $4 AND ends_at > $5 AND id <> $6";
/// Takes the turn of booking this agent, after that of the office's day and never before it: on PostgreSQL two offices would not see each
/// other.
const TAKE_AGENT: &str = "UPDATE agents SET name = name WHERE id = $1";
const ROOM_IS_OPEN: &str =
    "SELECT COUNT(*) FROM rooms WHERE id = $1 AND structure_id = $2 AND NOT closed";
const WORKS_HERE: &str = "SELECT COUNT(*) FROM memberships
    WHERE agent_id = $1 AND structure_id = $2 AND ended_at IS NULL
      AND (' ' || roles || ' ' LIKE '% assistant %' OR ' ' || roles || ' ' LIKE '% social_worker %')";

/// What is sealed of a slot. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) who: String,
    pub(super) interpreter: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    room_id: Uuid,
    agent_id: Uuid,
    agent_name: Sealed,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    state: String,
    details: Sealed,
}

/// A slot about to be held.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    /// The room.
    pub room: Uuid,
    /// Who holds the interview.
    pub agent: Uuid,
    /// The instant it begins.
    pub starts: DateTime<Utc>,
    /// The instant it ends.
    pub ends: DateTime<Utc>,
    /// A name or a code.
    pub who: String,
    /// A professional interpreter comes.
    pub interpreter: bool,
}

/// One line of an agent's own calendar: nothing of whom it is for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CalendarLine {
    /// The slot.
    pub id: Uuid,
    /// The room's name.
    pub room: String,
    /// The instant it begins.
    pub starts_at: DateTime<Utc>,
    /// The instant it ends.
    pub ends_at: DateTime<Utc>,
}

impl Store {
    /// The slots of the agent's office that begin between two instants, in order of time.
    pub async fn appointments(
        &self,
        agent: &Agent,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<Appointment>, StoreError> {
        const SQL: &str = "SELECT p.id, p.room_id, p.agent_id, a.name AS agent_name, p.starts_at, p.ends_at, p.state, p.details
                           FROM appointments p JOIN agents a ON a.id = p.agent_id
                           WHERE p.structure_id = $1 AND p.starts_at >= $2 AND p.starts_at < $3
                           ORDER BY p.starts_at, p.id";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .bind(from)
            .bind(to)
            .fetch_all(pool)
            .await)?;
        rows.iter().map(|row| self.open_appointment(row)).collect()
    }

    /// What waits for another slot in the agent's office.
    pub async fn to_rebook(&self, agent: &Agent) -> Result<Vec<Appointment>, StoreError> {
        const SQL: &str = "SELECT p.id, p.room_id, p.agent_id, a.name AS agent_name, p.starts_at, p.ends_at, p.state, p.details
                           FROM appointments p JOIN agents a ON a.id = p.agent_id
                           WHERE p.structure_id = $1 AND p.state = 'to_rebook' ORDER BY p.starts_at, p.id";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.iter().map(|row| self.open_appointment(row)).collect()
    }

    /// One slot of the agent's office.
    pub async fn appointment(
        &self,
        agent: &Agent,
        id: Uuid,
    ) -> Result<Option<Appointment>, StoreError> {
        const SQL: &str = "SELECT p.id, p.room_id, p.agent_id, a.name AS agent_name, p.starts_at, p.ends_at, p.state, p.details
                           FROM appointments p JOIN agents a ON a.id = p.agent_id
                           WHERE p.structure_id = $1 AND p.id = $2";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .bind(id)
            .fetch_optional(pool)
            .await)?;
        row.map(|row| self.open_appointment(&row)).transpose()
    }

    /// Holds a slot; `None` when the room or the agent is busy then, is closed, or is not of the office.
    pub async fn book(
        &self,
        agent: &Agent,
        new: &NewAppointment,
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError> {
        const SQL: &str = "INSERT INTO appointments (id, structure_id, room_id, agent_id, starts_at, ends_at, state, details)
                           VALUES ($1, $2, $3, $4, $5, $6, 'booked', $7)";
        let id = Uuid::now_v7();
        let kept = Kept {
            who: new.who.clone(),
            interpreter: new.interpreter,
        };
        let details = self.vault.seal(DETAILS, id, &kept)?;
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(TAKE_TURN)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?;
            sqlx::query(TAKE_AGENT)
                .bind(new.agent)
                .execute(&mut *tx)
                .await?;
            let rooms: i64 = sqlx::query_scalar(ROOM_IS_OPEN)
                .bind(new.room)
                .bind(agent.structure())
                .fetch_one(&mut *tx)
                .await?;
            let agents: i64 = sqlx::query_scalar(WORKS_HERE)
                .bind(new.agent)
                .bind(agent.structure())
                .fetch_one(&mut *tx)
                .await?;
            let busy: i64 = sqlx::query_scalar(BUSY)
                .bind(agent.structure())
                .bind(new.room)
                .bind(new.agent)
                .bind(new.ends)
                .bind(new.starts)
                .bind(id)
                .fetch_one(&mut *tx)
                .await?;
            if rooms == 0 || agents == 0 || busy > 0 {
                return Ok(None);
            }
            sqlx::query(SQL)
                .bind(id)
                .bind(agent.structure())
                .bind(new.room)
                .bind(new.agent)
                .bind(new.starts)
                .bind(new.ends)
                .bind(details)
                .execute(&mut *tx)
                .await?;
            write_journal!(self, tx, on_slot(agent, id, Event::SlotHeld, now));
            tx.commit().await?;
            Some(id)
        }))
    }

    /// Holds another slot instead, of the same agent, or of whoever moves it when that one holds no interview here any more; `false`
    /// when it is taken, or when there is no such slot.
    pub async fn move_appointment(
        &self,
        agent: &Agent,
        held: &Appointment,
        room: Uuid,
        (starts, ends): (DateTime<Utc>, DateTime<Utc>),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "UPDATE appointments SET room_id = $1, agent_id = $2, starts_at = $3, ends_at = $4, state = 'booked'
                           WHERE id = $5 AND structure_id = $6 AND state <> 'held'";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(TAKE_TURN)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?;
            let rooms: i64 = sqlx::query_scalar(ROOM_IS_OPEN)
                .bind(room)
                .bind(agent.structure())
                .fetch_one(&mut *tx)
                .await?;
            let works: i64 = sqlx::query_scalar(WORKS_HERE)
                .bind(held.agent.id)
                .bind(agent.structure())
                .fetch_one(&mut *tx)
                .await?;
            let holder = if works > 0 { held.agent.id } else { agent.id() };
            sqlx::query(TAKE_AGENT)
                .bind(holder)
                .execute(&mut *tx)
                .await?;
            let busy: i64 = sqlx::query_scalar(BUSY)
                .bind(agent.structure())
                .bind(room)
                .bind(holder)
                .bind(ends)
                .bind(starts)
                .bind(held.id)
                .fetch_one(&mut *tx)
                .await?;
            let moved = rooms > 0
                && busy == 0
                && sqlx::query(SQL)
                    .bind(room)
                    .bind(holder)
                    .bind(starts)
                    .bind(ends)
                    .bind(held.id)
                    .bind(agent.structure())
                    .execute(&mut *tx)
                    .await?
                    .rows_affected()
                    > 0;
            if moved {
                write_journal!(self, tx, on_slot(agent, held.id, Event::SlotMoved, now));
                tx.commit().await?;
            }
            moved
        }))
    }

    /// Says how a slot that was to come went. `false` when it is not the office's, or when it waits for another slot already: its
    /// time may be somebody else's by now.
    pub async fn set_appointment(
        &self,
        agent: &Agent,
        id: Uuid,
        state: State,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE appointments SET state = $1
                           WHERE id = $2 AND structure_id = $3 AND state = 'booked'";
        let set = on_writer!(self.pools, |writer| writer
            .write_once(
                sqlx::query(SQL)
                    .bind(word(state))
                    .bind(id)
                    .bind(agent.structure())
            )
            .await)?;
        Ok(set > 0)
    }

    /// Gives a slot back. `false` when it is not the office's.
    pub async fn cancel_appointment(
        &self,
        agent: &Agent,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM appointments WHERE id = $1 AND structure_id = $2";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let given = sqlx::query(SQL)
                .bind(id)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if given {
                write_journal!(self, tx, on_slot(agent, id, Event::SlotGivenBack, now));
                tx.commit().await?;
            }
            given
        }))
    }

    /// Those who hold interviews in the agent's office, wherever their account was made, by name.
    pub async fn colleagues(&self, agent: &Agent) -> Result<Vec<Colleague>, StoreError> {
        const SQL: &str = "SELECT a.id, a.name FROM agents a JOIN memberships m ON m.agent_id = a.id
                           WHERE m.structure_id = $1 AND m.ended_at IS NULL
                             AND (' ' || m.roles || ' ' LIKE '% assistant %' OR ' ' || m.roles || ' ' LIKE '% social_worker %')";
        let rows: Vec<(Uuid, Sealed)> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        let named = rows.into_iter().map(|(id, name)| {
            let name = self.vault.open(agents::NAME, id, &name)?;
            Ok(Colleague { id, name })
        });
        let mut colleagues = named.collect::<Result<Vec<_>, StoreError>>()?;
        colleagues.sort_by_cached_key(|colleague| (colleague.name.to_lowercase(), colleague.id));
        Ok(colleagues)
    }

    /// Keeps the digest of a new secret address for the agent's own calendar, in place of the one before.
    pub async fn set_calendar(
        &self,
        agent: &Agent,
        token_hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO calendars (agent_id, token_hash) VALUES ($1, $2)
                           ON CONFLICT (agent_id) DO UPDATE SET token_hash = excluded.token_hash";
        on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(SQL).bind(agent.id()).bind(&token_hash[..]))
            .await)?;
        Ok(())
    }

    /// The slots of the agent whose calendar has this secret, from an instant on; `None` when nobody's has.
    pub async fn calendar(
        &self,
        token_hash: &[u8; 32],
        from: DateTime<Utc>,
    ) -> Result<Option<Vec<CalendarLine>>, StoreError> {
        const WHOSE: &str = "SELECT agent_id FROM calendars WHERE token_hash = $1";
        const SQL: &str = "SELECT p.id, r.name AS room, p.starts_at, p.ends_at
                           FROM appointments p JOIN rooms r ON r.id = p.room_id
                           WHERE p.agent_id = $1 AND p.state <> 'to_rebook' AND p.starts_at >= $2
                           ORDER BY p.starts_at, p.id LIMIT 1000";
        Ok(on_pool!(self.pools, |pool| {
            let whose: Option<Uuid> = sqlx::query_scalar(WHOSE)
                .bind(&token_hash[..])
                .fetch_optional(pool)
                .await?;
            match whose {
                Some(agent) => Some(
                    sqlx::query_as(SQL)
                        .bind(agent)
                        .bind(from)
                        .fetch_all(pool)
                        .await?,
                ),
                None => None,
            }
        }))
    }

    fn open_appointment(&self, row: &Row) -> Result<Appointment, StoreError> {
        let kept: Kept = self.vault.open(DETAILS, row.id, &row.details)?;
        let name = self
            .vault
            .open(agents::NAME, row.agent_id, &row.agent_name)?;
        let length = row.ends_at - row.starts_at;
        let slots = length.num_minutes() / app::agenda::SLOT_MINUTES;
        Ok(Appointment {
            id: row.id,
            room: row.room_id,
            starts: row.starts_at,
            at: Clock::paris(row.starts_at),
            slots: u8::try_from(slots)
                .map_err(|_| StoreError::Unexpected("appointments.ends_at"))?,
            who: kept.who,
            interpreter: kept.interpreter,
            agent: Colleague {
                id: row.agent_id,
                name,
            },
            state: state(&row.state)?,
        })
    }
}

/// The journal says that a slot was held or given back: neither for whom, nor when.
fn on_slot(agent: &Agent, id: Uuid, event: Event, now: DateTime<Utc>) -> Entry {
    Entry::on_agent(
        agent.structure(),
        agent.id(),
        event,
        json!({"slot": id}),
        now,
    )
}

fn word(state: State) -> &'static str {
    match state {
        State::Booked => "booked",
        State::Held => "held",
        State::ToRebook => "to_rebook",
    }
}

fn state(word: &str) -> Result<State, StoreError> {
    match word {
        "booked" => Ok(State::Booked),
        "held" => Ok(State::Held),
        "to_rebook" => Ok(State::ToRebook),
        _ => Err(StoreError::Unexpected("appointments.state")),
    }
}

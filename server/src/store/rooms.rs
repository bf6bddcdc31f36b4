//! Confidential rooms, their hours week after week, and the days the office is closed. In clear: nothing here is about anybody.

use app::agenda::{Hours, NewHours, Room, Settings};
use chrono::{NaiveDate, NaiveTime, Timelike as _, Weekday};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError, WriteOnce as _,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::session::Agent;

/// Takes the turn of writing in the office's day: on PostgreSQL two bookings at once would not see each other.
pub(super) const TAKE_TURN: &str = "UPDATE structures SET name = name WHERE id = $1";

#[derive(sqlx::FromRow)]
struct RoomRow {
    id: Uuid,
    name: String,
}

#[derive(sqlx::FromRow)]
struct HoursRow {
    id: Uuid,
    room_id: Uuid,
    weekday: i64,
    from_minute: i64,
    to_minute: i64,
    since: NaiveDate,
}

/// What three questions answered: rooms, hours, closed days.
type SettingsRows = (Vec<RoomRow>, Vec<HoursRow>, Vec<(NaiveDate,)>);

impl Store {
    /// How the agent's office is set; closed days from `today` on.
    pub async fn agenda_settings(
        &self,
        agent: &Agent,
        today: NaiveDate,
    ) -> Result<Settings, StoreError> {
        const ROOMS: &str =
            "SELECT id, name FROM rooms WHERE structure_id = $1 AND NOT closed ORDER BY name, id";
        const HOURS: &str = "SELECT h.id, h.room_id, h.weekday, h.from_minute, h.to_minute, h.since
                             FROM room_hours h JOIN rooms r ON r.id = h.room_id
                             WHERE r.structure_id = $1 AND NOT r.closed
                             ORDER BY h.room_id, h.weekday, h.from_minute, h.id";
        const CLOSED: &str =
            "SELECT day FROM closed_days WHERE structure_id = $1 AND day >= $2 ORDER BY day";
        let (rooms, hours, closed): SettingsRows = on_pool!(self.pools, |pool| {
            let rooms = sqlx::query_as(ROOMS).bind(agent.structure());
            let rooms = rooms.fetch_all(pool).await?;
            let hours = sqlx::query_as(HOURS).bind(agent.structure());
            let hours = hours.fetch_all(pool).await?;
            let closed = sqlx::query_as(CLOSED).bind(agent.structure()).bind(today);
            (rooms, hours, closed.fetch_all(pool).await?)
        });
        Ok(Settings {
            rooms: rooms
                .into_iter()
                .map(|row| Room {
                    id: row.id,
                    name: row.name,
                })
                .collect(),
            hours: hours
                .into_iter()
                .map(hours_of)
                .collect::<Result<Vec<_>, _>>()?,
            closed: closed.into_iter().map(|(day,)| day).collect(),
        })
    }

    /// Adds a room to the agent's office.
    pub async fn add_room(&self, agent: &Agent, name: &str) -> Result<Uuid, StoreError> {
        const SQL: &str =
            "INSERT INTO rooms (id, structure_id, name, closed) VALUES ($1, $2, $3, $4)";
        let id = Uuid::now_v7();
        on_writer!(self.pools, |writer| writer
            .write_once(
                sqlx::query(SQL)
                    .bind(id)
                    .bind(agent.structure())
                    .bind(name.trim())
                    .bind(false)
            )
            .await)?;
        Ok(id)
    }

    /// Takes a room out of use; what is booked in it waits for another slot. `false` when it is not the office's.
    pub async fn close_room(
        &self,
        agent: &Agent,
        room: Uuid,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<bool, StoreError> {
        const CLOSE: &str =
            "UPDATE rooms SET closed = $1 WHERE id = $2 AND structure_id = $3 AND NOT closed";
        const REBOOK: &str = "UPDATE appointments SET state = 'to_rebook'
                              WHERE room_id = $1 AND structure_id = $2 AND state = 'booked'";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            // A booking on its way sees the room closed, or is seen here.
            sqlx::query(TAKE_TURN)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?;
            let closed = sqlx::query(CLOSE)
                .bind(true)
                .bind(room)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if closed {
                sqlx::query(REBOOK)
                    .bind(room)
                    .bind(agent.structure())
                    .execute(&mut *tx)
                    .await?;
                write_journal!(
                    self,
                    tx,
                    Entry::on_agent(
                        agent.structure(),
                        agent.id(),
                        Event::RoomClosed,
                        json!({"room": room}),
                        now
                    )
                );
                tx.commit().await?;
            }
            closed
        }))
    }

    /// Opens a room week after week, from `since` on. `false` when the room is not the office's.
    pub async fn add_hours(
        &self,
        agent: &Agent,
        hours: &NewHours,
        since: NaiveDate,
    ) -> Result<bool, StoreError> {
        const SQL: &str =
            "INSERT INTO room_hours (id, room_id, weekday, from_minute, to_minute, since)
                           SELECT $1, id, $2, $3, $4, $5 FROM rooms
                           WHERE id = $6 AND structure_id = $7 AND NOT closed";
        let written = on_writer!(self.pools, |writer| writer
            .write_once(
                sqlx::query(SQL)
                    .bind(Uuid::now_v7())
                    .bind(i64::from(hours.weekday.number_from_monday()))
                    .bind(minutes(hours.from))
                    .bind(minutes(hours.to))
                    .bind(since)
                    .bind(hours.room)
                    .bind(agent.structure())
            )
            .await)?;
        Ok(written > 0)
    }

    /// Ends hours: nothing more can be booked in them. `false` when they are not the office's.
    pub async fn end_hours(&self, agent: &Agent, hours: Uuid) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM room_hours WHERE id = $1
                           AND room_id IN (SELECT id FROM rooms WHERE structure_id = $2)";
        let ended = on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(SQL).bind(hours).bind(agent.structure()))
            .await)?;
        Ok(ended > 0)
    }

    /// Closes the agent's office for a day, or opens it again.
    pub async fn set_closed(
        &self,
        agent: &Agent,
        day: NaiveDate,
        closed: bool,
    ) -> Result<(), StoreError> {
        const CLOSE: &str =
            "INSERT INTO closed_days (structure_id, day) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        const OPEN: &str = "DELETE FROM closed_days WHERE structure_id = $1 AND day = $2";
        let sql = if closed { CLOSE } else { OPEN };
        on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(sql).bind(agent.structure()).bind(day))
            .await)?;
        Ok(())
    }
}

fn hours_of(row: HoursRow) -> Result<Hours, StoreError> {
    let wrong = || StoreError::Unexpected("room_hours");
    let day = u8::try_from(row.weekday - 1).map_err(|_| wrong())?;
    Ok(Hours {
        id: row.id,
        room: row.room_id,
        weekday: Weekday::try_from(day).map_err(|_| wrong())?,
        from: time(row.from_minute).ok_or_else(wrong)?,
        to: time(row.to_minute).ok_or_else(wrong)?,
        since: row.since,
    })
}

fn minutes(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight() / 60)
}

fn time(minutes: i64) -> Option<NaiveTime> {
    let seconds = u32::try_from(minutes).ok()?.checked_mul(60)?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
}

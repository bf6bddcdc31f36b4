//! The office's day in memory: one room, open every Monday morning.

use app::agenda::slots::{self, is_offered, lay_out};
use app::agenda::{
    AgendaDesk, Appointment, Booked, Booking, Colleague, Day, Hours, NewHours, Room, Settings,
    State,
};
use app::desk::{Desk, DeskError};
use async_trait::async_trait;
use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use super::Office;

fn refused<T>(_: T) -> DeskError {
    DeskError::Unavailable
}

#[async_trait]
impl AgendaDesk for Office {
    async fn agenda(&self, day: NaiveDate) -> Result<Day, DeskError> {
        let settings = self.agenda_settings().await?;
        let held = self.slots.lock().map_err(refused)?;
        let (waiting, held): (Vec<Appointment>, Vec<Appointment>) = held
            .iter()
            .cloned()
            .partition(|slot| slot.state == State::ToRebook);
        let of_day: Vec<_> = held
            .into_iter()
            .filter(|slot| slot.at.date() == day)
            .collect();
        Ok(Day {
            day,
            closed: settings.closed.contains(&day),
            rooms: lay_out(&settings, &of_day, day),
            to_rebook: waiting,
        })
    }
    async fn agenda_settings(&self) -> Result<Settings, DeskError> {
        Ok(self.settings.lock().map_err(refused)?.clone())
    }
    async fn colleagues(&self) -> Result<Vec<Colleague>, DeskError> {
        let named = |id: u128, name: &str| Colleague {
            id: Uuid::from_u128(id),
            name: name.to_owned(),
        };
        Ok(vec![named(21, "Marc T."), named(22, "Nadia B.")])
    }
    async fn add_room(&self, name: &str) -> Result<(), DeskError> {
        let mut settings = self.settings.lock().map_err(refused)?;
        let id = Uuid::from_u128(100 + settings.rooms.len() as u128);
        settings.rooms.push(Room {
            id,
            name: name.to_owned(),
        });
        Ok(())
    }
    async fn close_room(&self, room: Uuid) -> Result<(), DeskError> {
        let mut settings = self.settings.lock().map_err(refused)?;
        settings.rooms.retain(|known| known.id != room);
        Ok(())
    }
    async fn add_hours(&self, hours: NewHours) -> Result<(), DeskError> {
        let since = self.today();
        let mut settings = self.settings.lock().map_err(refused)?;
        let id = Uuid::from_u128(200 + settings.hours.len() as u128);
        settings.hours.push(Hours {
            id,
            room: hours.room,
            weekday: hours.weekday,
            from: hours.from,
            to: hours.to,
            since,
        });
        Ok(())
    }
    async fn end_hours(&self, hours: Uuid) -> Result<(), DeskError> {
        let mut settings = self.settings.lock().map_err(refused)?;
        settings.hours.retain(|known| known.id != hours);
        Ok(())
    }
    async fn set_closed(&self, day: NaiveDate, closed: bool) -> Result<(), DeskError> {
        let mut settings = self.settings.lock().map_err(refused)?;
        settings.closed.retain(|known| *known != day);
        if closed {
            settings.closed.push(day);
        }
        Ok(())
    }
    async fn book(&self, booking: Booking) -> Result<Booked, DeskError> {
        let settings = self.agenda_settings().await?;
        let slots = slots::needed(booking.interpreter);
        let room = settings.rooms.iter().find(|room| room.id == booking.room);
        if !room.is_some_and(|room| is_offered(&settings, room, booking.at, slots)) {
            return Ok(Booked::NotOffered);
        }
        let mut agents = self.colleagues().await?.into_iter();
        let agent = agents.find(|known| known.id == booking.agent);
        let mut held = self.slots.lock().map_err(refused)?;
        if held.iter().any(|slot| slot.at == booking.at) {
            return Ok(Booked::Taken);
        }
        let id = Uuid::from_u128(300 + held.len() as u128);
        held.push(Appointment {
            id,
            room: booking.room,
            starts: booking.at.and_utc(),
            at: booking.at,
            slots,
            who: booking.who,
            interpreter: booking.interpreter,
            agent: agent.ok_or(DeskError::NotFound)?,
            state: State::Booked,
        });
        Ok(Booked::Done)
    }
    async fn move_appointment(
        &self,
        id: Uuid,
        room: Uuid,
        at: NaiveDateTime,
    ) -> Result<Booked, DeskError> {
        let mut held = self.slots.lock().map_err(refused)?;
        let slot = held.iter_mut().find(|slot| slot.id == id);
        let slot = slot.ok_or(DeskError::NotFound)?;
        (slot.room, slot.at, slot.state) = (room, at, State::Booked);
        Ok(Booked::Done)
    }
    async fn set_appointment(&self, id: Uuid, state: State) -> Result<(), DeskError> {
        let mut held = self.slots.lock().map_err(refused)?;
        let slot = held.iter_mut().find(|slot| slot.id == id);
        slot.map(|slot| slot.state = state)
            .ok_or(DeskError::NotFound)
    }
    async fn cancel_appointment(&self, id: Uuid) -> Result<(), DeskError> {
        let mut held = self.slots.lock().map_err(refused)?;
        held.retain(|slot| slot.id != id);
        Ok(())
    }
    async fn renew_calendar(&self) -> Result<String, DeskError> {
        Ok("/agenda/calendrier/secret".to_owned())
    }
}

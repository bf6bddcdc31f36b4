//! The desk's part about the office's day: what a form asks for is checked against what is open, in local time, before the
//! store holds it.

use app::{
    agenda::{
        AgendaDesk, Booked, Booking, Colleague, Day, NewHours, Settings, State,
        slots::{self, is_offered},
    },
    desk::DeskError,
};
use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};
use crate::{clock::Clock, session::Token, store::NewAppointment};

impl AgentDesk {
    /// The instants of a slot that is offered; `None` when it is not.
    async fn offered(
        &self,
        room: Uuid,
        at: NaiveDateTime,
        slots: u8,
    ) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, DeskError> {
        let settings = self.agenda_settings().await?;
        let room = settings.rooms.iter().find(|known| known.id == room);
        let offered = room.is_some_and(|room| is_offered(&settings, room, at, slots));
        let starts = Clock::instant(at).filter(|_| offered);
        Ok(starts.map(|starts| (starts, starts + slots::length(slots))))
    }
}

#[async_trait]
impl AgendaDesk for AgentDesk {
    async fn agenda(&self, day: NaiveDate) -> Result<Day, DeskError> {
        let agent = self.proof()?;
        let store = &self.office.store;
        let settings = store
            .agenda_settings(agent, day)
            .await
            .map_err(unavailable)?;
        // Midnight is never skipped in Paris; the calendar ends far away.
        let midnight = |day: NaiveDate| Clock::instant(day.and_time(chrono::NaiveTime::MIN));
        let next = day.checked_add_days(Days::new(1)).and_then(midnight);
        let (from, to) = midnight(day).zip(next).ok_or(DeskError::NotFound)?;
        let held = store
            .appointments(agent, from, to)
            .await
            .map_err(unavailable)?;
        Ok(Day {
            day,
            closed: settings.closed.contains(&day),
            rooms: slots::lay_out(&settings, &held, day),
            to_rebook: store.to_rebook(agent).await.map_err(unavailable)?,
        })
    }

    async fn agenda_settings(&self) -> Result<Settings, DeskError> {
        let agent = self.proof()?;
        let today = self.office.clock.today();
        let settings = self.office.store.agenda_settings(agent, today).await;
        settings.map_err(unavailable)
    }

    async fn colleagues(&self) -> Result<Vec<Colleague>, DeskError> {
        let colleagues = self.office.store.colleagues(self.proof()?).await;
        colleagues.map_err(unavailable)
    }

    async fn add_room(&self, name: &str) -> Result<(), DeskError> {
        let added = self.office.store.add_room(self.proof()?, name).await;
        added.map(drop).map_err(unavailable)
    }

    async fn close_room(&self, room: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.close_room(self.proof()?, room, now).await)
    }

    async fn add_hours(&self, hours: NewHours) -> Result<(), DeskError> {
        let today = self.office.clock.today();
        let store = &self.office.store;
        found(store.add_hours(self.proof()?, &hours, today).await)
    }

    async fn end_hours(&self, hours: Uuid) -> Result<(), DeskError> {
        found(self.office.store.end_hours(self.proof()?, hours).await)
    }

    async fn set_closed(&self, day: NaiveDate, closed: bool) -> Result<(), DeskError> {
        let store = &self.office.store;
        let done = store.set_closed(self.proof()?, day, closed).await;
        done.map_err(unavailable)
    }

    async fn book(&self, booking: Booking) -> Result<Booked, DeskError> {
        let agent = self.proof()?;
        let slots = slots::needed(booking.interpreter);
        let Some((starts, ends)) = self.offered(booking.room, booking.at, slots).await? else {
            return Ok(Booked::NotOffered);
        };
        let new = NewAppointment {
            room: booking.room,
            agent: booking.agent,
            starts,
            ends,
            who: booking.who,
            interpreter: booking.interpreter,
        };
        let held = self
            .office
            .store
            .book(agent, &new, self.office.clock.now())
            .await
            .map_err(unavailable)?;
        Ok(if held.is_some() {
            Booked::Done
        } else {
            Booked::Taken
        })
    }

    async fn move_appointment(
        &self,
        id: Uuid,
        room: Uuid,
        at: NaiveDateTime,
    ) -> Result<Booked, DeskError> {
        let agent = self.proof()?;
        let store = &self.office.store;
        let held = store.appointment(agent, id).await.map_err(unavailable)?;
        let held = held.ok_or(DeskError::NotFound)?;
        let Some(times) = self.offered(room, at, held.slots).await? else {
            return Ok(Booked::NotOffered);
        };
        let moved = store
            .move_appointment(agent, &held, room, times, self.office.clock.now())
            .await
            .map_err(unavailable)?;
        Ok(if moved { Booked::Done } else { Booked::Taken })
    }

    async fn set_appointment(&self, id: Uuid, state: State) -> Result<(), DeskError> {
        let store = &self.office.store;
        found(store.set_appointment(self.proof()?, id, state).await)
    }

    async fn cancel_appointment(&self, id: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.cancel_appointment(self.proof()?, id, now).await)
    }

    async fn renew_calendar(&self) -> Result<String, DeskError> {
        let agent = self.proof()?;
        let token = Token::draw().ok_or(DeskError::Unavailable)?;
        let kept = self.office.store.set_calendar(agent, &token.hash()).await;
        kept.map_err(unavailable)?;
        Ok(format!("/agenda/calendrier/{}", token.reveal()))
    }
}

//! The office's day: confidential rooms, the hours they are open, and the 45-minute slots held in them.
//!
//! Nothing of anybody's situation stands here: a time, a room, an agent, and a name or a code. A person who did not come is
//! given another slot; no trace says that they missed one. `slots` lays out a day, pure; the pages are in `pages/agenda`.
//! To add something the pages need: a method of [`AgendaDesk`], one in the server's, one in the tests'.

pub mod slots;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use uuid::Uuid;

use crate::desk::DeskError;

/// Minutes of a slot: thirty of questions, ten to close, five of margin.
pub const SLOT_MINUTES: i64 = 45;

/// The most characters of a name or a code.
pub const WHO_LENGTH: usize = 60;

/// A confidential room of the structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its identifier.
    pub id: Uuid,
    /// Its name, as on its door.
    pub name: String,
}

/// When a room is open for bilans, week after week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Their identifier.
    pub id: Uuid,
    /// The room.
    pub room: Uuid,
    /// The day of the week.
    pub weekday: Weekday,
    /// From this time (Europe/Paris).
    pub from: NaiveTime,
    /// To this time.
    pub to: NaiveTime,
    /// The first day.
    pub since: NaiveDate,
}

/// Hours about to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHours {
    /// The room.
    pub room: Uuid,
    /// The day of the week.
    pub weekday: Weekday,
    /// From this time (Europe/Paris).
    pub from: NaiveTime,
    /// To this time, at least one slot later.
    pub to: NaiveTime,
}

/// How an office is set: its rooms, their hours, the days to come on which it is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The rooms in use, by name.
    pub rooms: Vec<Room>,
    /// Their hours, by room, day and time.
    pub hours: Vec<Hours>,
    /// The days it is closed, from today on.
    pub closed: Vec<NaiveDate>,
}

/// Where a booked slot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is to come, or under way.
    Booked,
    /// The person came.
    Held,
    /// It did not take place: another slot is to be found. It says nothing of why.
    ToRebook,
}

/// A slot held for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its identifier.
    pub id: Uuid,
    /// The room.
    pub room: Uuid,
    /// The instant it begins.
    pub starts: DateTime<Utc>,
    /// The same on the clocks of Europe/Paris.
    pub at: NaiveDateTime,
    /// How many slots it takes: two with an interpreter.
    pub slots: u8,
    /// A name or a code, as the person wishes.
    pub who: String,
    /// A professional interpreter is there.
    pub interpreter: bool,
    /// Who holds the interview.
    pub agent: Colleague,
    /// Where it stands.
    pub state: State,
}

/// An agent of the structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their identifier.
    pub id: Uuid,
    /// The name shown.
    pub name: String,
}

/// A slot somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The room.
    pub room: Uuid,
    /// When it begins, on the clocks of Europe/Paris.
    pub at: NaiveDateTime,
    /// A name or a code.
    pub who: String,
    /// A professional interpreter comes: two slots.
    pub interpreter: bool,
    /// Who will hold the interview.
    pub agent: Uuid,
}

/// What became of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booked {
    /// The slot is held.
    Done,
    /// Somebody took the room, or the agent's time, a moment before.
    Taken,
    /// The room is not open then, or not long enough.
    NotOffered,
}

/// One day of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// The office is closed.
    pub closed: bool,
    /// What each room holds.
    pub rooms: Vec<slots::RoomDay>,
    /// What did not take place and waits for another slot, of any day.
    pub to_rebook: Vec<Appointment>,
}

/// The part of the desk that keeps the office's day.
#[async_trait]
pub trait AgendaDesk {
    /// One day of the agent's structure.
    async fn agenda(&self, day: NaiveDate) -> Result<Day, DeskError>;
    /// How the office is set.
    async fn agenda_settings(&self) -> Result<Settings, DeskError>;
    /// The agents of the structure, by name.
    async fn colleagues(&self) -> Result<Vec<Colleague>, DeskError>;
    /// Adds a room.
    async fn add_room(&self, name: &str) -> Result<(), DeskError>;
    /// Takes a room out of use; what is booked in it stays, to be moved.
    async fn close_room(&self, room: Uuid) -> Result<(), DeskError>;
    /// Adds hours to a room.
    async fn add_hours(&self, hours: NewHours) -> Result<(), DeskError>;
    /// Ends hours today; what is booked in them stays.
    async fn end_hours(&self, hours: Uuid) -> Result<(), DeskError>;
    /// Closes the office for a day, or opens it again.
    async fn set_closed(&self, day: NaiveDate, closed: bool) -> Result<(), DeskError>;
    /// Holds a slot.
    async fn book(&self, booking: Booking) -> Result<Booked, DeskError>;
    /// Holds another slot instead.
    async fn move_appointment(
        &self,
        id: Uuid,
        room: Uuid,
        at: NaiveDateTime,
    ) -> Result<Booked, DeskError>;
    /// Says where a slot stands.
    async fn set_appointment(&self, id: Uuid, state: State) -> Result<(), DeskError>;
    /// Gives a slot back; nothing of it is kept.
    async fn cancel_appointment(&self, id: Uuid) -> Result<(), DeskError>;
    /// A new secret address for the agent's own calendar; the one before stops answering.
    async fn renew_calendar(&self) -> Result<String, DeskError>;
}

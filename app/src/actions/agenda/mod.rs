//! The office's day: slots held, moved, given back; rooms and hours.

mod book;
mod cancel;
mod hours;
mod move_slot;
mod room;
mod set;

pub use book::{BookSlot, book_slot};
pub use cancel::{CancelSlot, cancel_slot};
pub use hours::{AddHours, CloseDay, EndHours, OpenDay, add_hours, close_day, end_hours, open_day};
pub use move_slot::{MoveSlot, move_slot};
pub use room::{AddRoom, CloseRoom, add_room, close_room};
pub use set::{SetSlot, set_slot};

use chrono::NaiveDate;

use crate::actions::lead_away;
use crate::agenda::Booked;
use crate::desk::DeskError;
use crate::routes::{AgendaPage, Notice, Page, go_to};

/// What is said of a booking.
fn booked(booked: Booked) -> Notice {
    match booked {
        Booked::Done => Notice::SlotHeld,
        Booked::Taken => Notice::SlotTaken,
        Booked::NotOffered => Notice::SlotNotOffered,
    }
}

/// Back to the day, with what there is to say.
fn answer(day: Option<NaiveDate>, done: Result<Notice, DeskError>) {
    match done {
        Ok(notice) => back(day, Some(notice)),
        Err(error) => lead_away(error),
    }
}

/// Back to the day, where what changed is seen.
fn quietly(day: Option<NaiveDate>, done: Result<(), DeskError>) {
    match done {
        Ok(()) => back(day, None),
        Err(error) => lead_away(error),
    }
}

fn back(day: Option<NaiveDate>, notice: Option<Notice>) {
    go_to(&Page::Agenda(AgendaPage::Day {
        day,
        moving: None,
        notice,
    }));
}

/// Back to the settings; `false` when the form could not be read.
fn settled(done: Result<bool, DeskError>) {
    match done {
        Ok(read) => go_to(&Page::Agenda(AgendaPage::Settings {
            notice: (!read).then_some(Notice::Incomplete),
        })),
        Err(error) => lead_away(error),
    }
}

//! Holding a slot.

use leptos::prelude::*;
use rules::holds_nir;
use uuid::Uuid;

use super::{answer, booked};
use crate::actions::desk;
use crate::agenda::{Booking, WHO_LENGTH};
use crate::routes::{Notice, parse_at};

/// Holds a slot of the office's day. `at` is on the clocks of Europe/Paris; `interpreter` is « oui » when one comes.
#[server(prefix = "/agir", endpoint = "agenda/reserver")]
pub async fn book_slot(
    room: Uuid,
    at: String,
    #[server(default)] who: String,
    agent: Uuid,
    #[server(default)] interpreter: String,
) -> Result<(), ServerFnError> {
    let who: String = who.trim().chars().take(WHO_LENGTH).collect();
    if holds_nir(&who) {
        answer(parse_at(&at).map(|at| at.date()), Ok(Notice::Nir));
        return Ok(());
    }
    let Some(at) = parse_at(&at).filter(|_| !who.is_empty()) else {
        answer(None, Ok(Notice::Incomplete));
        return Ok(());
    };
    let done = match desk() {
        Ok(desk) => {
            let booking = Booking {
                room,
                at,
                who,
                interpreter: interpreter == "oui",
                agent,
            };
            desk.book(booking).await
        }
        Err(error) => Err(error),
    };
    answer(Some(at.date()), done.map(booked));
    Ok(())
}

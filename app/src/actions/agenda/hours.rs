//! The hours of a room, and the days the office is closed.

use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;
use uuid::Uuid;

use super::settled;
use crate::actions::desk;
use crate::agenda::{NewHours, slots};
use crate::words::agenda::read_weekday;

/// Opens a room week after week; times are written `09:00`, at least one slot apart.
#[server(prefix = "/agir", endpoint = "agenda/heures/ajouter")]
pub async fn add_hours(
    room: Uuid,
    #[server(default)] weekday: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
) -> Result<(), ServerFnError> {
    let read = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let hours = (|| {
        let (from, to) = (read(&from)?, read(&to)?);
        let weekday = read_weekday(&weekday)?;
        (to - from >= slots::length(1)).then_some(NewHours {
            room,
            weekday,
            from,
            to,
        })
    })();
    let done = match (desk(), hours) {
        (Ok(desk), Some(hours)) => desk.add_hours(hours).await.map(|()| true),
        (Ok(_), None) => Ok(false),
        (Err(error), _) => Err(error),
    };
    settled(done);
    Ok(())
}

/// Ends hours: what is booked in them stays.
#[server(prefix = "/agir", endpoint = "agenda/heures/retirer")]
pub async fn end_hours(id: Uuid) -> Result<(), ServerFnError> {
    let done = match desk() {
        Ok(desk) => desk.end_hours(id).await.map(|()| true),
        Err(error) => Err(error),
    };
    settled(done);
    Ok(())
}

/// Closes the office for a day.
#[server(prefix = "/agir", endpoint = "agenda/jour/fermer")]
pub async fn close_day(#[server(default)] day: String) -> Result<(), ServerFnError> {
    set_closed(&day, true).await;
    Ok(())
}

/// Opens it again.
#[server(prefix = "/agir", endpoint = "agenda/jour/ouvrir")]
pub async fn open_day(#[server(default)] day: String) -> Result<(), ServerFnError> {
    set_closed(&day, false).await;
    Ok(())
}

async fn set_closed(day: &str, closed: bool) {
    let day: Option<NaiveDate> = day.parse().ok();
    let done = match (desk(), day) {
        (Ok(desk), Some(day)) => desk.set_closed(day, closed).await.map(|()| true),
        (Ok(_), None) => Ok(false),
        (Err(error), _) => Err(error),
    };
    settled(done);
}

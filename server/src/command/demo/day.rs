//! The office's day in the demo: two rooms open every working day, and a few slots held on the next one.

use app::agenda::NewHours;
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::Failure;
use crate::{
    clock::Clock,
    session::Agent,
    store::{NewAppointment, Store, StoreError},
};

const ROOMS: [&str; 2] = ["Bureau 2", "Petit salon"];
const HOURS: [(u32, u32); 2] = [(9, 12), (14, 17)];
/// The room, the slot of the morning, for whom, whether an interpreter comes.
const HELD: [(usize, i32, &str, bool); 3] = [
    (0, 0, "Samira K.", false),
    (0, 1, "Bilan 7F-42K", true),
    (1, 2, "Paul R.", false),
];

/// Sets the office of this agent, and holds the slots in their name or their colleague's.
pub(super) async fn fill(
    store: &Store,
    agent: &Agent,
    colleague: &Agent,
    clock: &Clock,
) -> Result<(), Failure> {
    let today = clock.today();
    let mut rooms = Vec::new();
    for name in ROOMS {
        let room = store.add_room(agent, name).await?;
        rooms.push(room);
        for weekday in [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
        ] {
            for (from, to) in HOURS {
                let hours = NewHours {
                    room,
                    weekday,
                    from: hour(from),
                    to: hour(to),
                };
                store.add_hours(agent, &hours, today).await?;
            }
        }
    }
    let (first, _) = HOURS[0];
    let opening = Clock::instant(working_day(today).and_time(hour(first)))
        .ok_or(StoreError::Unexpected("demo"))?;
    for (room, slot, who, interpreter) in HELD {
        let starts = opening + app::agenda::slots::length(1) * slot;
        let slots = app::agenda::slots::needed(interpreter);
        let new = NewAppointment {
            room: rooms[room],
            agent: if room == 0 {
                agent.id()
            } else {
                colleague.id()
            },
            starts,
            ends: starts + app::agenda::slots::length(slots),
            who: who.to_owned(),
            interpreter,
        };
        store.book(agent, &new, clock.now()).await?;
    }
    Ok(())
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::MIN + TimeDelta::hours(i64::from(hour))
}

/// The next day that is no Saturday and no Sunday, today included.
fn working_day(day: NaiveDate) -> NaiveDate {
    let ahead = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day + Days::new(ahead)
}

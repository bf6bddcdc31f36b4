//! The slots of a day: where hours open them, and what is held in them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Appointment, Hours, Room, SLOT_MINUTES, Settings, State};

/// One room on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomDay {
    /// The room.
    pub room: Room,
    /// Its slots in order of time.
    pub slots: Vec<Slot>,
}

/// One slot: free, or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// When it begins, on the clocks of Europe/Paris.
    pub at: NaiveDateTime,
    /// Who it is held for.
    pub held: Option<Appointment>,
}

/// The length of so many slots.
pub fn length(slots: u8) -> TimeDelta {
    TimeDelta::minutes(SLOT_MINUTES * i64::from(slots))
}

/// How many slots an interview takes: two with an interpreter, since everything is said twice.
pub fn needed(interpreter: bool) -> u8 {
    if interpreter { 2 } else { 1 }
}

/// The times at which hours open a slot.
fn starts(hours: &Hours) -> Vec<NaiveTime> {
    let mut found = Vec::new();
    let mut at = hours.from;
    // `overflowing_add_signed` says when midnight is passed: hours end before it.
    loop {
        let (end, days) = at.overflowing_add_signed(length(1));
        if days != 0 || end > hours.to {
            return found;
        }
        found.push(at);
        at = end;
    }
}

/// Whether a room is open for bilans, from this time and for so many slots.
pub fn is_offered(settings: &Settings, room: &Room, at: NaiveDateTime, slots: u8) -> bool {
    let (end, days) = at.time().overflowing_add_signed(length(slots));
    days == 0
        && !settings.closed.contains(&at.date())
        && settings.rooms.contains(room)
        && of(settings, room, at.date())
            .any(|hours| starts(hours).contains(&at.time()) && end <= hours.to)
}

/// The hours of a room on a day.
fn of<'s>(
    settings: &'s Settings,
    room: &'s Room,
    day: NaiveDate,
) -> impl Iterator<Item = &'s Hours> {
    let hours = settings.hours.iter();
    hours.filter(move |hours| {
        hours.room == room.id && hours.weekday == day.weekday() && hours.since <= day
    })
}

/// A day, room by room. A slot that is held shows even when hours have changed since.
pub fn lay_out(settings: &Settings, held: &[Appointment], day: NaiveDate) -> Vec<RoomDay> {
    let closed = settings.closed.contains(&day);
    let rooms = settings.rooms.iter().map(|room| {
        let here: Vec<&Appointment> = held
            .iter()
            .filter(|held| held.room == room.id && held.state != State::ToRebook)
            .collect();
        let busy = |at: NaiveDateTime| {
            here.iter()
                .any(|held| held.at < at + length(1) && at < held.at + length(held.slots))
        };
        let mut slots: Vec<Slot> = here
            .iter()
            .map(|held| Slot {
                at: held.at,
                held: Some((*held).clone()),
            })
            .collect();
        let open = of(settings, room, day).flat_map(starts);
        let free = open
            .map(|time| day.and_time(time))
            .filter(|at| !closed && !busy(*at));
        slots.extend(free.map(|at| Slot { at, held: None }));
        slots.sort_by_key(|slot| slot.at);
        slots.dedup_by(|one, other| one.held.is_none() && one.at == other.at);
        RoomDay {
            room: room.clone(),
            slots,
        }
    });
    rooms.collect()
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;
    use uuid::Uuid;

    use super::*;
    use crate::agenda::Colleague;

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn room() -> Room {
        Room {
            id: Uuid::from_u128(1),
            name: "Bureau 2".to_owned(),
        }
    }

    fn settings(from: NaiveTime, to: NaiveTime) -> Settings {
        Settings {
            rooms: vec![room()],
            hours: vec![Hours {
                id: Uuid::from_u128(2),
                room: room().id,
                weekday: Weekday::Mon,
                from,
                to,
                since: monday(),
            }],
            closed: Vec::new(),
        }
    }

    fn held(at: NaiveTime, slots: u8, state: State) -> Appointment {
        let at = monday().and_time(at);
        Appointment {
            id: Uuid::from_u128(3),
            room: room().id,
            starts: at.and_utc(),
            at,
            slots,
            who: "7F-42K".to_owned(),
            interpreter: slots == 2,
            agent: Colleague {
                id: Uuid::from_u128(4),
                name: "Nadia B.".to_owned(),
            },
            state,
        }
    }

    fn told(settings: &Settings, held: &[Appointment], day: NaiveDate) -> Vec<String> {
        let rooms = lay_out(settings, held, day);
        let slots = rooms.iter().flat_map(|room| &room.slots);
        slots
            .map(|slot| {
                let mark = if slot.held.is_some() { "held" } else { "free" };
                format!("{} {mark}", slot.at.format("%H:%M"))
            })
            .collect()
    }

    #[test]
    fn hours_open_whole_slots_only() {
        let settings = settings(time(9, 0), time(11, 30));
        assert_eq!(
            told(&settings, &[], monday()),
            ["09:00 free", "09:45 free", "10:30 free"]
        );
        assert!(told(&settings, &[], monday().succ_opt().unwrap()).is_empty());
        assert!(told(&settings, &[], monday().pred_opt().unwrap()).is_empty());
    }

    #[test]
    fn an_interpreter_takes_two_slots() {
        let settings = settings(time(9, 0), time(11, 30));
        let held = held(time(9, 0), needed(true), State::Booked);
        assert_eq!(
            told(&settings, &[held], monday()),
            ["09:00 held", "10:30 free"]
        );
        let at = |hour, minute| monday().and_time(time(hour, minute));
        assert!(is_offered(&settings, &room(), at(9, 45), 2));
        assert!(!is_offered(&settings, &room(), at(10, 30), 2));
        assert!(is_offered(&settings, &room(), at(10, 30), 1));
        assert!(!is_offered(&settings, &room(), at(9, 10), 1));
    }

    #[test]
    fn what_did_not_take_place_gives_its_slot_back() {
        let settings = settings(time(9, 0), time(9, 45));
        let held = held(time(9, 0), 1, State::ToRebook);
        assert_eq!(told(&settings, &[held], monday()), ["09:00 free"]);
    }

    #[test]
    fn a_closed_day_and_changed_hours_still_show_what_is_held() {
        let mut settings = settings(time(14, 0), time(15, 0));
        settings.closed.push(monday());
        let held = held(time(9, 20), 1, State::Booked);
        assert_eq!(told(&settings, &[held], monday()), ["09:20 held"]);
    }

    #[test]
    fn hours_to_the_end_of_the_day_stop() {
        let settings = settings(time(22, 0), time(23, 59));
        assert_eq!(told(&settings, &[], monday()), ["22:00 free", "22:45 free"]);
    }
}

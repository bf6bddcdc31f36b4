//! The form that says what came of an orientation: what was typed, read or given back with what is wrong beside each field.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Channel, Move, Moved, Orientation, Side, Standing, State};
use crate::desk::{Desk, DeskError};
use crate::follow_up::WORDS_LENGTH;
use crate::follow_up::form::{Fault, read_day, wrong_words};
use crate::interview::pairs::Pairs;
use crate::words::{follow_up as common, orientation as words};

/// What was typed, as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The state chosen.
    pub state: String,
    /// The day it happened.
    pub on: String,
    /// The day of the appointment.
    pub appointment: String,
    /// How the service answered.
    pub channel: String,
    /// The day to look at it again.
    pub reminder: String,
    /// What is added.
    pub note: String,
    /// The version the page was rendered from.
    pub seen: u32,
}

/// A form that came back.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    /// What was typed.
    pub typed: Typed,
    /// What to correct.
    pub faults: Vec<Fault>,
    /// What somebody else wrote in between.
    pub theirs: Option<Orientation>,
}

impl Typed {
    fn of(body: &str) -> Self {
        let pairs = Pairs::decode(body);
        let text = |name: &str| pairs.first(name).unwrap_or_default().trim().to_owned();
        Self {
            state: text("etat"),
            on: text("le"),
            appointment: text("rendez_vous"),
            channel: text("comment"),
            reminder: text("rappel"),
            note: text("note"),
            seen: text("vu").parse().unwrap_or_default(),
        }
    }

    /// What a fresh form shows: what stands, but for what only tells the next step. A reminder that has passed is not set again.
    pub fn fresh(orientation: &Orientation, today: NaiveDate) -> Self {
        let Standing {
            state,
            appointment,
            reminder,
            ..
        } = &orientation.standing;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            state: state.word().to_owned(),
            appointment: day(*appointment),
            reminder: day(reminder.filter(|day| *day > today)),
            seen: orientation.version,
            ..Self::default()
        }
    }
}

/// Receives one posted form about an orientation, on the side the page is for; `Some` to show it again.
///
/// # Errors
/// [`DeskError::NotFound`] when there is none on that side (it was withdrawn, or the agreement ended), or what the desk says.
pub async fn receive(
    desk: &dyn Desk,
    (id, side): (Uuid, Side),
    body: &str,
) -> Result<Option<Echo>, DeskError> {
    let found = desk.orientation(id).await?.filter(|one| one.side == side);
    let orientation = found.ok_or(DeskError::NotFound)?;
    let typed = Typed::of(body);
    let made_on = desk.paris(orientation.made_at).date();
    let (faults, theirs) = match read(&typed, side, (made_on, desk.today())) {
        Err(faults) => (faults, None),
        Ok(to) => match desk.move_orientation(id, to).await? {
            Moved::Done => return Ok(None),
            Moved::Stale(theirs) => (Vec::new(), Some(*theirs)),
        },
    };
    Ok(Some(Echo {
        typed,
        faults,
        theirs,
    }))
}

/// What the form says, or everything that is wrong with it; `made_on` is the day the person was sent.
fn read(
    typed: &Typed,
    side: Side,
    (made_on, today): (NaiveDate, NaiveDate),
) -> Result<Move, Vec<Fault>> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut fault = |field, text: Option<&str>| {
        let text = text.map(str::to_owned);
        faults.extend(text.map(|text| Fault { field, text }));
    };
    let state = State::chosen(&typed.state);
    fault("etat", state.is_none().then_some(words::STATE_MISSING));
    let state = state.unwrap_or(State::Sent);
    let on = read_day(&typed.on);
    fault(
        "le",
        match on {
            None => (!typed.on.is_empty()).then_some(common::DAY_UNREAD),
            Some(day) if day > today => Some(words::DAY_TO_COME),
            Some(day) => (day < made_on).then_some(words::DAY_BEFORE),
        },
    );
    let appointment = read_day(&typed.appointment);
    if state == State::Appointment {
        fault(
            "rendez_vous",
            match appointment {
                None if typed.appointment.is_empty() => Some(words::APPOINTMENT_MISSING),
                None => Some(common::DAY_UNREAD),
                Some(day) => (day < made_on).then_some(words::DAY_BEFORE),
            },
        );
    }
    let channel = Channel::parse(&typed.channel);
    if side == Side::Sent && state.is_receipt() {
        fault(
            "comment",
            channel.is_none().then_some(words::CHANNEL_MISSING),
        );
    }
    let reminder = read_day(&typed.reminder).filter(|_| side == Side::Sent);
    if side == Side::Sent {
        fault(
            "rappel",
            match reminder {
                None => (!typed.reminder.is_empty()).then_some(common::DAY_UNREAD),
                Some(day) => (day <= today).then_some(common::REMINDER_PAST),
            },
        );
    }
    if state.needs_words() && typed.note.is_empty() {
        fault("note", Some(words::NOTE_MISSING));
    } else {
        fault("note", wrong_words(&typed.note, WORDS_LENGTH).as_deref());
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Move {
        standing: Standing {
            state,
            on: on.unwrap_or(today),
            appointment: appointment.filter(|_| state == State::Appointment),
            channel: channel.filter(|_| side == Side::Sent && state != State::Sent),
            reminder,
        },
        note: typed.note.clone(),
        seen: typed.seen,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: (&str, &str) = ("2026-11-10", "2026-11-23");

    fn wrong(typed: &Typed, side: Side) -> Vec<&'static str> {
        let days = (DAYS.0.parse().unwrap(), DAYS.1.parse().unwrap());
        match read(typed, side, days) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(|fault| fault.field).collect(),
        }
    }

    fn typed(state: &str) -> Typed {
        Typed {
            state: state.to_owned(),
            ..Typed::default()
        }
    }

    #[test]
    fn each_state_asks_for_what_it_needs() {
        assert_eq!(wrong(&typed("inconnu"), Side::Received), ["etat"]);
        assert_eq!(wrong(&typed("retiree"), Side::Sent), ["etat"]);
        assert_eq!(wrong(&typed("recue"), Side::Sent), ["comment"]);
        assert!(wrong(&typed("recue"), Side::Received).is_empty());
        assert_eq!(
            wrong(&typed("rendez_vous"), Side::Received),
            ["rendez_vous"]
        );
        for state in ["pas_pour_nous", "reorientee", "sans_suite"] {
            assert_eq!(wrong(&typed(state), Side::Received), ["note"], "{state}");
        }
        for state in ["envoyee", "prise_en_charge", "en_attente", "pas_venue"] {
            assert!(wrong(&typed(state), Side::Sent).is_empty(), "{state}");
        }
    }

    #[test]
    fn days_are_neither_to_come_nor_before_the_orientation() {
        let on = |day: &str| Typed {
            on: day.to_owned(),
            ..typed("prise_en_charge")
        };
        assert_eq!(wrong(&on("2026-11-24"), Side::Sent), ["le"]);
        assert_eq!(wrong(&on("2026-11-09"), Side::Sent), ["le"]);
        assert_eq!(wrong(&on("hier"), Side::Sent), ["le"]);
        assert!(wrong(&on("2026-11-10"), Side::Sent).is_empty());
        let meets = Typed {
            appointment: "2026-12-24".to_owned(),
            ..typed("rendez_vous")
        };
        assert!(
            wrong(&meets, Side::Received).is_empty(),
            "an appointment lies ahead"
        );
        let remind = Typed {
            reminder: "2026-11-23".to_owned(),
            ..typed("en_attente")
        };
        assert_eq!(wrong(&remind, Side::Sent), ["rappel"]);
        assert!(
            wrong(&remind, Side::Received).is_empty(),
            "it is not theirs to set"
        );
    }

    #[test]
    fn a_social_security_number_is_refused() {
        let note = Typed {
            note: "1 90 03 94 076 123 45".to_owned(),
            ..typed("en_attente")
        };
        assert_eq!(wrong(&note, Side::Received), ["note"]);
    }
}

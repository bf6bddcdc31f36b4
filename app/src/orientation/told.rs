//! An orientation, said in French.

use super::{Sheet, Standing, State};
use crate::words::numbers::date;
use crate::words::orientation as words;

/// Where it stands, in one sentence.
pub fn told(standing: &Standing) -> String {
    let on = date(standing.on);
    let what = match (standing.state, standing.appointment) {
        (State::Appointment, Some(day)) => {
            format!("Rendez-vous le {}, donné le {on}", date(day))
        }
        (state, _) => format!("{} le {on}", words::happened(state)),
    };
    match standing.channel {
        Some(way) => format!("{what}, {}.", words::channel_told(way)),
        None => format!("{what}."),
    }
}

/// What a sheet is for, in one line: the reason, or that it is untold.
pub fn why(sheet: &Sheet) -> String {
    match sheet.reason {
        None => words::UNTOLD.to_owned(),
        Some(reason) if sheet.words.is_empty() => words::reason(reason).to_owned(),
        Some(reason) => format!("{}\u{a0}: {}", words::reason(reason), sheet.words),
    }
}

//! Where a right stands, in French.

use super::deadline::Due;
use super::{Standing, State};
use crate::words::follow_up as words;
use crate::words::numbers::{date, euros};

/// « Accordée le 3 mars 2027, à partir du 1er avril 2027, 520 € par mois. »
pub fn told(standing: &Standing) -> String {
    let state = words::state(standing.state);
    let day = date(standing.on);
    match standing.state {
        State::ToAsk | State::Gathering => format!("{state}."),
        State::Sent => format!("{state} le {day}."),
        State::InReview
        | State::WaitsDocument
        | State::WaitsResources
        | State::WaitsPlace
        | State::WaitsAppointment => format!("{state} depuis le {day}."),
        State::Granted => format!("{state} le {day}{}.", granted(standing)),
        State::Refused => {
            let reason = standing.refusal.reason.trim_end_matches('.');
            match reason {
                "" => format!("{state} le {day}."),
                reason => format!("{state} le {day}\u{a0}: {reason}."),
            }
        }
        State::GivenUp | State::Duplicate => format!("{state} le {day}."),
    }
}

/// What was granted, after the day of the decision.
fn granted(standing: &Standing) -> String {
    let grant = &standing.grant;
    let parts = [
        grant.from.map(|day| format!(", à partir du {}", date(day))),
        grant
            .amount
            .map(|(cents, period)| format!(", {} {}", euros(cents), words::period(period))),
        grant.until.map(|day| format!(", jusqu’au {}", date(day))),
    ];
    parts.into_iter().flatten().collect()
}

/// « À contester avant le 23 janvier 2027 ».
pub fn due(due: Due) -> String {
    format!("{} {}", words::why(due.why), date(due.on))
}

#[cfg(test)]
mod tests {
    use rules::Period;

    use super::*;
    use crate::follow_up::Grant;

    #[test]
    fn a_decision_is_told_whole() {
        let day = |text: &str| text.parse().unwrap();
        let mut standing = Standing::first("css", None, day("2026-11-20"));
        assert_eq!(told(&standing), "À demander.");
        standing.state = State::Granted;
        standing.grant = Grant {
            from: Some(day("2026-12-01")),
            until: Some(day("2027-11-30")),
            amount: Some((52_050, Period::Month)),
        };
        assert_eq!(
            told(&standing),
            "Accordée le 20\u{a0}novembre 2026, à partir du 1er\u{a0}décembre 2026, 520,50\u{a0}€ par mois, jusqu’au 30\u{a0}novembre 2027."
        );
        standing.state = State::Refused;
        standing.refusal.reason = "Ressources trop élevées.".to_owned();
        assert_eq!(
            told(&standing),
            "Refusée le 20\u{a0}novembre 2026\u{a0}: Ressources trop élevées."
        );
    }
}

//! What is due for a right, and when: the reminder an agent set, the appeal against a refusal, the renewal before the end.
//!
//! The delay of an appeal is a sentence of the catalogue. A date is computed only from those that say a plain delay (« 2 mois »)
//! counted from the letter; of every other the sentence is shown and nothing is computed. No figure of the law is written here.

use chrono::{Days, Months, NaiveDate};
use rules::{Appeal, Right};

use super::{Standing, State};

/// Why something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// An agent wanted to look at it again.
    Reminder,
    /// After this day the refusal can no longer be contested.
    Appeal,
    /// The right ends on this day.
    Renewal,
}

/// Something that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub why: Why,
}

/// Everything that is due for a right, soonest first; nothing once it is settled.
pub fn dues(standing: &Standing, right: Option<&Right>) -> Vec<Due> {
    if standing.settled {
        return Vec::new();
    }
    let reminder = standing.reminder.as_ref().map(|reminder| Due {
        on: reminder.on,
        why: Why::Reminder,
    });
    let appeal = right
        .and_then(|right| appeal_of(standing, right))
        .and_then(|appeal| last_day(&appeal.delay, standing.on))
        .map(|on| Due {
            on,
            why: Why::Appeal,
        });
    let renewal = (standing.state == State::Granted)
        .then_some(standing.grant.until)
        .flatten()
        .map(|on| Due {
            on,
            why: Why::Renewal,
        });
    let mut dues: Vec<Due> = [reminder, appeal, renewal].into_iter().flatten().collect();
    dues.sort();
    dues
}

/// The soonest.
pub fn next_due(standing: &Standing, right: Option<&Right>) -> Option<Due> {
    dues(standing, right).into_iter().next()
}

/// How the refusal is contested: the appeal against the decision that was named. The first appeal of a right is the one against
/// its refusal.
pub fn appeal_of<'r>(standing: &Standing, right: &'r Right) -> Option<&'r Appeal> {
    if standing.state != State::Refused {
        return None;
    }
    let decision = &standing.refusal.decision;
    let mut appeals = right.appeals.iter();
    let named = appeals.find(|appeal| appeal.decision == *decision);
    named.or(right.appeals.first())
}

/// The last day of a delay the catalogue states, counted from the day the letter came; `None` unless it is a plain one.
pub fn last_day(delay: &str, letter: NaiveDate) -> Option<NaiveDate> {
    let delay = delay.replace('\u{a0}', " ");
    let mut words = delay.splitn(3, ' ');
    let count = number(words.next()?)?;
    let unit = words.next()?;
    // « 2 mois avant l’expulsion », « 1 mois pour faire appel »: counted from, or said of, something else.
    let rest = words.next().unwrap_or_default();
    let is_plain = rest.is_empty() || (rest.starts_with("à partir d") && !rest.contains(" pour "));
    if !is_plain {
        return None;
    }
    match unit {
        "jours" => letter.checked_add_days(Days::new(count.into())),
        "semaine" | "semaines" => letter.checked_add_days(Days::new(u64::from(count) * 7)),
        // A delay of a year or more counts from a debt or a contract, not from a letter.
        "mois" if count < 12 => letter.checked_add_months(Months::new(count)),
        _ => None,
    }
}

/// A number as the catalogue writes it.
fn number(word: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 5] = [
        ("un", 1),
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
        ("quinze", 15),
    ];
    let spelt = WORDS.iter().find(|(known, _)| *known == word);
    spelt
        .map(|(_, number)| *number)
        .or_else(|| word.parse().ok().filter(|number| *number < 1000))
}

#[cfg(test)]
mod tests {
    use rules::Catalogue;

    use super::*;
    use crate::follow_up::{Grant, Reminder};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_plain_delay_gives_a_date() {
        let from = day("2026-12-31");
        for (delay, last) in [
            ("2 mois", Some("2027-02-28")),
            ("2\u{a0}mois", Some("2027-02-28")),
            (
                "deux mois à partir de la lettre de décision",
                Some("2027-02-28"),
            ),
            ("un mois à partir de la signification", Some("2027-01-31")),
            ("15 jours", Some("2027-01-15")),
            ("30 jours", Some("2027-01-30")),
            ("pas de délai fixé", None),
            ("à tout moment, sans limite", None),
            (
                "2 mois avant l’expulsion ; demande de délais possible tout de suite",
                None,
            ),
            ("2 mois, si la lettre indique ce délai", None),
            ("1 mois pour faire appel, avec un avocat", None),
            ("quinze jours ou un mois, c’est écrit sur la décision", None),
            (
                "2 ans à partir de la décision pour saisir le tribunal judiciaire",
                None,
            ),
            (
                "6 semaines (bail signé depuis le 29 juillet 2023) ou 2 mois (bail plus ancien) pour payer ou trouver un accord",
                None,
            ),
            ("12 mois", None),
            ("3 ans", None),
            ("99999999999 mois", None),
            ("", None),
        ] {
            assert_eq!(last_day(delay, from), last.map(day), "{delay}");
        }
    }

    #[test]
    fn a_refusal_is_contested_as_the_catalogue_says() {
        let catalogue = Catalogue::embedded().unwrap();
        let rsa = catalogue.right("rsa-socle").unwrap();
        let mut standing = Standing::first("rsa-socle", None, day("2026-11-23"));
        assert!(dues(&standing, Some(rsa)).is_empty());
        standing.state = State::Refused;
        let due = next_due(&standing, Some(rsa)).unwrap();
        assert_eq!((due.on, due.why), (day("2027-01-23"), Why::Appeal));

        let home = catalogue.right("domiciliation").unwrap();
        assert!(home.appeals.len() > 1);
        assert_eq!(appeal_of(&standing, home), home.appeals.first());
        standing
            .refusal
            .decision
            .clone_from(&home.appeals[1].decision);
        assert_eq!(appeal_of(&standing, home), home.appeals.get(1));
    }

    #[test]
    fn the_soonest_comes_first_and_nothing_once_it_is_settled() {
        let mut standing = Standing::first("css", None, day("2026-11-23"));
        standing.state = State::Granted;
        standing.grant = Grant {
            until: Some(day("2027-10-31")),
            ..Grant::default()
        };
        standing.reminder = Some(Reminder {
            on: day("2027-06-01"),
            what: String::new(),
        });
        let whys: Vec<Why> = dues(&standing, None).iter().map(|due| due.why).collect();
        assert_eq!(whys, [Why::Reminder, Why::Renewal]);
        standing.settled = true;
        assert!(dues(&standing, None).is_empty());
    }
}

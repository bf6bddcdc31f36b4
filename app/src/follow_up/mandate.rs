//! A mandate: the person lets the office do online procedures in their name, for named procedures and until a day. It can be
//! revoked at any moment. No password of theirs is ever kept: a mandate does not need it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::WORDS_LENGTH;
use super::form::{Fault, read_day, wrong_words};
use crate::desk::{Desk, DeskError};
use crate::interview::pairs::Pairs;
use crate::words::follow_up as words;

/// A mandate about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMandate {
    /// The organisations whose procedures it covers, by their ids in the catalogue.
    pub organisations: Vec<String>,
    /// Which procedures, in plain words.
    pub scope: String,
    /// The day the person signed it.
    pub signed_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
}

/// A mandate that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Its identifier.
    pub id: Uuid,
    /// What it says.
    pub what: NewMandate,
    /// Who received it.
    pub agent: String,
    /// When it was revoked, if it was.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Mandate {
    /// Whether one may act by it on a day.
    pub fn is_in_force(&self, today: NaiveDate) -> bool {
        self.revoked_at.is_none() && self.what.ends_on >= today
    }
}

/// What was typed, as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The organisations ticked.
    pub organisations: Vec<String>,
    /// Which procedures.
    pub scope: String,
    /// The day it was signed.
    pub signed_on: String,
    /// Its last day.
    pub ends_on: String,
}

/// A form that came back.
#[derive(Debug, Clone)]
pub struct Echo {
    /// What was typed.
    pub typed: Typed,
    /// What to correct.
    pub faults: Vec<Fault>,
}

/// Receives one posted form; `Some` to show it again.
///
/// # Errors
/// What the desk says.
pub async fn receive(desk: &dyn Desk, bilan: Uuid, body: &str) -> Result<Option<Echo>, DeskError> {
    let pairs = Pairs::decode(body);
    let text = |name: &str| pairs.first(name).unwrap_or_default().trim().to_owned();
    let catalogue = desk.catalogue();
    let named = pairs.all("organisme").map(str::to_owned);
    let typed = Typed {
        organisations: named
            .filter(|id| catalogue.organisation(id).is_some())
            .collect(),
        scope: text("portee"),
        signed_on: text("signe"),
        ends_on: text("fin"),
    };
    match read(&typed, desk.today()) {
        Ok(mandate) => {
            desk.add_mandate(bilan, mandate).await?;
            Ok(None)
        }
        Err(faults) => Ok(Some(Echo { typed, faults })),
    }
}

fn read(typed: &Typed, today: NaiveDate) -> Result<NewMandate, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |field, text: String| faults.push(Fault { field, text });
    if typed.organisations.is_empty() {
        fault("organisme", words::MANDATE_ORGANISATION.to_owned());
    }
    if typed.scope.is_empty() {
        fault("portee", words::SCOPE_MISSING.to_owned());
    } else if let Some(wrong) = wrong_words(&typed.scope, WORDS_LENGTH) {
        fault("portee", wrong);
    }
    let signed_on = read_day(&typed.signed_on);
    match signed_on {
        None => fault("signe", words::DAY_UNREAD.to_owned()),
        Some(day) if day > today => fault("signe", words::DAY_TO_COME.to_owned()),
        Some(_) => {}
    }
    let ends_on = read_day(&typed.ends_on);
    match ends_on {
        None => fault("fin", words::END_MISSING.to_owned()),
        Some(day) if day < today => fault("fin", words::END_PAST.to_owned()),
        Some(_) => {}
    }
    match (signed_on, ends_on) {
        (Some(signed_on), Some(ends_on)) if faults.is_empty() => Ok(NewMandate {
            organisations: typed.organisations.clone(),
            scope: typed.scope.clone(),
            signed_on,
            ends_on,
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandate_says_what_for_and_until_when() {
        let today = "2026-11-23".parse().unwrap();
        let wrong = |typed: &Typed| -> Vec<&str> {
            let faults = read(typed, today).unwrap_err();
            faults.iter().map(|fault| fault.field).collect()
        };
        assert_eq!(
            wrong(&Typed::default()),
            ["organisme", "portee", "signe", "fin"]
        );
        let mut typed = Typed {
            organisations: vec!["caf".to_owned()],
            scope: "Demande d’aide au logement".to_owned(),
            signed_on: "2026-11-24".to_owned(),
            ends_on: "2026-11-22".to_owned(),
        };
        assert_eq!(wrong(&typed), ["signe", "fin"]);
        typed.signed_on = "2026-11-23".to_owned();
        typed.ends_on = "2026-11-23".to_owned();
        assert!(read(&typed, today).is_ok(), "a mandate of one day");
    }
}

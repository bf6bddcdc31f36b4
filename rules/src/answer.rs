//! What was answered: not asked, not known, not told, or a value.
//!
//! The three ways of not answering are all unknown to the rules and different on screen and on paper.
//! « 0 » and « non » are values; silence never is.
//!
//! The JSON form is stored, so it is stable: `"pas_pose"`, `"ne_sait_pas"`, `"prefere_ne_pas_dire"`,
//! `{"valeur": …}`, `{"illisible": "texte"}`; a value is `{"oui_non": true}`,
//! `{"nombre": {"min": "2", "max": "2"}}`, `{"montant": {"min": 120050, "max": null}}` (cents),
//! `{"date": {"min": "1990-03-01", "max": "1990-03-31"}}`, `{"mois": "2026-09"}`, `{"choix": "locataire"}`,
//! `{"choix_multiple": ["a", "b"]}`, `{"texte": "…"}` or `{"recu": …}`; a receipt is `"pas_demande"`,
//! `{"demande": {"le": "2026-11-02"}}`, `{"ouvert": {"jusqu_au": null}}`, `"suspendu"`, `{"refuse": {"le": null}}`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{AmountRange, DateRange, NumberRange, YearMonth};

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Nobody asked yet.
    #[default]
    #[serde(rename = "pas_pose")]
    NotAsked,
    /// « Ne sait pas ».
    #[serde(rename = "ne_sait_pas")]
    DoesNotKnow,
    /// « Préfère ne pas dire ».
    #[serde(rename = "prefere_ne_pas_dire")]
    PrefersNotToSay,
    /// A value.
    #[serde(rename = "valeur")]
    Given(Value),
    /// What was typed is not a valid value: kept as typed, unknown to the rules.
    #[serde(rename = "illisible")]
    Unreadable(String),
}

impl Answer {
    /// Shorthand for a yes or a no.
    #[must_use]
    pub const fn yes_no(yes: bool) -> Self {
        Self::Given(Value::YesNo(yes))
    }

    /// The value, when one was given.
    #[must_use]
    pub const fn value(&self) -> Option<&Value> {
        match self {
            Self::Given(value) => Some(value),
            _ => None,
        }
    }

    /// Whether something was answered, be it « ne sait pas ».
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        !matches!(self, Self::NotAsked)
    }
}

/// A value somebody gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Oui or non.
    #[serde(rename = "oui_non")]
    YesNo(bool),
    /// A count, a rate, a number of hours: exact or between bounds.
    #[serde(rename = "nombre")]
    Number(NumberRange),
    /// Money in cents: exact or a band.
    #[serde(rename = "montant")]
    Amount(AmountRange),
    /// A date known to the day, the month or the year.
    #[serde(rename = "date")]
    Date(DateRange),
    /// A named month.
    #[serde(rename = "mois")]
    Month(YearMonth),
    /// The id of one variant.
    #[serde(rename = "choix")]
    Choice(String),
    /// The ids of the variants that hold; empty means none of them.
    #[serde(rename = "choix_multiple")]
    Choices(BTreeSet<String>),
    /// Free text, at most 10 000 characters.
    #[serde(rename = "texte")]
    Text(String),
    /// Whether a right is received.
    #[serde(rename = "recu")]
    Receipt(Receipt),
}

/// Whether a right is received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Receipt {
    /// Never asked for.
    #[serde(rename = "pas_demande")]
    NotRequested,
    /// Asked for, no decision yet.
    #[serde(rename = "demande")]
    Requested {
        /// The day it was asked for, if known.
        #[serde(rename = "le", default)]
        on: Option<NaiveDate>,
    },
    /// Received.
    #[serde(rename = "ouvert")]
    Open {
        /// The last day of the right, if known.
        #[serde(rename = "jusqu_au", default)]
        until: Option<NaiveDate>,
    },
    /// Open, its payment stopped for now.
    #[serde(rename = "suspendu")]
    Suspended,
    /// Refused.
    #[serde(rename = "refuse")]
    Refused {
        /// The day of the decision, if known.
        #[serde(rename = "le", default)]
        on: Option<NaiveDate>,
    },
}

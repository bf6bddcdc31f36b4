//! Where an answer sits: one text used in forms, in the store and in exports.
//!
//! | text | what it is |
//! |---|---|
//! | `foyer.logement_statut` | a fact of the household |
//! | `personne.date_naissance` | a fact of the person |
//! | `conjoint.existe` | whether there is a partner (closes the list of none or one) |
//! | `conjoint.date_naissance` | a fact of the partner |
//! | `enfants.complet` | « c’est tout » for the children |
//! | `enfants.k3f9.date_naissance` | a fact of one child |
//! | `enfants.k3f9.retire` | yes: the row is removed |
//! | `revenus.x2.montant` | a fact of one income |
//! | `revenus.complet.personne.2026-09` | « c’est tout » for the incomes of a holder in a month |
//! | `recu.rsa-socle` | whether a right is already received |

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};

use crate::{Shared, YearMonth};

/// The pseudo-fact of a row that says the row was removed.
pub const REMOVED: &str = "retire";

/// The place of one answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// A fact of the household.
    Household(Shared),
    /// A fact of the person (of the adults, or of the person alone).
    Person(Shared),
    /// Whether there is a partner.
    PartnerExists,
    /// A fact of the partner.
    Partner(Shared),
    /// Whether every child has been named.
    ChildrenComplete,
    /// A fact of one child.
    Child(RowId, Shared),
    /// A fact of one income.
    Income(RowId, Shared),
    /// Whether every income of this holder in this month has been named.
    IncomesComplete(Holder, YearMonth),
    /// Whether a right is received, by the right's id.
    Receipt(Shared),
}

impl Path {
    /// The name of the fact, when the path leads to one.
    #[must_use]
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Household(fact)
            | Self::Person(fact)
            | Self::Partner(fact)
            | Self::Child(_, fact)
            | Self::Income(_, fact) => Some(fact),
            Self::PartnerExists
            | Self::ChildrenComplete
            | Self::IncomesComplete(..)
            | Self::Receipt(_) => None,
        }
    }

    /// The row the path leads into, when it is a row of a list.
    #[must_use]
    pub fn row(&self) -> Option<&RowId> {
        match self {
            Self::Child(row, _) | Self::Income(row, _) => Some(row),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Household(fact) => write!(f, "foyer.{fact}"),
            Self::Person(fact) => write!(f, "personne.{fact}"),
            Self::PartnerExists => write!(f, "conjoint.existe"),
            Self::Partner(fact) => write!(f, "conjoint.{fact}"),
            Self::ChildrenComplete => write!(f, "enfants.complet"),
            Self::Child(row, fact) => write!(f, "enfants.{row}.{fact}"),
            Self::Income(row, fact) => write!(f, "revenus.{row}.{fact}"),
            Self::IncomesComplete(holder, month) => write!(f, "revenus.complet.{holder}.{month}"),
            Self::Receipt(right) => write!(f, "recu.{right}"),
        }
    }
}

/// The text names no place an answer can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("« {0} » n’est pas l’emplacement d’une réponse")]
pub struct NotAPath(pub String);

impl FromStr for Path {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        let refused = || NotAPath(text.chars().take(80).collect());
        let fact = |name: &str| {
            (is_name(name, '_'))
                .then(|| Shared::from(name))
                .ok_or_else(refused)
        };
        let mut parts = text.split('.');
        let parts = (
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
        );
        match parts {
            (Some("foyer"), Some(name), None, ..) => Ok(Self::Household(fact(name)?)),
            (Some("personne"), Some(name), None, ..) => Ok(Self::Person(fact(name)?)),
            (Some("conjoint"), Some("existe"), None, ..) => Ok(Self::PartnerExists),
            (Some("conjoint"), Some(name), None, ..) => Ok(Self::Partner(fact(name)?)),
            (Some("enfants"), Some("complet"), None, ..) => Ok(Self::ChildrenComplete),
            (Some("enfants"), Some(row), Some(name), None, _) => Ok(Self::Child(
                row.parse().map_err(|_| refused())?,
                fact(name)?,
            )),
            (Some("revenus"), Some(row), Some(name), None, _) => Ok(Self::Income(
                row.parse().map_err(|_| refused())?,
                fact(name)?,
            )),
            (Some("revenus"), Some("complet"), Some(holder), Some(month), None) => {
                Ok(Self::IncomesComplete(
                    holder.parse().map_err(|_| refused())?,
                    month.parse().map_err(|_| refused())?,
                ))
            }
            (Some("recu"), Some(right), None, ..) if is_name(right, '-') => {
                Ok(Self::Receipt(right.into()))
            }
            _ => Err(refused()),
        }
    }
}

/// Whether the text is a name of the catalogue: 1 to 64 of `a–z`, `0–9` and the given hyphen.
pub(crate) fn is_name(text: &str, hyphen: char) -> bool {
    (1..=64).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == hyphen)
}

impl Serialize for Path {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// The stable identity of one row of a list: 1 to 16 of `a–z` and `0–9`, chosen by who adds the row.
///
/// It is kept in place, zeros after its text: an evaluation names rows thousands of times.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId([u8; RowId::LONGEST]);

impl RowId {
    const LONGEST: usize = 16;

    /// The identity made of a number: thirteen digits in base 36, so that greater numbers sort later.
    #[must_use]
    pub fn of_number(number: u64) -> Self {
        let mut text = [0; Self::LONGEST];
        let mut rest = number;
        for place in text.iter_mut().take(13).rev() {
            let digit = u32::try_from(rest % 36).unwrap_or(0);
            let digit = char::from_digit(digit, 36).unwrap_or('0');
            *place = u8::try_from(digit).unwrap_or(b'0');
            rest /= 36;
        }
        Self(text)
    }

    /// The identity as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let text = self.0.split(|byte| *byte == 0).next();
        // Nothing else than a–z and 0–9 is ever put in.
        str::from_utf8(text.unwrap_or_default()).unwrap_or_default()
    }
}

impl fmt::Debug for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RowId").field(&self.as_str()).finish()
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RowId {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        let is_sound = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let mut kept = [0; Self::LONGEST];
        match kept.get_mut(..text.len()) {
            Some(place) if !text.is_empty() && text.as_bytes().iter().all(is_sound) => {
                place.copy_from_slice(text.as_bytes());
                Ok(Self(kept))
            }
            _ => Err(NotAPath(text.chars().take(80).collect())),
        }
    }
}

impl Serialize for RowId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RowId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Whose income it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Holder {
    /// The person.
    #[serde(rename = "personne")]
    Person,
    /// The partner.
    #[serde(rename = "conjoint")]
    Partner,
}

impl Holder {
    /// Everyone who can hold an income, the person first.
    pub const ALL: [Self; 2] = [Self::Person, Self::Partner];
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "personne",
            Self::Partner => "conjoint",
        })
    }
}

impl FromStr for Holder {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        match text {
            "personne" => Ok(Self::Person),
            "conjoint" => Ok(Self::Partner),
            _ => Err(NotAPath(text.chars().take(80).collect())),
        }
    }
}

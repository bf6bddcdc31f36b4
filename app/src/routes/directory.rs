//! The addresses of the directory. What they carry is about offices, which is public, never about anybody: a form that is
//! refused comes back with what was typed in its address.

use super::{Notice, encode, with_query};
use crate::directory::Field;

/// What was typed in a form, field by field.
pub type Typed = Vec<(Field, String)>;

/// One page of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryPage {
    /// The search, by commune and organisation.
    Search {
        /// INSEE code of the commune, once it is chosen.
        commune: Option<String>,
        /// The organisation of the catalogue.
        organisation: Option<String>,
    },
    /// One structure.
    Sheet {
        /// Its identifier.
        id: String,
        /// What to say above it.
        notice: Option<Notice>,
    },
    /// The form that adds one.
    Add {
        /// What was typed and refused.
        typed: Typed,
        /// For whom it is there.
        territory: Option<String>,
    },
    /// The form that corrects one.
    Correct {
        /// Its identifier.
        id: String,
        /// What was typed and refused.
        typed: Typed,
    },
}

impl DirectoryPage {
    /// The address.
    pub fn path(&self) -> String {
        match self {
            Self::Search {
                commune,
                organisation,
            } => with_query(
                "/annuaire".to_owned(),
                &[
                    ("commune", commune.as_deref().map(encode)),
                    ("organisme", organisation.as_deref().map(encode)),
                ],
            ),
            Self::Sheet { id, notice } => with_query(
                format!("/annuaire/{}", encode(id)),
                &[("etat", notice.map(|notice| notice.word().to_owned()))],
            ),
            Self::Add { typed, territory } => {
                let mut pairs = pairs(typed);
                pairs.push(("territoire", territory.as_deref().map(encode)));
                with_query("/annuaire/ajouter".to_owned(), &pairs)
            }
            Self::Correct { id, typed } => {
                with_query(format!("/annuaire/{}/corriger", encode(id)), &pairs(typed))
            }
        }
    }

    /// The page of a local address, cut at its slashes.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            [] => Some(Self::Search {
                commune: None,
                organisation: None,
            }),
            ["ajouter"] => Some(Self::Add {
                typed: Vec::new(),
                territory: None,
            }),
            [id] if super::is_word(id) => Some(Self::Sheet {
                id: (*id).to_owned(),
                notice: None,
            }),
            _ => None,
        }
    }
}

fn pairs(typed: &Typed) -> Vec<(&'static str, Option<String>)> {
    typed
        .iter()
        .map(|(field, value)| (field.word(), Some(encode(value))))
        .collect()
}

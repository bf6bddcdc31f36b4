//! The addresses of what rights became. The name of a right is in some of them, as in those of the results: never anybody's.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Notice, encode, is_word, with_query};

/// One page of the follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowUpPage {
    /// The rights followed in a bilan.
    All {
        /// The bilan.
        id: Uuid,
        /// What to say above them.
        notice: Option<Notice>,
    },
    /// One right of a bilan.
    One {
        /// The bilan.
        id: Uuid,
        /// The right's identifier in the catalogue.
        right: String,
        /// What to say above it.
        notice: Option<Notice>,
    },
    /// The mandates of a bilan.
    Mandates {
        /// The bilan.
        id: Uuid,
        /// What to say above them.
        notice: Option<Notice>,
    },
    /// The person's own page.
    Mine(Uuid),
    /// The notes of a bilan, by theme; their form is posted there.
    Notes {
        /// The bilan.
        id: Uuid,
        /// What to say above them.
        notice: Option<Notice>,
    },
    /// What is due or waits, person by person.
    Bench {
        /// Those of the whole structure, not only those the agent follows.
        all: bool,
        /// Which page, from 1.
        page: u32,
    },
    /// The outcomes of a period.
    Outcomes {
        /// Its first and last days; this year until today when the address does not say.
        period: Option<(NaiveDate, NaiveDate)>,
    },
    /// The resource persons of the structure.
    Contacts {
        /// What to say above them.
        notice: Option<Notice>,
    },
}

impl FollowUpPage {
    /// The bench as one finds it: the people one follows.
    pub const BENCH: Self = Self::Bench {
        all: false,
        page: 1,
    };

    /// The address.
    pub fn path(&self) -> String {
        let state = |notice: &Option<Notice>| [("etat", notice.map(|n| n.word().to_owned()))];
        match self {
            Self::All { id, notice } => with_query(format!("/bilans/{id}/suivi"), &state(notice)),
            Self::One { id, right, notice } => with_query(
                format!("/bilans/{id}/suivi/{}", encode(right)),
                &state(notice),
            ),
            Self::Mandates { id, notice } => {
                with_query(format!("/bilans/{id}/mandats"), &state(notice))
            }
            Self::Mine(id) => format!("/bilans/{id}/ma-page"),
            Self::Notes { id, notice } => with_query(format!("/bilans/{id}/notes"), &state(notice)),
            Self::Bench { all, page } => with_query(
                "/suivi".to_owned(),
                &[
                    ("qui", all.then(|| "tous".to_owned())),
                    ("page", (*page > 1).then(|| page.to_string())),
                ],
            ),
            Self::Outcomes { period } => with_query(
                "/suivi/bilan-de-periode".to_owned(),
                &[
                    ("du", period.map(|(from, _)| from.to_string())),
                    ("au", period.map(|(_, to)| to.to_string())),
                ],
            ),
            Self::Contacts { notice } => {
                with_query("/suivi/personnes-ressources".to_owned(), &state(notice))
            }
        }
    }

    /// The page of a local address below `/suivi`, cut at its slashes.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            [] => Some(Self::BENCH),
            ["bilan-de-periode"] => Some(Self::Outcomes { period: None }),
            ["personnes-ressources"] => Some(Self::Contacts { notice: None }),
            _ => None,
        }
    }

    /// The page of a local address below a bilan.
    pub(super) fn parse_of(id: Uuid, parts: &[&str]) -> Option<Self> {
        match parts {
            ["suivi"] => Some(Self::All { id, notice: None }),
            ["suivi", right] if is_word(right) => Some(Self::One {
                id,
                right: (*right).to_owned(),
                notice: None,
            }),
            ["mandats"] => Some(Self::Mandates { id, notice: None }),
            ["notes"] => Some(Self::Notes { id, notice: None }),
            ["ma-page"] => Some(Self::Mine(id)),
            _ => None,
        }
    }
}

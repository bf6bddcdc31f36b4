//! The addresses of structures and teams.

use uuid::Uuid;

use super::{Notice, with_query};

/// One page about structures and teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StructuresPage {
    /// Every structure.
    List(Option<Notice>),
    /// One structure: agreements, team, closing.
    Sheet(Uuid, Option<Notice>),
    /// The team of one's own structure.
    Team(Option<Notice>),
    /// Where an invitation is used.
    Join,
}

impl StructuresPage {
    /// The address.
    pub fn path(&self) -> String {
        let (path, notice) = match self {
            Self::List(notice) => ("/structures".to_owned(), *notice),
            Self::Sheet(id, notice) => (format!("/structures/{id}"), *notice),
            Self::Team(notice) => ("/equipe".to_owned(), *notice),
            Self::Join => ("/invitation".to_owned(), None),
        };
        with_query(
            path,
            &[("etat", notice.map(|notice| notice.word().to_owned()))],
        )
    }

    /// The page of a local address, cut at its slashes.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            ["structures"] => Some(Self::List(None)),
            ["structures", id] => Some(Self::Sheet(Uuid::try_parse(id).ok()?, None)),
            ["equipe"] => Some(Self::Team(None)),
            ["invitation"] => Some(Self::Join),
            _ => None,
        }
    }
}

//! The addresses of what is shared between structures.

use uuid::Uuid;

use super::{Notice, with_query};

/// One page about sharing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharingPage {
    /// The shares of a bilan.
    Shares(Uuid, Option<Notice>),
    /// What is shared with one's structure.
    Received(Option<Notice>),
    /// Where one asks whether somebody has a bilan elsewhere; its form is posted there.
    Seek,
    /// Where a bilan is opened in an emergency; its form is posted there.
    Emergency,
    /// A bilan read in an emergency.
    InEmergency(Uuid),
}

impl SharingPage {
    /// The address.
    pub fn path(&self) -> String {
        let (path, notice) = match self {
            Self::Shares(id, notice) => (format!("/bilans/{id}/partage"), *notice),
            Self::Received(notice) => ("/partages".to_owned(), *notice),
            Self::Seek => ("/partages/chercher".to_owned(), None),
            Self::Emergency => ("/urgence".to_owned(), None),
            Self::InEmergency(id) => (format!("/urgence/{id}"), None),
        };
        with_query(
            path,
            &[("etat", notice.map(|notice| notice.word().to_owned()))],
        )
    }

    /// The page of a local address, cut at its slashes.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            ["partages"] => Some(Self::Received(None)),
            ["partages", "chercher"] => Some(Self::Seek),
            ["urgence"] => Some(Self::Emergency),
            ["urgence", id] => Some(Self::InEmergency(Uuid::try_parse(id).ok()?)),
            _ => None,
        }
    }
}

//! The addresses of orientations. They carry identifiers drawn at random, never a service, a reason or a name.

use uuid::Uuid;

use super::{Notice, with_query};

/// One page about orientations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrientationPage {
    /// The orientations of a bilan, with the form of a new one, posted there.
    All(Uuid, Option<Notice>),
    /// A sheet that was sent, and what came of it; its form is posted there.
    Sheet {
        /// The bilan.
        id: Uuid,
        /// The orientation.
        orientation: Uuid,
        /// What to say above it.
        notice: Option<Notice>,
    },
    /// A sheet that was received; its form is posted there.
    Received(Uuid, Option<Notice>),
    /// What the structure receives and sends.
    List,
}

impl OrientationPage {
    /// The address.
    pub fn path(&self) -> String {
        let (path, notice) = match self {
            Self::All(id, notice) => (format!("/bilans/{id}/orientations"), *notice),
            Self::Sheet {
                id,
                orientation,
                notice,
            } => (format!("/bilans/{id}/orientations/{orientation}"), *notice),
            Self::Received(id, notice) => (format!("/orientations/{id}"), *notice),
            Self::List => ("/orientations".to_owned(), None),
        };
        with_query(
            path,
            &[("etat", notice.map(|notice| notice.word().to_owned()))],
        )
    }

    /// The page of a local address, cut at its slashes.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            ["orientations"] => Some(Self::List),
            ["orientations", id] => Some(Self::Received(Uuid::try_parse(id).ok()?, None)),
            _ => None,
        }
    }

    /// The page of a local address below a bilan.
    pub(super) fn parse_of(id: Uuid, parts: &[&str]) -> Option<Self> {
        match parts {
            ["orientations"] => Some(Self::All(id, None)),
            ["orientations", orientation] => Some(Self::Sheet {
                id,
                orientation: Uuid::try_parse(orientation).ok()?,
                notice: None,
            }),
            _ => None,
        }
    }
}

//! A bilan shared with another structure: with the person's agreement, for the themes they chose, to a named structure or to whoever
//! types a code once. Taken back at any moment.
//!
//! `scope` is what the other side may know, `form` what was chosen with the person. The pages are in `pages/sharing`.
//! To add something the pages need: a method of [`SharingDesk`], one in the server's, one in the tests'.

pub mod form;
mod scope;
#[cfg(test)]
mod tests;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::desk::{Bilan, DeskError};
pub use scope::{Scope, within};

/// Days a sharing code may be typed.
pub const CODE_DAYS: i64 = 7;
/// Minutes an emergency lets read.
pub const EMERGENCY_MINUTES: i64 = 60;
/// The fewest characters of the reason of an emergency: a sentence.
pub const REASON_LENGTH: usize = 20;

/// How the person said that they agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// Aloud, to the agent.
    Aloud,
    /// In writing.
    InWriting,
}

impl Agreed {
    /// The word of forms and of what is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Aloud => "oral",
            Self::InWriting => "ecrit",
        }
    }

    /// The way of a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Aloud, Self::InWriting]
            .into_iter()
            .find(|way| way.word() == word)
    }
}

/// A share about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShare {
    /// With which structure; with whoever types the code when none is named.
    pub to: Option<Uuid>,
    /// What of the bilan.
    pub scope: Scope,
    /// How the person agreed.
    pub agreed: Agreed,
}

/// A share that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its identifier.
    pub id: Uuid,
    /// With which structure, once it is known.
    pub with: Option<String>,
    /// The code that waits to be typed, and until when.
    pub code: Option<(String, DateTime<Utc>)>,
    /// What of the bilan.
    pub scope: Scope,
    /// How the person agreed.
    pub agreed: Agreed,
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
}

/// A bilan of another structure, shared with ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The bilan.
    pub bilan: Uuid,
    /// The person, when they gave a name.
    pub person: Option<String>,
    /// The structure that shares it.
    pub from: String,
    /// The day it was opened (Europe/Paris).
    pub opened_on: NaiveDate,
    /// Since when it is shared.
    pub since: DateTime<Utc>,
}

/// Somebody who agreed that other structures know that a bilan exists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    /// First name, as typed.
    pub first_name: String,
    /// Last name, as typed.
    pub last_name: String,
    /// Day of birth.
    pub born: Option<NaiveDate>,
}

/// All that is told of a bilan to who may not read it: that it exists, and whom to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exists {
    /// The structure that holds it.
    pub structure: String,
    /// How it wishes to be reached.
    pub contact: String,
}

/// What the pages of sharing need.
#[async_trait]
pub trait SharingDesk {
    /// The shares of a bilan of the agent's structure that stand, the last one first.
    async fn shares(&self, bilan: Uuid) -> Result<Vec<Share>, DeskError>;
    /// Shares a bilan of the agent's structure.
    async fn share(&self, bilan: Uuid, new: NewShare) -> Result<(), DeskError>;
    /// Takes a share back.
    async fn revoke_share(&self, bilan: Uuid, share: Uuid) -> Result<(), DeskError>;
    /// The bilans shared with the agent's structure, the last one first.
    async fn received(&self) -> Result<Vec<Received>, DeskError>;
    /// Uses a sharing code: the bilan it opens, or none.
    async fn take_share(&self, code: &str) -> Result<Option<Uuid>, DeskError>;
    /// Lets other structures know that the person has a bilan here, or no longer.
    async fn set_findable(&self, bilan: Uuid, sought: Option<Sought>) -> Result<(), DeskError>;
    /// Whether other structures may know it.
    async fn is_findable(&self, bilan: Uuid) -> Result<bool, DeskError>;
    /// The structures that have a bilan of this very person and may say so.
    async fn exists(&self, sought: Sought) -> Result<Vec<Exists>, DeskError>;
    /// Opens a bilan in an emergency, by its reference: journaled with its reason, for an hour.
    async fn open_in_emergency(
        &self,
        reference: &str,
        reason: &str,
    ) -> Result<Option<Uuid>, DeskError>;
    /// A bilan opened in an emergency less than an hour ago by the agent who is asking.
    async fn read_in_emergency(&self, bilan: Uuid) -> Result<Option<Bilan>, DeskError>;
}

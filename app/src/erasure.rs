//! Erasing what is known of a person: whoever holds their bilan asks, whoever looks after the structure decides, both with a reason.
//!
//! The pages are in `pages/erasure`. To add something they need: a method of [`ErasureDesk`], one in the server's, one in the tests'.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::desk::DeskError;

/// The fewest characters of a reason.
pub const REASON_LENGTH: usize = 15;
/// The most.
pub const REASON_MOST: usize = 500;

/// A reason as it is kept; `None` when it says too little.
pub fn reason(typed: &str) -> Option<String> {
    let reason: String = typed.trim().chars().take(REASON_MOST).collect();
    (reason.chars().count() >= REASON_LENGTH).then_some(reason)
}

/// What the person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wish {
    /// That what is known of them be erased (RGPD, article 17).
    #[default]
    Erasure,
    /// That nothing more be done with it (RGPD, article 21): it is erased too, unless something compelling stands against it.
    Objection,
}

/// Months after the last contact that a structure may keep what it knows of a person.
pub const MONTHS: RangeInclusive<u32> = 1..=36;

/// Somebody who will be erased if nobody meets them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The references of their bilans.
    pub references: Vec<String>,
    /// The day.
    pub on: NaiveDate,
}

/// Somebody asked that a person be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Its identifier.
    pub id: Uuid,
    /// The reference of the bilan it was asked from.
    pub reference: String,
    /// The day that bilan was opened (Europe/Paris).
    pub opened_on: NaiveDate,
    /// What the person wants.
    pub wish: Wish,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// When it was refused, and why.
    pub refused: Option<(DateTime<Utc>, String)>,
}

/// What the pages of erasure need.
#[async_trait]
pub trait ErasureDesk {
    /// What was asked from a bilan of the agent's structure and waits, or was refused.
    async fn erasure_of(&self, bilan: Uuid) -> Result<Option<Erasure>, DeskError>;
    /// Asks that the person of a bilan be erased, or writes their objection. [`DeskError::NotFound`] when it was asked already.
    async fn ask_erasure(&self, bilan: Uuid, wish: Wish, reason: &str) -> Result<(), DeskError>;
    /// What waits for a decision in the agent's structure, the first asked first.
    async fn erasures(&self) -> Result<Vec<Erasure>, DeskError>;
    /// How many months after the last contact the agent's structure keeps what it knows, and who will be erased soon.
    async fn due_soon(&self) -> Result<(u32, Vec<Due>), DeskError>;
    /// Erases the person, whole and for ever, or refuses to.
    async fn decide_erasure(
        &self,
        erasure: Uuid,
        accepted: bool,
        reason: &str,
    ) -> Result<(), DeskError>;
}

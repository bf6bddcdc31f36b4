//! Who read, changed or handed out what of one person's file: for whoever looks after the structure, found by the reference of a bilan.
//! It says who did what and when; never what the person said.
//!
//! The page is `pages/traces.rs`.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::desk::{DeskError, HistoryEvent};

/// One line of the journal about a bilan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as long as the agent is known.
    pub agent: Option<String>,
    /// In which structure.
    pub structure: String,
    /// What was done.
    pub event: HistoryEvent,
}

/// What the page of traces needs.
#[async_trait]
pub trait TracesDesk {
    /// Every line about a real bilan of the agent's structure, by its reference, the last one first; `None` when there is no such bilan.
    /// Asking is a line of its own.
    async fn traces(&self, reference: &str) -> Result<Option<Vec<Trace>>, DeskError>;
}

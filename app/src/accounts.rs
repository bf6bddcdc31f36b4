//! What an agent does with their own account beyond the password: the second factor, their sessions.
//!
//! To add something the pages need: a method of [`AccountsDesk`], one in the server's, one in the tests'.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::desk::{DeskError, SessionCookie};

/// How the account of the agent who is asking is protected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Protection {
    /// A code is asked after the password.
    pub on: bool,
    /// Recovery codes that were not used.
    pub codes_left: usize,
    /// The structure asks it of everybody.
    pub required: bool,
    /// A secret waits for its first code.
    pub set_up: Option<SetUp>,
}

/// What a telephone must know, until a first code proves that it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// The secret, in groups of four, to be typed.
    pub secret: String,
    /// How many dots the square has on a side.
    pub side: usize,
    /// The path that draws it.
    pub path: String,
}

/// By what an agent may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaysIn {
    /// They have a password.
    pub password: bool,
    /// Their account is linked to somebody at the identity provider.
    pub linked: bool,
}

/// What a right password opened.
#[derive(Clone)]
pub enum Entered {
    /// A session.
    Session(SessionCookie),
    /// The wait for a code.
    Code(SessionCookie),
}

/// A session of the agent that still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// What a form says to end it.
    pub id: Uuid,
    /// The browser it was opened with, in a word, when it is known.
    pub browser: Option<String>,
    /// The structure it works in.
    pub structure: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// It is the one in use.
    pub current: bool,
}

/// What the pages of an account need.
#[async_trait]
pub trait AccountsDesk {
    /// Opens the session of whoever gave their password a moment before. Whatever is wrong is [`DeskError::WrongCode`].
    async fn enter_code(&self, code: &str) -> Result<SessionCookie, DeskError>;
    /// How the agent's account is protected.
    async fn protection(&self) -> Result<Protection, DeskError>;
    /// What people call the identity provider, where there is one.
    fn provider(&self) -> Option<String>;
    /// By what the agent may come in.
    async fn ways_in(&self) -> Result<WaysIn, DeskError>;
    /// Draws a secret, which protects nothing yet.
    async fn begin_protection(&self) -> Result<(), DeskError>;
    /// Protects the account once a first code is right; the recovery codes, told once.
    async fn confirm_protection(&self, code: &str) -> Result<Vec<String>, DeskError>;
    /// Other recovery codes in place of those there are.
    async fn renew_codes(&self, password: &str) -> Result<Vec<String>, DeskError>;
    /// Takes the second factor away.
    async fn remove_protection(&self, password: &str) -> Result<(), DeskError>;
    /// The agent's sessions that still stand, the one in use first.
    async fn sessions(&self) -> Result<Vec<OpenSession>, DeskError>;
    /// Ends one of them; another agent's is [`DeskError::NotFound`].
    async fn end_session(&self, id: Uuid) -> Result<(), DeskError>;
    /// Ends all of them but the one in use.
    async fn end_other_sessions(&self) -> Result<(), DeskError>;
}

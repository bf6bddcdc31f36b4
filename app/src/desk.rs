//! What pages need from the office behind the counter: one trait, found in the request's context, bound to the agent who is asking.
//!
//! `server` implements it over the store; tests implement it in memory. Everything here is plain data: no SQL, no HTTP, no secret.
//! To add something a page needs: one method here, one there, one in the tests' desk.

mod remark;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rules::{Answer, Catalogue, Evaluation, Fault, Path};
use uuid::Uuid;

use crate::accessibility::Operator;
use crate::accounts::{AccountsDesk, Entered};
use crate::agenda::AgendaDesk;
use crate::directory::DirectoryDesk;
use crate::erasure::ErasureDesk;
use crate::figures::FiguresDesk;
use crate::follow_up::FollowUpDesk;
use crate::notes::NotesDesk;
use crate::offers::OffersDesk;
use crate::orientation::OrientationDesk;
use crate::sharing::{Scope, SharingDesk};
use crate::structures::{Allowed, StructuresDesk, roles::Roles};
use crate::traces::TracesDesk;
pub use remark::{NewRemark, REMARK_LENGTH, Remark, RemarkReason, RemarkState, RemarkSubject};

/// The desk of this request, as the server provides it with `provide_context`.
pub type SharedDesk = Arc<dyn Desk>;

/// The office behind the counter, seen by one agent during one request.
///
/// Methods on bilans only ever reach those of the agent's structure: another's bilan is `None` or [`DeskError::NotFound`].
#[async_trait]
pub trait Desk:
    AccountsDesk
    + AgendaDesk
    + DirectoryDesk
    + ErasureDesk
    + FiguresDesk
    + FollowUpDesk
    + NotesDesk
    + OffersDesk
    + OrientationDesk
    + StructuresDesk
    + TracesDesk
    + SharingDesk
    + Send
    + Sync
    + 'static
{
    /// The catalogue in force.
    fn catalogue(&self) -> Arc<Catalogue>;
    /// For an administrator, the faults for which a catalogue that changed was refused; the last good one stays in
    /// service. Empty when there are none, and for everybody else.
    fn refused_catalogue(&self) -> Vec<Fault> {
        Vec::new()
    }
    /// Who runs this server.
    fn operator(&self) -> Operator;
    /// Today in Europe/Paris: the date of law of a new bilan.
    fn today(&self) -> NaiveDate;
    /// The instant of this request.
    fn now(&self) -> DateTime<Utc>;
    /// The wall clock of Europe/Paris at an instant, for what is shown (« 14 h 32 »).
    fn paris(&self, at: DateTime<Utc>) -> NaiveDateTime;
    /// Who is asking; `None` on the public pages.
    fn agent(&self) -> Option<Agent>;

    /// The bilans this agent may resume, most recently touched first.
    async fn bilans(&self) -> Result<Vec<BilanCard>, DeskError>;
    /// Those whose person has this very name, or that has this very code; the journal says that somebody was sought.
    async fn bilans_named(&self, typed: &str) -> Result<Vec<BilanCard>, DeskError>;
    /// Opens a bilan and returns its identifier.
    async fn open_bilan(&self, opening: Opening) -> Result<Uuid, DeskError>;
    /// One bilan with everything said in it.
    async fn bilan(&self, id: Uuid) -> Result<Option<Bilan>, DeskError>;
    /// Keeps what one form says, answer by answer: what conflicts is reported, the rest is saved, in one transaction.
    /// The same key with the same body is a replay: the same report, nothing written twice.
    async fn save(&self, id: Uuid, step: StepWrites) -> Result<SaveReport, DeskError>;
    /// What was done with the bilan, oldest first; its readings apart.
    async fn history(&self, id: Uuid) -> Result<Vec<HistoryLine>, DeskError>;
    /// Freezes the findings because a copy leaves the office; returns what was frozen.
    async fn issue(&self, id: Uuid) -> Result<Issued, DeskError>;
    /// Closes the bilan: it reads, it no longer writes.
    async fn close(&self, id: Uuid) -> Result<(), DeskError>;
    /// Erases a training bilan of this agent, with everything said in it. Any other bilan is [`DeskError::NotFound`].
    async fn erase_training(&self, id: Uuid) -> Result<(), DeskError>;
    /// Opens a closed bilan again.
    async fn reopen(&self, id: Uuid) -> Result<(), DeskError>;

    /// Takes stock again: opens a bilan of the same person after a closed one, and returns its identifier. Nothing is copied
    /// into it. When one is open already, it is the one that is returned.
    async fn open_again(&self, id: Uuid) -> Result<Uuid, DeskError>;
    /// The earlier bilans of the same person, the last one first.
    async fn earlier(&self, id: Uuid) -> Result<Vec<BilanCard>, DeskError>;

    /// Sends a remark on the catalogue to its référents.
    async fn remark(&self, remark: NewRemark) -> Result<(), DeskError>;
    /// For the référents, every remark, the newest first; nothing for everybody else.
    async fn remarks(&self) -> Result<Vec<Remark>, DeskError>;
    /// For the référents, how many remarks nobody has looked at yet; `None` for everybody else.
    async fn new_remarks(&self) -> Result<Option<usize>, DeskError>;
    /// Says what became of a remark, with a short answer.
    async fn settle_remark(
        &self,
        id: Uuid,
        state: RemarkState,
        answer: String,
    ) -> Result<(), DeskError>;

    /// Opens a session, or asks for a code. The wrong name and the wrong password are one and the same refusal.
    async fn sign_in(&self, name: &str, password: &str) -> Result<Entered, DeskError>;
    /// Ends the session of this request.
    async fn sign_out(&self) -> Result<SignedOut, DeskError>;
    /// Changes the password of the agent who is asking and renews the session.
    async fn change_password(&self, current: &str, new: &str) -> Result<SessionCookie, DeskError>;
}

/// The value of a `Set-Cookie` header, made by the server and passed on untouched.
#[derive(Clone)]
pub struct SessionCookie(pub String);

/// A session that ended.
pub struct SignedOut {
    /// What empties the browser's cookie.
    pub cookie: SessionCookie,
    /// The page of the identity provider that ends its own session, when the agent came through it.
    pub provider: Option<String>,
}

/// Who holds the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The name shown (« Nadia B. »).
    pub name: String,
    /// Where the agent works (« EDS de Villejuif »).
    pub structure: String,
    /// When the session ends if nothing happens; the page warns five minutes before.
    pub session_ends: DateTime<Utc>,
    /// The password is the one printed at creation and must be changed first.
    pub must_change_password: bool,
    /// What they are there.
    pub roles: Roles,
    /// What that structure may do today.
    pub allowed: Allowed,
}

/// One line of « Mes bilans ».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilanCard {
    /// Its identifier.
    pub id: Uuid,
    /// The person's code (« 7F-42K »).
    pub reference: String,
    /// How the person is called here, when an identity was given.
    pub name: Option<String>,
    /// The day it was opened (Europe/Paris).
    pub opened_on: NaiveDate,
    /// The last time something was kept.
    pub touched_at: DateTime<Utc>,
    /// Open or closed.
    pub state: BilanState,
    /// Who holds it.
    pub agent: String,
}

/// Whether a bilan still takes answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BilanState {
    /// It takes answers.
    Open,
    /// It only reads.
    Closed,
}

/// What is chosen when a bilan opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opening {
    /// The bilan comes with an RSA application.
    pub with_rsa: bool,
    /// Who the person is, only if they wish; a code is enough.
    pub person: Option<Identity>,
    /// A training bilan: the role that is played. It is in no list, and is erased at its end or after a day.
    pub training: Option<String>,
}

/// How the person wishes to be called. Every field may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
}

impl Identity {
    /// « Awa Diallo », without stray spaces.
    pub fn full(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim())
            .trim()
            .to_owned()
    }
}

/// One bilan with everything said in it.
#[derive(Debug, Clone)]
pub struct Bilan {
    /// Its identifier, which is in the addresses.
    pub id: Uuid,
    /// The person's code (« 7F-42K »), which alone opens nothing.
    pub reference: String,
    /// The bilan came with an RSA application.
    pub with_rsa: bool,
    /// The role that is played, when it is only training.
    pub training: Option<String>,
    /// The instant it was opened: the agent's small clock starts there.
    pub opened_at: DateTime<Utc>,
    /// The day it was opened (Europe/Paris).
    pub opened_on: NaiveDate,
    /// The date whose law applies.
    pub law_date: NaiveDate,
    /// The structure that holds it.
    pub structure: String,
    /// The agent who opened it.
    pub agent: String,
    /// Open or closed.
    pub state: BilanState,
    /// The person, when they gave a name.
    pub person: Option<Identity>,
    /// Every answer, oldest first.
    pub answers: Vec<StoredAnswer>,
    /// The findings frozen by the last copy, when one was made.
    pub issued: Option<Issued>,
    /// The bilan of the same person before this one; its own `before` is left out.
    pub before: Option<Box<Bilan>>,
    /// What of it may be known, when it is another structure's.
    pub shared: Option<Scope>,
}

impl Bilan {
    /// What it says once these are written in it.
    #[must_use]
    pub fn with(mut self, written: Vec<StoredAnswer>) -> Self {
        self.answers
            .retain(|stored| written.iter().all(|new| new.path != stored.path));
        self.answers.extend(written);
        self
    }
}

/// One answer, with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredAnswer {
    /// Where it sits.
    pub path: Path,
    /// What was answered.
    pub answer: Answer,
    /// The agent wants to come back to it.
    pub to_review: bool,
    /// Grows by one at each write; 0 is « never written ».
    pub version: u32,
    /// The agent who wrote it last.
    pub author: String,
    /// That agent's structure.
    pub structure: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub giver: Giver,
}

/// Which adult of the household gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Giver {
    /// The person, or both together.
    #[default]
    Person,
    /// The partner, alone with the agent: it reaches neither the person's copy nor a later bilan.
    PartnerAlone,
}

/// Findings frozen when a copy was issued, with the catalogue's version inside.
#[derive(Debug, Clone)]
pub struct Issued {
    /// What was found from everything that was said.
    pub evaluation: Evaluation,
    /// What was found from what the paper may know; `None` for copies issued before it was kept.
    pub paper: Option<PaperFindings>,
    /// When the copy was made.
    pub at: DateTime<Utc>,
}

/// What the paper was made from: see `copy::withheld`.
#[derive(Debug, Clone)]
pub struct PaperFindings {
    /// The person had chosen the full copy.
    pub full: bool,
    /// What was found from what such a paper may know.
    pub evaluation: Evaluation,
}

/// One thing that was done with a bilan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as long as the agent is known.
    pub agent: Option<String>,
    /// What.
    pub event: HistoryEvent,
}

/// What is told of the life of a bilan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryEvent {
    /// It was opened.
    Opened,
    /// Answers were written.
    AnswersSaved,
    /// A copy was made for the person.
    CopyIssued,
    /// The support was printed for professionals.
    SupportIssued,
    /// What one of its rights became was written.
    FollowedOn,
    /// The person gave a mandate.
    MandateKept,
    /// A mandate was revoked.
    MandateRevoked,
    /// A note was written, or corrected.
    Noted,
    /// The person was sent to a service.
    Oriented,
    /// What came of it was written.
    OrientationMoved,
    /// The person took an orientation back.
    OrientationWithdrawn,
    /// It was closed.
    Closed,
    /// It was opened again.
    Reopened,
    /// It was shared with another structure.
    Shared,
    /// A sharing code was used.
    ShareTaken,
    /// A share was taken back.
    ShareRevoked,
    /// Somebody who sees no answers read it in an emergency.
    OpenedInEmergency,
    /// The person was given their data.
    DataGiven,
    /// Somebody asked that the person be erased.
    ErasureAsked,
    /// It was refused.
    ErasureRefused,
    /// It was read.
    Read,
    /// A sheet that sent the person to a service was read there.
    OrientationRead,
    /// Somebody follows it from then on.
    Followed,
    /// Somebody no longer follows it.
    Left,
    /// Whether other structures may know of it was set.
    FindableSet,
    /// Its journal was read.
    JournalRead,
    /// Something this page has no word for.
    Other,
}

/// What one form asks to keep.
#[derive(Debug, Clone)]
pub struct StepWrites {
    /// The form's own key, made when the page was rendered.
    pub key: Uuid,
    /// SHA-256 of the body as received.
    pub body_hash: [u8; 32],
    /// Only what changed since the page was rendered.
    pub writes: Vec<Write>,
    /// Who said all of it.
    pub giver: Giver,
}

/// One answer to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    /// Where it sits.
    pub path: Path,
    /// What was answered; [`Answer::NotAsked`] empties.
    pub answer: Answer,
    /// The agent wants to come back to it.
    pub to_review: bool,
    /// The version the field was rendered from; the write is refused if the answer has moved on.
    pub seen: u32,
}

/// What became of a form.
#[derive(Debug, Clone, Default)]
pub struct SaveReport {
    /// Answers that now stand, with their new version.
    pub saved: Vec<Saved>,
    /// Answers that somebody else changed meanwhile: nothing was overwritten.
    pub conflicts: Vec<Conflict>,
    /// What was written, as it now stands; `None` for a form that came before: others may have written since.
    pub written: Option<Vec<StoredAnswer>>,
}

/// One answer that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// Where it sits.
    pub path: Path,
    /// Its version from now on.
    pub version: u32,
}

/// One answer that moved on before this form arrived.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What stands now, with its author, time and version.
    pub theirs: StoredAnswer,
}

/// Why the desk did not do it. Never carries personal data: these may reach a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskError {
    /// No such bilan for this agent.
    NotFound,
    /// Nobody is signed in, or the session is over.
    SignedOut,
    /// Wrong name or password.
    WrongCredentials,
    /// Not a code that may be used.
    WrongCode,
    /// Too many tries: wait a little.
    TooManyTries,
    /// The new password is too short (12 characters at least) or the same as before.
    WeakPassword,
    /// The new password is one that everybody tries, or is made of what is known of the account.
    CommonPassword,
    /// The bilan is closed.
    Closed,
    /// The bilan is still open: one goes on with it.
    StillOpen,
    /// The person wants no paper.
    NoPaper,
    /// No agreement in force allows the agent's structure to do it.
    NoAgreement,
    /// The password is right, but no structure counts the agent in its team any more.
    Nowhere,
    /// The store did not answer; nothing was kept.
    Unavailable,
}

impl std::fmt::Display for DeskError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "not found",
            Self::SignedOut => "signed out",
            Self::WrongCredentials => "wrong credentials",
            Self::WrongCode => "wrong code",
            Self::TooManyTries => "too many tries",
            Self::WeakPassword => "weak password",
            Self::CommonPassword => "common password",
            Self::Closed => "bilan closed",
            Self::StillOpen => "bilan still open",
            Self::NoPaper => "no paper",
            Self::NoAgreement => "no agreement",
            Self::Nowhere => "works nowhere",
            Self::Unavailable => "store unavailable",
        })
    }
}

impl std::error::Error for DeskError {}

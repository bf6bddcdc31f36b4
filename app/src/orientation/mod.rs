//! Sending somebody to the competent service, and what came of it: another structure of the installation, a place of the directory, or
//! a service written by name.
//!
//! Pure but for the trait. [`state`] and [`reason`] are the closed lists, [`offer`] says what a sheet may name, [`new`] reads the form
//! that makes one (`service` finds where to), [`step`] the form that says what came of it, [`told`] says it in French. A sheet tells no answer: what it names was
//! chosen by the agent and the person, and what was not agreed is not in it.
//! To add something the pages need: a method of [`OrientationDesk`], one in the server's, one in the tests'.

pub mod new;
pub mod offer;
pub mod reason;
mod service;
pub mod state;
pub mod step;
pub mod told;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::desk::DeskError;
use crate::sharing::Agreed;
pub use reason::Reason;
pub use state::{Channel, State};

/// A service somebody is sent to, as it was known that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Which kind of service it is.
    pub whither: Whither,
    /// Its name.
    pub name: String,
    /// Number and street, then what follows; only what is known.
    pub address: Vec<String>,
    /// How to call it.
    pub phone: String,
    /// Its hours, as the directory says them or as somebody wrote them.
    pub hours: String,
    /// The day the directory last said that this is so.
    pub verified_on: Option<NaiveDate>,
}

/// Where a service was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whither {
    /// A structure of this installation: it reads the sheet and answers here.
    Structure(Uuid),
    /// A place of the directory, by its id.
    Directory(String),
    /// Neither: it was written.
    Written,
}

/// What leaves with the person, frozen: what they agreed that the service reads, and nothing else of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// To which service.
    pub to: Service,
    /// How the person lets the service call them; may be empty.
    pub name: String,
    /// Why; `None` when the person wants it untold.
    pub reason: Option<Reason>,
    /// A few words on it; empty when untold.
    pub words: String,
    /// For which rights, by their ids in the catalogue.
    pub rights: Vec<String>,
    /// For which themes, by their ids.
    pub themes: Vec<String>,
    /// The person agreed that what is sensitive is named.
    pub sensitive: bool,
    /// What to bring.
    pub documents: Vec<String>,
    /// Whom the service calls back.
    pub call_back: String,
    /// How the person agreed.
    pub agreed: Agreed,
    /// The agent who sends.
    pub by: String,
    /// Their structure.
    pub from: String,
}

/// Where an orientation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub state: State,
    /// The day that happened.
    pub on: NaiveDate,
    /// The day of the appointment, when one was given.
    pub appointment: Option<NaiveDate>,
    /// How the service answered, when whoever sends says it.
    pub channel: Option<Channel>,
    /// The day whoever sends looks at it again; the service does not see it.
    pub reminder: Option<NaiveDate>,
}

impl Standing {
    /// How an orientation begins.
    pub fn first(today: NaiveDate, reminder: Option<NaiveDate>) -> Self {
        Self {
            state: State::Sent,
            on: today,
            appointment: None,
            channel: None,
            reminder,
        }
    }
}

/// On which side of an orientation one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The structure that holds the bilan sends.
    Sent,
    /// The structure it is sent to receives.
    Received,
}

/// An orientation, as one side knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orientation {
    /// Its identifier.
    pub id: Uuid,
    /// The bilan it comes from: an address for whoever sends, never shown to whoever receives.
    pub bilan: Uuid,
    /// On which side the agent is.
    pub side: Side,
    /// What left.
    pub sheet: Sheet,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Where it stands.
    pub standing: Standing,
    /// Grows by one at each write.
    pub version: u32,
    /// Who wrote last.
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The structure of this installation that reads it today, by its name of today.
    pub reader: Option<(Uuid, String)>,
    /// For whoever sends, the person's code and name.
    pub who: Option<(String, Option<String>)>,
}

impl Orientation {
    /// The person took it back.
    pub fn is_withdrawn(&self) -> bool {
        self.standing.state == State::Withdrawn
    }
}

/// One thing that happened to an orientation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it stood from then on.
    pub standing: Standing,
    /// What was added; may be empty.
    pub note: String,
    /// On which side it was written.
    pub side: Side,
    /// The agent who wrote it.
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An orientation about to move on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it stands from now on; the reminder of whoever receives is ignored.
    pub standing: Standing,
    /// What is added; may be empty.
    pub note: String,
    /// The version the page was rendered from; the write is refused if it has moved on.
    pub seen: u32,
}

/// What became of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    /// It stands, or stood already: the same form sent twice writes once.
    Done,
    /// Somebody wrote in between: nothing was overwritten.
    Stale(Box<Orientation>),
}

/// What the pages of orientations need. Training bilans send nobody: here they do not exist.
#[async_trait]
pub trait OrientationDesk {
    /// The orientations of a bilan of the agent's structure, the last one first.
    async fn orientations(&self, bilan: Uuid) -> Result<Vec<Orientation>, DeskError>;
    /// Sends the person of a bilan of the agent's structure. The same sheet sent twice is one: its identifier.
    /// [`DeskError::NoAgreement`] when the service is a structure that may not receive today.
    async fn orient(
        &self,
        bilan: Uuid,
        sheet: Sheet,
        reminder: Option<NaiveDate>,
    ) -> Result<Uuid, DeskError>;
    /// One orientation that the agent's structure sent or receives.
    async fn orientation(&self, id: Uuid) -> Result<Option<Orientation>, DeskError>;
    /// What happened to it, oldest first: all of it for whoever sends, what was written there for whoever receives.
    async fn orientation_steps(&self, id: Uuid) -> Result<Vec<Step>, DeskError>;
    /// Says where it stands from now on.
    async fn move_orientation(&self, id: Uuid, to: Move) -> Result<Moved, DeskError>;
    /// The person takes it back: from now on whoever received it reads nothing.
    async fn withdraw_orientation(&self, id: Uuid) -> Result<(), DeskError>;
    /// What the agent's structure receives or sends, what waits first.
    async fn orientations_of(&self, side: Side) -> Result<Vec<Orientation>, DeskError>;
}

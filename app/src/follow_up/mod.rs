//! What each right became, until it is open: where it stands, who does what, what is due, why it was not received.
//!
//! Pure but for the trait. [`state`] names the states and the causes, [`deadline`] computes what is due from what the catalogue
//! states, [`mod@bench`] is what is shown of everybody, [`form`] reads what was posted, [`told`] says it in French, [`mine`] makes the person's own page and [`outcomes`] the
//! counts of a period. A right is found by what the bilan found; nothing of it is copied here but its id.
//! To add something the pages need: a method of [`FollowUpDesk`], one in the server's, one in the tests'.

pub mod bench;
pub mod contact;
pub mod deadline;
pub mod form;
pub mod mandate;
pub mod mine;
pub mod outcomes;
pub mod state;
pub mod told;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use rules::{Catalogue, Finding, Outcome, Period, Receipt};
use uuid::Uuid;

use crate::desk::{Bilan, DeskError};
use bench::{Asked, Bench, Followers};
pub use contact::{Contact, NewContact};
pub use mandate::{Mandate, NewMandate};
pub use state::{Cause, Doer, State};

/// The most characters of a note, a reason or a reminder.
pub const WORDS_LENGTH: usize = 300;

/// Where one right stands for one household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The right, by its id in the catalogue.
    pub right: String,
    /// Where it stands.
    pub state: State,
    /// The day that happened: the day the letter came, for a decision.
    pub on: NaiveDate,
    /// Who does what comes next.
    pub doer: Doer,
    /// What was granted, when it was.
    pub grant: Grant,
    /// What was refused and why, when it was.
    pub refusal: Refusal,
    /// The documents at hand, as the catalogue words them.
    pub documents: Vec<String>,
    /// Why the right was not received before, when that is known.
    pub cause: Option<Cause>,
    /// The organisation that the cause concerns, by its id in the catalogue.
    pub institution: Option<String>,
    /// The day to look at it again, and what for.
    pub reminder: Option<Reminder>,
    /// Nothing more is waited for.
    pub settled: bool,
}

/// What a decision gave. Everything may be unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grant {
    /// The first day of the right.
    pub from: Option<NaiveDate>,
    /// Its last day, when it has one: it is renewed before.
    pub until: Option<NaiveDate>,
    /// How much, in cents, and how often.
    pub amount: Option<(i64, Period)>,
}

/// What a decision refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The reason given.
    pub reason: String,
    /// The type of decision, as the catalogue's appeals name it; empty for the refusal itself.
    pub decision: String,
}

/// A day to look at it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The day.
    pub on: NaiveDate,
    /// What for; may be empty.
    pub what: String,
}

impl Standing {
    /// How the follow-up of a right begins, from what was answered about receiving it.
    pub fn first(right: &str, receipt: Option<Receipt>, today: NaiveDate) -> Self {
        let past = |day: Option<NaiveDate>| day.filter(|day| *day <= today).unwrap_or(today);
        let (state, on, until) = match receipt {
            Some(Receipt::Requested { on }) => (State::Sent, past(on), None),
            Some(Receipt::Open { until }) => (State::Granted, today, until),
            _ => (State::ToAsk, today, None),
        };
        Self {
            right: right.to_owned(),
            state,
            on,
            doer: Doer::Person,
            grant: Grant {
                until,
                ..Grant::default()
            },
            refusal: Refusal::default(),
            documents: Vec::new(),
            cause: None,
            institution: None,
            reminder: None,
            settled: false,
        }
    }
}

/// What is worth following as soon as a bilan finds it: what is to ask for, and what was asked for.
pub fn to_follow(finding: &Finding) -> bool {
    matches!(finding.outcome, Outcome::Probable | Outcome::MayAsk)
        || matches!(finding.receipt, Some(Receipt::Requested { .. }))
}

/// Whether what a right becomes may be known and written by whoever reads this bilan: of a shared one, within what was shared.
pub fn within_reach(catalogue: &Catalogue, bilan: &Bilan, right: &str) -> bool {
    let scope = bilan.shared.as_ref();
    scope.is_none_or(|scope| scope.covers_right(catalogue, right))
}

/// The follow-up of one right, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Where it stands.
    pub standing: Standing,
    /// Grows by one at each write; 0 is « never written ».
    pub version: u32,
    /// The agent who wrote it last.
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One thing that happened to a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it stood from then on.
    pub standing: Standing,
    /// What the agent added; may be empty.
    pub note: String,
    /// The agent who wrote it.
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A follow-up about to move on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it stands from now on.
    pub standing: Standing,
    /// What the agent adds; may be empty.
    pub note: String,
    /// The version the page was rendered from; the write is refused if the follow-up has moved on.
    pub seen: u32,
}

/// What became of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    /// It stands, or stood already: the same form sent twice writes once.
    Done,
    /// Somebody wrote in between: nothing was overwritten.
    Stale(Box<FollowUp>),
}

/// A mandate that ends, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingMandate {
    /// The bilan.
    pub bilan: Uuid,
    /// The person's code.
    pub reference: String,
    /// The mandate.
    pub mandate: Mandate,
}

/// The part of the desk that follows rights to their opening. Training bilans are followed by nobody: here they do not exist.
#[async_trait]
pub trait FollowUpDesk {
    /// The rights followed in a bilan, the last one written first.
    async fn follow_ups(&self, bilan: Uuid) -> Result<Vec<FollowUp>, DeskError>;
    /// What happened to one right, oldest first.
    async fn steps(&self, bilan: Uuid, right: &str) -> Result<Vec<Step>, DeskError>;
    /// Begins to follow rights; those that are followed already stay as they are.
    async fn start_following(&self, bilan: Uuid, first: Vec<Standing>) -> Result<(), DeskError>;
    /// Says where a right stands from now on.
    async fn move_on(&self, bilan: Uuid, to: Move) -> Result<Moved, DeskError>;
    /// One page of the people the agent follows, or of those followed in their structure: what is due first.
    async fn bench(&self, asked: Asked) -> Result<Bench, DeskError>;
    /// Who of the agent's structure follows a bilan.
    async fn followers(&self, bilan: Uuid) -> Result<Followers, DeskError>;
    /// The agent follows a bilan, or no longer.
    async fn follow(&self, bilan: Uuid, on: bool) -> Result<(), DeskError>;
    /// Everything that happened in the bilans this agent reaches, right by right and oldest first; nothing of whom.
    async fn all_steps(&self) -> Result<Vec<(Uuid, Standing)>, DeskError>;

    /// The mandates of a bilan, the last one first.
    async fn mandates(&self, bilan: Uuid) -> Result<Vec<Mandate>, DeskError>;
    /// Keeps a mandate; one that stands already in the same words is kept once.
    async fn add_mandate(&self, bilan: Uuid, mandate: NewMandate) -> Result<(), DeskError>;
    /// Ends a mandate today.
    async fn revoke_mandate(&self, bilan: Uuid, mandate: Uuid) -> Result<(), DeskError>;
    /// The mandates still in force that end on this day at the latest, soonest first.
    async fn ending_mandates(&self, by: NaiveDate) -> Result<Vec<EndingMandate>, DeskError>;

    /// The resource persons of the agent's structure, by organisation.
    async fn contacts(&self) -> Result<Vec<Contact>, DeskError>;
    /// Adds one.
    async fn add_contact(&self, contact: NewContact) -> Result<(), DeskError>;
    /// Takes one off the list.
    async fn close_contact(&self, contact: Uuid) -> Result<(), DeskError>;
}

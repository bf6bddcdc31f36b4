//! Structures (the département, its EDS, CCAS, associations, day centres), the agreements they work under, and who works there as
//! what.
//!
//! `roles` is the one table of what a role opens; `legal_frame` is what an administrator says before real people are entered. The pages are in `pages/structures`.
//! To add something the pages need: a method of [`StructuresDesk`], one in the server's, one in the tests'.

pub mod legal_frame;
pub mod roles;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::accounts::Entered;
use crate::desk::DeskError;
use legal_frame::LegalFrame;
use roles::Roles;

/// The most characters of a structure's or an agent's name.
pub const NAME_LENGTH: usize = 100;

/// Days an invitation may be used.
pub const INVITATION_DAYS: i64 = 14;

/// What kind of structure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The département itself.
    Departement,
    /// One of its « espaces départementaux des solidarités ».
    Eds,
    /// A municipal centre of social action.
    Ccas,
    /// An association.
    Association,
    /// A day centre.
    AccueilDeJour,
    /// Anything else.
    Autre,
}

impl Kind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Departement,
        Self::Eds,
        Self::Ccas,
        Self::Association,
        Self::AccueilDeJour,
        Self::Autre,
    ];

    /// The word kept in the database and sent by forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Departement => "council",
            Self::Eds => "eds",
            Self::Ccas => "ccas",
            Self::Association => "association",
            Self::AccueilDeJour => "day_centre",
            Self::Autre => "other",
        }
    }

    /// The kind of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it works here under an agreement: the département and its own offices need none.
    pub const fn needs_agreement(self) -> bool {
        !matches!(self, Self::Departement | Self::Eds)
    }
}

/// What an agreement allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Allowed {
    /// Open bilans.
    pub hold: bool,
    /// Receive those other structures share.
    pub receive: bool,
    /// See figures.
    pub figures: bool,
}

impl Allowed {
    /// Everything: what the département's own offices may do.
    pub const ALL: Self = Self {
        hold: true,
        receive: true,
        figures: true,
    };

    /// The words kept in the database, with a space between.
    pub fn words(self) -> String {
        [
            (self.hold, "hold"),
            (self.receive, "receive"),
            (self.figures, "figures"),
        ]
        .into_iter()
        .filter_map(|(on, word)| on.then_some(word))
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// What such words allow; unknown words allow nothing.
    pub fn parse(words: &str) -> Self {
        let has = |word| words.split_whitespace().any(|known| known == word);
        Self {
            hold: has("hold"),
            receive: has("receive"),
            figures: has("figures"),
        }
    }
}

/// A structure, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// Its identifier.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: Kind,
    /// How it wishes to be reached; may be empty.
    pub contact: String,
    /// The communes it covers, by INSEE code; none is everywhere.
    pub communes: Vec<String>,
    /// When it closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// What it may do today.
    pub allowed: Allowed,
    /// Everybody who works there must have a second factor.
    pub second_factor: bool,
}

/// What a form says of a structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStructure {
    /// Its name, not empty.
    pub name: String,
    /// What kind it is.
    pub kind: Kind,
    /// How it wishes to be reached.
    pub contact: String,
    /// The communes it covers, by INSEE code.
    pub communes: Vec<String>,
}

impl NewStructure {
    /// One of the département's own, of which only the name is known.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind: Kind::Departement,
            contact: String::new(),
            communes: Vec::new(),
        }
    }
}

/// An agreement between the département and a structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its identifier.
    pub id: Uuid,
    /// Its first day.
    pub since: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// What it allows.
    pub allowed: Allowed,
}

/// A structure with its agreements and its team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The structure.
    pub structure: Structure,
    /// Months after the last contact that it keeps what it knows of a person.
    pub retention: u32,
    /// What it has said of its legal frame.
    pub legal_frame: LegalFrame,
    /// Its agreements, the last one first.
    pub agreements: Vec<Agreement>,
    /// Who works there.
    pub team: Team,
}

/// Who works in a structure, and who is invited to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Team {
    /// The agents, by name.
    pub members: Vec<Member>,
    /// The invitations that may still be used, the last one first.
    pub invitations: Vec<Invitation>,
}

/// An agent of a structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub agent: Uuid,
    /// The name shown.
    pub name: String,
    /// As what.
    pub roles: Roles,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// An invitation that may still be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier.
    pub id: Uuid,
    /// For whom, as whoever invited wrote it.
    pub name: String,
    /// The code to type.
    pub code: String,
    /// As what.
    pub roles: Roles,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// A structure where the agent who is asking works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workplace {
    /// Its identifier.
    pub structure: Uuid,
    /// Its name.
    pub name: String,
    /// As what.
    pub roles: Roles,
    /// The session works there now.
    pub current: bool,
}

/// What somebody who was invited types.
#[derive(Clone)]
pub struct Joining {
    /// The code.
    pub code: String,
    /// What they sign in with: chosen, or the one they have.
    pub login: String,
    /// The name shown; empty for whoever has an account.
    pub name: String,
    /// Chosen, or the one they have.
    pub password: String,
    /// They have an account in another structure.
    pub known: bool,
}

/// Why nobody joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotJoined {
    /// No invitation that may still be used has this code.
    Code,
    /// Somebody signs in with this name already.
    LoginTaken,
}

/// What became of a change of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// It would leave the structure without anybody to look after it.
    LastManager,
}

/// What the pages of structures and teams need.
#[async_trait]
pub trait StructuresDesk {
    /// Where the agent who is asking works.
    async fn workplaces(&self) -> Result<Vec<Workplace>, DeskError>;
    /// Works elsewhere from now on, in this session.
    async fn work_at(&self, structure: Uuid) -> Result<(), DeskError>;
    /// The team of the agent's structure.
    async fn team(&self) -> Result<Team, DeskError>;
    /// Invites somebody to a structure: one's own, or any for who looks after the territory.
    async fn invite(
        &self,
        structure: Option<Uuid>,
        name: &str,
        roles: Roles,
    ) -> Result<(), DeskError>;
    /// Takes an invitation back.
    async fn withdraw_invitation(&self, id: Uuid) -> Result<(), DeskError>;
    /// What an agent is in the structure from now on; nothing is that they left it.
    async fn set_roles(&self, agent: Uuid, roles: Roles) -> Result<Changed, DeskError>;
    /// Joins a structure with a code, and signs in.
    async fn join(&self, joining: Joining) -> Result<Result<Entered, NotJoined>, DeskError>;
    /// Every structure, by name; the closed ones last.
    async fn structures(&self) -> Result<Vec<Structure>, DeskError>;
    /// One of them.
    async fn structure(&self, id: Uuid) -> Result<Sheet, DeskError>;
    /// Adds a structure and returns its identifier.
    async fn add_structure(&self, new: NewStructure) -> Result<Uuid, DeskError>;
    /// Changes what is known of a structure.
    async fn change_structure(&self, id: Uuid, new: NewStructure) -> Result<(), DeskError>;
    /// Asks everybody who works there for a second factor, or no longer.
    async fn require_protection(&self, id: Uuid, required: bool) -> Result<(), DeskError>;
    /// Sets how many months after the last contact a structure keeps what it knows.
    async fn set_retention(&self, id: Uuid, months: u32) -> Result<(), DeskError>;
    /// What the agent's own structure has said of its legal frame.
    async fn own_legal_frame(&self) -> Result<LegalFrame, DeskError>;
    /// Keeps what a structure says of it.
    async fn set_legal_frame(&self, id: Uuid, frame: LegalFrame) -> Result<(), DeskError>;
    /// Adds an agreement.
    async fn add_agreement(
        &self,
        structure: Uuid,
        since: NaiveDate,
        until: NaiveDate,
        allowed: Allowed,
    ) -> Result<(), DeskError>;
    /// Ends an agreement today.
    async fn end_agreement(&self, id: Uuid) -> Result<(), DeskError>;
    /// Closes a structure; its files go to another, whole.
    async fn close_structure(&self, id: Uuid, to: Uuid) -> Result<(), DeskError>;
}

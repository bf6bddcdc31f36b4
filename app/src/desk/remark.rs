//! Remarks of professionals on the catalogue: what does not work under a question or a right. Never about a bilan.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The most characters a remark or its answer may have.
pub const REMARK_LENGTH: usize = 600;

/// What a remark is about, by its id in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemarkSubject {
    /// A question of the interview.
    Question(String),
    /// A right.
    Right(String),
}

impl RemarkSubject {
    /// Its kind, in the address and in the database: `questions` or `droits`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Question(_) => "questions",
            Self::Right(_) => "droits",
        }
    }

    /// Its id in the catalogue.
    pub fn id(&self) -> &str {
        match self {
            Self::Question(id) | Self::Right(id) => id,
        }
    }

    /// The subject of a kind and an id; `None` for any other kind.
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "questions" => Some(Self::Question(id.to_owned())),
            "droits" => Some(Self::Right(id.to_owned())),
            _ => None,
        }
    }
}

/// What does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkReason {
    /// The rule is out of date.
    Outdated,
    /// People do not understand the question.
    Misunderstood,
    /// The organisation, its address or its telephone is wrong.
    WrongPlace,
    /// One more document is asked for.
    OtherDocument,
    /// Something else.
    Other,
}

impl RemarkReason {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Outdated,
        Self::Misunderstood,
        Self::WrongPlace,
        Self::OtherDocument,
        Self::Other,
    ];

    /// The stable word for it, in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outdated => "regle",
            Self::Misunderstood => "question",
            Self::WrongPlace => "organisme",
            Self::OtherDocument => "document",
            Self::Other => "autre",
        }
    }

    /// The reason of a word; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// What became of a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkState {
    /// Nobody has looked at it.
    New,
    /// A référent has read it.
    Seen,
    /// It was treated.
    Settled,
}

impl RemarkState {
    /// Every state, in the order of its life.
    pub const ALL: [Self; 3] = [Self::New, Self::Seen, Self::Settled];

    /// The stable word for it, in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "nouvelle",
            Self::Seen => "vue",
            Self::Settled => "traitee",
        }
    }

    /// The state of a word; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A remark about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemark {
    /// What it is about.
    pub subject: RemarkSubject,
    /// What does not work.
    pub reason: RemarkReason,
    /// In a few words; may be empty.
    pub words: String,
}

/// A remark as its référents read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its identifier.
    pub id: Uuid,
    /// What it is about.
    pub subject: RemarkSubject,
    /// What does not work.
    pub reason: RemarkReason,
    /// In a few words; may be empty.
    pub words: String,
    /// The catalogue's version when it was sent.
    pub catalogue: String,
    /// The structure of who sent it.
    pub structure: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub state: RemarkState,
    /// The référent's answer; may be empty.
    pub answer: String,
}

//! Why somebody is sent to a service: a closed list, so that figures can be made of it one day and nothing is told by accident.
//!
//! To add one: a variant, its line in [`Reason::ALL`] and [`Reason::word`], its name in `words/orientation.rs`.

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Social support.
    Support,
    /// Finding work, training.
    Work,
    /// Housing.
    Housing,
    /// Money, debts.
    Money,
    /// Children, family.
    Family,
    /// Rights, papers, a lawyer.
    Law,
    /// Health.
    Health,
    /// Disability.
    Disability,
    /// Violence.
    Violence,
    /// Anything else, in a few words.
    Other,
}

impl Reason {
    /// Every reason, in the order they are shown.
    pub const ALL: [Self; 10] = [
        Self::Support,
        Self::Work,
        Self::Housing,
        Self::Money,
        Self::Family,
        Self::Law,
        Self::Health,
        Self::Disability,
        Self::Violence,
        Self::Other,
    ];

    /// The word of forms and of what is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Support => "accompagnement",
            Self::Work => "insertion",
            Self::Housing => "logement",
            Self::Money => "budget",
            Self::Family => "famille",
            Self::Law => "droits",
            Self::Health => "sante",
            Self::Disability => "handicap",
            Self::Violence => "violences",
            Self::Other => "autre",
        }
    }

    /// The reason of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Whether it says something sensitive by its mere name: it leaves only if the person agreed to that too.
    pub const fn is_sensitive(self) -> bool {
        matches!(self, Self::Health | Self::Disability | Self::Violence)
    }
}

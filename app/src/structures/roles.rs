//! What an agent is in a structure, and what that opens: the one list the access table and the menus are made from.
//!
//! To add a role: a variant, its line in [`Role::ALL`] and [`Role::word`], its name in `words/structures.rs`, and the lists of [`may`]
//! it belongs to.

/// What an agent is in one structure. One agent may be several of these, and others elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Holds the interviews.
    Assistant,
    /// Holds interviews, works from the bilans and follows the rights to their opening.
    SocialWorker,
    /// Keeps the catalogue true: reads the remarks, sees its faults.
    Referent,
    /// Looks after a structure: its team, its rooms. Sees no answers.
    Manager,
    /// Looks after the territory: structures and agreements. Sees no answers.
    Administrator,
    /// Sees figures, and nothing else.
    Observer,
}

impl Role {
    /// Every role, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Assistant,
        Self::SocialWorker,
        Self::Referent,
        Self::Manager,
        Self::Administrator,
        Self::Observer,
    ];

    /// The word kept in the database and sent by forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Assistant => "assistant",
            Self::SocialWorker => "social_worker",
            Self::Referent => "referent",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
            Self::Observer => "observer",
        }
    }

    /// The role of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What each group of roles opens.
pub mod may {
    use super::Role::{self, Administrator, Assistant, Manager, Observer, Referent, SocialWorker};

    /// Hold interviews and read the bilans in reach.
    pub const INTERVIEW: &[Role] = &[Assistant, SocialWorker];
    /// Follow rights to their opening, share and orient.
    pub const FOLLOW_UP: &[Role] = &[SocialWorker];
    /// Keep the catalogue.
    pub const CATALOGUE: &[Role] = &[Referent];
    /// See why a catalogue that changed was refused.
    pub const CATALOGUE_FAULTS: &[Role] = &[Referent, Administrator];
    /// Correct the directory.
    pub const DIRECTORY: &[Role] = &[Referent, Manager, Administrator];
    /// Look after one's structure.
    pub const STRUCTURE: &[Role] = &[Manager];
    /// Invite to a structure: one's own, or any for who looks after the territory.
    pub const TEAM: &[Role] = &[Manager, Administrator];
    /// Look after every structure.
    pub const TERRITORY: &[Role] = &[Administrator];
    /// See figures: of one's structure, of all for an administrator and for an observer of the council.
    pub const FIGURES: &[Role] = &[Manager, Administrator, Observer];
    /// Open a bilan in an emergency, with a reason that is journaled.
    pub const EMERGENCY: &[Role] = &[Manager, Administrator];
}

/// The roles of one agent in one structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u8);

impl Roles {
    /// These roles.
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |bits, role| bits | role.bit()))
    }

    /// Every role: who works alone is all of them.
    pub fn all() -> Self {
        Self::of(&Role::ALL)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether this role is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether one of these is among them.
    pub fn may(self, one_of: &[Role]) -> bool {
        one_of.iter().any(|role| self.has(*role))
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Them, in the order they are shown.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// Their words, with a space between.
    pub fn words(self) -> String {
        self.iter().map(Role::word).collect::<Vec<_>>().join(" ")
    }

    /// The roles of such words; `None` when one is unknown.
    pub fn parse(words: &str) -> Option<Self> {
        let roles: Option<Vec<Role>> = words.split_whitespace().map(Role::parse).collect();
        roles.map(|roles| Self::of(&roles))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for bits in 0..64 {
            let roles = Roles(bits);
            assert_eq!(Roles::parse(&roles.words()), Some(roles));
        }
        assert_eq!(Roles::parse("assistant maire"), None);
        assert_eq!(
            Roles::of(&[Role::Manager, Role::Assistant]).words(),
            "assistant manager"
        );
    }

    #[test]
    fn who_sees_answers_is_who_holds_interviews_or_follows() {
        for role in [
            Role::Referent,
            Role::Manager,
            Role::Administrator,
            Role::Observer,
        ] {
            let alone = Roles::of(&[role]);
            assert!(
                !alone.may(may::INTERVIEW) && !alone.may(may::FOLLOW_UP),
                "{role:?}"
            );
        }
    }
}

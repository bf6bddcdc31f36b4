//! Where a right may stand, who acts, and why it was not received: closed lists, each with its stable word.

/// Where a right stands on its way to being open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody has asked for it yet.
    ToAsk,
    /// Documents are being gathered.
    Gathering,
    /// The application has left.
    Sent,
    /// The organisation is looking at it.
    InReview,
    /// The organisation waits for a document.
    WaitsDocument,
    /// The organisation waits for resources to be declared.
    WaitsResources,
    /// A place must become free.
    WaitsPlace,
    /// An appointment must take place.
    WaitsAppointment,
    /// The right is open.
    Granted,
    /// The answer was no.
    Refused,
    /// The person gave it up.
    GivenUp,
    /// It was asked for twice: the other application goes on.
    Duplicate,
}

/// How far a state is from the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Something must be done for it to begin.
    ToDo,
    /// An answer is waited for.
    UnderWay,
    /// It has ended, one way or another.
    Over,
}

impl State {
    /// Every state, in the order of its life.
    pub const ALL: [Self; 12] = [
        Self::ToAsk,
        Self::Gathering,
        Self::Sent,
        Self::InReview,
        Self::WaitsDocument,
        Self::WaitsResources,
        Self::WaitsPlace,
        Self::WaitsAppointment,
        Self::Granted,
        Self::Refused,
        Self::GivenUp,
        Self::Duplicate,
    ];

    /// The stable word for it, in forms and in what is sealed.
    pub fn word(self) -> &'static str {
        match self {
            Self::ToAsk => "a_demander",
            Self::Gathering => "pieces_a_reunir",
            Self::Sent => "envoyee",
            Self::InReview => "en_instruction",
            Self::WaitsDocument => "attente_pieces",
            Self::WaitsResources => "attente_ressources",
            Self::WaitsPlace => "attente_place",
            Self::WaitsAppointment => "attente_rendez_vous",
            Self::Granted => "accordee",
            Self::Refused => "refusee",
            Self::GivenUp => "renoncee",
            Self::Duplicate => "doublon",
        }
    }

    /// The state of a word; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// How far it is from the end.
    pub fn phase(self) -> Phase {
        match self {
            Self::ToAsk | Self::Gathering => Phase::ToDo,
            Self::Sent
            | Self::InReview
            | Self::WaitsDocument
            | Self::WaitsResources
            | Self::WaitsPlace
            | Self::WaitsAppointment => Phase::UnderWay,
            Self::Granted | Self::Refused | Self::GivenUp | Self::Duplicate => Phase::Over,
        }
    }
}

/// Who does what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    /// The person.
    Person,
    /// The agent.
    Agent,
    /// The organisation.
    Organisation,
}

impl Doer {
    /// Everybody who may act.
    pub const ALL: [Self; 3] = [Self::Person, Self::Agent, Self::Organisation];

    /// The stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "personne",
            Self::Agent => "agent",
            Self::Organisation => "organisme",
        }
    }

    /// Who a word says; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doer| doer.word() == word)
    }
}

/// Why a right was not received: the four causes of the observatory of non-recours (ODENORE), and one that agents meet every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Non-connaissance: nobody had heard of it.
    NotKnown,
    /// Non-demande: it was known and not asked for.
    NotAsked,
    /// Non-réception: it was asked for and did not come.
    NotReceived,
    /// Non-proposition: a professional did not offer it.
    NotOffered,
    /// Documents were demanded beyond the list.
    TooManyDocuments,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 5] = [
        Self::NotKnown,
        Self::NotAsked,
        Self::NotReceived,
        Self::NotOffered,
        Self::TooManyDocuments,
    ];

    /// The stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotKnown => "non_connaissance",
            Self::NotAsked => "non_demande",
            Self::NotReceived => "non_reception",
            Self::NotOffered => "non_proposition",
            Self::TooManyDocuments => "pieces_hors_liste",
        }
    }

    /// The cause of a word; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_comes_back() {
        for state in State::ALL {
            assert_eq!(State::parse(state.word()), Some(state));
        }
        for doer in Doer::ALL {
            assert_eq!(Doer::parse(doer.word()), Some(doer));
        }
        for cause in Cause::ALL {
            assert_eq!(Cause::parse(cause.word()), Some(cause));
        }
        assert_eq!(State::parse("close"), None);
    }

    #[test]
    fn a_life_goes_forward() {
        let phases = State::ALL.map(State::phase);
        assert!(phases.is_sorted());
    }
}

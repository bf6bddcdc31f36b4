//! Where an orientation may stand, and how a service answers.
//!
//! To add a state: a variant, its line in [`State::CHOSEN`] and [`State::word`], its sentence in `words/orientation.rs`.

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The person was sent; the service has not answered.
    Sent,
    /// The service has received it.
    Received,
    /// The service gave an appointment.
    Appointment,
    /// The service says that it is for another.
    NotForUs,
    /// The service takes care of it.
    TakenOn,
    /// The person is on a list, or an answer is awaited.
    Waiting,
    /// The person is sent on to another service.
    Redirected,
    /// Nothing will come of it.
    NoFollowUp,
    /// The person did not come. It is never held against them: another time is looked for.
    DidNotCome,
    /// The person took it back. Never chosen in the form.
    Withdrawn,
}

impl State {
    /// Those one chooses, in the order they are shown.
    pub const CHOSEN: [Self; 9] = [
        Self::Sent,
        Self::Received,
        Self::Appointment,
        Self::NotForUs,
        Self::TakenOn,
        Self::Waiting,
        Self::Redirected,
        Self::NoFollowUp,
        Self::DidNotCome,
    ];

    /// The word of forms and of what is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "envoyee",
            Self::Received => "recue",
            Self::Appointment => "rendez_vous",
            Self::NotForUs => "pas_pour_nous",
            Self::TakenOn => "prise_en_charge",
            Self::Waiting => "en_attente",
            Self::Redirected => "reorientee",
            Self::NoFollowUp => "sans_suite",
            Self::DidNotCome => "pas_venue",
            Self::Withdrawn => "retiree",
        }
    }

    /// The state of a word of a form.
    pub fn chosen(word: &str) -> Option<Self> {
        Self::CHOSEN.into_iter().find(|state| state.word() == word)
    }

    /// The state of a word that was kept.
    pub fn parse(word: &str) -> Option<Self> {
        Self::chosen(word).or_else(|| (word == Self::Withdrawn.word()).then_some(Self::Withdrawn))
    }

    /// The service has answered: whoever sends says how.
    pub const fn is_receipt(self) -> bool {
        matches!(self, Self::Received | Self::Appointment | Self::NotForUs)
    }

    /// Nothing more is waited for.
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::TakenOn | Self::Redirected | Self::NoFollowUp | Self::Withdrawn
        )
    }

    /// It says nothing without a word more: to whom, or why.
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::NotForUs | Self::Redirected | Self::NoFollowUp)
    }
}

/// How a service answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// By letter.
    Letter,
    /// Face to face.
    InPerson,
    /// The person told it.
    Person,
}

impl Channel {
    /// Every way, in the order they are shown.
    pub const ALL: [Self; 5] = [
        Self::Phone,
        Self::Email,
        Self::Letter,
        Self::InPerson,
        Self::Person,
    ];

    /// The word of forms and of what is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Phone => "telephone",
            Self::Email => "courriel",
            Self::Letter => "courrier",
            Self::InPerson => "sur_place",
            Self::Person => "personne",
        }
    }

    /// The way of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back_and_a_withdrawal_is_never_chosen() {
        for state in State::CHOSEN {
            assert_eq!(State::parse(state.word()), Some(state));
        }
        assert_eq!(State::parse("retiree"), Some(State::Withdrawn));
        assert_eq!(State::chosen("retiree"), None);
    }

    #[test]
    fn somebody_who_did_not_come_is_still_awaited() {
        assert!(!State::DidNotCome.is_over() && !State::DidNotCome.needs_words());
    }
}

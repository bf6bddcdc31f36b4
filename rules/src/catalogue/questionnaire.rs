//! The questionnaire: themes, screens and questions, in the order of the conversation.

use std::ops::RangeInclusive;

use crate::FactId;

/// A theme of the interview, and of the rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in a narrow place.
    pub short: String,
    /// Its rank; themes come in this order.
    pub rank: i64,
    /// Minutes it takes.
    pub minutes: i64,
    /// The sentence the agent says to open it.
    pub say: String,
}

/// Several related questions shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Its id, unique within its theme.
    pub id: String,
    /// The theme it belongs to, by id.
    pub theme: String,
    /// Its title.
    pub title: String,
    /// A sentence above the questions.
    pub intro: Option<String>,
}

/// Whom a question is put for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    /// The household as a whole.
    Household,
    /// The person.
    Person,
    /// The partner.
    Partner,
    /// The person and the partner, each.
    EachAdult,
}

impl Whom {
    /// The words of the catalogue.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("personne", Self::Person),
        ("conjoint", Self::Partner),
        ("adultes", Self::EachAdult),
        ("foyer", Self::Household),
    ];

    /// The word of the catalogue for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, whom)| *whom == self)
            .map_or("", |(word, _)| word)
    }
}

/// What a question serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// `droit`: rights depend on it.
    Right,
    /// `conduite`: how the interview is held.
    Conduct,
    /// `urgence`.
    Urgency,
    /// `orientation`: towards people rather than rights.
    Orientation,
    /// `documents`.
    Documents,
}

impl Use {
    /// The words of the catalogue.
    pub(crate) const WORDS: [(&'static str, Self); 5] = [
        ("droit", Self::Right),
        ("conduite", Self::Conduct),
        ("urgence", Self::Urgency),
        ("orientation", Self::Orientation),
        ("documents", Self::Documents),
    ];
}

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Facts, of the household or of adults. Facts of the household are always the household's.
    Facts {
        /// The facts, in the order they are asked.
        facts: Vec<FactId>,
        /// Whose, for facts of adults.
        of: Whom,
    },
    /// The list of children, with these facts of each. The first such question also asks « c’est tout ».
    Children(Vec<FactId>),
    /// Whether there is a partner.
    Partner,
    /// The incomes of named months.
    Incomes {
        /// Whose.
        of: Whom,
        /// The months, relative to the month of the date of law (−1 is the month before).
        months: RangeInclusive<i8>,
    },
    /// Whether these rights are received, by id.
    Receipts(Vec<String>),
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Its theme, by id.
    pub theme: String,
    /// Its screen, by id.
    pub screen: String,
    /// The question, worded to be spoken.
    pub text: String,
    /// Help.
    pub help: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// What it asks for.
    pub asks: Asks,
    /// What it serves.
    pub used_for: Use,
    /// Put only alone with the person.
    pub alone: bool,
    /// Among the few of the first sweep (« repérage »).
    pub screening: bool,
    /// Put only when somebody wants it: it stands folded at the foot of every screen of its theme, and nothing waits for it.
    pub folded: bool,
    /// The facts it asks that pass with time, of this year or of the last months: they are asked again in the next bilan.
    pub passing: Vec<FactId>,
}

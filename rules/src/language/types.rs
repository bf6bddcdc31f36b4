//! The types of the language.

use crate::{Fact, FactId, FactType};

/// What kind of thing an expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Truth,
    Number,
    Amount,
    /// The literal `0`: a number or an amount, as its neighbours ask.
    Zero,
    Date,
    Month,
    /// A choice among the variants of this fact.
    Choice(FactId),
    /// Any of the variants of this fact.
    Set(FactId),
}

impl Type {
    /// What a fact gives; free text gives nothing one can compute with.
    pub(crate) fn of(id: FactId, fact: &Fact) -> Option<Self> {
        match fact.kind {
            FactType::YesNo => Some(Self::Truth),
            FactType::Integer | FactType::Rate => Some(Self::Number),
            FactType::Amount => Some(Self::Amount),
            FactType::Date => Some(Self::Date),
            FactType::Month => Some(Self::Month),
            FactType::Choice(_) => Some(Self::Choice(id)),
            FactType::Choices(_) => Some(Self::Set(id)),
            FactType::Text => None,
        }
    }

    /// How to say it in French.
    pub(crate) const fn said(self) -> &'static str {
        match self {
            Self::Truth => "un oui ou non",
            Self::Number => "un nombre",
            Self::Amount => "un montant",
            Self::Zero => "zéro",
            Self::Date => "une date",
            Self::Month => "un mois",
            Self::Choice(_) => "un choix",
            Self::Set(_) => "un choix multiple",
        }
    }

    /// Whether it can be ordered, and be the least or the greatest of several.
    pub(crate) const fn is_ordered(self) -> bool {
        matches!(
            self,
            Self::Number | Self::Amount | Self::Zero | Self::Date | Self::Month
        )
    }

    /// Whether it is a quantity one can add and round.
    pub(crate) const fn is_quantity(self) -> bool {
        matches!(self, Self::Number | Self::Amount | Self::Zero)
    }

    /// The type of two things that may stand for each other.
    pub(crate) fn joined(self, other: Self, facts: &[Fact]) -> Option<Self> {
        let variants = |id: FactId| {
            facts
                .get(usize::from(id.0))
                .map(|fact| fact.kind.variants())
        };
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Self::Zero, b @ (Self::Number | Self::Amount)) => Some(b),
            (a @ (Self::Number | Self::Amount), Self::Zero) => Some(a),
            (Self::Choice(a), Self::Choice(b)) if variants(a) == variants(b) => Some(self),
            (Self::Set(a), Self::Set(b)) if variants(a) == variants(b) => Some(self),
            _ => None,
        }
    }
}

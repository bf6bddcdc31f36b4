//! The values expressions compute with: small, copied, each with its bounds of ignorance.

use super::interval::Interval;
use crate::Truth;

/// A value, possibly not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Val {
    /// Yes, no, unknown.
    Truth(Truth),
    /// A number, an amount, a date or a month.
    Range(Interval),
    /// The variants still possible, one bit each.
    Choice(u64),
    /// The variants that certainly hold, and those that may.
    Set { certain: u64, possible: u64 },
}

impl Val {
    /// Whether no further answer can change it.
    pub(crate) const fn is_decided(self) -> bool {
        match self {
            Self::Truth(truth) => !matches!(truth, Truth::Unknown),
            Self::Range(range) => range.is_point(),
            Self::Choice(mask) => mask.count_ones() <= 1,
            Self::Set { certain, possible } => certain == possible,
        }
    }

    /// The smallest value that contains both.
    pub(crate) fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Truth(a), Self::Truth(b)) => Self::Truth(a.hull(b)),
            (Self::Range(a), Self::Range(b)) => Self::Range(a.hull(b)),
            (Self::Choice(a), Self::Choice(b)) => Self::Choice(a | b),
            (
                Self::Set { certain, possible },
                Self::Set {
                    certain: other_certain,
                    possible: other_possible,
                },
            ) => Self::Set {
                certain: certain & other_certain,
                possible: possible | other_possible,
            },
            (one, _) => one,
        }
    }

    /// Anything of the same kind.
    pub(crate) const fn forgotten(self) -> Self {
        match self {
            Self::Truth(_) => Self::Truth(Truth::Unknown),
            Self::Range(_) => Self::Range(Interval::ALL),
            Self::Choice(_) => Self::Choice(u64::MAX),
            Self::Set { .. } => Self::Set {
                certain: 0,
                possible: u64::MAX,
            },
        }
    }

    pub(crate) const fn truth(self) -> Truth {
        match self {
            Self::Truth(truth) => truth,
            _ => Truth::Unknown,
        }
    }

    pub(crate) const fn range(self) -> Interval {
        match self {
            Self::Range(range) => range,
            _ => Interval::ALL,
        }
    }

    pub(crate) const fn choice(self) -> u64 {
        match self {
            Self::Choice(mask) => mask,
            _ => u64::MAX,
        }
    }
}

impl Truth {
    pub(crate) const fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    pub(crate) const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Both; one no is enough to say no.
    pub(crate) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Either; one yes is enough to say yes.
    pub(crate) const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    pub(crate) const fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

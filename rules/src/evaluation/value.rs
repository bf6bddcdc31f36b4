//! What is known of a constant or of an answer, with its bounds of ignorance. It is computed as two [`super::ends`].

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

    pub(crate) const fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

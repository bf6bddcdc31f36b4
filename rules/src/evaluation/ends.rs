//! Values as they are computed: two ends, read according to what gives them. A value is decided when both
//! ends meet, and then no further answer can change it.

use super::interval::Interval;
use super::value::Val;
use crate::Truth;

/// The two ends of what is known.
///
/// | what it is | `lo` | `hi` |
/// |---|---|---|
/// | yes, no | 1 once it is certainly so | 0 once it is certainly not |
/// | a number, an amount, a date, a month | the least | the most |
/// | variants, one bit each | those that certainly hold | those that may |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Ends {
    pub(super) lo: i64,
    pub(super) hi: i64,
}

impl Ends {
    pub(super) const YES: Self = Self { lo: 1, hi: 1 };
    pub(super) const NO: Self = Self { lo: 0, hi: 0 };
    /// Yes or no.
    pub(super) const EITHER: Self = Self { lo: 0, hi: 1 };

    pub(super) const fn of(value: Val) -> Self {
        match value {
            Val::Truth(truth) => Self::of_truth(truth),
            Val::Range(range) => Self::of_range(range),
            // One variant left is the one that holds.
            Val::Choice(mask) if mask.count_ones() > 1 => Self::of_set(0, mask),
            Val::Choice(mask) => Self::of_set(mask, mask),
            Val::Set { certain, possible } => Self::of_set(certain, possible),
        }
    }

    pub(super) const fn of_truth(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Self::YES,
            Truth::No => Self::NO,
            Truth::Unknown => Self::EITHER,
        }
    }

    pub(super) const fn of_range(Interval { lo, hi }: Interval) -> Self {
        Self { lo, hi }
    }

    pub(super) const fn of_set(certain: u64, possible: u64) -> Self {
        Self {
            lo: certain.cast_signed(),
            hi: possible.cast_signed(),
        }
    }

    pub(super) const fn is_decided(self) -> bool {
        self.lo == self.hi
    }

    pub(super) const fn truth(self) -> Truth {
        match (self.lo, self.hi) {
            (_, 0) => Truth::No,
            (0, _) => Truth::Unknown,
            _ => Truth::Yes,
        }
    }

    pub(super) const fn range(self) -> Interval {
        Interval {
            lo: self.lo,
            hi: self.hi,
        }
    }

    /// The variants that certainly hold.
    pub(super) const fn certain(self) -> u64 {
        self.lo.cast_unsigned()
    }

    /// The variants that may hold.
    pub(super) const fn possible(self) -> u64 {
        self.hi.cast_unsigned()
    }

    pub(super) const fn not(self) -> Self {
        Self {
            lo: self.hi ^ 1,
            hi: self.lo ^ 1,
        }
    }

    /// Both; one no is enough to say no. Also the least of two numbers.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.min(other.hi),
        }
    }

    /// Either; one yes is enough to say yes. Also the greatest of two numbers.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            lo: self.lo.max(other.lo),
            hi: self.hi.max(other.hi),
        }
    }

    /// Of bits, one for each row: where both hold.
    pub(super) const fn bits_and(self, other: Self) -> Self {
        Self {
            lo: self.lo & other.lo,
            hi: self.hi & other.hi,
        }
    }

    /// Where one of them holds.
    pub(super) const fn bits_or(self, other: Self) -> Self {
        Self {
            lo: self.lo | other.lo,
            hi: self.hi | other.hi,
        }
    }

    /// Where it does not hold.
    pub(super) const fn bits_not(self) -> Self {
        Self {
            lo: !self.hi,
            hi: !self.lo,
        }
    }

    /// The same with yes or no told of one more row.
    pub(super) fn with_bit(self, at: usize, holds: Self) -> Self {
        let up = u32::try_from(at).unwrap_or(0);
        Self {
            lo: self.lo | holds.lo.wrapping_shl(up),
            hi: self.hi | holds.hi.wrapping_shl(up),
        }
    }

    /// The same of the rows that come after this one.
    #[inline(always)]
    pub(super) const fn after(self, first: Self) -> Self {
        Self {
            lo: self.lo.wrapping_shl(1) | first.lo,
            hi: self.hi.wrapping_shl(1) | first.hi,
        }
    }

    /// Yes or no, of one row.
    pub(super) fn bit(self, at: usize) -> Self {
        let down = u32::try_from(at).unwrap_or(0);
        Self {
            lo: self.lo.wrapping_shr(down) & 1,
            hi: self.hi.wrapping_shr(down) & 1,
        }
    }

    /// Yes or no, told of every row.
    pub(super) const fn for_everyone(self) -> Self {
        Self {
            lo: self.lo.wrapping_neg(),
            hi: self.hi.wrapping_neg(),
        }
    }

    /// All that lies from one to the other.
    pub(super) fn hull(self, other: Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }

    /// The variants of one or of the other.
    pub(super) const fn hull_of_variants(self, other: Self) -> Self {
        Self {
            lo: self.lo & other.lo,
            hi: self.hi | other.hi,
        }
    }
}

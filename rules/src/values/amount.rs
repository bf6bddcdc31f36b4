//! Money: whole cents, exact or within a band.

use serde::{Deserialize, Serialize};

/// An amount of money in cents, from `lo` to `hi` included; an exact amount is a range of one point.
///
/// `hi` is `None` when nothing bounds the amount upward (« plus de 2 100 € »).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AmountRange {
    /// The least it can be, in cents.
    #[serde(rename = "min")]
    pub lo: i64,
    /// The most it can be, in cents; `None` when unbounded.
    #[serde(rename = "max")]
    pub hi: Option<i64>,
}

impl AmountRange {
    /// Exactly this many cents.
    #[must_use]
    pub const fn exact(cents: i64) -> Self {
        Self {
            lo: cents,
            hi: Some(cents),
        }
    }

    /// From `lo` to `hi` cents included. The ends are put in order.
    #[must_use]
    pub fn between(lo: i64, hi: i64) -> Self {
        Self {
            lo: lo.min(hi),
            hi: Some(lo.max(hi)),
        }
    }

    /// `lo` cents or more.
    #[must_use]
    pub const fn at_least(lo: i64) -> Self {
        Self { lo, hi: None }
    }

    /// Whether one single amount is possible.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.hi == Some(self.lo)
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.lo <= other.lo
            && match (self.hi, other.hi) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(mine), Some(theirs)) => theirs <= mine,
            }
    }
}

//! Intervals of whole numbers and their arithmetic.
//!
//! Every operation contains every exact result, rounding included: results are rounded by one rule that never
//! reverses an order, the same at both ends. What overflows becomes unbounded; nothing panics.
//! Numbers and amounts count in millionths, dates in days, months in months.

use crate::values::UNIT;

/// From `lo` to `hi` included. `i64::MIN` and `i64::MAX` stand for no bound at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Interval {
    pub(crate) lo: i64,
    pub(crate) hi: i64,
}

const LEAST_FINITE: i64 = i64::MIN + 1;
const MOST_FINITE: i64 = i64::MAX - 1;
const LEAST: i128 = i64::MIN as i128;
const MOST: i128 = i64::MAX as i128;

/// A lower bound brought within what can be written: beyond the greatest number, the greatest one is still
/// a bound.
fn lower(exact: i128) -> i64 {
    i64::try_from(exact.clamp(LEAST, MOST.saturating_sub(1))).unwrap_or(i64::MIN)
}

/// An upper bound brought within what can be written.
fn upper(exact: i128) -> i64 {
    i64::try_from(exact.clamp(LEAST.saturating_add(1), MOST)).unwrap_or(i64::MAX)
}

impl Interval {
    pub(crate) const ALL: Self = Self {
        lo: i64::MIN,
        hi: i64::MAX,
    };
    pub(crate) const ZERO: Self = Self::point(0);

    pub(crate) const fn point(value: i64) -> Self {
        Self {
            lo: value,
            hi: value,
        }
    }

    pub(crate) const fn at_least(lo: i64) -> Self {
        Self { lo, hi: i64::MAX }
    }

    pub(crate) const fn is_point(self) -> bool {
        self.lo == self.hi
    }

    pub(crate) fn hull(self, other: Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }

    /// The part both share; `self` when they share nothing.
    pub(crate) fn within(self, bounds: Self) -> Self {
        let shared = Self {
            lo: self.lo.max(bounds.lo),
            hi: self.hi.min(bounds.hi),
        };
        if shared.lo <= shared.hi { shared } else { self }
    }

    #[inline]
    pub(crate) fn add(self, other: Self) -> Self {
        // An end that overflows is unbounded; beyond the greatest number, the greatest one is still a lower bound.
        Self {
            lo: if self.lo == i64::MIN || other.lo == i64::MIN {
                i64::MIN
            } else {
                self.lo.saturating_add(other.lo).min(MOST_FINITE)
            },
            hi: if self.hi == i64::MAX || other.hi == i64::MAX {
                i64::MAX
            } else {
                self.hi.saturating_add(other.hi).max(LEAST_FINITE)
            },
        }
    }

    pub(crate) const fn negate(self) -> Self {
        const fn opposite(end: i64) -> i64 {
            match end {
                i64::MIN => i64::MAX,
                i64::MAX => i64::MIN,
                _ => end.saturating_neg(),
            }
        }
        Self {
            lo: opposite(self.hi),
            hi: opposite(self.lo),
        }
    }

    pub(crate) fn subtract(self, other: Self) -> Self {
        self.add(other.negate())
    }

    /// The product of two numbers in millionths.
    pub(crate) fn multiply(self, other: Self) -> Self {
        if self.is_point()
            && other.is_point()
            && let Some(product) = small_product(self.lo, other.lo)
        {
            return Self::point(product);
        }
        // Of what is never negative, the ends are products of ends: nearly every amount is.
        if self.lo >= 0 && other.lo >= 0 {
            if let (Some(lo), Some(hi)) = (
                small_product(self.lo, other.lo),
                small_product(self.hi, other.hi),
            ) {
                return Self { lo, hi };
            }
            return Self {
                lo: lower(product(self.lo, other.lo).rank()),
                hi: upper(product(self.hi, other.hi).rank()),
            };
        }
        let corners = [
            product(self.lo, other.lo),
            product(self.lo, other.hi),
            product(self.hi, other.lo),
            product(self.hi, other.hi),
        ];
        Self::spanning(corners)
    }

    /// The quotient of two numbers in millionths; unbounded when the divisor can be zero.
    pub(crate) fn divide(self, other: Self) -> Self {
        if other.lo <= 0 && other.hi >= 0 {
            return Self::ALL;
        }
        // By one number greater than zero, order is kept.
        if other.is_point()
            && other.lo > 0
            && let Some(lo) = small_quotient(self.lo, other.lo)
        {
            if self.is_point() {
                return Self::point(lo);
            }
            if let Some(hi) = small_quotient(self.hi, other.lo) {
                return Self { lo, hi };
            }
        }
        let corners = [
            quotient(self.lo, other.lo),
            quotient(self.lo, other.hi),
            quotient(self.hi, other.lo),
            quotient(self.hi, other.hi),
        ];
        Self::spanning(corners)
    }

    fn spanning(corners: [Corner; 4]) -> Self {
        let mut least = corners.iter().map(Corner::rank).fold(i128::MAX, i128::min);
        let mut most = corners.iter().map(Corner::rank).fold(i128::MIN, i128::max);
        least = least.clamp(LEAST, MOST);
        most = most.clamp(LEAST, MOST);
        Self {
            lo: lower(least),
            hi: upper(most),
        }
    }

    /// Both ends through a function that never reverses an order; unbounded ends stay so.
    pub(crate) fn map_rising(self, function: impl Fn(i64) -> i64) -> Self {
        Self {
            lo: if self.lo == i64::MIN {
                i64::MIN
            } else {
                function(self.lo)
            },
            hi: if self.hi == i64::MAX {
                i64::MAX
            } else {
                function(self.hi)
            },
        }
    }
}

/// One corner of a product: a finite number or an unbounded end.
enum Corner {
    Finite(i128),
    Least,
    Most,
}

impl Corner {
    const fn rank(&self) -> i128 {
        match self {
            Self::Finite(value) => *value,
            Self::Least => i128::MIN,
            Self::Most => i128::MAX,
        }
    }
}

const fn is_end(value: i64) -> bool {
    value == i64::MIN || value == i64::MAX
}

fn unbounded(negative: bool) -> Corner {
    if negative {
        Corner::Least
    } else {
        Corner::Most
    }
}

/// The product of finite numbers that stay small on the way.
#[inline]
fn small_product(a: i64, b: i64) -> Option<i64> {
    // What is unbounded, or nearly, overflows here but times zero.
    nearest_small(a.checked_mul(b)?, UNIT)
}

/// The quotient of a finite number that stays small on the way; `step` is positive.
#[inline]
fn small_quotient(a: i64, step: i64) -> Option<i64> {
    nearest_small(a.checked_mul(UNIT)?, step)
}

fn product(a: i64, b: i64) -> Corner {
    if a == 0 || b == 0 {
        return Corner::Finite(0);
    }
    if is_end(a) || is_end(b) {
        return unbounded((a < 0) != (b < 0));
    }
    if let Some(exact) = a.checked_mul(b)
        && let Some(rounded) = nearest_small(exact, UNIT)
    {
        return Corner::Finite(i128::from(rounded));
    }
    let exact = i128::from(a).saturating_mul(i128::from(b));
    Corner::Finite(nearest(exact, i128::from(UNIT)))
}

fn quotient(a: i64, b: i64) -> Corner {
    if a == 0 || is_end(b) {
        return Corner::Finite(0);
    }
    if is_end(a) {
        return unbounded((a < 0) != (b < 0));
    }
    if b > 0
        && let Some(exact) = a.checked_mul(UNIT)
        && let Some(rounded) = nearest_small(exact, b)
    {
        return Corner::Finite(i128::from(rounded));
    }
    let exact = i128::from(a).saturating_mul(i128::from(UNIT));
    let divisor = i128::from(b);
    if divisor < 0 {
        Corner::Finite(nearest(exact.saturating_neg(), divisor.saturating_neg()))
    } else {
        Corner::Finite(nearest(exact, divisor))
    }
}

/// `value / step` to the nearest whole number, halves upward; `step` is positive. Never reverses an order.
pub(crate) fn nearest(value: i128, step: i128) -> i128 {
    value
        .saturating_mul(2)
        .saturating_add(step)
        .checked_div_euclid(step.saturating_mul(2))
        .unwrap_or(0)
}

/// The same for numbers that stay small on the way, which is quicker; `None` when they do not.
#[inline]
pub(crate) fn nearest_small(value: i64, step: i64) -> Option<i64> {
    value
        .checked_mul(2)?
        .checked_add(step)?
        .checked_div_euclid(step.checked_mul(2)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn end() -> impl Strategy<Value = i64> {
        prop_oneof![
            Just(0),
            Just(i64::MIN),
            Just(i64::MAX),
            -5_000_000_i64..5_000_000,
            any::<i64>(),
        ]
    }

    prop_compose! {
        fn interval()(a in end(), b in end()) -> Interval {
            let (lo, hi) = (a.min(b), a.max(b));
            // A point stands for a number: the unbounded ends are not numbers.
            if lo == hi { Interval::point(lo.clamp(i64::MIN + 1, i64::MAX - 1)) } else { Interval { lo, hi } }
        }
    }

    fn holds(outer: Interval, inner: Interval) -> bool {
        outer.lo <= inner.lo && inner.hi <= outer.hi
    }

    /// A number of the interval, so many thousandths of its width from its least end.
    fn inside(interval: Interval, thousandths: i128) -> Interval {
        let (lo, hi) = (i128::from(interval.lo), i128::from(interval.hi));
        let step = hi.saturating_sub(lo).saturating_mul(thousandths) / 1000;
        let value = i64::try_from(lo.saturating_add(step).clamp(lo, hi)).unwrap();
        Interval::point(value.clamp(i64::MIN + 1, i64::MAX - 1))
    }

    proptest! {
        #[test]
        fn every_operation_contains_the_result_of_its_points(
            a in interval(), b in interval(), i in 0..=1000_i128, j in 0..=1000_i128,
        ) {
            let (x, y) = (inside(a, i), inside(b, j));
            prop_assert!(holds(a.add(b), x.add(y)));
            prop_assert!(holds(a.subtract(b), x.subtract(y)));
            prop_assert!(holds(a.multiply(b), x.multiply(y)), "{:?} {:?}", a.multiply(b), x.multiply(y));
            prop_assert!(holds(a.divide(b), x.divide(y)) , "{:?} {:?}", a.divide(b), x.divide(y));
        }
    }

    proptest! {
        #[test]
        fn small_numbers_round_as_great_ones(value in end(), step in 1..5_000_000_i64) {
            if let Some(small) = nearest_small(value, step) {
                prop_assert_eq!(i128::from(small), nearest(i128::from(value), i128::from(step)));
            }
        }

        #[test]
        fn what_is_never_negative_is_multiplied_by_its_ends(a in interval(), b in interval()) {
            let corners = Interval::spanning([
                product(a.lo, b.lo),
                product(a.lo, b.hi),
                product(a.hi, b.lo),
                product(a.hi, b.hi),
            ]);
            prop_assert_eq!(a.multiply(b), corners);
        }
    }

    #[test]
    fn halves_round_upward_on_both_sides_of_zero() {
        assert_eq!(nearest(15, 10), 2);
        assert_eq!(nearest(-15, 10), -1);
        assert_eq!(nearest(14, 10), 1);
        assert_eq!(nearest(-16, 10), -2);
    }
}

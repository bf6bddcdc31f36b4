//! What each operation makes of the values it looks at: three-valued logic and intervals. Knowing more only narrows
//! what comes out. Nothing here can fail. What is not needed is not read.

use super::dates;
use super::ends::Ends;
use super::interval::{Interval, nearest, nearest_small};
use super::plan::{Op, Slot};
use crate::Truth;
use crate::language::program::Rounding;
use crate::values::UNIT;

/// The value of an operation that looks neither through a list nor at another right, nor at any number of values.
#[inline(always)]
pub(super) fn value(op: Op, mut read: impl FnMut(Slot) -> Ends) -> Ends {
    let mut range = |slot| read(slot).range();
    match op {
        Op::Not(a) => read(a).not(),
        Op::Both(a, b) => match read(a) {
            Ends::NO => Ends::NO,
            first => first.and(read(b)),
        },
        Op::OneOf(a, b) => match read(a) {
            Ends::YES => Ends::YES,
            first => first.or(read(b)),
        },
        Op::Least(a, b) => read(a).and(read(b)),
        Op::Greatest(a, b) => read(a).or(read(b)),
        Op::Equal(a, b) | Op::SameTruth(a, b) => equal(range(a), range(b)),
        Op::Less(a, b) => less(range(a), range(b)),
        Op::AtMost(a, b) => at_most(range(a), range(b)),
        Op::SameChoice(a, b) => {
            let (a, b) = (read(a), read(b));
            let common = a.possible() & b.possible();
            decide(common != 0 && a == b && a.is_decided(), common == 0)
        }
        Op::Among(a, mask) => among(read(a), mask),
        Op::Holds(a, mask) => holds(read(a), mask),
        Op::Empty(a) => {
            let set = read(a);
            decide(set.possible() == 0, set.certain() != 0)
        }
        Op::Add(a, b) => Ends::of_range(range(a).add(range(b))),
        Op::Subtract(a, b) => Ends::of_range(range(a).subtract(range(b))),
        Op::Multiply(a, b) => Ends::of_range(range(a).multiply(range(b))),
        Op::Divide(a, b) => Ends::of_range(range(a).divide(range(b))),
        Op::Negate(a) => Ends::of_range(range(a).negate()),
        Op::Between(a, b) => {
            let steps = range(b).subtract(range(a));
            Ends::of_range(steps.map_rising(|steps| steps.saturating_mul(UNIT)))
        }
        Op::MonthPlus(a, b) => {
            let months = range(b).map_rising(|months| months.div_euclid(UNIT));
            Ends::of_range(range(a).add(months))
        }
        Op::If(test, then, otherwise) => match read(test).truth() {
            Truth::Yes => read(then),
            Truth::No => read(otherwise),
            Truth::Unknown => read(then).hull(read(otherwise)),
        },
        Op::IfVariants(test, then, otherwise) => match read(test).truth() {
            Truth::Yes => read(then),
            Truth::No => read(otherwise),
            Truth::Unknown => read(then).hull_of_variants(read(otherwise)),
        },
        Op::Years(a, b) => Ends::of_range(dates::years(range(a), range(b))),
        Op::Months(a, b) => Ends::of_range(dates::months(range(a), range(b))),
        Op::MonthOf(a) => Ends::of_range(dates::month_of(range(a))),
        Op::PlusYears(a, b) => Ends::of_range(dates::plus_months(range(a), range(b), 12)),
        Op::PlusMonths(a, b) => Ends::of_range(dates::plus_months(range(a), range(b), 1)),
        Op::PlusDays(a, b) => Ends::of_range(dates::plus_days(range(a), range(b))),
        Op::Round(rounding, a) => Ends::of_range(round(rounding, range(a))),
        Op::Given
        | Op::All(_)
        | Op::Any(_)
        | Op::Count(..)
        | Op::Exists(..)
        | Op::ForAll(..)
        | Op::Sum(..)
        | Op::Right(..) => Ends::EITHER,
    }
}

/// Whether all of these hold.
#[inline(always)]
pub(super) fn all(slots: &[Slot], mut read: impl FnMut(Slot) -> Ends) -> Ends {
    let mut all = Ends::YES;
    for slot in slots {
        all = all.and(read(*slot));
        if all == Ends::NO {
            break;
        }
    }
    all
}

/// Whether any of these holds.
#[inline(always)]
pub(super) fn any(slots: &[Slot], mut read: impl FnMut(Slot) -> Ends) -> Ends {
    let mut any = Ends::NO;
    for slot in slots {
        any = any.or(read(*slot));
        if any == Ends::YES {
            break;
        }
    }
    any
}

#[inline(always)]
pub(super) const fn equal(a: Interval, b: Interval) -> Ends {
    let same = a.lo == b.lo && a.hi == b.hi;
    decide(a.is_point() && same, a.hi < b.lo || b.hi < a.lo)
}

#[inline(always)]
pub(super) const fn less(a: Interval, b: Interval) -> Ends {
    decide(a.hi < b.lo, a.lo >= b.hi)
}

#[inline(always)]
pub(super) const fn at_most(a: Interval, b: Interval) -> Ends {
    decide(a.hi <= b.lo, a.lo > b.hi)
}

/// Whether a variant is one of these.
#[inline(always)]
pub(super) const fn among(variant: Ends, mask: u64) -> Ends {
    let common = variant.possible() & mask;
    decide(common != 0 && common == variant.possible(), common == 0)
}

/// Whether any of these variants holds.
#[inline(always)]
pub(super) const fn holds(set: Ends, mask: u64) -> Ends {
    decide(set.certain() & mask != 0, set.possible() & mask == 0)
}

#[inline(always)]
const fn decide(yes: bool, no: bool) -> Ends {
    match (yes, no) {
        (true, _) => Ends::YES,
        (_, true) => Ends::NO,
        _ => Ends::EITHER,
    }
}

fn round(rounding: Rounding, value: Interval) -> Interval {
    let to = |value: i64, step: i64| {
        if let Some(steps) = nearest_small(value, step) {
            return steps.saturating_mul(step);
        }
        let steps = nearest(i128::from(value), i128::from(step));
        i64::try_from(steps.saturating_mul(i128::from(step))).unwrap_or(value)
    };
    value.map_rising(|value| match rounding {
        Rounding::Cent => to(value, UNIT / 100),
        Rounding::Whole => to(value, UNIT),
        Rounding::Floor => value.div_euclid(UNIT).saturating_mul(UNIT),
    })
}

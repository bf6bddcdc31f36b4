//! Decimal numbers with six places, without floating point.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};

/// Millionths in one unit.
pub(crate) const UNIT: i64 = 1_000_000;

/// A decimal number with six places: counts, rates, hours. From −9 223 372 036 854 to 9 223 372 036 854.
///
/// Written with a point (`12.5`) in files and JSON; `crate::Catalogue::show` writes it in French.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// This many whole units; the nearest end when it does not fit.
    #[must_use]
    pub const fn whole(units: i64) -> Self {
        Self(units.saturating_mul(UNIT))
    }

    /// This many millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The number in millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Whether there is nothing after the decimal point.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 % UNIT == 0
    }
}

/// The text is not a decimal number with at most six places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ce n’est pas un nombre décimal")]
pub struct NotADecimal;

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Reads `12`, `-3`, `0.805`; digits may be parted by `_`.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || (digits.contains('.') && fraction.is_empty()) {
            return Err(NotADecimal);
        }
        let mut millionths: i64 = 0;
        let mut places = 0_u32;
        for (after_point, digit) in whole
            .chars()
            .map(|c| (false, c))
            .chain(fraction.chars().map(|c| (true, c)))
        {
            if digit == '_' {
                continue;
            }
            let digit = i64::from(digit.to_digit(10).ok_or(NotADecimal)?);
            if after_point {
                places = places.saturating_add(1);
                if places > 6 {
                    return Err(NotADecimal);
                }
            }
            millionths = millionths
                .checked_mul(10)
                .and_then(|m| m.checked_add(digit))
                .ok_or(NotADecimal)?;
        }
        let scale = 10_i64
            .checked_pow(6_u32.saturating_sub(places))
            .ok_or(NotADecimal)?;
        let millionths = millionths.checked_mul(scale).ok_or(NotADecimal)?;
        Ok(Self(if negative {
            millionths.checked_neg().ok_or(NotADecimal)?
        } else {
            millionths
        }))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}", magnitude / 1_000_000)?;
        let rest = magnitude % 1_000_000;
        if rest == 0 {
            return Ok(());
        }
        let places = format!("{rest:06}");
        write!(f, ".{}", places.trim_end_matches('0'))
    }
}

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// A number known to lie from `lo` to `hi` included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NumberRange {
    /// The least it can be.
    #[serde(rename = "min")]
    pub lo: Decimal,
    /// The most it can be; `None` when unbounded.
    #[serde(rename = "max")]
    pub hi: Option<Decimal>,
}

impl NumberRange {
    /// Exactly this number.
    #[must_use]
    pub const fn exact(number: Decimal) -> Self {
        Self {
            lo: number,
            hi: Some(number),
        }
    }

    /// Whether one single number is possible.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.hi == Some(self.lo)
    }
}

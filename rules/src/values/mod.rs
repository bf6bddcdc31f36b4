//! What a value is: numbers, amounts, dates and months, each known exactly or within bounds.
//!
//! One file per kind. A new kind of value needs: its range here, its word in [`crate::FactType`], its
//! reading and its showing in `crate::french`, and its type in `crate::language::types`.

mod amount;
mod calendar;
mod decimal;

pub use amount::AmountRange;
pub use calendar::{DateRange, YearMonth};
pub(crate) use decimal::UNIT;
pub use decimal::{Decimal, NumberRange};

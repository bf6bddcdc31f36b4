//! French, in and out: numbers, money and dates as people write them.

mod dates;
pub(crate) mod nir;
mod numbers;
mod read;
mod show;

pub use dates::MONTHS;
pub(crate) use dates::{date, day, month};
pub(crate) use numbers::{THOUSANDS, amount, decimal, whole};
pub(crate) use read::{of_fact, read, within};
pub(crate) use show::show;

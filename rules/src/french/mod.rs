//! French, in and out: numbers, money and dates as people write them.

mod numbers;

pub(crate) use numbers::amount;

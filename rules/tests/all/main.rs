//! The tests of the engine, through its front door.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

mod agreement;
mod asking;
mod cases;
mod changes;
mod common;
mod evaluator;
mod expressions;
mod faults;
mod findings;
mod fuzz;
mod generate;
mod households;
mod interview;
mod language;
mod layers;
mod limits;
mod probes;
mod properties;
mod reading;
mod schema;
mod telling;
mod texts;
mod walk;

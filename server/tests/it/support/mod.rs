//! What tests start from.

mod client;
mod command;
mod database;
mod fake_provider;
mod fake_token;
mod small_disk;
pub mod through;

use app::structures::roles::Role;

pub use client::{Browser, Response, TestApp, form};
pub use command::{Done, bilan, binary};
pub use database::{PASSWORD, TestStore, at, scratch, sqlite};
pub use fake_provider::{FakeProvider, Lie, PUBLIC, parameters};
pub use small_disk::SmallDisk;

/// Whoever works alone is all of them.
pub const EVERY_ROLE: &[Role] = &Role::ALL;

//! What tests start from.

mod client;
mod command;
mod database;
mod small_disk;

pub use client::{Browser, Response, TestApp, form};
pub use command::{bilan, binary};
pub use database::{PASSWORD, TestStore, at, scratch, sqlite};
pub use small_disk::SmallDisk;

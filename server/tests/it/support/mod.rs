//! What tests start from.

mod client;
mod database;
mod small_disk;

pub use client::{Browser, Response, TestApp, form};
pub use database::{PASSWORD, TestStore, at, scratch, sqlite};
pub use small_disk::SmallDisk;

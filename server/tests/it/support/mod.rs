//! What tests start from.

mod database;
mod small_disk;

pub use database::{TestStore, at, scratch, sqlite};
pub use small_disk::SmallDisk;

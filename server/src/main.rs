//! The `bilan` binary.
fn main() {}

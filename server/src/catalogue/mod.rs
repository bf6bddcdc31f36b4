//! The catalogue as this machine has it: the folders it is read from, its faults shown in their place, the edition in
//! service and what happens when a folder changes while the server runs.

pub(crate) mod faults;
pub(crate) mod folders;
pub mod shelf;
pub(crate) mod watch;

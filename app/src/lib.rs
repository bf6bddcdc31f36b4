//! What people see: pages, components, islands, and the contract they need from the office behind the counter.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod copy;
#[cfg(feature = "ssr")]
pub mod desk;
#[cfg(feature = "ssr")]
pub mod routes;

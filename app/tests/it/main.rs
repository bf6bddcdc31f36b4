//! The pages' tests: every page as the server renders it, over an office in memory.
//!
//! To add a test: a function in the file of its part, starting from [`support::Office`] and [`support::router`].

mod accessibility;
mod agenda;
mod bench;
mod catalogue;
mod directory;
mod modes;
mod orientations;
mod pages;
mod support;

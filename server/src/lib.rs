//! What is kept and done: HTTP, access, sessions, store, documents, command line.
//!
//! | room | what happens there |
//! |---|---|
//! | [`command`] | the command line, one file per command |
//! | [`http`] | the router, headers, static files, error pages |
//! | [`access`] | the one table of who may call what |
//! | [`catalogue`] | the folders of layers, read and watched; the edition in service |
//! | [`provider`] | the identity provider (OpenID Connect), when there is one |
//! | [`session`] | signing in; the only place that makes the proof called `Agent` |
//! | [`desk`] | what pages ask for, over the store |
//! | [`directory`] | where to go: files of data.inclusion read and checked, places matched with communes |
//! | [`geography`] | the communes of France |
//! | [`store`] | everything that is kept; the only place with SQL |
//! | [`document`] | the papers: layout, drawing, tags |
//! | [`seal`] | encryption of what is personal, key outside the database |
//! | [`clock`] | the only place that reads the time |
#![recursion_limit = "256"]

pub mod access;
pub mod catalogue;
pub mod clock;
pub mod command;
pub mod desk;
pub mod directory;
pub mod document;
pub mod geography;
pub mod http;
pub mod provider;
pub mod seal;
pub mod session;
pub mod store;

//! The server's tests: one file per route or promise, all over a real database.
//!
//! Every test makes its own database: a SQLite file by default, a PostgreSQL database when `BILAN_TEST_POSTGRES` holds the
//! address of a server that may create some (`scripts/with-postgres` starts one). CI runs the suite both ways.
//!
//! To add a test: a function in the file of its route, starting from [`support::TestApp`] or [`support::TestStore`].
#![recursion_limit = "256"]

mod access;
mod agenda;
mod aloud;
mod at_rest;
mod attacks;
mod by_name;
mod command;
mod config;
mod copy_pdf;
mod database_faults;
mod directory;
mod erasure;
mod export;
mod figures;
mod follow_up;
mod full_disk;
mod headers;
mod legal_frame;
mod migrations;
mod notes;
mod offers;
mod orientations;
mod person_data;
mod provider;
mod provider_factor;
mod provider_join;
mod provider_lies;
mod remarks;
mod second_bilan;
mod second_factor;
mod serve;
mod sharing;
mod sign_in;
mod sql;
mod step;
mod store;
mod store_accounts;
mod store_agenda;
mod store_by_name;
mod store_directory;
mod store_erasure;
mod store_export;
mod store_follow_up;
mod store_issued;
mod store_journal;
mod store_journal_retention;
mod store_keys;
mod store_notes;
mod store_offers;
mod store_orientations;
mod store_provider;
mod store_retention;
mod store_shares;
mod store_structures;
mod store_training;
mod structures;
mod support;
mod support_pdf;
mod traces;
mod two_servers;

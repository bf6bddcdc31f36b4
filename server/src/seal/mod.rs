//! The sealed envelope: what is personal is encrypted before it reaches the database, and the key lives outside it.
//!
//! * [`Vault`] holds the ring of keys and does the work (XChaCha20-Poly1305; HMAC-SHA256 for what must be found again).
//! * [`PersonVault`] does it with the key of one person, for everything that is theirs.
//! * [`Sealed`] is the one column type for sealed values.
//! * [`Place`] names where a value belongs. It is authenticated with the value, so that a sealed value copied to another
//!   row, column or table no longer opens.
//! * [`key_file`] makes the key at first start and reads it afterwards.
//! * [`passphrase`] seals a file that leaves the installation.
//! * [`passphrase`] seals a file that leaves the installation.
//!
//! To seal one more column: make it `BLOB`/`BYTEA` in the migration, add its [`Place`] in the store's file, and write and
//! read it through `seal` and `open`: of [`PersonVault`] when it is about a person, of [`Vault`] otherwise. Add it to the list of
//! `store/sealed.rs` and to the table in `docs/sealed-columns.md`: a test compares both. To find rows by a sealed value, add an
//! index column filled by [`Vault::index`].

mod envelope;
pub mod key_file;
pub mod passphrase;
mod person;
mod ring;
mod vault;

pub use envelope::{NUMBERED, PERSONAL, Place, SealError, Sealed, Under};
pub use person::PersonVault;
pub use ring::Ring;
pub use vault::Vault;

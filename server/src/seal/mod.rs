//! The sealed envelope: what is personal is encrypted before it reaches the database, and the key lives outside it.
//!
//! * [`Vault`] holds the key and does the work (XChaCha20-Poly1305; HMAC-SHA256 for what must be found again).
//! * [`Sealed`] is the one column type for sealed values.
//! * [`Place`] names where a value belongs. It is authenticated with the value, so that a sealed value copied to another
//!   row, column or table no longer opens.
//! * [`key_file`] makes the key at first start and reads it afterwards.
//! * [`passphrase`] seals a file that leaves the installation.
//!
//! To seal one more column: make it `BLOB`/`BYTEA` in the migration, add its [`Place`] in the store's file, and write and
//! read it through [`Vault::seal`] and [`Vault::open`]. To find rows by a sealed value, add an index column filled by
//! [`Vault::index`]. Then check the table in `docs/sealed-columns.md`.

pub mod key_file;
pub mod passphrase;
mod vault;

pub use vault::{Place, SealError, Sealed, Vault};

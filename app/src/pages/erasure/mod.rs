//! Erasing a person: where it is asked, from a bilan (`ask`), and where it is decided (`decide`).

mod ask;
mod decide;

pub use ask::{ErasePage, NotAsked};
pub use decide::{ErasuresPage, NotDecided};

use super::load::{Office, about, notice, office, page};

//! What is shared between structures: the shares of a bilan (`shares`), what is shared with one's own structure (`received`), whether
//! somebody has a bilan elsewhere (`seek`), and a bilan read in an emergency (`emergency`).

mod emergency;
mod received;
mod seek;
mod shares;

pub use emergency::{EmergencyPage, InEmergencyPage, NotOpened};
pub use received::ReceivedPage;
pub use seek::{Answered, SeekPage};
pub use shares::SharesPage;

use super::load::{Office, about, desk, instead, notice, office, page};
use super::support;

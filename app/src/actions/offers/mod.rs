//! What becomes of an offer: its bilan is begun, the person wishes for none, could not be reached.

mod open;
mod set;

pub use open::{OpenOffered, open_offered};
pub use set::{SetOffer, set_offer};

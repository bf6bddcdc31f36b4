//! Opening, closing and reopening a bilan. Answers arrive elsewhere: see `interview::receive`.

mod again;
mod close;
mod open;
mod reopen;

pub use again::{OpenAgain, open_again};
pub use close::{CloseBilan, close_bilan};
pub use open::{OpenBilan, open_bilan};
pub use reopen::{ReopenBilan, reopen_bilan};

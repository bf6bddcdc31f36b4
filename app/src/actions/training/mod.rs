//! Training: opened on a role, erased at its end.

mod finish;
mod open;

pub use finish::{FinishTraining, finish_training};
pub use open::{OpenTraining, open_training};

//! Orientations: one is withdrawn. The forms that come back with what was typed are posted at the address of their page.

mod withdraw;

pub use withdraw::{WithdrawOrientation, withdraw_orientation};

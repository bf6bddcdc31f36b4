//! What référents say of remarks on the catalogue. Remarks arrive elsewhere: see [`crate::remarks`].

mod settle;

pub use settle::{SettleRemark, settle_remark};

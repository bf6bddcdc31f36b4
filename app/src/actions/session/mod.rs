//! Signing in and out.

mod close;
mod open;
mod password;

pub use close::{CloseSession, close_session};
pub use open::{OpenSession, open_session};
pub use password::{ChangePassword, change_password};

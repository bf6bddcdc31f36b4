//! Signing in and out.

mod close;
mod code;
mod open;
mod password;
mod sessions;

pub use close::{CloseSession, close_session};
pub use code::{EnterCode, enter_code};
pub use open::{OpenSession, open_session};
pub use password::{ChangePassword, change_password};
pub use sessions::{EndOtherSessions, EndSession, end_other_sessions, end_session};

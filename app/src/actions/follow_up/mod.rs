//! What rights became: one begins to follow them, a mandate is revoked, a resource person is taken off the list. The forms that
//! come back with what was typed are posted at the address of their page.

mod close_contact;
mod follow;
mod revoke_mandate;
mod start;

pub use close_contact::{CloseContact, close_contact};
pub use follow::{FollowBilan, follow_bilan};
pub use revoke_mandate::{RevokeMandate, revoke_mandate};
pub use start::{StartFollowing, start_following};

use crate::actions::lead_away;
use crate::desk::DeskError;
use crate::routes::{FollowUpPage, Page, go_to};

/// To a page of the follow-up once it is done.
fn then(page: FollowUpPage, done: Result<(), DeskError>) {
    match done {
        Ok(()) => go_to(&Page::FollowUp(page)),
        Err(error) => lead_away(error),
    }
}

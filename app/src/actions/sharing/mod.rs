//! Sharing: its end, and a code that is used. Sharing itself, asking whether a bilan exists elsewhere and opening one in an emergency are
//! not here: what is typed there comes back, and never enters an address (`server/src/http/sharing.rs`).

mod findable;
mod revoke;
mod take;

pub use findable::{SetFindable, set_findable};
pub use revoke::{RevokeShare, revoke_share};
pub use take::{TakeShare, take_share};

use uuid::Uuid;

use crate::actions::lead_away;
use crate::desk::DeskError;
use crate::routes::{Notice, Page, SharingPage, go_to};

/// Back to the shares of the bilan, with what there is to say.
fn back(bilan: Uuid, done: Result<Notice, DeskError>) {
    let notice = match done {
        Ok(notice) => notice,
        Err(DeskError::NotFound) => Notice::NotDone,
        Err(error) => return lead_away(error),
    };
    go_to(&Page::Sharing(SharingPage::Shares(bilan, Some(notice))));
}

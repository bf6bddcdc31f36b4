//! Server functions: one file per verb, in the folder of its noun; a signature, a word on it, one call to the desk.
//!
//! They answer plain HTML forms and always end in a redirection: an error never travels in an address, only a [`Notice`].
//! To add one: a file here, its `endpoint`, and its line in the server's access table.

#![expect(
    missing_docs,
    reason = "the macro makes a field of each argument; the function's own words say what they are"
)]

mod agenda;
mod bilan;
mod directory;
mod follow_up;
mod offers;
mod orientation;
mod remark;
mod session;
mod sharing;
mod structures;
mod training;

pub use agenda::{
    AddHours, AddRoom, BookSlot, CancelSlot, CloseDay, CloseRoom, EndHours, MoveSlot, OpenDay,
    SetSlot, add_hours, add_room, book_slot, cancel_slot, close_day, close_room, end_hours,
    move_slot, open_day, set_slot,
};
pub use bilan::{
    CloseBilan, OpenAgain, OpenBilan, ReopenBilan, close_bilan, open_again, open_bilan,
    reopen_bilan,
};
pub use directory::{AddPlace, CorrectPlace, add_place, correct_place};
pub use follow_up::{
    CloseContact, FollowBilan, RevokeMandate, StartFollowing, close_contact, follow_bilan,
    revoke_mandate, start_following,
};
pub use offers::{OpenOffered, SetOffer, open_offered, set_offer};
pub use orientation::{WithdrawOrientation, withdraw_orientation};
pub use remark::{SettleRemark, settle_remark};
pub use session::{
    ChangePassword, CloseSession, EndOtherSessions, EndSession, EnterCode, OpenSession,
    change_password, close_session, end_other_sessions, end_session, enter_code, open_session,
};
pub use sharing::{RevokeShare, SetFindable, TakeShare, revoke_share, set_findable, take_share};
pub use structures::{
    AddAgreement, AddStructure, ChangeStructure, CloseStructure, EndAgreement, Invite,
    RequireProtection, SetLegalFrame, SetRetention, SetRoles, WithdrawInvitation, WorkAt,
    add_agreement, add_structure, change_structure, close_structure, end_agreement, invite,
    require_protection, set_legal_frame, set_retention, set_roles, withdraw_invitation, work_at,
};
pub use training::{FinishTraining, OpenTraining, finish_training, open_training};

use leptos::prelude::*;
use leptos::server_fn::axum_export::http::{HeaderName, HeaderValue, header};
use leptos_axum::ResponseOptions;

use crate::desk::{DeskError, SessionCookie, SharedDesk};
use crate::routes::{Notice, Page, go_to};

/// The desk of this request.
fn desk() -> Result<SharedDesk, DeskError> {
    use_context::<SharedDesk>().ok_or(DeskError::Unavailable)
}

/// Where an error leads when the form itself has nothing to say about it.
fn lead_away(error: DeskError) {
    let page = match error {
        DeskError::SignedOut => Page::SignIn {
            notice: Some(Notice::Expired),
            next: None,
        },
        DeskError::NoAgreement => Page::Home {
            notice: Some(Notice::NoAgreement),
        },
        _ => Page::Home {
            notice: Some(Notice::Unavailable),
        },
    };
    go_to(&page);
}

/// Passes the session's cookie on to the browser.
fn send_cookie(cookie: &SessionCookie) {
    if let (Some(response), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&cookie.0),
    ) {
        response.append_header(header::SET_COOKIE, value);
    }
}

/// Empties what the tab kept, on a shared computer.
fn forget_tab() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"storage\""),
        );
    }
}

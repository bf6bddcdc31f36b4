//! Structures, agreements, teams. Joining is not here: its form comes back with what was typed (`server/src/http/join.rs`).

mod agreement;
mod invitation;
mod legal_frame;
mod member;
mod structure;

pub use agreement::{AddAgreement, EndAgreement, add_agreement, end_agreement};
pub use invitation::{Invite, WithdrawInvitation, invite, withdraw_invitation};
pub use legal_frame::{SetLegalFrame, set_legal_frame};
pub use member::{SetRoles, WorkAt, set_roles, work_at};
pub use structure::{
    AddStructure, ChangeStructure, CloseStructure, RequireProtection, SetRetention, add_structure,
    change_structure, close_structure, require_protection, set_retention,
};

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::actions::lead_away;
use crate::desk::DeskError;
use crate::routes::{Notice, Page, StructuresPage, go_to};
use crate::structures::roles::{Role, Roles};

/// The roles whose boxes were ticked; `None` when a box is not one of ours: a form somebody made gives nothing, rather than what is left
/// of it.
fn ticked(boxes: &BTreeMap<String, String>) -> Option<Roles> {
    let roles: Option<Vec<Role>> = boxes
        .iter()
        .map(|(word, on)| Role::parse(word).filter(|_| on == "oui"))
        .collect();
    roles.map(|roles| Roles::of(&roles))
}

/// Back to the structure's page, or to the team's, with what there is to say.
fn back(structure: Option<Uuid>, done: Result<Option<Notice>, DeskError>) {
    let notice = match done {
        Ok(notice) => notice,
        Err(DeskError::NotFound) => Some(Notice::NotDone),
        Err(error) => return lead_away(error),
    };
    go_to(&Page::Structures(match structure {
        Some(id) => StructuresPage::Sheet(id, notice),
        None => StructuresPage::Team(notice),
    }));
}

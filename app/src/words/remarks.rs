//! The words of remarks on the catalogue.

use crate::desk::{RemarkReason, RemarkState};

/// What does not work, as the form and the référent read it.
pub fn reason(reason: RemarkReason) -> &'static str {
    match reason {
        RemarkReason::Outdated => "La règle est dépassée",
        RemarkReason::Misunderstood => "La question est mal comprise",
        RemarkReason::WrongPlace => "L’organisme ou l’adresse est faux",
        RemarkReason::OtherDocument => "Un document est demandé en plus",
        RemarkReason::Other => "Autre chose",
    }
}

/// What became of it.
pub fn state(state: RemarkState) -> &'static str {
    match state {
        RemarkState::New => "Nouvelle",
        RemarkState::Seen => "Vue",
        RemarkState::Settled => "Traitée",
    }
}

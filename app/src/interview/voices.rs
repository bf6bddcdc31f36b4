//! Whose moment it is. Alone with the partner, only what is asked about the partner is shown; alone with the person, what the
//! partner said alone stays out of sight. An answer is marked with who gave it.

use rules::{Path, Question};

use super::{Reading, plan};
use crate::desk::Giver;
use crate::routes::StepView;

/// Who gives the answers of a screen shown so.
pub fn giver(view: &StepView) -> Giver {
    if view.partner {
        Giver::PartnerAlone
    } else {
        Giver::Person
    }
}

/// Whether a field may be drawn on a screen shown so.
pub fn may_see(reading: &Reading<'_>, path: &Path, view: &StepView) -> bool {
    let apart = reading
        .stored(path)
        .is_some_and(|stored| stored.giver == Giver::PartnerAlone && stored.answer.is_asked());
    if view.partner {
        // What the person said of the partner alone with the agent is theirs.
        let theirs = reading.stored(path).is_some_and(|stored| {
            stored.answer.is_asked()
                && stored.giver == Giver::Person
                && crate::copy::is_sensitive(reading.catalogue, path)
        });
        matches!(path, Path::Partner(_)) && !theirs
    } else {
        !apart
    }
}

/// Whether anything of a question may be drawn on a screen shown so.
pub fn may_ask(reading: &Reading<'_>, question: &Question, view: &StepView) -> bool {
    let paths = plan::paths(reading, question);
    (paths.is_empty() && !view.partner) || paths.iter().any(|path| may_see(reading, path, view))
}

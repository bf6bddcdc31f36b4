//! The directory: a structure added or corrected by an administrator.

mod add;
mod correct;

pub use add::{AddPlace, add_place};
pub use correct::{CorrectPlace, correct_place};

use crate::desk::SharedDesk;
use crate::directory::{Field, Written, form};
use crate::routes::Typed;

/// What can be kept of what was typed.
fn read(desk: &SharedDesk, typed: &Typed) -> Option<Written> {
    let catalogue = desk.catalogue();
    let known = form::Known {
        organisation: &|id| catalogue.organisation(id).is_some(),
        communes: &|typed| desk.communes(typed),
    };
    form::read(typed, &known).ok()
}

/// The fields of the form, in their order, none longer than an address can carry.
fn typed(values: [String; 10]) -> Typed {
    Field::ALL
        .into_iter()
        .zip(values)
        .map(|((field, _), value)| (field, value.chars().take(form::LENGTH + 1).collect()))
        .collect()
}

//! What the person said matters most (fact `priorites`), and which rights serve it. A new wish is a line in [`serves`].

use rules::Right;

use super::selection::{Paper, choices};
use crate::desk::Bilan;

/// What matters most, in the order of the answer; what is intimate only on a paper that may say everything.
pub fn wishes(bilan: &Bilan, paper: Paper) -> Vec<&str> {
    let mut wishes = choices(bilan, "priorites");
    wishes.retain(|wish| paper.shows_sensitive() || !matches!(*wish, "securite" | "papiers"));
    wishes
}

/// Whether a right serves a wish.
pub fn serves(wish: &str, right: &Right) -> bool {
    let (themes, organisations): (&[&str], &[&str]) = match wish {
        "argent" => (&["budget"], &["caf"]),
        "manger" => (&[], &["aide-alimentaire", "ccas"]),
        "logement" => (&["logement"], &[]),
        "dettes" => (&[], &["banque-de-france", "adil"]),
        "sante" => (&["sante"], &[]),
        "emploi" => (&["emploi"], &[]),
        "enfants" => (&["famille"], &[]),
        "papiers" => (&["papiers"], &[]),
        "securite" => (&["quotidien"], &[]),
        "transport" => (&["transport"], &[]),
        _ => (&[], &[]),
    };
    let mut own = right.themes.iter();
    own.any(|theme| themes.contains(&theme.as_str()))
        || organisations.contains(&right.organisation.as_str())
}

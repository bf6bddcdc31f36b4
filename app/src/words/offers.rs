//! The words of the people to whom a bilan is to be offered.

use crate::offers::{Listed, OfferState};
use crate::words::numbers;

/// Title of the list.
pub const OFFERS: &str = "Bilans à proposer";
/// The same, in the top bar.
pub const OFFERS_SHORT: &str = "À proposer";
/// What the list is for.
pub const HELP: &str = "Chaque personne qui demande le RSA se voit proposer un bilan. Elle peut dire non\u{a0}: cela ne change rien à sa demande.";
/// Nobody is on the list.
pub const NOBODY: &str = "Personne n’attend.";
/// What to do then.
pub const NOBODY_HELP: &str = "Collez les lignes d’un tableau ci-contre, ou ajoutez une personne.";
/// Above the field where lines are pasted.
pub const PASTE: &str = "Lignes du tableau";
/// How they are read.
pub const PASTE_HELP: &str = "Copiez-les depuis votre tableau\u{a0}: nom, prénom, date de naissance, téléphone. Une première ligne avec le nom des colonnes permet un autre ordre. Une personne déjà dans la liste n’y entre pas deux fois.";
/// Nothing was pasted.
pub const NOTHING: &str = "Collez au moins une ligne.";
/// A line without a name.
pub const NAME_MISSING: &str = "Il manque le nom ou le prénom.";
/// A line whose day of birth can not be read.
pub const BORN_WRONG: &str =
    "La date de naissance manque ou n’existe pas. Écrivez-la ainsi\u{a0}: 31/12/1980.";
/// A cell that is too long.
pub const TOO_LONG: &str = "Un nom ou un téléphone est trop long.";
/// A social security number.
pub const NIR: &str =
    "Cette ligne contient un numéro de sécurité sociale\u{a0}: retirez-le, il n’est jamais gardé.";

/// What an offer became.
pub const fn state(state: OfferState) -> &'static str {
    match state {
        OfferState::Waiting => "À proposer",
        OfferState::Unreached => "Pas joignable",
        OfferState::Held => "Bilan commencé",
        OfferState::Declined => "Ne souhaite pas de bilan",
    }
}

/// What became of pasted lines.
pub fn listed(listed: Listed) -> String {
    let added = numbers::count(listed.added, "personne ajoutée", "personnes ajoutées");
    match listed.known {
        0 => format!("{added}."),
        1 => format!("{added}. Une autre était déjà dans la liste."),
        known => format!("{added}. {known} autres étaient déjà dans la liste."),
    }
}

/// How many lines could not be used.
pub fn refused(number: usize) -> String {
    match number {
        1 => "Une ligne est à corriger. Elle est restée dans le cadre.".to_owned(),
        number => format!("{number} lignes sont à corriger. Elles sont restées dans le cadre."),
    }
}

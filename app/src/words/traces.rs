//! The words of the journal of one file.

/// Title of the page.
pub const TRACES: &str = "Journal d’un dossier";
/// No such bilan here.
pub const NO_SUCH_BILAN: &str = "Aucun bilan de votre structure n’a ce code. Vérifiez les signes\u{a0}: les espaces et les majuscules ne comptent pas.";

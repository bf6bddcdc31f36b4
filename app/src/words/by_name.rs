//! The words of finding a person of one's own structure again.

/// Above the field.
pub const FIND: &str = "Retrouver une personne";
/// What may be typed, and what is kept of it.
pub const FIND_HELP: &str = "Son prénom et son nom, ou le code de son bilan. Votre recherche est notée au journal, sans ce que vous avez écrit.";
/// The field was sent empty.
pub const NOTHING_TYPED: &str = "Écrivez un prénom et un nom, ou un code, puis cherchez.";
/// Nobody has this name.
pub const NOBODY: &str = "Aucun bilan trouvé dans votre structure.";
/// What to try.
pub const NOBODY_HELP: &str = "Essayez le prénom et le nom entiers, tels que la personne les a donnés\u{a0}: l’ordre, les accents, les majuscules et les traits d’union ne comptent pas. Un bilan ouvert sans nom se retrouve par le code écrit sur le papier de la personne.";
/// The way back to the list.
pub const EVERYBODY: &str = "Voir tous les bilans";

//! The words of erasure.

use crate::erasure::Wish;

/// Title of the page where it is asked.
pub const ERASE: &str = "Effacer ce que nous savons de la personne";
/// The same, on the page of a bilan.
pub const ERASE_SHORT: &str = "Effacer";
/// The person's data, as a file.
pub const DATA: &str = "Données de la personne (fichier)";
/// Title of the page where it is decided.
pub const ERASURES: &str = "Demandes d’effacement";
/// Title of what goes by itself.
pub const DUE_SOON: &str = "À effacer bientôt";
/// What was asked, before the day and the name.
pub const fn wish(wish: Wish) -> &'static str {
    match wish {
        Wish::Erasure => "Effacement demandé",
        Wish::Objection => "Opposition notée",
    }
}
/// To whoever decides about an objection.
pub const OBJECTION: &str = "Une opposition conduit à effacer, sauf motif impérieux que vous devez pouvoir montrer, un recours en cours par exemple (règlement européen sur les données, articles 17 et 21).";
/// What goes.
pub const WHAT_GOES: &str = "Seront effacés\u{a0}: tous les bilans de la personne chez vous, ses réponses, les copies gardées, le suivi de ses droits, ses mandats, ses partages et son nom. Personne ne pourra les retrouver. Le papier qu’elle a reçu reste à elle.";
/// Why nothing was kept.
pub const REASON_TOO_SHORT: &str =
    "Écrivez pourquoi, en une phrase de 15 caractères au moins. Rien n’a changé.";
/// The same.
pub const NO_DECISION: &str = "Choisissez d’effacer ou de refuser. Rien n’a changé.";

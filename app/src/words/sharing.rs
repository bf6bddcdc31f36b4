//! The words of what is shared between structures.

use crate::sharing::Agreed;

/// Title of the shares of a bilan.
pub const SHARES: &str = "Partager ce bilan";
/// Title of what is shared with one's structure.
pub const RECEIVED: &str = "Bilans partagés avec nous";
/// The same, in the top bar.
pub const RECEIVED_SHORT: &str = "Partages";
/// Title of the page where one asks whether somebody has a bilan elsewhere.
pub const SEEK: &str = "Un bilan existe-t-il déjà\u{202f}?";
/// Title of the page where a bilan is opened in an emergency.
pub const EMERGENCY: &str = "Ouvrir un bilan en urgence";
/// In place of the reference of a bilan that is another structure's.
pub const SHARED: &str = "Partagé";
/// What the person has to hear before they agree.
pub const SAY: &str = "« Je peux transmettre ce que vous m’avez dit à une autre structure, pour que vous n’ayez pas à tout répéter. Vous choisissez quoi et à qui. Vous pouvez dire non, cela ne change rien à vos droits. Vous pouvez aussi reprendre votre accord quand vous voulez. »";

/// Why nothing was shared: no theme was chosen, or how the person agreed was not said.
pub const SHARE_INCOMPLETE: &str = "Rien n’est partagé\u{a0}: choisissez au moins un thème, et dites comment la personne a donné son accord.";
/// The same: the other structure may not receive bilans today.
pub const NOT_RECEIVING: &str = "Rien n’est partagé\u{a0}: aucune convention en vigueur ne permet à cette structure de recevoir des bilans.";

/// Why a bilan was not opened in an emergency.
pub const REASON_TOO_SHORT: &str =
    "Écrivez en une phrase pourquoi il faut lire ce bilan maintenant.";
/// The same.
pub const NO_SUCH_REFERENCE: &str = "Aucun bilan que vous puissiez ouvrir n’a ce code. Vérifiez-le auprès de la personne ou de sa structure.";

/// How the person agreed.
pub const fn agreed(way: Agreed) -> &'static str {
    match way {
        Agreed::Aloud => "accord donné de vive voix",
        Agreed::InWriting => "accord écrit",
    }
}

//! Sentences of the pages around the interview: sign-in, « Mes bilans », account, results, reasons.

use super::structures::MAY_NOT_HOLD;
use crate::routes::Notice;

/// Name of the product.
pub const PRODUCT: &str = "Bilan des droits";
/// What it is for, on the sign-in page.
pub const PROMISE: &str =
    "Quarante-cinq minutes ensemble, pour que chacun reparte avec ses droits.";

/// What a notice says, and whether it is bad news.
pub fn notice(notice: Notice) -> (&'static str, bool) {
    match notice {
        Notice::WrongCredentials => (
            "L’identifiant ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez.",
            true,
        ),
        Notice::WrongPassword => (
            "Le mot de passe n’est pas le bon. Rien n’a changé\u{a0}: réessayez.",
            true,
        ),
        Notice::WrongSignInCode => (
            "Ce code n’ouvre pas\u{a0}: il est faux, il a déjà servi, ou vous avez attendu trop longtemps. Tapez le code suivant, ou revenez au mot de passe.",
            true,
        ),
        Notice::TooManyTries => (
            "Trop d’essais. Attendez quelques minutes avant de réessayer.",
            true,
        ),
        Notice::Unavailable => (
            "Le service ne répond pas. Rien n’a été enregistré : réessayez dans un instant.",
            true,
        ),
        Notice::Expired => (
            "Votre session est terminée. Connectez-vous : vous reviendrez au même endroit.",
            true,
        ),
        Notice::SignedOut => ("Vous êtes déconnecté. À bientôt.", false),
        Notice::PasswordChanged => ("Votre mot de passe est changé.", false),
        Notice::WeakPassword => (
            "Choisissez un mot de passe d’au moins 12 caractères, différent de l’ancien.",
            true,
        ),
        Notice::CommonPassword => (
            "Ce mot de passe est facile à deviner\u{a0}: il est très courant, il se répète, ou il est fait de votre nom ou de celui de la structure. Prenez plutôt quatre ou cinq mots sans rapport entre eux.",
            true,
        ),
        Notice::Mismatch => (
            "Les deux nouveaux mots de passe ne sont pas identiques.",
            true,
        ),
        Notice::SlotHeld => ("Le créneau est réservé.", false),
        Notice::SlotTaken => (
            "Ce créneau vient d’être pris, ou cet agent est déjà occupé. Choisissez-en un autre.",
            true,
        ),
        Notice::SlotNotOffered => (
            "La salle n’est pas ouverte assez longtemps à cette heure. Choisissez un autre créneau.",
            true,
        ),
        Notice::PlaceSaved => ("C’est enregistré, et vérifié d’aujourd’hui.", false),
        Notice::Nir => (
            "Un numéro de sécurité sociale ne s’écrit pas ici. Rien n’a été gardé : écrivez un nom ou un code.",
            true,
        ),
        Notice::Incomplete => (
            "Il manque quelque chose. Remplissez chaque champ, puis réessayez.",
            true,
        ),
        Notice::Done => ("C’est fait.", false),
        Notice::NotDone => (
            "Cela n’a pas pu être fait\u{a0}: ce n’est plus là, ou ce n’est pas à vous de le faire. Regardez ci-dessous où en sont les choses.",
            true,
        ),
        Notice::Invited => (
            "L’invitation est prête\u{a0}: donnez son code à la personne.",
            false,
        ),
        Notice::LastManager => (
            "Rien n’a changé\u{a0}: plus personne ne s’occuperait de la structure. Donnez d’abord ce rôle à quelqu’un d’autre.",
            true,
        ),
        Notice::Backwards => (
            "La fin vient avant le début. Vérifiez les deux dates.",
            true,
        ),
        Notice::NoAgreement => (MAY_NOT_HOLD, true),
        Notice::Shared => ("Le bilan est partagé.", false),
        Notice::MayNotReceive => (
            "Aucune convention en vigueur ne permet à votre structure de recevoir des bilans. Parlez-en au département.",
            true,
        ),
        Notice::WrongCode => (
            "Ce code n’ouvre rien\u{a0}: il est faux, il a déjà servi, il date de plus de sept jours, ou le partage a été retiré. Demandez-en un nouveau à la structure qui tient le bilan.",
            true,
        ),
        Notice::Nowhere => (
            "Votre compte existe, mais plus aucune structure ne vous compte dans son équipe. Demandez une invitation, puis utilisez-la avec ce compte.",
            true,
        ),
        Notice::ProviderAway => (
            "Cette façon d’entrer ne répond pas pour l’instant. Réessayez dans quelques minutes, ou entrez avec votre mot de passe.",
            true,
        ),
        Notice::ProviderRefused => (
            "Cela n’a pas abouti\u{a0}: vous avez renoncé, vous avez attendu plus de dix minutes, ou cette page avait déjà servi. Rien n’a changé\u{a0}: recommencez d’ici.",
            true,
        ),
        Notice::LinkedToNobody => (super::accounts::LINKED_TO_NOBODY, true),
        Notice::LinkTaken => (super::accounts::LINK_TAKEN, true),
        Notice::Linked => (
            "Votre compte est relié\u{a0}: vous pouvez désormais entrer sans mot de passe.",
            false,
        ),
        Notice::OnlyWayIn => (super::accounts::ONLY_WAY_IN, true),
        Notice::Saved => ("C’est enregistré.", false),
        Notice::RemarkSent => (
            "Merci\u{a0}: la remarque est envoyée aux référents du catalogue.",
            false,
        ),
    }
}

/// Title of the sign-in page.
pub const SIGN_IN: &str = "Se connecter";
/// Title of the home page.
pub const HOME: &str = "Mes bilans";
/// Opens the list of faults.
pub const SEE_FAULTS: &str = "Voir les fautes";

/// To the administrator, when a catalogue that changed was refused.
pub fn catalogue_refused(faults: usize) -> String {
    let told = if faults < 2 {
        format!("{faults} faute")
    } else {
        format!("{faults} fautes")
    };
    format!("Le catalogue ajouté contient {told}\u{a0}: l’ancien reste en service.")
}

/// Title of the form that opens a bilan.
pub const NEW_BILAN: &str = "Nouveau bilan";
/// Empty state.
pub const NO_BILAN: &str = "Aucun bilan en cours.";
/// What to do about it.
pub const NO_BILAN_HELP: &str = "Ouvrez le premier quand la personne est assise en face de vous. Un code suffit : son nom n’est pas obligatoire.";
/// Title of the account page.
pub const ACCOUNT: &str = "Mon compte";
/// Title of the results.
pub const RESULTS: &str = "Les droits repérés";
/// Title of the page of what changed since the bilan before.
pub const SINCE: &str = "Depuis la dernière fois";
/// Opens a bilan of the same person.
pub const AGAIN: &str = "Refaire le point";
/// Opens the form of a remark.
pub const REMARK: &str = "Signaler ce qui ne va pas";
/// Title of the remarks.
pub const REMARKS: &str = "Remarques sur le catalogue";
/// Title of the recapitulation.
pub const RECAP: &str = "Récapitulatif";
/// Title of the support, and what tells it from the person’s copy.
pub const SUPPORT: &str = "Support d’entretien, pour les professionnels";

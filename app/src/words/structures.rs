//! The words of structures, agreements and teams.

use crate::structures::{Allowed, Kind, NotJoined, roles::Role};

/// Title of the team's page.
pub const TEAM: &str = "Équipe";
/// Title of the list of structures.
pub const STRUCTURES: &str = "Structures et conventions";
/// The same, in the top bar.
pub const STRUCTURES_SHORT: &str = "Structures";
/// Title of the page where an invitation is used.
pub const JOIN: &str = "Utiliser une invitation";
/// To an agent whose structure may not open bilans today.
pub const MAY_NOT_HOLD: &str = "Aucune convention en vigueur ne permet à votre structure d’ouvrir des bilans. Ceux que vous avez restent lisibles. Parlez-en au département.";

/// Of a structure where the second factor is asked of everybody.
pub const PROTECTION_REQUIRED: &str = "Double vérification obligatoire\u{a0}: qui n’en a pas est conduit à la mettre en place dès la connexion.";
/// Of one where it is left to each.
pub const PROTECTION_FREE: &str = "Chaque agent choisit de l’utiliser ou non. Vous pouvez la rendre obligatoire pour toute l’équipe.";

/// What a role is called.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Assistant => "Assistant administratif",
        Role::SocialWorker => "Travailleur social",
        Role::Referent => "Référent du catalogue",
        Role::Manager => "Responsable de structure",
        Role::Administrator => "Administrateur du département",
        Role::Observer => "Observateur des chiffres",
    }
}

/// What it opens, in one line.
pub const fn role_help(role: Role) -> &'static str {
    match role {
        Role::Assistant => "tient les entretiens",
        Role::SocialWorker => "tient les entretiens, suit les droits jusqu’à leur ouverture",
        Role::Referent => "reçoit les remarques sur le catalogue",
        Role::Manager => "gère l’équipe et les salles de la structure, sans voir les réponses",
        Role::Administrator => "gère les structures et les conventions, sans voir les réponses",
        Role::Observer => "voit les chiffres, sans aucun nom",
    }
}

/// What a kind of structure is called.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Departement => "Département",
        Kind::Eds => "Espace départemental des solidarités (EDS)",
        Kind::Ccas => "Centre communal d’action sociale (CCAS)",
        Kind::Association => "Association",
        Kind::AccueilDeJour => "Accueil de jour",
        Kind::Autre => "Autre",
    }
}

/// What a structure may do, as a sentence.
pub fn allowed(allowed: Allowed) -> String {
    let parts: Vec<&str> = [
        (allowed.hold, "tenir des bilans"),
        (allowed.receive, "recevoir des bilans partagés"),
        (allowed.figures, "voir les chiffres"),
    ]
    .into_iter()
    .filter_map(|(on, words)| on.then_some(words))
    .collect();
    match parts.as_slice() {
        [] => "Ne permet rien aujourd’hui".to_owned(),
        [one] => format!("Permet de {one}"),
        [first @ .., last] => format!("Permet de {} et de {last}", first.join(", de ")),
    }
}

/// Why nobody joined, and what to do.
pub const fn not_joined(why: NotJoined) -> &'static str {
    match why {
        NotJoined::Code => {
            "Ce code n’est pas valable\u{a0}: il est faux, il a déjà servi, ou il date de plus de deux semaines. Demandez-en un nouveau à la personne qui vous a invité."
        }
        NotJoined::LoginTaken => {
            "Cet identifiant est déjà pris. Choisissez-en un autre, ou cochez « J’ai déjà un compte » si c’est le vôtre."
        }
    }
}

//! The words of a structure's legal frame.

use crate::structures::legal_frame::{Basis, Hosting, Missing, Sensitive};

/// Its title.
pub const FRAME: &str = "Cadre légal";
/// To whoever opens bilans while it is not said.
pub const NOT_SAID: &str = "Le cadre légal de votre structure n’est pas encore rempli. N’entrez que des personnes fictives\u{a0}: un vrai bilan attend que l’administrateur l’ait rempli, sur la fiche de la structure.";

/// A legal basis.
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::PublicTask => {
            "Mission d’intérêt public (règlement européen sur les données, article 6.1.e)\u{a0}: organismes publics"
        }
        Basis::LegalObligation => "Obligation légale (article 6.1.c)",
        Basis::Consent => "Consentement de la personne (article 6.1.a)",
        Basis::LegitimateInterest => {
            "Intérêt légitime (article 6.1.f)\u{a0}: jamais pour la mission d’une autorité publique"
        }
    }
}

/// A condition of article 9.
pub const fn sensitive(sensitive: Sensitive) -> &'static str {
    match sensitive {
        Sensitive::SocialCare => "Prise en charge sanitaire ou sociale (article 9.2.h)",
        Sensitive::SocialProtection => {
            "Droits et obligations de la protection sociale (article 9.2.b)"
        }
        Sensitive::PublicInterest => "Motif d’intérêt public important (article 9.2.g)",
        Sensitive::Consent => "Consentement explicite de la personne (article 9.2.a)",
    }
}

/// Who hosts.
pub const fn hosting(hosting: Hosting) -> &'static str {
    match hosting {
        Hosting::Certified => "Un hébergeur certifié pour les données de santé",
        Hosting::Own => "La structure elle-même, sur ses machines",
        Hosting::NotNeeded => {
            "Sans objet, selon l’avis écrit du délégué à la protection des données"
        }
    }
}

/// What is not said yet.
pub const fn missing(what: Missing) -> &'static str {
    match what {
        Missing::Basis => "la base légale",
        Missing::Sensitive => "ce qui permet de noter la santé",
        Missing::Hosting => "l’hébergement",
        Missing::Joint => "les responsables conjoints",
        Missing::Archives => "les archives",
        Missing::Officer => "à qui écrire",
        Missing::JournalMonths => "la durée du journal",
    }
}

//! What goes wrong, said calmly, with what to do next.

/// The page does not exist, or is another structure's: the same words, on purpose.
pub const NOT_FOUND: (&str, &str) = (
    "Cette page n’existe pas",
    "L’adresse est fausse, ou ce bilan n’est pas dans votre structure, ou son partage a été retiré, ou la personne a repris son accord.",
);
/// The agent may not do this.
pub const FORBIDDEN: (&str, &str) = (
    "Cette page ne vous est pas ouverte",
    "Si vous pensez en avoir besoin, parlez-en à la personne qui gère les comptes.",
);
/// The server failed.
pub const FAILED: (&str, &str) = (
    "Quelque chose n’a pas marché de notre côté",
    "Ce qui était enregistré l’est toujours. Revenez en arrière et réessayez dans un instant.",
);
/// The store does not answer.
pub const UNAVAILABLE: (&str, &str) = (
    "Le service ne répond pas",
    "Rien de ce qui était enregistré n’est perdu. Réessayez dans un instant.",
);
/// The form came from another site, or too large.
pub const REFUSED: (&str, &str) = (
    "Cet envoi a été refusé",
    "Revenez à la page précédente, rechargez-la, puis recommencez.",
);
/// Way out.
pub const BACK_HOME: &str = "Revenir à mes bilans";

//! The words of figures.

use crate::figures::Reach;

/// Title of the page.
pub const FIGURES: &str = "Chiffres";
/// In place of a count that is hidden.
pub const HIDDEN: &str = "masqué";
/// Why some counts are hidden.
pub const HIDDEN_HELP: &str = "Un nombre qui vient de moins de 5 bilans est masqué, pour que personne ne puisse être reconnu. Parfois un autre l’est aussi, pour qu’une soustraction ne le donne pas.";
/// Lines were left out.
pub const LEFT_OUT: &str = "Les lignes trop petites ne sont pas montrées.";
/// Nothing happened in the quarter.
pub const NONE: &str = "Rien à compter ce trimestre.";
/// What will be counted.
pub const NONE_HELP: &str =
    "Les bilans tenus et les droits suivis apparaîtront ici, sans aucun nom.";
/// The structure's agreement does not allow figures.
pub const MAY_NOT_SEE: &str =
    "La convention de votre structure ne prévoit pas les chiffres. Parlez-en au département.";
/// The quarter goes on.
pub const RUNNING: &str = "Ce trimestre n’est pas fini\u{a0}: ses chiffres bougent encore.";

/// The whole of a table.
pub const ALL: &str = "Ensemble";
/// A column of counts.
pub const NUMBER: &str = "Nombre";
/// Rights that are open.
pub const GRANTED: &str = "Droits ouverts";
/// Rights that bilans found.
pub const FOUND: &str = "Droits trouvés";
/// Rights that were refused.
pub const REFUSED: &str = "Droits refusés";
/// Rights the person gave up.
pub const GIVEN_UP: &str = "Droits abandonnés par la personne";
/// Rights on their way.
pub const IN_PROGRESS: &str = "Demandes en cours";

/// A table's title, and how it is counted.
pub const COVERAGE: (&str, &str) = (
    "Bilans proposés",
    "Les personnes inscrites dans la liste pendant le trimestre, et ce qu’il en est aujourd’hui.",
);
/// Its total.
pub const LISTED: &str = "Personnes inscrites dans la liste";
/// Its lines.
pub const PEOPLE: &str = "Réponse";
/// The same.
pub const BILANS: (&str, &str) = (
    "Bilans tenus",
    "Tous les bilans ouverts pendant le trimestre, que la personne ait été dans la liste ou non.",
);
/// Its total.
pub const OPENED: &str = "Bilans ouverts";
/// Its lines.
pub const BILAN: &str = "État";
/// Bilans at their end.
pub const CLOSED: &str = "Bilans terminés";
/// Bilans still open.
pub const OPEN: &str = "Bilans encore ouverts";
/// The same.
pub const OUTCOMES: (&str, &str) = (
    "Ce que les droits suivis sont devenus",
    "Les demandes qui ont abouti ou se sont arrêtées pendant le trimestre, et celles qui étaient en cours à sa fin.",
);
/// Its lines.
pub const ISSUE: &str = "Issue";
/// The same.
pub const TIMES: (&str, &str) = (
    "Temps pour ouvrir un droit",
    "Du jour du bilan au jour où le droit s’est ouvert. Il faut des droits ouverts dans au moins cinq bilans pour le dire.",
);
/// Its lines.
pub const SHARE: &str = "Part des droits";
/// Its column.
pub const TIME: &str = "Temps";
/// The first quarter.
pub const QUICKEST: &str = "Un droit sur quatre s’ouvre au plus tard au bout de";
/// The median.
pub const HALF: &str = "Un droit sur deux s’ouvre au plus tard au bout de";
/// The third quarter.
pub const SLOWEST: &str = "Trois droits sur quatre s’ouvrent au plus tard au bout de";
/// The same.
pub const THEMES: (&str, &str) = (
    "Par thème",
    "Les droits trouvés sont ceux de la dernière copie des bilans du trimestre. Ceux qui s’ouvrent viennent parfois de bilans plus anciens.",
);
/// Its lines.
pub const THEME: &str = "Thème";
/// The same.
pub const RIGHTS: (&str, &str) = ("Par droit", "Compté de la même façon.");
/// Its lines.
pub const RIGHT: &str = "Droit";
/// A right that is no longer in the catalogue.
pub const WITHDRAWN: &str = "Droit retiré du catalogue";
/// The same.
pub const CAUSES: (&str, &str) = (
    "Pourquoi ces droits n’étaient pas reçus",
    "La cause notée dans le suivi, quand elle est connue.",
);
/// Its lines.
pub const CAUSE: &str = "Cause";
/// The same.
pub const INSTITUTIONS: (&str, &str) = ("Organismes concernés", "L’organisme noté avec la cause.");
/// Its lines.
pub const INSTITUTION: &str = "Organisme";
/// The same.
pub const STRUCTURES: (&str, &str) = (
    "Par structure",
    "Les bilans comptent pour la structure qui les tient, les droits pour celle qui les suit.",
);
/// Its lines.
pub const STRUCTURE: &str = "Structure";
/// The same.
pub const TERRITORIES: (&str, &str) = (
    "Par territoire",
    "Les communes de la structure qui tient le bilan, notées sur sa fiche, même quand une autre suit le droit. Les structures des mêmes communes comptent ensemble.",
);
/// Its lines.
pub const TERRITORY: &str = "Territoire";
/// The line of structures without communes.
pub const NO_TERRITORY: &str = "Sans territoire";
/// The same.
pub const QUARTERS: (&str, &str) = (
    "Droits ouverts, trimestre après trimestre",
    "Les huit derniers trimestres.",
);
/// Its lines.
pub const QUARTER: &str = "Trimestre";

/// A length of time.
pub fn days(days: i64) -> String {
    match days {
        0 | 1 => format!("{days}\u{a0}jour"),
        days => format!("{days}\u{a0}jours"),
    }
}

/// Whose figures.
pub fn reach(reach: &Reach) -> String {
    match reach {
        Reach::Structure(name) => name.clone(),
        Reach::Territory => "Tout le territoire".to_owned(),
    }
}

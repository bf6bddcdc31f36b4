//! Sentences of the training mode.

/// The name of the mode, and the title of its page.
pub const TRAINING: &str = "Entraînement";
/// Beside the link that leads there.
pub const DOOR: &str = "\u{a0}: des personnes fictives, rien n’est gardé.";
/// What it is.
pub const LEAD: &str = "Treize personnes fictives. À deux\u{a0}: l’un joue la personne avec sa carte, l’autre tient l’entretien. Puis vous échangez.";
/// What becomes of it.
pub const KEPT: &str = "Rien n’est gardé. Un entraînement n’est dans aucune liste et dans aucun chiffre\u{202f}; vous seul le voyez. Il est effacé quand vous le terminez, et au plus tard après un jour.";
/// Leads to a role’s card.
pub const CARD: &str = "Lire sa carte";
/// Opens a training bilan.
pub const OPEN: &str = "Tenir l’entretien";
/// Title of the first words.
pub const OPENS: &str = "Vos premiers mots";
/// Title of what is not said easily.
pub const SHY: &str = "Ce que vous ne dites pas facilement";
/// Above the answers of a card.
pub const ANSWERS: &str = "Ce qui suit, vous le dites si on vous le demande, avec vos mots. Ce qui n’est pas écrit\u{a0}: «\u{a0}non\u{a0}», «\u{a0}aucun\u{a0}» ou «\u{a0}je ne sais pas\u{a0}».";
/// On every page of a training bilan.
pub const MARK: &str = "Entraînement\u{a0}: personne fictive, rien n’est gardé.";
/// In the bar of a training interview.
pub const COMPARE: &str = "Comparer et terminer";
/// Title of the advice beside a theme.
pub const CRAFT: &str = "Le geste";
/// Title of the end.
pub const END: &str = "Ce qu’il y avait à trouver";
/// What the count is not.
pub const NO_MARK: &str = "Ce n’est pas une note\u{a0}: un entretien réussi est d’abord une conversation où la personne a pu parler.";
/// What was missed.
pub const MISSED: &str = "Restait à trouver\u{a0}: les questions qui y mènent";
/// What was found.
pub const FOUND: &str = "Trouvé";
/// Before the last button.
pub const ERASES: &str = "Terminer efface cet entraînement, tout de suite et pour toujours.";
/// The last button.
pub const FINISH: &str = "Terminer et effacer";

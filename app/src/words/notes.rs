//! The words of notes by theme.

/// Title of the notes of a bilan.
pub const NOTES: &str = "Notes par thème";
/// What whoever writes must know.
pub const MAY_BE_READ: &str = "Ce que vous écrivez peut être lu par la personne, si elle le demande. Écrivez des faits, avec les mots que vous emploieriez devant elle.";
/// Who reads it.
pub const WHO_READS: &str = "Votre équipe lit ces notes, et les structures avec qui le thème est partagé. Elles ne sont sur aucun papier remis à la personne.";
/// No note.
pub const NONE: &str = "Aucune note pour ce bilan.";
/// A training bilan has none.
pub const TRAINING: &str = "Un bilan d’entraînement ne garde pas de notes.";
/// Beside the box of what is sensitive.
pub const SENSITIVE: &str = "Cette note dit quelque chose de délicat";
/// Under it.
pub const SENSITIVE_HELP: &str =
    "Elle n’est alors lue ailleurs que si la personne a accepté de transmettre ce qui est délicat.";
/// The note was corrected in another tab.
pub const STALE: &str = "Cette note a changé pendant que vous écriviez. Rien n’est perdu\u{a0}: votre texte est ci-dessous. Relisez, puis enregistrez pour le garder.";
/// No theme.
pub const THEME_MISSING: &str = "Choisissez le thème de la note.";
/// No text.
pub const TEXT_MISSING: &str = "Écrivez la note.";
/// Beyond what is shared.
pub const NOT_SHARED: &str = "La personne n’a pas accepté de transmettre ce qui est délicat\u{a0}: cette note ne peut pas être gardée ici.";

//! Sentences of the office's day.

use chrono::Weekday;

/// Title of the day, and the link that leads to it.
pub const AGENDA: &str = "Agenda";
/// Title of the form that holds a slot.
pub const BOOK: &str = "Réserver un créneau";
/// Title of the settings.
pub const SETTINGS: &str = "Salles et horaires";
/// Nothing is set yet.
pub const NO_ROOM: &str = "Aucune salle n’est encore ouverte.";
/// What to do about it, to an administrator.
pub const NO_ROOM_OWN: &str =
    "Ajoutez une salle où l’on peut parler sans être entendu, puis ses heures d’ouverture.";
/// What to do about it, to anybody else.
pub const NO_ROOM_ASK: &str = "Demandez à la personne qui gère les comptes d’en ajouter une.";
/// The office is closed.
pub const CLOSED: &str = "Le bureau est fermé ce jour-là.";
/// No hours on this day.
pub const NO_HOURS: &str = "Pas d’ouverture ce jour-là.";
/// What waits for another slot.
pub const TO_REBOOK: &str = "À reprendre";
/// Why nobody is counted as missing.
pub const TO_REBOOK_HELP: &str = "Ces rendez-vous n’ont pas eu lieu. Proposez un autre créneau : l’agenda ne garde pas qui n’est pas venu.";
/// Beside the field of a name.
pub const WHO_HELP: &str =
    "Un code suffit. N’écrivez rien de la situation : cette liste peut être imprimée.";
/// Beside the box of an interpreter.
pub const INTERPRETER_HELP: &str = "L’entretien prend alors deux créneaux : tout se dit deux fois.";
/// About the calendar's secret address.
pub const CALENDAR_HELP: &str = "Vos créneaux, dans le calendrier de votre téléphone ou de votre messagerie. Seules l’heure et la salle y figurent. Cette adresse est secrète : elle ne s’affiche qu’une fois, et en demander une autre éteint la précédente.";

/// The days of a week, as forms and lists name them.
pub const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "lundi"),
    (Weekday::Tue, "mardi"),
    (Weekday::Wed, "mercredi"),
    (Weekday::Thu, "jeudi"),
    (Weekday::Fri, "vendredi"),
    (Weekday::Sat, "samedi"),
    (Weekday::Sun, "dimanche"),
];

/// « lundi ».
pub fn weekday(day: Weekday) -> &'static str {
    WEEK.iter()
        .find(|(known, _)| *known == day)
        .map_or("", |(_, name)| name)
}

/// The day of a word.
pub fn read_weekday(word: &str) -> Option<Weekday> {
    WEEK.iter()
        .find(|(_, name)| *name == word)
        .map(|(day, _)| *day)
}

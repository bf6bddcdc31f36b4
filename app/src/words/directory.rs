//! Sentences of the directory.

use crate::directory::Field;

/// Title of the search, and the link that leads to it.
pub const DIRECTORY: &str = "Annuaire";
/// What it is for.
pub const LEAD: &str = "Où aller, près de chez la personne : les lieux d’accueil, leurs horaires, et ce qui reste à vérifier.";
/// Nothing was searched yet.
pub const START: &str = "Écrivez le nom ou le code postal d’une commune.";
/// The commune is not one.
pub const NO_COMMUNE: &str = "Aucune commune ne porte ce nom ni ce code postal. Vérifiez l’orthographe, ou essayez le code postal.";
/// Several communes may be meant.
pub const WHICH: &str = "Plusieurs communes correspondent. Choisissez la bonne :";
/// Nothing is known there.
pub const NOBODY: &str = "L’annuaire ne connaît pas encore de lieu pour cette recherche.";
/// What to do about it, when the organisation has no national number either.
pub const ASK_TOWN_HALL: &str = "L’accueil de la mairie peut renseigner.";
/// Any organisation.
pub const ANY: &str = "Tous les organismes";
/// What is not sure.
pub const TO_CHECK: &str = "À vérifier avant de se déplacer";
/// Its source no longer gives it.
pub const ABSENT: &str = "La source ne donne plus ce lieu : il a peut-être fermé.";
/// Nothing says whether it is there for the commune.
pub const UNKNOWN_COMPETENCE: &str =
    "Rien ne dit si ce lieu reçoit les habitants de cette commune.";
/// Only professionals may ask.
pub const PROFESSIONALS: &str = "La demande se fait par un professionnel.";
/// Title of the form that adds a place.
pub const ADD: &str = "Ajouter un lieu";
/// Title of the form that corrects one.
pub const CORRECT: &str = "Corriger ce lieu";
/// What a correction does.
pub const CORRECT_HELP: &str = "Vos corrections restent après chaque mise à jour de l’annuaire. Pour revenir à ce que dit la source, recopiez-le. Enregistrer dit aussi que vous avez vérifié ce lieu aujourd’hui.";
/// The button of both forms.
pub const SAVE: &str = "Enregistrer";
/// Above the form when something is wrong.
pub const REFUSED: &str = "Rien n’est encore enregistré. Corrigez ce qui suit :";
/// For whom a place added by hand is there.
pub const FOR_WHOM: &str = "Pour qui est ce lieu ?";
/// The choices, with their word in the form.
pub const TERRITORIES: [(&str, &str); 3] = [
    ("commune", "Les habitants de sa commune"),
    ("departement", "Les habitants de son département"),
    (
        "inconnu",
        "Je ne sais pas : à vérifier avant de se déplacer",
    ),
];
/// Help beside opening hours.
pub const HOURS_HELP: &str =
    "Comme dans OpenStreetMap : Mo-Fr 09:00-12:00,14:00-17:00. Un texte libre est gardé tel quel.";
/// Help beside the commune.
pub const COMMUNE_HELP: &str =
    "Son nom. S’il est porté par plusieurs communes, remplissez aussi le code postal.";

/// The label of a field.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Name => "Nom",
        Field::Organisation => "Organisme",
        Field::Address => "Numéro et rue",
        Field::AddressMore => "Bâtiment, étage",
        Field::Postcode => "Code postal",
        Field::Commune => "Commune",
        Field::Phone => "Téléphone",
        Field::Email => "Courriel",
        Field::Website => "Site",
        Field::Hours => "Horaires",
    }
}

/// What is wrong with a field.
pub fn problem(field: Field) -> &'static str {
    match field {
        Field::Name => "Écrivez un nom d’au moins trois lettres.",
        Field::Organisation => "Choisissez un organisme de la liste.",
        Field::Postcode => "Un code postal a cinq chiffres.",
        Field::Commune => {
            "Cette commune est inconnue, ou plusieurs portent ce nom : ajoutez le code postal."
        }
        Field::Phone => "Un téléphone a dix chiffres, ou quatre : 01 23 45 67 89, 3646.",
        Field::Email => "Un courriel s’écrit ainsi : accueil@exemple.fr.",
        Field::Website => "Un site s’écrit ainsi : exemple.fr ou https://exemple.fr.",
        Field::Address | Field::AddressMore | Field::Hours => "Ce texte est trop long.",
    }
}

//! The words of orientations.

use crate::orientation::{Channel, Orientation, Reason, Side, State};

/// Title of the orientations of a bilan, and of the link that leads there.
pub const ORIENT: &str = "Orienter vers un service";
/// Title of what the structure receives and sends.
pub const ORIENTATIONS: &str = "Orientations";
/// Title of what it receives.
pub const RECEIVED: &str = "Orientations reçues";
/// Title of what it sends.
pub const SENT: &str = "Orientations envoyées";
/// Title of a sheet.
pub const SHEET: &str = "Fiche d’orientation";
/// What the person has to hear before they agree.
pub const SAY: &str = "«\u{a0}Je peux vous envoyer vers un service qui saura vous aider, avec une fiche. Vous choisissez ce que la fiche dit. Vous pouvez dire non, cela ne change rien à vos droits. Vous pouvez aussi la retirer quand vous voulez.\u{a0}»";
/// Why is kept to oneself.
pub const UNTOLD: &str = "La personne le dira elle-même";
/// Under the box that lets the service read why.
pub const UNTOLD_HELP: &str =
    "Sans cette case, le motif et les mots ne sont gardés nulle part, ni sur la fiche ni ici.";
/// Nobody gave a name.
pub const NAMELESS: &str = "Une personne sans nom";
/// A training bilan sends nobody.
pub const TRAINING: &str = "Un bilan d’entraînement n’oriente personne.";
/// No orientation yet.
pub const NONE: &str = "Aucune orientation pour ce bilan.";
/// Nothing received.
pub const NONE_RECEIVED: &str = "Aucune orientation reçue.";
/// What it means.
pub const NONE_RECEIVED_HELP: &str = "Elles arrivent ici quand une autre structure envoie une personne vers la vôtre, avec son accord.";
/// Nothing sent.
pub const NONE_SENT: &str = "Aucune orientation envoyée.";
/// What to do about it.
pub const NONE_SENT_HELP: &str =
    "Ouvrez un bilan, puis ses droits repérés, pour orienter la personne.";
/// Why nothing shown can be received today.
pub const MAY_NOT_RECEIVE: &str = "Aucune convention en vigueur ne permet à votre structure de recevoir des personnes par ici. Parlez-en au département.";
/// To whoever sends: the structure no longer reads the sheet.
pub const NO_LONGER_READS: &str = "Cette structure ne peut plus lire la fiche ici\u{a0}: sa convention est finie, ou elle a fermé. Appelez-la.";
/// To whoever sends, about a service outside.
pub const OUTSIDE: &str =
    "Ce service ne voit rien ici\u{a0}: notez vous-même ce qu’il vous répond.";
/// The person took the sheet back.
pub const WITHDRAWN: &str = "La personne a retiré cette orientation. Le service ne la voit plus. Rien ne peut y être ajouté.";
/// Above the button that withdraws.
pub const WITHDRAW_HELP: &str = "Si la personne change d’avis\u{a0}: le service ne voit plus la fiche, tout de suite. La fiche de papier ne peut pas être reprise.";
/// Somebody wrote in between.
pub const STALE: &str = "Cette orientation a changé pendant que vous écriviez. Rien n’est perdu\u{a0}: votre saisie est ci-dessous. Relisez, puis enregistrez pour la garder.";
/// The same, when nothing can be written any more.
pub const STALE_WITHDRAWN: &str = "La personne a retiré cette orientation pendant que vous écriviez. Rien n’est enregistré. Vous aviez écrit\u{a0}:";
/// Beside the box of what is sensitive.
pub const SENSITIVE: &str =
    "Aussi ce qui est délicat (violences, santé, séjour…), si elle le demande";
/// Under it.
pub const SENSITIVE_HELP: &str =
    "Cochez, puis mettez les listes à jour\u{a0}: les droits et les thèmes délicats apparaissent.";
/// Asks for the lists again.
pub const LIST_AGAIN: &str = "Mettre les listes à jour";
/// Asks for the places of a commune.
pub const LIST_PLACES: &str = "Voir les lieux de cette commune";
/// Under the words that the service reads.
pub const WORDS_HELP: &str =
    "Le service lira ces mots. N’écrivez que ce que la personne accepte de dire.";
/// Beside the name.
pub const NAME_HELP: &str =
    "Seulement si la personne est d’accord. Vide\u{a0}: la fiche ne dit pas qui elle est.";
/// Beside what else to bring.
pub const DOCUMENTS_HELP: &str =
    "Un par ligne. Les documents que tout le monde apporte pour ces droits s’ajoutent seuls.";
/// Beside the reminder.
pub const REMINDER_HELP: &str =
    "Un jour à venir, pour demander au service ce qu’il en est. Lui ne le voit pas.";
/// Beside the day of a step.
pub const DAY_HELP: &str = "Vide\u{a0}: aujourd’hui.";
/// Beside the note of a step, for whoever sends.
pub const NOTE_HELP_SENT: &str =
    "Pour votre structure. Pour une réorientation, vers qui\u{a0}; sans suite, pourquoi.";
/// Beside the note of a step, for whoever receives.
pub const NOTE_HELP_RECEIVED: &str = "La structure qui vous l’envoie lira ces mots. Pour une réorientation, vers qui\u{a0}; sans suite, pourquoi.";
/// Somebody who did not come.
pub const DID_NOT_COME: &str =
    "Une absence ne change rien à ses droits. Proposez un autre moment, ou un autre lieu.";
/// At the foot of a sheet.
pub const FOOT: &str = "Cette fiche ne dit aucune réponse du bilan. La personne peut la retirer à tout moment, sans avoir à dire pourquoi.";

/// What is wrong with a field.
pub const WHITHER_MISSING: &str = "Dites vers quoi vous orientez\u{a0}: une structure, un lieu de l’annuaire, ou un service à écrire.";
/// The structure is unknown, closed, ours, or may not receive.
pub const STRUCTURE_UNKNOWN: &str = "Choisissez une structure de la liste. Si elle n’y est plus, elle a fermé ou sa convention est finie\u{a0}: écrivez le service, et appelez-le.";
/// No such place.
pub const PLACE_UNKNOWN: &str =
    "Choisissez un lieu de la liste. S’il n’y est pas, changez de commune ou écrivez le service.";
/// A service without a name.
pub const SERVICE_MISSING: &str = "Écrivez le nom du service.";
/// No reason.
pub const REASON_MISSING: &str = "Choisissez pourquoi vous orientez.";
/// A reason that tells something sensitive.
pub const REASON_SENSITIVE: &str = "Ce motif dit quelque chose de délicat. Cochez que la personne est d’accord pour le dire, ou ne dites pas pourquoi.";
/// Another reason, without a word.
pub const OTHER_MISSING: &str = "Dites pourquoi en quelques mots.";
/// Neither a right nor a theme.
pub const NOTHING_CHOSEN: &str = "Cochez au moins un droit ou un thème.";
/// What was ticked may no longer be named.
pub const NOT_OFFERED: &str = "Un droit ou un thème coché ne peut plus être écrit sur la fiche. Relisez les listes, et cochez de nouveau.";
/// Nobody to call back.
pub const CALL_BACK_MISSING: &str = "Dites qui le service peut rappeler.";
/// How the person agreed was not said.
pub const AGREED_MISSING: &str = "Dites comment la personne a donné son accord.";
/// No state.
pub const STATE_MISSING: &str = "Choisissez où en est cette orientation.";
/// A day that lies ahead.
pub const DAY_TO_COME: &str = "Ce jour n’est pas encore venu. Écrivez le jour où cela s’est passé.";
/// A day before the orientation.
pub const DAY_BEFORE: &str = "Ce jour est avant l’orientation. Vérifiez-le.";
/// An appointment without a day.
pub const APPOINTMENT_MISSING: &str = "Dites quel jour est le rendez-vous.";
/// How the service answered was not said.
pub const CHANNEL_MISSING: &str = "Dites comment le service a répondu.";
/// A state that says nothing alone.
pub const NOTE_MISSING: &str =
    "Écrivez-le en quelques mots\u{a0}: vers quel service, ou pourquoi il n’y a pas de suite.";

/// What a reason is called.
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Support => "Accompagnement social",
        Reason::Work => "Emploi et formation",
        Reason::Housing => "Logement",
        Reason::Money => "Budget et dettes",
        Reason::Family => "Famille et enfants",
        Reason::Law => "Accès aux droits, aide juridique",
        Reason::Health => "Santé",
        Reason::Disability => "Handicap",
        Reason::Violence => "Violences",
        Reason::Other => "Autre chose, à dire ci-dessous",
    }
}

/// Where an orientation stands, on its tag and in the form.
pub const fn state(state: State) -> &'static str {
    match state {
        State::Sent => "Sans réponse du service",
        State::Received => "Reçue par le service",
        State::Appointment => "Rendez-vous donné",
        State::NotForUs => "Pas le bon service",
        State::TakenOn => "Prise en charge",
        State::Waiting => "En attente",
        State::Redirected => "Réorientée ailleurs",
        State::NoFollowUp => "Sans suite",
        State::DidNotCome => "La personne n’est pas venue",
        State::Withdrawn => "Retirée",
    }
}

/// The same, before the day it happened.
pub const fn happened(state: State) -> &'static str {
    match state {
        State::Sent => "Envoyée",
        State::Received => "Reçue par le service",
        State::Appointment => "Rendez-vous donné",
        State::NotForUs => "Le service dit que ce n’est pas pour lui",
        State::TakenOn => "Prise en charge par le service",
        State::Waiting => "Mise en attente par le service",
        State::Redirected => "Réorientée ailleurs",
        State::NoFollowUp => "Laissée sans suite",
        State::DidNotCome => "La personne n’est pas venue",
        State::Withdrawn => "Retirée par la personne",
    }
}

/// The class of its tag.
pub const fn tag(state: State) -> &'static str {
    match state {
        State::Sent | State::NotForUs | State::DidNotCome => "tag tag-ask",
        State::Received | State::Appointment | State::Waiting => "tag tag-check",
        State::TakenOn => "tag tag-likely",
        State::Redirected | State::NoFollowUp | State::Withdrawn => "tag tag-unlikely",
    }
}

/// Who is awaited, and for what.
pub const fn next(orientation: &Orientation) -> Option<&'static str> {
    Some(match (orientation.standing.state, orientation.side) {
        (State::Sent, Side::Sent) => "On attend la réponse du service.",
        (State::Sent, Side::Received) => {
            "À vous de répondre\u{a0}: reçue, rendez-vous donné, ou pas le bon service."
        }
        (State::Received, Side::Sent) => "On attend un rendez-vous.",
        (State::Received, Side::Received) => "À vous de proposer un rendez-vous.",
        (State::Appointment, _) => "Dire après le rendez-vous ce qu’il en est.",
        (State::NotForUs, Side::Sent) => "À vous de trouver un autre service.",
        (State::NotForUs, Side::Received) => "La structure qui vous l’envoyait cherche ailleurs.",
        (State::Waiting, _) => "On attend que le service avance.",
        (State::DidNotCome, _) => DID_NOT_COME,
        _ => return None,
    })
}

/// How a service answered, in the form.
pub const fn channel(way: Channel) -> &'static str {
    match way {
        Channel::Phone => "Par téléphone",
        Channel::Email => "Par courrier électronique",
        Channel::Letter => "Par lettre",
        Channel::InPerson => "De vive voix, sur place",
        Channel::Person => "La personne nous l’a dit",
    }
}

/// The same, inside a sentence.
pub const fn channel_told(way: Channel) -> &'static str {
    match way {
        Channel::Phone => "par téléphone",
        Channel::Email => "par courrier électronique",
        Channel::Letter => "par lettre",
        Channel::InPerson => "de vive voix",
        Channel::Person => "selon la personne",
    }
}

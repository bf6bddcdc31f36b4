//! Sentences of the follow-up of rights.

use rules::Period;

use crate::follow_up::deadline::Why;
use crate::follow_up::{Cause, Doer, State};

/// Title of the follow-up of a bilan, and the link that leads to it.
pub const FOLLOW_UP: &str = "Suivi des droits";
/// Leads from a right to its follow-up.
pub const FOLLOW_ONE: &str = "Suivre ce droit";
/// Title of the bench, and the link in the top bar.
pub const BENCH: &str = "Suivi";
/// Title of the outcomes of a period.
pub const OUTCOMES: &str = "Bilan de la période";
/// Title of the resource persons.
pub const CONTACTS: &str = "Personnes-ressources";
/// Title of the mandates.
pub const MANDATES: &str = "Mandats pour les démarches en ligne";
/// Title of the person's own page.
pub const MY_PAGE: &str = "Où en sont mes droits";

/// Nothing is followed in a bilan, and nothing was found.
pub const NOTHING_FOUND: &str = "Aucun droit à suivre pour l’instant.";
/// What to do about it.
pub const NOTHING_FOUND_HELP: &str =
    "Les droits apparaissent ici dès que les réponses en font trouver. Reprenez l’entretien.";
/// Nothing is followed yet.
pub const NOTHING_FOLLOWED: &str =
    "Aucun droit n’est encore suivi. Commencez par ceux que le bilan a trouvés.";
/// Rights found and not followed.
pub const TO_FOLLOW: &str = "Trouvés par le bilan, pas encore suivis";
/// Empty bench.
pub const NOTHING_WAITS: &str = "Rien n’attend.";
/// What it means.
pub const NOTHING_WAITS_HELP: &str = "Les droits suivis apparaissent ici, du plus pressé au moins pressé. Ouvrez un bilan, puis son suivi, pour en commencer un.";
/// The agent follows nobody for whom something waits.
pub const NOBODY_MINE_HELP: &str = "Les personnes que vous suivez apparaissent ici. Ouvrez un bilan, puis son suivi, et dites que vous le suivez\u{a0}; ou regardez toute la structure.";
/// Nothing waits for one person.
pub const NOTHING_WAITS_FOR: &str = "Rien n’attend pour cette personne.";
/// Nobody says that they follow a bilan.
pub const FOLLOWED_BY_NOBODY: &str = "Personne ne dit suivre ce bilan.";
/// The button of whoever will follow.
pub const MINE: &str = "Je suis ce bilan";
/// The button of whoever no longer does.
pub const NO_LONGER_MINE: &str = "Je ne suis plus ce bilan";
/// Beside a day that is over.
pub const LATE: &str = " (le jour est passé)";
/// To whoever reads what rights become, and does not follow them.
pub const FOLLOWED_BY_OTHERS: &str = "Un travailleur social suit ces droits jusqu’à leur ouverture. Votre rôle permet de lire ce qu’ils deviennent.";
/// A training bilan is followed by nobody.
pub const TRAINING: &str = "Un bilan d’entraînement ne se suit pas.";
/// Somebody wrote in between.
pub const STALE: &str = "Ce suivi a changé pendant que vous écriviez. Rien n’est perdu\u{a0}: votre saisie est ci-dessous. Relisez, puis enregistrez pour la garder.";
/// A form is refused.
pub const REFUSED: &str = "Rien n’est encore enregistré. Il reste à corriger\u{a0}:";
/// The right is no longer in the catalogue.
pub const WITHDRAWN: &str = "Droit retiré du catalogue";
/// Beside the reminder.
pub const REMINDER_HELP: &str =
    "Un jour à venir. Si la suite revient à la personne, ces mots se lisent sur sa page.";
/// A reminder that has passed.
pub const REMINDER_PASSED: &str =
    "Ce rappel est passé. Il s’efface quand vous enregistrez la suite.";
/// Beside the day.
pub const DAY_HELP: &str = "Pour une décision, le jour où la lettre est arrivée. Vide\u{a0}: aujourd’hui, ou le même jour si rien ne change.";
/// Under the box that ends a follow-up.
pub const SETTLED: &str = "Plus rien à attendre pour ce droit";
/// Under the computed day of an appeal.
pub const APPEAL_DAY: &str =
    "Jour calculé depuis l’arrivée de la lettre. En cas de doute, c’est la lettre qui compte.";
/// Nobody to call.
pub const NO_CONTACT: &str = "Personne n’est encore noté pour cet organisme.";
/// Above the form of a contact.
pub const CONTACTS_HELP: &str = "Une personne de l’organisme que votre équipe peut appeler pour un dossier bloqué. Cette liste reste entre vous\u{a0}: elle n’est sur aucun papier.";
/// Nobody is listed.
pub const NO_CONTACTS: &str = "Aucune personne-ressource pour l’instant.";
/// What to do about it.
pub const NO_CONTACTS_HELP: &str = "Notez la première avec le formulaire.";
/// About mandates.
pub const MANDATES_HELP: &str = "La personne vous laisse faire une démarche en ligne à sa place. Le mandat dit quoi, et jusqu’à quand. Ne notez jamais un mot de passe.";
/// The mandates of a bilan that another structure holds.
pub const MANDATES_ELSEWHERE: &str = "Les mandats se notent dans la structure qui tient ce bilan\u{a0}: c’est elle que la personne autorise. Voyez avec elle.";
/// No mandate yet.
pub const NO_MANDATE: &str = "Aucun mandat.";
/// About the counts.
pub const OUTCOMES_HELP: &str = "Chaque droit suivi compte une fois, comme il était au dernier jour. Les doublons ne comptent pas. Aucun nom n’est ici.";
/// Nothing to count.
pub const NO_OUTCOME: &str = "Aucun droit suivi sur cette période.";
/// What to do about it.
pub const NO_OUTCOME_HELP: &str = "Choisissez d’autres dates.";
/// The dates of a period can not be read, or go backwards.
pub const PERIOD_UNREAD: &str = "Ces dates ne se lisent pas, ou la fin vient avant le début.";
/// Under what is written freely about a right.
pub const WHO_READS: &str = "Votre équipe le lit, et les structures avec qui ce thème est partagé. N’y écrivez rien que la personne ne voudrait pas transmettre.";
/// The page of somebody who wants a neutral paper.
pub const NEUTRAL: &str = "Ce papier ne dit rien de vos démarches. Gardez votre code\u{a0}: il nous suffit pour retrouver votre dossier.";
/// Nothing on the person's page.
pub const NOTHING_MINE: &str = "Rien à faire pour l’instant.";
/// At the foot of the person's page.
pub const MINE_FOOT: &str =
    "Ce papier aide à s’y retrouver. Seule la lettre de l’organisme fait foi.";

/// What is wrong with a field.
pub const STATE_MISSING: &str = "Choisissez où en est ce droit.";
/// A day can not be read.
pub const DAY_UNREAD: &str = "Ce jour ne se lit pas. Écrivez-le ainsi\u{a0}: 23/11/2026.";
/// A thing that happened lies ahead.
pub const DAY_TO_COME: &str =
    "Ce jour n’est pas encore venu. Pour un jour à venir, mettez un rappel.";
/// A decision without its day.
pub const DECISION_DAY: &str =
    "Dites quel jour la lettre est arrivée\u{a0}: les délais comptent depuis ce jour.";
/// A right ends before it begins.
pub const ENDS_BEFORE: &str = "Le droit finit avant de commencer. Vérifiez les deux jours.";
/// An amount can not be read.
pub const AMOUNT_UNREAD: &str = "Ce montant ne se lit pas. Écrivez-le ainsi\u{a0}: 520,50.";
/// A refusal without a reason.
pub const REASON_MISSING: &str = "Écrivez le motif de la lettre. Si elle n’en donne pas, écrivez «\u{a0}aucun motif donné\u{a0}».";
/// Giving up without a cause.
pub const CAUSE_MISSING: &str = "Choisissez pourquoi la personne renonce.";
/// A reminder for a day that is over.
pub const REMINDER_PAST: &str =
    "Ce jour est passé. Choisissez un jour à venir, ou videz le rappel.";
/// A reminder without a day.
pub const REMINDER_MISSING: &str = "Choisissez le jour du rappel, ou videz son texte.";
/// A social security number was typed.
pub const NIR: &str =
    "Ce texte contient un numéro de sécurité sociale. Retirez-le\u{a0}: nous n’en gardons jamais.";
/// A contact without an organisation.
pub const ORGANISATION_MISSING: &str = "Choisissez l’organisme.";
/// A contact without a name.
pub const NAME_MISSING: &str = "Écrivez un nom, ou une fonction.";
/// A contact that can not be called.
pub const PHONE_MISSING: &str = "Écrivez un numéro, ou une adresse électronique.";
/// A mandate for nobody.
pub const MANDATE_ORGANISATION: &str = "Cochez au moins un organisme.";
/// A mandate for anything.
pub const SCOPE_MISSING: &str = "Dites quelles démarches le mandat permet.";
/// A mandate without an end.
pub const END_MISSING: &str = "Choisissez le dernier jour du mandat.";
/// A mandate that is over already.
pub const END_PAST: &str = "Ce mandat serait déjà fini. Choisissez un jour à venir.";

/// A text that is too long.
pub fn too_long(length: usize) -> String {
    format!("Ce texte est trop long\u{a0}: {length} caractères au plus.")
}

/// Where a right stands.
pub fn state(state: State) -> &'static str {
    match state {
        State::ToAsk => "À demander",
        State::Gathering => "Pièces à réunir",
        State::Sent => "Demande envoyée",
        State::InReview => "En instruction",
        State::WaitsDocument => "En attente d’une pièce",
        State::WaitsResources => "En attente des ressources",
        State::WaitsPlace => "En attente d’une place",
        State::WaitsAppointment => "En attente d’un rendez-vous",
        State::Granted => "Accordée",
        State::Refused => "Refusée",
        State::GivenUp => "Renoncée",
        State::Duplicate => "Doublon",
    }
}

/// The class of its tag, and what it looks like: the colours of the outcomes.
pub fn tag(state: State) -> &'static str {
    match state {
        State::ToAsk | State::Gathering => "tag tag-ask",
        State::Granted => "tag tag-likely",
        State::Refused => "tag tag-failed",
        State::GivenUp | State::Duplicate => "tag tag-unlikely",
        _ => "tag tag-check",
    }
}

/// What comes next, to the agent.
pub fn next(state: State) -> &'static str {
    match state {
        State::ToAsk => "Faire la demande.",
        State::Gathering => "Réunir les pièces, puis envoyer la demande.",
        State::Sent => "Attendre l’accusé de réception, puis vérifier que la demande avance.",
        State::InReview => "Attendre la décision.",
        State::WaitsDocument => "Envoyer la pièce demandée.",
        State::WaitsResources => "Déclarer les ressources.",
        State::WaitsPlace => "Attendre qu’une place se libère.",
        State::WaitsAppointment => "Aller au rendez-vous.",
        State::Granted => "Vérifier le versement, et renouveler avant la fin.",
        State::Refused => "Contester, ou en rester là.",
        State::GivenUp => "En reparler si la situation change.",
        State::Duplicate => "Suivre l’autre demande.",
    }
}

/// Who does what comes next, to the agent.
pub fn doer(doer: Doer) -> &'static str {
    match doer {
        Doer::Person => "La personne",
        Doer::Agent => "L’agent",
        Doer::Organisation => "L’organisme",
    }
}

/// The same, to the person.
pub fn doer_told(doer: Doer) -> &'static str {
    match doer {
        Doer::Person => "À vous de jouer.",
        Doer::Agent => "Nous nous en occupons.",
        Doer::Organisation => "L’organisme s’en occupe.",
    }
}

/// Why a right was not received.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::NotKnown => "Droit mal connu (non-connaissance)",
        Cause::NotAsked => "Connu mais pas demandé (non-demande)",
        Cause::NotReceived => "Demandé mais pas reçu (non-réception)",
        Cause::NotOffered => "Pas proposé par un professionnel (non-proposition)",
        Cause::TooManyDocuments => "Pièces demandées en plus de la liste",
    }
}

/// Why something is due, before its day.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Reminder => "Rappel le",
        Why::Appeal => "À contester avant le",
        Why::Renewal => "À renouveler avant le",
    }
}

/// How often an amount comes.
pub fn period(period: Period) -> &'static str {
    match period {
        Period::Month | Period::MonthlyPrice => "par mois",
        Period::Year => "par an",
        Period::Once => "en une fois",
    }
}

//! Sentences of the interview that are not questions: labels, states, reasons, what to do at once.

/// Yes.
pub const YES: &str = "Oui";
/// No.
pub const NO: &str = "Non";
/// The first way of not answering.
pub const DOES_NOT_KNOW: &str = "Ne sait pas";
/// The second.
pub const PREFERS_NOT_TO_SAY: &str = "Préfère ne pas dire";
/// The second, for what is asked only alone with the person.
pub const NOT_RAISED: &str = "Non abordé";
/// The flag.
pub const TO_REVIEW: &str = "À revoir";
/// None of the variants.
pub const NONE: &str = "Aucun";

/// Whose.
pub const THE_PERSON: &str = "la personne";
/// Whose.
pub const THE_PARTNER: &str = "le conjoint";
/// Whose incomes.
pub const OF_PARTNER: &str = " du conjoint";
/// A child, in a list.
pub const CHILD: &str = "enfant";
/// The name of a place.
pub const PARTNER_EXISTS: &str = "vie en couple";
/// The name of a place.
pub const ALL_CHILDREN: &str = "liste complète des enfants";
/// The name of a place.
pub const INCOMES: &str = "revenus";
/// The name of a place.
pub const RECEIVED_OR_NOT: &str = "reçu ou non";

/// Closes the list of children.
pub const CHILDREN_COMPLETE: &str = "C’est tout : il n’y a pas d’autre enfant";
/// Leaves it open.
pub const CHILDREN_OPEN: &str = "Il en reste à noter";
/// Closes a month.
pub const MONTH_COMPLETE: &str = "C’est tout pour ce mois";
/// The same, in a narrow place.
pub const COMPLETE: &str = "C’est tout";
/// Leaves it open.
pub const MONTH_OPEN: &str = "Il en manque";
/// The life of a claim.
pub const RECEIPTS: [&str; 5] = ["Pas demandé", "Demandé", "Ouvert", "Suspendu", "Refusé"];

/// Example of a date.
pub const DATE_EXAMPLE: &str = "jj/mm/aaaa ou mm/aaaa";
/// Example of a month.
pub const MONTH_EXAMPLE: &str = "mm/aaaa";
/// When nothing better can be said.
pub const UNREADABLE: &str = "Cette réponse n’a pas pu être lue. Elle est gardée telle quelle : corrigez-la quand vous pourrez.";

/// Why the questions about the application are skipped.
pub const NO_RSA_HERE: &str = "Ce bilan a été ouvert sans demande de RSA.";
/// Why the partner’s questions are skipped.
pub const NO_PARTNER: &str = "La personne ne vit pas en couple.";
/// Why a question shows only some of its fields.
pub const PARTLY_ASKED: &str = "Posée en partie\u{a0}: le reste n’y changerait rien.";

/// What to do at once for each urgent need of the opening: the need’s identifier, its name, what to do.
pub const URGENCIES: &[(&str, &str, &str)] = &[
    (
        "danger",
        "Pas en sécurité",
        "Restez seul avec la personne. Danger immédiat : appelez le 17 ou le 112 (SMS au 114). Violences : le 3919 écoute et conseille, gratuitement, jour et nuit.",
    ),
    (
        "detresse",
        "N’en peut plus, idées noires",
        "Restez avec la personne, écoutez sans juger. Le 3114 répond gratuitement, jour et nuit\u{a0}: appelez avec elle. Danger immédiat\u{a0}: le 15.",
    ),
    (
        "dormir",
        "Nulle part où dormir ce soir",
        "Appelez le 115 avec la personne, maintenant. Si personne ne décroche, notez l’heure et rappelez. Prévenez le travailleur social de permanence.",
    ),
    (
        "manger",
        "Pas de quoi manger",
        "Demandez une aide immédiate au CCAS ou au service social. Donnez l’adresse et les heures d’une distribution alimentaire d’aujourd’hui.",
    ),
    (
        "coupure",
        "Coupure d’électricité, de gaz ou d’eau",
        "Appelez le fournisseur avec la personne pour rétablir le service et demander un délai. Préparez une demande au fonds de solidarité.",
    ),
    (
        "expulsion",
        "Menace d’expulsion",
        "Ne laissez pas passer la date du courrier. Appelez l’ADIL et prenez rendez-vous avec le travailleur social ; la personne doit aller à l’audience.",
    ),
    (
        "audience",
        "Convocation au tribunal",
        "Notez la date. La personne doit s’y rendre. Un point-justice ou un avocat peut l’aider, avec l’aide juridictionnelle.",
    ),
    (
        "soins",
        "Soins impossibles à payer",
        "La permanence d’accès aux soins (PASS) de l’hôpital reçoit sans carte Vitale. En urgence : le 15.",
    ),
    (
        "compte_bloque",
        "Compte bancaire bloqué",
        "La banque doit laisser chaque mois une somme égale au RSA d’une personne seule. Appelez-la avec la personne.",
    ),
    (
        "delai",
        "Un délai se termine",
        "Lisez la date avec la personne. Répondez par écrit avant, même en peu de mots, et gardez la preuve d’envoi.",
    ),
];

/// Title of the urgencies.
pub const AT_ONCE: &str = "À faire tout de suite";

/// Tag of an outcome: its style and its words.
pub fn outcome(outcome: rules::Outcome) -> (&'static str, &'static str) {
    match outcome {
        rules::Outcome::AlreadyOpen => ("tag tag-open", "déjà ouvert"),
        rules::Outcome::Probable => ("tag tag-likely", "probable"),
        rules::Outcome::MayAsk => ("tag tag-ask", "à demander"),
        rules::Outcome::ToCheck => ("tag tag-check", "à vérifier"),
        rules::Outcome::Unlikely => ("tag tag-unlikely", "peu probable"),
        rules::Outcome::NotComputed => ("tag tag-failed", "non calculé"),
    }
}

/// The verdict of a condition: its style and its words.
pub fn verdict(verdict: rules::Verdict) -> (&'static str, &'static str) {
    match verdict {
        rules::Verdict::Met => ("verdict verdict-met", "Remplie"),
        rules::Verdict::NotMet => ("verdict verdict-not", "Non remplie"),
        rules::Verdict::Unknown => ("verdict verdict-unknown", "À savoir"),
        rules::Verdict::Appraisal => ("verdict verdict-appraisal", "À apprécier"),
        rules::Verdict::NotComputed => ("verdict verdict-unknown", "Non calculée"),
    }
}
/// What stands folded at the foot of a theme.
pub const FOLDED: &str = "Pour la suite\u{a0}: ce qui a retenu, notes";
/// Turns the dense view on.
pub const DENSE: &str = "Tout le thème";
/// Turns it off.
pub const NOT_DENSE: &str = "Écran par écran";
/// What would settle most rights.
pub const ADVANCES: &str = "Ce qui ferait avancer le plus";
/// A note that speaks of a password.
pub const NO_PASSWORD: &str = "Une note parle d’un mot de passe ou d’un code. N’en gardez jamais\u{a0}: effacez-le, la personne le garde pour elle.";
/// After a first sweep alone.
pub const SWEPT: &str =
    "Repérage\u{a0}: des familles de droits à regarder. Les montants viennent avec les thèmes.";
/// The first sweep.
pub const SWEEP: &str = "Repérage";
/// Begins the first sweep.
pub const START_SWEEP: &str = "Repérage en 5\u{a0}minutes";
/// Leaves the first sweep.
pub const ALL_QUESTIONS: &str = "Toutes les questions";

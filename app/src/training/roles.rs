//! The thirteen people one may play. Their facts stand in the situations of the catalogue; here is only how to play them.

/// One person to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// The situation played: the name of its file in `rules/catalogue/cas`, which is also its word in addresses.
    pub case: &'static str,
    /// The first name and the age.
    pub name: &'static str,
    /// The age, checked against the situation by a test.
    pub age: u32,
    /// Who one plays.
    pub who: &'static str,
    /// The first words.
    pub opens: &'static str,
    /// What is said only if the question is well put.
    pub shy: &'static str,
}

/// Everybody, in the order of the situations.
pub const ROLES: &[Role] = &[
    Role {
        case: "01-homme-seul-fin-de-droits",
        name: "Marc",
        age: 42,
        who: "Vous vivez seul dans un HLM à Ivry. Le chômage est terminé. Vous voulez travailler, et vous dites que tout va bien.",
        opens: "«\u{a0}On m’a dit de venir pour le RSA. Je n’en ai pas pour longtemps.\u{a0}»",
        shy: "Il y a une dette, et une affaire en cours. Vous n’en parlez que si l’on vous demande s’il y a des courriers ou un procès. Vous n’avez pas de médecin, et cela vous gêne.",
    },
    Role {
        case: "02-mere-isolee-deux-enfants",
        name: "Aminata",
        age: 29,
        who: "Vous élevez seule deux enfants à Vitry. Leur père est parti il y a cinq mois. Il ne verse rien.",
        opens: "«\u{a0}Depuis qu’il est parti, je ne m’en sors plus.\u{a0}»",
        shy: "Vous n’avez rien demandé au père, par peur des histoires. Certains jours, il manque à manger. Vous le dites si l’on vous parle des repas sans juger.",
    },
    Role {
        case: "03-couple-trois-enfants-un-smic",
        name: "Karim",
        age: 44,
        who: "Vous travaillez à plein temps, votre femme s’occupe des trois enfants. Vous habitez un HLM à Champigny.",
        opens: "«\u{a0}On travaille, mais ça ne suffit pas. Je ne sais pas si c’est pour nous, ici.\u{a0}»",
        shy: "Vous pensez que les aides sont pour les autres. Le titre de séjour de votre femme est en renouvellement\u{a0}: vous n’en parlez que si l’on dit pourquoi on le demande.",
    },
    Role {
        case: "04-jeune-en-rupture",
        name: "Lucas",
        age: 20,
        who: "Vous êtes parti de chez vos parents. Un ami vous héberge à Créteil, et vous devrez bientôt partir.",
        opens: "«\u{a0}Je viens pour le RSA, il paraît qu’on y a droit.\u{a0}»",
        shy: "Vous ne voulez pas parler de vos parents. Vous sautez des repas. Sans adresse, vous ne recevez plus vos courriers.",
    },
    Role {
        case: "05-etudiante-etrangere",
        name: "Linh",
        age: 22,
        who: "Vous êtes venue étudier en France. Vous avez un petit travail, un studio, pas de bourse.",
        opens: "«\u{a0}Je n’ai pas de carte Vitale, c’est grave\u{202f}?\u{a0}»",
        shy: "Vous n’allez pas bien et vous n’avez vu personne, faute d’argent. Vous avez peur qu’une demande d’aide abîme votre titre de séjour.",
    },
    Role {
        case: "06-fin-de-chomage-58-ans",
        name: "Gérard",
        age: 58,
        who: "Vous avez travaillé toute votre vie. Le chômage vient de finir. Vous êtes propriétaire d’un petit appartement.",
        opens: "«\u{a0}Je suis propriétaire, alors je suppose que je n’ai droit à rien.\u{a0}»",
        shy: "Vous devez de l’argent aux impôts. Vos dents vous font mal et vous attendez. Vous le dites si l’on vous laisse le temps.",
    },
    Role {
        case: "07-femme-seule-retraitee",
        name: "Odette",
        age: 68,
        who: "Vous êtes veuve et vous vivez à Villejuif avec une petite retraite.",
        opens: "«\u{a0}Je ne veux pas déranger. C’est ma voisine qui m’a dit de venir.\u{a0}»",
        shy: "Vous peinez à faire le ménage et les courses. Vous n’avez jamais demandé de pension de réversion, et personne ne vous en a parlé.",
    },
    Role {
        case: "08-inaptitude-63-ans",
        name: "Slimane",
        age: 63,
        who: "Vous êtes au RSA depuis huit ans. Votre dos vous empêche de travailler. Vous habitez un HLM.",
        opens: "«\u{a0}On me convoque tout le temps, je ne peux plus rester assis.\u{a0}»",
        shy: "Vous n’êtes jamais allé à la MDPH. Vous ne voulez pas être «\u{a0}handicapé\u{a0}». Vous répondez si l’on demande ce qui est difficile, pas ce que vous avez.",
    },
    Role {
        case: "09-handicap-psychique-heberge",
        name: "Thomas",
        age: 31,
        who: "Vous vivez chez vos parents, sans ressources. Vous répondez par mots courts.",
        opens: "«\u{a0}C’est ma mère qui a pris le rendez-vous.\u{a0}»",
        shy: "Parler à des inconnus vous épuise. Vous aimeriez voir quelqu’un pour votre santé, et n’osez pas le demander. Un silence vous aide plus qu’une question.",
    },
    Role {
        case: "10-enfant-autiste",
        name: "Sandrine",
        age: 35,
        who: "Votre fils a six ans. Il est autiste. Vous avez arrêté de travailler, votre mari a un salaire.",
        opens: "«\u{a0}On gagne trop pour avoir quelque chose, non\u{202f}?\u{a0}»",
        shy: "Vous êtes fatiguée, et vous n’avez pas ouvert de dossier à la MDPH. Vous en parlez si l’on vous demande comment se passent vos journées.",
    },
    Role {
        case: "11-femme-enceinte-seule",
        name: "Inès",
        age: 23,
        who: "Vous êtes enceinte et seule. Votre tante vous héberge sans rien demander.",
        opens: "«\u{a0}J’ai moins de 25 ans, on m’a déjà dit que je n’avais droit à rien.\u{a0}»",
        shy: "Vous ne voulez pas parler du père. Vous n’osez pas demander ce qui existe avant la naissance.",
    },
    Role {
        case: "12-violences-deux-enfants",
        name: "Nadège",
        age: 35,
        who: "Vous êtes partie de chez vous il y a deux mois avec vos deux enfants. Une amie vous héberge pour peu de temps.",
        opens: "«\u{a0}Je cherche juste un logement pour mes enfants.\u{a0}»",
        shy: "Vous avez fui des violences. Vous ne le dites que seule, si l’on annonce la question et que l’on dit pourquoi elle est posée. Vous avez déposé plainte.",
    },
    Role {
        case: "13-famille-sejour-irregulier",
        name: "Adjoua",
        age: 35,
        who: "Vous vivez à l’hôtel avec votre mari et vos deux enfants, qui vont à l’école. Vous n’avez pas de papiers.",
        opens: "«\u{a0}On nous a dit de venir pour l’école des enfants.\u{a0}»",
        shy: "Vous avez peur d’être signalée. Il n’y a pas de quoi manger aujourd’hui. Vous ne parlez du séjour que si l’on dit d’abord qui lira, et que l’on peut ne pas répondre.",
    },
];

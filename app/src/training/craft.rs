//! The craft of the interview, theme by theme: short advice beside the questions of a training interview.

/// The advice of a theme: what to do, and words to say it with.
pub fn advice(theme: &str) -> &'static [&'static str] {
    ADVICE
        .iter()
        .find(|(of, _)| *of == theme)
        .map_or(OTHER, |(_, lines)| lines)
}

const OTHER: &[&str] = &[
    "Commencez par une question ouverte, puis taisez-vous quelques secondes.",
    "Redites avec vos mots\u{a0}: «\u{a0}Si je comprends bien…\u{a0}». Notez ensuite.",
];

const ADVICE: &[(&str, &[&str])] = &[
    (
        "accueil",
        &[
            "Dites qui vous êtes et combien de temps vous avez, avant la première question.",
            "Question ouverte d’abord\u{a0}: «\u{a0}Qu’est-ce qui vous amène\u{202f}?\u{a0}». Laissez finir, même si c’est long.",
            "L’écran peut attendre\u{a0}: regardez la personne, notez après.",
            "Annoncez le moment seul comme une règle\u{a0}: «\u{a0}Je le fais avec tout le monde.\u{a0}»",
        ],
    ),
    (
        "famille",
        &[
            "«\u{a0}Parlez-moi des personnes qui vivent avec vous\u{a0}»\u{a0}: une phrase fait souvent dix réponses.",
            "Ne supposez ni mari, ni père. Attendez le mot de la personne, et reprenez-le.",
            "Une séparation se raconte rarement dans l’ordre. Reformulez\u{a0}: «\u{a0}Donc depuis juin, vous êtes seule avec eux\u{202f}?\u{a0}»",
        ],
    ),
    (
        "papiers",
        &[
            "Dites pourquoi avant de demander\u{a0}: «\u{a0}C’est pour savoir quelles aides vous sont ouvertes. Je ne l’envoie à personne.\u{a0}»",
            "Annoncez\u{a0}: «\u{a0}La question suivante est plus personnelle, vous pouvez la passer.\u{a0}»",
            "«\u{a0}Non abordé\u{a0}» est une bonne réponse. N’insistez jamais.",
        ],
    ),
    (
        "emploi",
        &[
            "«\u{a0}Racontez-moi votre dernier travail\u{a0}» plutôt que «\u{a0}Motif de fin de contrat\u{202f}?\u{a0}».",
            "Ne demandez pas pourquoi la personne ne travaille pas. Demandez ce qui serait possible.",
            "Un silence est un travail de mémoire. Comptez jusqu’à cinq avant d’aider.",
        ],
    ),
    (
        "budget",
        &[
            "Commencez par ce qui se vit\u{a0}: «\u{a0}Comment se passe la fin du mois\u{202f}?\u{a0}». Les chiffres viennent après.",
            "Proposez une tranche\u{a0}: un ordre de grandeur suffit, personne n’a tout en tête.",
            "Pas de commentaire sur une dépense. «\u{a0}Merci, ça m’aide\u{a0}» suffit.",
        ],
    ),
    (
        "logement",
        &[
            "«\u{a0}Où dormez-vous en ce moment, et jusqu’à quand\u{202f}?\u{a0}» ouvre plus que «\u{a0}Êtes-vous locataire\u{202f}?\u{a0}».",
            "Un courrier non ouvert n’est pas une faute. «\u{a0}On le lit ensemble\u{202f}?\u{a0}»",
            "Avant les papiers, redites ce qui est urgent et ce qui ne l’est pas.",
        ],
    ),
    (
        "sante",
        &[
            "Demandez ce qui est difficile, jamais de quoi la personne souffre.",
            "«\u{a0}Est-ce que quelque chose vous gêne dans la journée\u{202f}?\u{a0}», puis silence.",
            "Proposez le moment seul, et dites que vous le proposez à tous.",
        ],
    ),
    (
        "transport",
        &[
            "«\u{a0}Pour venir ici, comment avez-vous fait\u{202f}?\u{a0}»\u{a0}: la réponse parle aussi d’argent et de santé.",
            "Notez ce que la personne a dû abandonner faute de pouvoir s’y rendre.",
        ],
    ),
    (
        "quotidien",
        &[
            "Normalisez\u{a0}: «\u{a0}Beaucoup de gens vivent des moments durs. Je pose la question à tout le monde.\u{a0}»",
            "Si la réponse est lourde, posez le stylo. «\u{a0}Merci de me l’avoir dit.\u{a0}»",
            "N’enquêtez pas. Dites ce qui peut aider, et laissez choisir.",
        ],
    ),
    (
        "cloture",
        &[
            "Résumez à voix haute en trois phrases, et demandez\u{a0}: «\u{a0}Est-ce que j’ai oublié quelque chose\u{202f}?\u{a0}»",
            "Les priorités sont celles de la personne, dans ses mots.",
            "Vérifiez que le papier peut entrer à la maison sans risque.",
        ],
    ),
];

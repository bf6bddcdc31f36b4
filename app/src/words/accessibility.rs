//! Sentences of the declaration of accessibility, which the law asks of every public service, and of the map of the pages.
//!
//! The structure is that of the model of the State. To add a criterion that is not respected or not settled: its line in [`open`].

use crate::accessibility::State;

/// Title of the declaration.
pub const DECLARATION: &str = "Déclaration d’accessibilité";
/// Title of the map of the pages.
pub const MAP: &str = "Plan du site";
/// What the map is.
pub const MAP_LEAD: &str = "Toutes les pages que vous pouvez ouvrir d’ici.";
/// The pages that anybody may read.
pub const MAP_PUBLIC: &str = "Pour tout le monde";
/// Those of the agent's roles.
pub const MAP_AGENT: &str = "Pour vous";
/// What the map does not list.
pub const MAP_BILANS: &str = "Un bilan s’ouvre depuis «\u{a0}Mes bilans\u{a0}». Ses pages (entretien, récapitulatif, droits repérés, copie, support, suivi, orientations, notes) sont reliées entre elles.";

/// When the product was last audited.
pub const ON: &str = "27\u{a0}novembre 2026";

/// The state, as the law words it.
pub const fn state(state: State) -> &'static str {
    match state {
        State::Full => "totalement conforme",
        State::Partial => "partiellement conforme",
        State::None => "non conforme",
    }
}

/// The link at the foot of every page.
pub fn link(found: State) -> String {
    format!("Accessibilité\u{a0}: {}", state(found))
}

/// Whoever runs the server, when they did not say their name.
pub const NAMELESS: &str = "L’organisme qui exploite ce service";
/// The same, inside a sentence.
pub const NAMELESS_INSIDE: &str = "l’organisme qui exploite ce service";
/// What the declaration lacks.
pub const INCOMPLETE: &str = "Cette déclaration est incomplète\u{a0}: l’organisme qui exploite ce service n’a pas encore indiqué qui il est, ou à qui écrire. La loi le demande, et lui seul peut le faire, dans les réglages du serveur.";

/// The promise.
pub fn promise(operator: &str) -> String {
    format!(
        "{operator} s’engage à rendre ce service accessible. C’est ce que demandent l’article 47 de la loi n°\u{a0}2005-102 du 11\u{a0}février 2005 et le décret n°\u{a0}2019-768 du 24\u{a0}juillet 2019."
    )
}
/// What it applies to.
pub const APPLIES: &str = "Cette déclaration s’applique au service «\u{a0}Bilan des droits\u{a0}», à cette adresse\u{a0}: ses pages publiques, celles des agents, et les documents qu’on y télécharge.";
/// The plans that the operator publishes.
pub const PLANS: &str = "Le schéma pluriannuel d’accessibilité et le plan d’actions de l’année sont ceux de cet organisme. Ils ne sont pas sur cette page\u{a0}: demandez-les-lui.";

/// The state in a sentence.
pub fn stands(found: State) -> String {
    let why = match found {
        State::Full => "",
        State::Partial | State::None => ", en raison de ce qui est dit plus bas",
    };
    format!(
        "Ce service est {} au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1{why}.",
        state(found)
    )
}

/// Who audited.
pub const WHO: &str = "Les personnes qui développent le logiciel l’ont vérifié elles-mêmes, le 27\u{a0}novembre 2026. Aucun organisme indépendant n’a fait d’audit. Aucune personne qui utilise un lecteur d’écran ne l’a encore essayé.";
/// How the share is counted.
pub fn share(percent: usize) -> String {
    format!(
        "{percent}\u{a0}% des critères applicables sont respectés. Un critère que nous n’avons pas pu établir compte comme non respecté."
    )
}

/// No criterion is known not to be respected.
pub const NONE_FAILS: &str = "À notre connaissance, aucun critère n’est enfreint. Ceux qui suivent ne sont pas établis, faute d’avoir été vérifiés jusqu’au bout\u{a0}:";
/// Some are.
pub const THESE_FAIL: &str = "Ces critères ne sont pas respectés, ou ne sont pas établis\u{a0}:";
/// What a criterion that is not respected or not settled is about.
pub fn open(criterion: &str) -> Option<&'static str> {
    Some(match criterion {
        "7.1" => {
            "Les commandes qui enregistrent au fil de la saisie sont-elles bien dites par un lecteur d’écran\u{202f}? Leur nom, leur rôle et leur état ont été lus dans le navigateur, pas entendus."
        }
        "7.4" => {
            "Deux personnes ont répondu autrement à la même question, et l’on garde la réponse de l’autre\u{a0}: la page se recharge, et le clavier repart du haut."
        }
        "7.5" => {
            "Les messages comme «\u{a0}Enregistré\u{a0}» sont-ils bien dits par un lecteur d’écran\u{202f}? Ils sont marqués pour l’être, mais personne ne les a encore entendus."
        }
        "8.2" => {
            "Sur les pages des agents, le code n’est pas tout à fait valide. Leptos, l’outil qui les fabrique, ouvre mal des commentaires vides et donne à l’attribut «\u{a0}crossorigin\u{a0}» une valeur qui n’existe pas. Les navigateurs l’ignorent\u{a0}: nous n’en connaissons pas d’effet sur la lecture."
        }
        _ => return None,
    })
}
/// No exemption is claimed.
pub const NO_EXEMPTION: &str = "Aucune.";
/// Nothing is left out of the obligation.
pub const ALL_SUBJECT: &str =
    "Aucun dans ce service. Les sites vers lesquels il renvoie ont leur propre déclaration.";

/// When it was made.
pub const MADE: &str = "Cette déclaration a été établie le 27\u{a0}novembre 2026.";
/// What the pages are made of.
pub const TECHNOLOGIES: [&str; 6] = ["HTML", "CSS", "SVG", "JavaScript", "WebAssembly", "PDF"];
/// How it was tried.
pub const TRIED: [&str; 7] = [
    "Navigateur Chromium, sous Linux.",
    "Souris\u{202f}; clavier seul, pour un entretien entier.",
    "Écran de 320\u{a0}pixels de large, texte agrandi à 200\u{a0}%, textes espacés.",
    "Couleurs imposées par le système, mouvement réduit.",
    "Impression en nuances de gris.",
    "Navigateur sans JavaScript.",
    "Lecture de l’arbre d’accessibilité, que reçoivent les lecteurs d’écran.",
];
/// With what.
pub const TOOLS: [&str; 4] = [
    "axe-core, pour les fautes qu’un programme sait trouver",
    "Playwright, pour conduire le navigateur",
    "html-validate, pour la validité du code des pages",
    "poppler, pour les balises des documents",
];
/// What was looked at.
pub const PAGES: [&str; 7] = [
    "Connexion, accueil, compte, pages d’erreur, plan du site et cette page",
    "Chaque écran d’un entretien, avec les réponses refusées et les réponses en conflit",
    "Récapitulatif, droits repérés, détail d’un droit",
    "Copie pour la personne, support pour les professionnels, et leurs documents",
    "Suivi, page «\u{a0}Où en sont mes droits\u{a0}», orientations",
    "Agenda, chiffres",
    "Catalogue public\u{a0}: droits, thèmes, montants, organismes, situations, changements",
];

/// What to do when a page can not be read or used.
pub fn tell(operator: &str) -> String {
    format!(
        "Une page est illisible ou inutilisable pour vous\u{202f}? Dites-le à {operator}. On vous indiquera une autre façon d’y accéder, ou on vous donnera son contenu sous une autre forme."
    )
}
/// When the law lets one complain.
pub const REMEDY: &str = "Vous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et vous n’avez pas obtenu de réponse satisfaisante\u{202f}? Vous pouvez saisir le Défenseur des droits. C’est gratuit.";
/// The Défenseur des droits: its form.
pub const DEFENDER_FORM: &str = "https://formulaire.defenseurdesdroits.fr/";
/// Its site.
pub const DEFENDER_SITE: &str = "https://www.defenseurdesdroits.fr/";
/// Its post address, where no stamp is needed.
pub const DEFENDER_ADDRESS: &str =
    "Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07";
/// Its telephone.
pub const DEFENDER_PHONE: &str = "09 69 39 00 00";

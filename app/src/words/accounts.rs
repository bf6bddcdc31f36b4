//! The words of an agent's own account.

/// Title of the page of the second factor.
pub const PROTECT: &str = "Protéger le compte";
/// Title of the page where the code is typed.
pub const CODE: &str = "Votre code";
/// What the second factor is called.
pub const SECOND_FACTOR: &str = "Double vérification";
/// Why, in one line.
pub const WHY: &str = "Après le mot de passe, un code est demandé. Votre téléphone le donne\u{a0}: un mot de passe vu ou deviné ne suffit plus pour entrer.";
/// What is needed.
pub const NEEDED: &str = "Il faut une application de codes sur votre téléphone, par exemple FreeOTP, Aegis ou Google Authenticator. Elle est gratuite et n’a pas besoin de réseau.";
/// To whoever works where it is asked of everybody.
pub const REQUIRED: &str = "Votre structure demande la double vérification. Mettez-la en place pour continuer\u{a0}: cela prend deux minutes.";
/// Above the recovery codes.
pub const KEEP_CODES: &str = "Voici dix codes de secours. Ils ne seront plus montrés\u{a0}: notez-les sur un papier que vous gardez en lieu sûr, loin de l’ordinateur. Chacun remplace une fois le code du téléphone.";
/// A first code was wrong.
pub const NOT_CONFIRMED: &str = "Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone, attendez le code suivant, puis tapez-le.";
/// What to do without the telephone.
pub const LOST: &str = "Téléphone perdu ou oublié\u{202f}? Tapez un de vos codes de secours. Sans eux, la personne qui gère les comptes peut retirer la double vérification.";

/// To whoever was recognised elsewhere and has no account here.
pub const LINKED_TO_NOBODY: &str = "Vous êtes bien reconnu, mais aucun compte d’ici n’est relié à vous. Vous avez un mot de passe\u{202f}? Entrez avec lui, puis reliez votre compte dans «\u{a0}Mon compte\u{a0}». Sinon, demandez une invitation à la personne responsable de votre structure.";
/// The same, to whoever uses an invitation and says that they have an account.
pub const KNOWN_TO_NOBODY: &str = "Vous êtes bien reconnu, mais aucun compte d’ici n’est relié à vous. Donnez l’identifiant et le mot de passe que vous avez ici, ou décochez «\u{a0}J’ai déjà un compte\u{a0}».";
/// To whoever uses an invitation, is recognised, and has an account.
pub const LINKED_ALREADY: &str = "Vous avez déjà un compte ici, relié à vous\u{a0}: cochez «\u{a0}J’ai déjà un compte\u{a0}», puis recommencez.";
/// To an agent who links their account.
pub const LINK_TAKEN: &str = "Rien n’a changé\u{a0}: la personne reconnue a déjà un compte ici, ou le vôtre est déjà relié. Vérifiez avec quel compte vous êtes entré là-bas.";
/// What an agent who has no password is told.
pub const NO_PASSWORD: &str = "Votre compte n’a pas de mot de passe. Si vous en voulez un, demandez-le à la personne qui gère les comptes.";
/// What they are told instead of the button that would take away their only way in.
pub const ONLY_WAY_IN: &str = "Votre compte reste relié\u{a0}: c’est votre seule façon d’entrer. Pour ne plus le relier, demandez d’abord un mot de passe à la personne qui gère les comptes.";

/// The button that leads there.
pub fn enter_with(provider: &str) -> String {
    format!("Se connecter avec {provider}")
}

/// Of a session whose browser is none of those that are known.
pub const OTHER_BROWSER: &str = "Autre navigateur";
/// What the list of sessions is for.
pub const SESSIONS_HELP: &str = "Là où vous êtes connecté. Fermez ce que vous ne reconnaissez pas, puis changez de mot de passe.";

/// How many recovery codes are left.
pub fn codes_left(left: usize) -> String {
    match left {
        0 => "Il ne vous reste aucun code de secours. Créez-en d’autres.".to_owned(),
        1 => "Il vous reste un code de secours.".to_owned(),
        left => format!("Il vous reste {left} codes de secours."),
    }
}

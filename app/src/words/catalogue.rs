//! Sentences of the public catalogue.

use rules::{Confidence, Period};

/// The name of the public part.
pub const CATALOGUE: &str = "Le catalogue des droits";
/// What leads there.
pub const READ_CATALOGUE: &str = "Consulter le catalogue des droits";
/// What one finds there.
pub const CATALOGUE_LEAD: &str = "Tout ce que le bilan regarde, droit par droit : qui peut y avoir droit, ce que cela donne, les papiers à apporter, où demander. Chaque règle dit d’où elle vient et quand elle a été vérifiée.";
/// Title and lead of the situations.
pub const SITUATIONS: &str = "Ce que la personne dit en arrivant";
/// Why they are arranged so.
pub const SITUATIONS_LEAD: &str = "Les mots de l’entretien, rangés comme on les entend à l’accueil. Choisissez ce que la personne vient de dire : la page montre les droits que cette seule phrase invite à regarder.";
/// What one answer shows.
pub const SITUATION_LEAD: &str = "Cette réponse, à elle seule, invite à regarder les droits ci-dessous. D’autres conditions comptent : ouvrez chaque droit pour les lire. Un bilan complet en trouve souvent d’autres.";
/// Rights no answer raises by itself.
pub const FOR_ALL: &str = "À regarder pour tout le monde";
/// Why.
pub const FOR_ALL_LEAD: &str = "Ces droits dépendent surtout de l’âge, du lieu de vie ou d’un droit déjà reçu : aucune phrase ne suffit à les annoncer.";
/// Title and lead of the figures.
pub const PARAMETERS: &str = "Les montants et les seuils";
/// What they are.
pub const PARAMETERS_LEAD: &str = "Chaque chiffre de la loi est écrit une seule fois, avec la date depuis laquelle il s’applique, sa source, et l’histoire de ses valeurs.";
/// Title of the organisations.
pub const ORGANISATIONS: &str = "Les organismes";
/// What they are.
pub const ORGANISATIONS_LEAD: &str = "À qui demander, et tout ce qui se demande au même endroit : une visite peut servir plusieurs droits.";
/// Title of the changes.
pub const CHANGES: &str = "Ce qui a changé entre deux dates";
/// What they are.
pub const CHANGES_LEAD: &str = "Droits nouveaux ou supprimés, montants revalorisés, règles modifiées, tels que le catalogue les connaît. Utile après une réforme, ou pour relire un bilan ancien.";
/// When a date can not be read.
pub const UNREADABLE_DAYS: &str = "Une date n’a pas pu être lue. Écrivez par exemple 01/04/2026.";
/// Title of the review calendar.
pub const REVIEW: &str = "Le calendrier de relecture";
/// What it is.
pub const REVIEW_LEAD: &str = "La loi change. Chaque droit a une date à laquelle quelqu’un doit le relire. Ce qui est en retard vient d’abord.";
/// Title of the graphs.
pub const GRAPHS: &str = "Quelle question décide de quel droit";
/// What they are.
pub const GRAPHS_LEAD: &str = "Une question n’est posée que si sa réponse peut changer un droit. Choisissez un thème pour voir le dessin, et le même contenu en tableau.";
/// Under a graph.
pub const GRAPH_LEAD: &str = "À gauche, les questions ; à droite, les droits du thème. Un trait dit que la réponse est lue par le calcul du droit. Le tableau dessous dit la même chose.";
/// What the drawing is called for who does not see it.
pub const GRAPH_SAYS: &str = "Le tableau dessous dit la même chose";
/// Title of the page about the computation.
pub const METHOD: &str = "Ce que fait le calcul, et ce qu’il ne fait pas";
/// Nothing at this address.
pub const ABSENT: &str = "Le catalogue n’a rien à cette adresse";
/// What to do.
pub const ABSENT_ADVICE: &str =
    "Le droit a peut-être changé de nom. Cherchez-le dans la liste, par thème.";

/// What a named value is.
pub const CALCULATION_LEAD: &str =
    "Une valeur que les règles calculent à partir des réponses et des chiffres de la loi.";
/// Item 1 of CRPA R311-3-1-2: what the computation contributes.
pub const CONTRIBUTION: &str = "Ce calcul éclaire une conversation. Il ne décide de rien : aucune décision administrative n’est prise à partir de lui. Seul l’organisme décide, quand la demande lui est faite. Un droit dit « peu probable » peut toujours être demandé.";
/// Item 2: where the data come from.
pub const DATA: &str = "Seules servent les réponses que la personne donne pendant l’entretien. Rien ne vient d’un fichier de la CAF, des impôts ou d’une autre administration, et toute question peut rester sans réponse. Pour ce droit, le calcul lit :";
/// Item 3: parameters and weights.
pub const WEIGHTS: &str = "Chaque chiffre s’applique tel que la loi l’écrit. Aucun n’est pondéré : il n’y a ni note, ni score, ni profil.";
/// Item 3, when there is none.
pub const NO_PARAMETER: &str = "Ce droit ne dépend d’aucun chiffre du barème.";
/// Item 4: how conditions combine.
pub const COMBINED: &str = "Toutes les conditions calculées doivent être remplies : le droit est alors « probable », ou « à demander » s’il reste une condition que seul l’organisme peut juger. Une seule condition non remplie le rend « peu probable ». Une réponse inconnue laisse la condition en attente : elle ne ferme jamais le droit.";
/// The amount is told but not computed.
pub const NO_FORMULA: &str =
    "Le bilan ne calcule pas de montant pour ce droit : l’organisme le fixe.";
/// No situation shows the right.
pub const NO_EXAMPLE: &str =
    "Le catalogue n’a pas encore de foyer d’exemple où ce droit paraît ouvert.";
/// About the household of an example.
pub const EXAMPLE_LEAD: &str = "Foyer inventé, qui sert aussi à vérifier le calcul chaque jour. Voici ce que ce droit lit de lui.";
/// About the steps of an example.
pub const STEPS_LEAD: &str = "Chaque étape dit ce qu’elle calcule, avec ses valeurs entre parenthèses, dans l’ordre du calcul.";

/// How sure the catalogue is.
pub fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "haute",
        Confidence::Medium => "moyenne",
        Confidence::Low => "basse",
        Confidence::Memory => "à confirmer",
    }
}

/// What an amount is paid for, after it.
pub fn per(period: Period) -> &'static str {
    match period {
        Period::Month => " par mois",
        Period::Year => " par an",
        Period::Once => ", une fois",
        Period::MonthlyPrice => " à payer par mois",
    }
}

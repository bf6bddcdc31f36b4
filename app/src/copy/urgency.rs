//! What to do today, urgency by urgency. The ids are those of the facts `urgences` and `urgences_intimes` of the catalogue;
//! one that is not here is simply said as the catalogue names it.

use rules::Catalogue;

use super::french::sentence;
use super::model::Line;
use super::selection::{Entry, Paper, choices};
use crate::desk::Bilan;

/// The urgencies named in this bilan, with what to do now, then the urgent rights that the answers raise.
/// The intimate ones only on a paper that may say everything.
pub fn urgencies(
    catalogue: &Catalogue,
    bilan: &Bilan,
    entries: &[Entry],
    paper: Paper,
) -> Vec<Line> {
    let mut said: Vec<(&str, &str)> = choices(bilan, "urgences")
        .into_iter()
        .map(|id| ("urgences", id))
        .collect();
    if paper.shows_sensitive() {
        let intimate = choices(bilan, "urgences_intimes")
            .into_iter()
            .map(|id| ("urgences_intimes", id));
        said = intimate.chain(said).collect();
    }
    let named = said
        .into_iter()
        .filter_map(|(fact, id)| known(id).or_else(|| named(catalogue, fact, id)));
    let urgent = entries
        .iter()
        .filter(|entry| entry.right.urgent && (entry.worth_asking() || entry.worth_checking()));
    let rights = urgent.map(|entry| {
        Line::new(
            format!("{}.", entry.right.name),
            sentence(&entry.right.sentence),
        )
    });
    named.chain(rights).collect()
}

fn known(id: &str) -> Option<Line> {
    let (strong, text) = match id {
        "danger" => (
            "En danger :",
            "appelez le 17, ou écrivez au 114 par SMS. Pour parler à quelqu’un : 3919, gratuit et anonyme, jour et nuit.",
        ),
        "detresse" => (
            "Quand c’est trop dur :",
            "appelez le 3114. C’est gratuit, jour et nuit. En cas de danger immédiat, appelez le 15.",
        ),
        "dormir" => (
            "Pour dormir ce soir :",
            "appelez le 115. C’est gratuit, jour et nuit. Si personne ne répond, rappelez.",
        ),
        "manger" => (
            "Pour manger aujourd’hui :",
            "le 115 indique les repas distribués. La mairie (CCAS) et les associations aident aussi.",
        ),
        "coupure" => (
            "Pour l’électricité, le gaz ou l’eau :",
            "appelez aujourd’hui votre fournisseur et demandez un délai. Prévenez le service social.",
        ),
        "expulsion" => (
            "Pour garder votre logement :",
            "montrez ce courrier sans attendre. Conseil gratuit : SOS loyers impayés, 0 805 16 00 75.",
        ),
        "audience" => (
            "Convocation au tribunal :",
            "allez-y le jour dit, avec vos papiers. Pour être conseillé avant : 3039, gratuit.",
        ),
        "soins" => (
            "Pour vous soigner :",
            "à l’hôpital, demandez le service social ou la permanence d’accès aux soins (PASS). Assurance maladie : 3646.",
        ),
        "compte_bloque" => (
            "Compte bloqué ou saisi :",
            "votre banque doit vous laisser une somme pour vivre. Demandez-lui aujourd’hui le « solde bancaire insaisissable ».",
        ),
        "delai" => (
            "Un délai se termine :",
            "répondez par écrit avant la date du courrier. Gardez une copie et la preuve d’envoi.",
        ),
        _ => return None,
    };
    Some(Line::new(strong, text))
}

fn named(catalogue: &Catalogue, fact: &str, id: &str) -> Option<Line> {
    let fact = catalogue.facts().iter().find(|f| f.id == fact)?;
    let variant = fact
        .kind
        .variants()
        .iter()
        .find(|variant| variant.id == id)?;
    Some(Line::new(
        format!("{}.", variant.name),
        "Parlons-en aujourd’hui.",
    ))
}

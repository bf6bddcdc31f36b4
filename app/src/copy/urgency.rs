//! What to do today, urgency by urgency. The ids are those of the facts `urgences` and `urgences_intimes` of the catalogue;
//! one that is not here is simply said as the catalogue names it.

use super::model::Line;
use super::selection::{Entry, Paper, choices};
use super::voice::{Voice, sentence};
use crate::desk::Bilan;

/// The urgencies named in this bilan, with what to do now, then the urgent rights that the answers raise.
/// The intimate ones only on a paper that may say everything.
pub fn urgencies(voice: &Voice<'_>, bilan: &Bilan, entries: &[Entry], paper: Paper) -> Vec<Line> {
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
        .filter_map(|(fact, id)| known(voice, id).or_else(|| named(voice, fact, id)));
    let urgent = entries
        .iter()
        .filter(|entry| entry.right.urgent && (entry.worth_asking() || entry.worth_checking()));
    let rights = urgent.map(|entry| {
        Line::new(
            format!("{}.", voice.right(entry.right)),
            sentence(&voice.of_right(entry.right, "phrase", &entry.right.sentence)),
        )
    });
    named.chain(rights).collect()
}

fn known(voice: &Voice<'_>, id: &str) -> Option<Line> {
    let name = match id {
        "danger" => "urgent-danger",
        "detresse" => "urgent-distress",
        "dormir" => "urgent-sleep",
        "manger" => "urgent-eat",
        "coupure" => "urgent-cut",
        "expulsion" => "urgent-eviction",
        "audience" => "urgent-court",
        "soins" => "urgent-care",
        "compte_bloque" => "urgent-account",
        "delai" => "urgent-deadline",
        _ => return None,
    };
    Some(voice.line(name, &[]))
}

fn named(voice: &Voice<'_>, fact: &str, id: &str) -> Option<Line> {
    let facts = voice.catalogue.facts();
    let known = facts.iter().find(|known| known.id == fact)?;
    let mut variants = known.kind.variants().iter();
    let variant = variants.find(|variant| variant.id == id)?;
    Some(Line::new(
        format!("{}.", voice.choice(fact, id, &variant.name)),
        voice.say("urgent-other"),
    ))
}

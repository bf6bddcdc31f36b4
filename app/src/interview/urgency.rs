//! What to do at once: the urgent needs the person named, and the urgent rights their answers point to.
//! Nothing is guessed here: a need is shown because somebody ticked it.

use rules::{Outcome, Path, Truth, Value};

use super::Reading;
use crate::words::interview::URGENCIES;

/// The facts of the opening that list urgent needs; the second is said and shown only alone with the person.
const NEEDS: &str = "urgences";
const INTIMATE: &str = "urgences_intimes";

/// One urgent thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgency {
    /// Its name.
    pub name: String,
    /// What to do.
    pub advice: String,
    /// The right behind it, when there is one, by id.
    pub right: Option<String>,
}

/// Everything urgent, needs first; what was said in confidence only while the agent is `alone` with the person.
pub fn urgencies(reading: &Reading<'_>, alone: bool) -> Vec<Urgency> {
    let said = |fact: &str| reading.answer(&Path::Household(fact.into())).value();
    let needs = [said(NEEDS), said(INTIMATE).filter(|_| alone)];
    let named = |id: &str| {
        let mut needs = needs.iter().flatten();
        needs.any(|need| matches!(need, Value::Choices(ids) if ids.contains(id)))
    };
    let needs = URGENCIES
        .iter()
        .filter(|(id, ..)| named(id))
        .map(|(_, name, advice)| Urgency {
            name: (*name).to_owned(),
            advice: (*advice).to_owned(),
            right: None,
        });
    let rights = reading
        .catalogue
        .rights()
        .iter()
        .filter(|right| right.urgent)
        .filter(|right| {
            reading
                .evaluation
                .finding(&right.id)
                .is_some_and(|finding| {
                    finding.signalled == Truth::Yes
                        && !matches!(finding.outcome, Outcome::Unlikely | Outcome::AlreadyOpen)
                })
        })
        .map(|right| Urgency {
            name: right.name.clone(),
            advice: right.sentence.clone(),
            right: Some(right.id.clone()),
        });
    needs.chain(rights).collect()
}

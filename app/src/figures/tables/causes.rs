//! Why rights were not received, and which institutions that concerns. The two are never crossed: the counts would be small.

use rules::Catalogue;

use super::super::Facts;
use super::super::hide::Tally;
use super::super::quarter::Quarter;
use super::super::table::Table;
use super::{Lines, stood_in, table};
use crate::follow_up::Cause;
use crate::words::figures as words;
use crate::words::follow_up::cause;

/// The causes of non-recours.
pub fn causes(facts: &Facts, quarter: Quarter) -> Table {
    let stood = stood_in(facts, quarter);
    let line = |one: Cause| {
        let with = stood
            .iter()
            .filter(|stood| stood.standing.cause == Some(one));
        (
            cause(one).to_owned(),
            vec![Tally::of(with.map(|stood| stood.bilan))],
        )
    };
    table("causes", words::CAUSES, words::CAUSE, &[words::NUMBER])
        .closed(words::ALL, Cause::ALL.map(line).to_vec())
}

/// The institutions concerned.
pub fn institutions(facts: &Facts, quarter: Quarter, catalogue: &Catalogue) -> Table {
    let mut lines = Lines::default();
    for stood in stood_in(facts, quarter) {
        if let Some(id) = &stood.standing.institution {
            let name = catalogue
                .organisation(id)
                .map_or(id.as_str(), |known| known.name.as_str());
            lines.add(name, stood.bilan, (0, 1));
        }
    }
    table(
        "institutions",
        words::INSTITUTIONS,
        words::INSTITUTION,
        &[words::NUMBER],
    )
    .open(words::ALL, lines.into_vec())
}

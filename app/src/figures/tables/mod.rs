//! The tables of a report: what was held (`held`), what rights became (`rights`), why they were not received (`causes`).

mod causes;
mod held;
mod rights;

pub use causes::{causes, institutions};
pub use held::{bilans, coverage};
pub use rights::{by_quarter, by_right, by_structure, by_territory, by_theme, outcomes, times};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::hide::Tally;
use super::quarter::Quarter;
use super::table::{Line, Table};
use super::{Facts, StepFact};
use crate::follow_up::Standing;
use crate::follow_up::outcomes::stood;

/// A table without lines yet.
fn table(
    id: &'static str,
    (title, help): (&'static str, &'static str),
    of: &'static str,
    columns: &[&'static str],
) -> Table {
    Table {
        id,
        title,
        help,
        of,
        columns: columns.to_vec(),
        total: None,
        rows: Vec::new(),
        left_out: false,
        drawn: Some(0),
    }
}

/// Where a followed right stood at the end of a quarter.
struct Stood<'a> {
    bilan: Uuid,
    structure: &'a str,
    territory: &'a str,
    opened_on: NaiveDate,
    standing: &'a Standing,
}

fn stood_in(facts: &Facts, quarter: Quarter) -> Vec<Stood<'_>> {
    let of: BTreeMap<_, &StepFact> = facts
        .steps
        .iter()
        .map(|step| (step.follow_up, step))
        .collect();
    let steps = facts
        .steps
        .iter()
        .map(|step| (step.follow_up, &step.standing));
    stood(steps, quarter.first(), quarter.last())
        .filter_map(|(id, standing)| {
            of.get(&id).map(|step| Stood {
                bilan: step.bilan,
                structure: &step.structure,
                territory: &step.territory,
                opened_on: step.opened_on,
                standing,
            })
        })
        .collect()
}

/// Counts side by side under each name.
#[derive(Default)]
struct Lines(BTreeMap<String, Vec<Tally>>);

impl Lines {
    fn add(&mut self, name: &str, bilan: Uuid, (column, columns): (usize, usize)) {
        let tallies = self
            .0
            .entry(name.to_owned())
            .or_insert_with(|| vec![Tally::default(); columns]);
        if let Some(tally) = tallies.get_mut(column) {
            tally.add(bilan);
        }
    }

    fn into_vec(self) -> Vec<Line> {
        self.0.into_iter().collect()
    }
}

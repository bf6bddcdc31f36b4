//! The tables of a report: what was held (`held`), what rights became (`rights`), why they were not received (`causes`).

mod causes;
mod held;
mod rights;

pub use causes::{causes, institutions};
pub use held::{bilans, coverage};
pub use rights::{by_quarter, by_right, by_structure, by_theme, outcomes, times};

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::quarter::Quarter;
use super::table::Table;
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
    structure: &'a str,
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
                structure: &step.structure,
                opened_on: step.opened_on,
                standing,
            })
        })
        .collect()
}

/// Counts side by side under each name.
#[derive(Default)]
struct Lines(BTreeMap<String, Vec<usize>>);

impl Lines {
    fn add(&mut self, name: &str, column: usize, columns: usize) {
        let counts = self
            .0
            .entry(name.to_owned())
            .or_insert_with(|| vec![0; columns]);
        if let Some(count) = counts.get_mut(column) {
            *count += 1;
        }
    }

    fn into_vec(self) -> Vec<(String, Vec<usize>)> {
        self.0.into_iter().collect()
    }
}

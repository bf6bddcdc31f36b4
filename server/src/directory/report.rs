//! What an import tells at its end: what was kept, what was refused and why, what was left out. Bounded, however bad the file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::fields::{Refusal, Warning};

/// The most refused rows told one by one.
pub const SHOWN: usize = 50;
/// The most kinds of warnings told.
const KINDS: usize = 50;

/// One refused row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Its number, from 1.
    pub number: usize,
    /// Its identifier, when it has one.
    pub id: Option<String>,
    /// Why.
    pub refusal: Refusal,
}

/// The end of an import.
#[derive(Debug, Default)]
pub struct Report {
    /// Rows of the file.
    pub rows: usize,
    /// Rows that were written.
    pub kept: usize,
    /// Lines that the sources of the file no longer give.
    pub absent: u64,
    /// Rows that were refused.
    pub refused: usize,
    /// The first of them.
    pub shown: Vec<RefusedRow>,
    /// What was left out, with how often and the row where it was first.
    pub warnings: BTreeMap<(&'static str, String), (usize, usize)>,
    /// Warnings that are not told, for want of room.
    pub untold: usize,
    /// The sources of the file.
    pub sources: BTreeSet<String>,
}

impl Report {
    /// Counts a refused row.
    pub fn refuse(&mut self, number: usize, id: Option<String>, refusal: Refusal) {
        self.refused += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(RefusedRow {
                number,
                id,
                refusal,
            });
        }
    }

    /// Counts something left out of a row that was kept.
    pub fn warn(&mut self, number: usize, warning: Warning) {
        let full = self.warnings.len() >= KINDS;
        let key = (warning.field, warning.reason);
        match self.warnings.get_mut(&key) {
            Some((times, _)) => *times += 1,
            None if full => self.untold += 1,
            None => {
                self.warnings.insert(key, (1, number));
            }
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} rows: {} kept, {} refused; {} became absent",
            self.rows, self.kept, self.refused, self.absent
        )?;
        for RefusedRow {
            number,
            id,
            refusal,
        } in &self.shown
        {
            let id = id.as_deref().unwrap_or("without an id");
            let why = format!("{} {}", refusal.field, refusal.reason);
            write!(f, "\n  row {number} ({id}) refused: {}", why.trim_start())?;
        }
        if self.refused > self.shown.len() {
            write!(
                f,
                "\n  and {} more refused rows",
                self.refused - self.shown.len()
            )?;
        }
        for ((field, reason), (times, first)) in &self.warnings {
            write!(
                f,
                "\n  {field} {reason}: {times} times, first in row {first}"
            )?;
        }
        if self.untold > 0 {
            write!(f, "\n  and {} more warnings", self.untold)?;
        }
        Ok(())
    }
}

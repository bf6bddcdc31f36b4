//! Incomes: a grid of sources by named months, one for each adult.
//!
//! A cell is one income row. Its identity follows from whose it is, the source, its line and the month, so that two
//! agents who fill the same cell meet in a conflict instead of counting the income twice.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use rules::{
    Answer, Catalogue, Entity, Holder, Path, RowId, Situation, Value, Variant, Whom, YearMonth,
};

use super::plan::has_partner;

/// The fact that says whose an income is.
pub const HOLDER: &str = "titulaire";
/// The fact that says where it comes from.
pub const SOURCE: &str = "source";
/// The fact that says in which month it came.
pub const MONTH: &str = "mois";
/// The fact that says how much.
pub const AMOUNT: &str = "montant";

/// Sources offered before anything was said; the others are one choice away.
const USUAL: [&str; 5] = [
    "salaire",
    "are",
    "ij",
    "pension_alimentaire",
    "aide_proches",
];

/// One cell of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Whose income.
    pub holder: Holder,
    /// The source, a variant's id.
    pub source: String,
    /// 0 for the first income of that source in a month, 1 for a second one.
    pub line: usize,
    /// The month it came in.
    pub month: YearMonth,
    /// The row it is kept in.
    pub row: RowId,
}

impl Cell {
    /// The place of the amount.
    pub fn amount(&self) -> Path {
        Path::Income(self.row.clone(), AMOUNT.into())
    }

    /// The name of the cell in the form, after its prefix: `personne.salaire.0.2026-09`.
    pub fn name(&self) -> String {
        format!(
            "{}.{}.{}.{}",
            self.holder, self.source, self.line, self.month
        )
    }

    /// What the row says besides the amount.
    pub fn identity(&self) -> [(Path, Answer); 3] {
        let at = |fact: &str| Path::Income(self.row.clone(), fact.into());
        [
            (
                at(HOLDER),
                Answer::Given(Value::Choice(self.holder.to_string())),
            ),
            (
                at(SOURCE),
                Answer::Given(Value::Choice(self.source.clone())),
            ),
            (at(MONTH), Answer::Given(Value::Month(self.month))),
        ]
    }
}

/// The adults a question about incomes is put for, as the household is known.
pub fn holders(situation: &Situation, of: Whom) -> Vec<Holder> {
    match of {
        Whom::Person => vec![Holder::Person],
        Whom::Partner => vec![Holder::Partner],
        Whom::Household | Whom::EachAdult if has_partner(situation) => Holder::ALL.to_vec(),
        Whom::Household | Whom::EachAdult => vec![Holder::Person],
    }
}

/// The named months of a question, oldest first.
pub fn months(date: NaiveDate, months: &RangeInclusive<i8>) -> Vec<YearMonth> {
    let current = YearMonth::of(date);
    months
        .clone()
        .map(|offset| current.plus(i32::from(offset)))
        .collect()
}

/// The sources of the catalogue.
pub fn sources(catalogue: &Catalogue) -> &[Variant] {
    let fact = catalogue
        .facts()
        .iter()
        .find(|fact| fact.entity == Entity::Income && fact.id == SOURCE);
    fact.map_or(&[], |fact| fact.kind.variants())
}

/// The lines of one adult's grid, in the catalogue's order: each source that was used, the usual ones, and the one
/// just added.
pub fn lines(
    catalogue: &Catalogue,
    situation: &Situation,
    holder: Holder,
    months: &[YearMonth],
    added: Option<&str>,
) -> Vec<(Variant, usize)> {
    sources(catalogue)
        .iter()
        .flat_map(|source| {
            let used = months
                .iter()
                .map(|month| rows(situation, holder, &source.id, *month).len())
                .max()
                .unwrap_or(0);
            let wanted = added == Some(source.id.as_str());
            let shown =
                used + usize::from(wanted || (used == 0 && USUAL.contains(&source.id.as_str())));
            (0..shown).map(|line| (source.clone(), line))
        })
        .collect()
}

/// The cell at a place of the grid: the row that is already there, or the one it will have.
pub fn cell(
    situation: &Situation,
    holder: Holder,
    source: &str,
    line: usize,
    month: YearMonth,
) -> Cell {
    let there = rows(situation, holder, source, month).into_iter().nth(line);
    let row = there.unwrap_or_else(|| row_of(holder, source, line, month));
    Cell {
        holder,
        source: source.to_owned(),
        line,
        month,
        row,
    }
}

/// The rows that hold an income of this adult, source and month, in a stable order.
fn rows(situation: &Situation, holder: Holder, source: &str, month: YearMonth) -> Vec<RowId> {
    let says = |row: &RowId, fact: &str, value: &Value| {
        situation
            .get(&Path::Income(row.clone(), fact.into()))
            .value()
            == Some(value)
    };
    let mut rows: Vec<RowId> = situation
        .rows(Entity::Income)
        .into_iter()
        .filter(|row| {
            says(row, HOLDER, &Value::Choice(holder.to_string()))
                && says(row, SOURCE, &Value::Choice(source.to_owned()))
                && says(row, MONTH, &Value::Month(month))
        })
        .collect();
    rows.sort();
    rows
}

/// The identity of a new row: FNV-1a of what the cell is, in base 36.
fn row_of(holder: Holder, source: &str, line: usize, month: YearMonth) -> RowId {
    let text = format!("{holder}.{source}.{line}.{month}");
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    RowId::of_number(hash)
}

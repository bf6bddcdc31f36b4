//! A table of figures: what the page draws, what the CSV says, what a plot is made from.

use std::collections::BTreeMap;

use super::hide::{Count, Tally, groups, parts};
use crate::spreadsheet;
use crate::words::figures as words;

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A count.
    Count(Count),
    /// A number of days.
    Days(i64),
    /// Nothing can be said.
    Nothing,
}

impl Cell {
    /// As it is read.
    pub fn text(self) -> String {
        match self {
            Self::Count(Count::Of(number)) => number.to_string(),
            Self::Count(Count::Hidden) => words::HIDDEN.to_owned(),
            Self::Days(days) => words::days(days),
            Self::Nothing => "–".to_owned(),
        }
    }

    /// How long its bar is.
    fn length(self) -> Option<usize> {
        match self {
            Self::Count(Count::Of(number)) => Some(number),
            _ => None,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// A name, and what is counted under it, column by column.
pub type Line = (String, Vec<Tally>);

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its word, in the page's anchors and in the CSV.
    pub id: &'static str,
    /// What it counts.
    pub title: &'static str,
    /// How it is counted.
    pub help: &'static str,
    /// What its lines are.
    pub of: &'static str,
    /// What its columns count.
    pub columns: Vec<&'static str>,
    /// Its total, when its lines have one.
    pub total: Option<Row>,
    /// Its lines.
    pub rows: Vec<Row>,
    /// Lines are left out because everything in them is hidden.
    pub left_out: bool,
    /// The column that is drawn as a plot.
    pub drawn: Option<usize>,
}

/// One bar of a plot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// Its value, as it is read.
    pub text: String,
    /// How long it is, in hundredths of the longest; none when the value is hidden.
    pub percent: Option<usize>,
}

impl Table {
    /// Whether everything in it is nought.
    pub fn is_empty(&self) -> bool {
        !self.left_out
            && self
                .rows
                .iter()
                .chain(&self.total)
                .flat_map(|row| &row.cells)
                .all(|cell| matches!(cell, Cell::Count(Count::Of(0)) | Cell::Nothing))
    }

    /// Lines of a closed list, each with its counts, under their total. Every line stays, however little it counts.
    #[must_use]
    pub fn closed(mut self, total: &str, lines: Vec<Line>) -> Self {
        let (head, rows) = columns(&lines, self.columns.len());
        self.total = Some(Row {
            name: total.to_owned(),
            cells: head,
        });
        self.rows = rows;
        self
    }

    /// Lines of an open list, the longest first, under their total. Those that would only say that they are hidden are left out: the
    /// name of a right alone may tell.
    #[must_use]
    pub fn open(self, total: &str, mut lines: Vec<Line>) -> Self {
        longest_first(&mut lines);
        self.closed(total, lines).without_hidden()
    }

    /// Lines that gather those of an open table with the same columns, under the same total: each comes with the name that it is gathered
    /// under. What is hidden there is not told here.
    #[must_use]
    pub fn gathered(mut self, total: &str, lines: &[(String, Line)]) -> Self {
        let apart = together(lines.iter().map(|(_, line)| (line.0.as_str(), &line.1)));
        let gathered = together(lines.iter().map(|(name, line)| (name.as_str(), &line.1)));
        let mut head = Vec::new();
        let mut rows: Vec<Row> = gathered.iter().map(empty).collect();
        for at in 0..self.columns.len() {
            let (all, shown) = parts(&column(&apart, at));
            head.push(Cell::Count(all));
            let within: Vec<Vec<(usize, Tally)>> = gathered
                .iter()
                .map(|(name, _)| {
                    let lines = lines.iter().filter(|(known, _)| known == name);
                    let parts = lines.filter_map(|(_, (line, tallies))| {
                        let part = apart.iter().position(|(known, _)| known == line)?;
                        Some((part, tallies.get(at)?.clone()))
                    });
                    parts.collect()
                })
                .collect();
            for (row, count) in rows.iter_mut().zip(groups(&shown, &within)) {
                row.cells.push(Cell::Count(count));
            }
        }
        self.total = Some(Row {
            name: total.to_owned(),
            cells: head,
        });
        self.rows = rows;
        self.without_hidden()
    }

    /// Without the lines that would only say that they are hidden.
    fn without_hidden(mut self) -> Self {
        let before = self.rows.len();
        self.rows.retain(|row| {
            let says = |cell: &Cell| matches!(cell, Cell::Count(Count::Of(1..)));
            row.cells.iter().any(says)
        });
        self.left_out = self.rows.len() < before;
        self
    }

    /// Lines that have no total: each count stands alone.
    #[must_use]
    pub fn apart(mut self, lines: impl IntoIterator<Item = (String, Tally)>) -> Self {
        let row = |(name, tally): (String, Tally)| Row {
            name,
            cells: vec![Cell::Count(tally.alone())],
        };
        self.rows = lines.into_iter().map(row).collect();
        self
    }

    /// The plot of the column that is drawn: its lines without the total.
    pub fn bars(&self) -> Vec<Bar> {
        let Some(at) = self.drawn else {
            return Vec::new();
        };
        let cells: Vec<(&str, Cell)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.name.as_str(), *row.cells.get(at)?)))
            .collect();
        let longest = cells.iter().filter_map(|(_, cell)| cell.length()).max();
        let longest = longest.unwrap_or_default().max(1);
        let bar = |(name, cell): (&str, Cell)| Bar {
            name: name.to_owned(),
            text: cell.text(),
            percent: cell.length().map(|length| (length * 100).div_ceil(longest)),
        };
        cells.into_iter().map(bar).collect()
    }
}

/// The order of an open table.
fn longest_first(lines: &mut [Line]) {
    let sizes = |line: &Line| line.1.iter().map(Tally::count).collect::<Vec<_>>();
    lines.sort_by_cached_key(|line| (std::cmp::Reverse(sizes(line)), line.0.clone()));
}

/// Lines of the same name as one, the longest first.
fn together<'a>(lines: impl Iterator<Item = (&'a str, &'a Vec<Tally>)>) -> Vec<Line> {
    let mut named: BTreeMap<&str, Vec<Tally>> = BTreeMap::new();
    for (name, tallies) in lines {
        let known = named
            .entry(name)
            .or_insert_with(|| vec![Tally::default(); tallies.len()]);
        for (known, tally) in known.iter_mut().zip(tallies) {
            known.join(tally);
        }
    }
    let mut lines: Vec<Line> = named
        .into_iter()
        .map(|(name, tallies)| (name.to_owned(), tallies))
        .collect();
    longest_first(&mut lines);
    lines
}

/// What is counted in one column.
fn column(lines: &[Line], at: usize) -> Vec<Tally> {
    lines
        .iter()
        .map(|(_, tallies)| tallies.get(at).cloned().unwrap_or_default())
        .collect()
}

/// A line without cells yet.
fn empty((name, _): &Line) -> Row {
    Row {
        name: name.clone(),
        cells: Vec::new(),
    }
}

/// The total of each column, and each line, as they may be shown.
fn columns(lines: &[Line], number: usize) -> (Vec<Cell>, Vec<Row>) {
    let mut head = Vec::new();
    let mut rows: Vec<Row> = lines.iter().map(empty).collect();
    for at in 0..number {
        let (total, shown) = parts(&column(lines, at));
        head.push(Cell::Count(total));
        for (row, count) in rows.iter_mut().zip(shown) {
            row.cells.push(Cell::Count(count));
        }
    }
    (head, rows)
}

/// Every table of a report, to open in a spreadsheet: a line for each cell.
pub fn csv(report: &super::Report) -> String {
    let mut lines = vec![
        ["trimestre", "tableau", "ligne", "colonne", "valeur"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for table in &report.tables {
        for row in table.total.iter().chain(&table.rows) {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                lines.push(vec![
                    report.quarter.word(),
                    table.title.to_owned(),
                    row.name.clone(),
                    (*column).to_owned(),
                    cell.text(),
                ]);
            }
        }
    }
    spreadsheet::csv(&lines)
}

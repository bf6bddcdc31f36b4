//! What is drawn: one question, its fields, its rows and grids, as plain data. `questions` makes them, `pages/step/` draws them.

use chrono::{DateTime, Utc};
use rules::{Holder, RowId, YearMonth};

use super::before::Was;

/// One question, ready to draw.
pub struct QuestionView {
    /// Its id in the catalogue.
    pub id: String,
    /// The question, worded to be spoken.
    pub text: String,
    /// Help under it.
    pub help: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// A refusal here is « non abordé ».
    pub alone: bool,
    /// Where « à revoir » is kept, and whether it is on.
    pub review: Option<(String, bool)>,
    /// What is under it.
    pub body: Body,
}

impl QuestionView {
    /// Every field, be it in a row or a grid.
    pub fn fields_mut(&mut self) -> Vec<&mut FieldView> {
        match &mut self.body {
            Body::Fields(fields) | Body::Receipts(fields) => fields.iter_mut().collect(),
            Body::Children(view) => {
                let rows = view.rows.iter_mut().flat_map(|row| &mut row.fields);
                rows.chain(&mut view.complete).collect()
            }
            Body::Incomes(grids) => {
                let mut all = Vec::new();
                for grid in grids {
                    all.extend(grid.lines.iter_mut().flat_map(|(_, cells)| cells));
                    all.extend(&mut grid.complete);
                }
                all
            }
        }
    }
}

/// What is under a question.
pub enum Body {
    /// Fields one after the other.
    Fields(Vec<FieldView>),
    /// One row for each child.
    Children(Box<ChildrenView>),
    /// One grid of incomes for each adult.
    Incomes(Vec<GridView>),
    /// One line for each right.
    Receipts(Vec<FieldView>),
}

/// One field.
#[derive(Clone)]
pub struct FieldView {
    /// Its place, which is also its name and its id in the page.
    pub path: String,
    /// Its label; `None` when the question itself is the label.
    pub label: Option<String>,
    /// A short help beside it.
    pub hint: Option<String>,
    /// How it is drawn.
    pub control: Control,
    /// What stands in it.
    pub text: String,
    /// What it is rendered from, for the hidden field.
    pub token: String,
    /// What is wrong with it, a sentence.
    pub problem: Option<String>,
    /// What somebody else wrote meanwhile.
    pub conflict: Option<ConflictView>,
    /// What was answered last time, while there is no answer.
    pub was: Option<Was>,
    /// Nothing depends on it: it is kept out of sight, and « les poser quand même » shows it.
    pub hidden: bool,
}

/// How a field is drawn.
#[derive(Clone)]
pub enum Control {
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these, or none.
    Choices(Vec<Choice>),
    /// An amount, exact or a band.
    Amount(Vec<Choice>),
    /// One line of text; the keyboard it wants, and an example.
    Line(&'static str, &'static str),
    /// Several lines.
    Paragraph,
    /// A receipt and its day.
    Receipt,
}

/// One option.
#[derive(Clone)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// Both values of a conflict.
#[derive(Clone)]
pub struct ConflictView {
    /// What the field must be rendered from to replace what stands now.
    pub token: String,
    /// What stands now.
    pub theirs: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was typed here.
    pub mine: String,
}

/// The children of a household.
pub struct ChildrenView {
    /// Rows are added and removed here.
    pub editable: bool,
    /// Each child.
    pub rows: Vec<RowView>,
    /// An empty row to copy when one is added in the page.
    pub template: RowView,
    /// « C’est tout ».
    pub complete: Option<FieldView>,
}

/// One child.
pub struct RowView {
    /// The row.
    pub row: RowId,
    /// « Enfant 2 ».
    pub title: String,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// The hidden field of its removal.
    pub removal: (String, String),
}

/// The incomes of one adult.
pub struct GridView {
    /// The question and the adult, `revenus-personne`: names the grid in the form.
    pub key: String,
    /// Whose.
    pub holder: Holder,
    /// The columns.
    pub months: Vec<YearMonth>,
    /// One line a source: its name, then its cells.
    pub lines: Vec<(String, Vec<FieldView>)>,
    /// Sources that may be added.
    pub others: Vec<Choice>,
    /// « C’est tout pour ce mois », one a column.
    pub complete: Vec<FieldView>,
    /// Bands a cell accepts, by name.
    pub bands: Vec<String>,
}

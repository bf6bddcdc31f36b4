//! What a document is made of, before it has lines and pages.
//!
//! A document is a list of [`Block`]s; a new kind is one variant here and one arm in `rows.rs`.
//! Sizes are points: see `measure.rs`.

use super::fonts::Weight;

/// The colours. They were chosen to stay apart in greyscale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Running text.
    Dark,
    /// What may be read second.
    Soft,
    /// Headings.
    Accent,
    /// Hairlines.
    Hairline,
}

/// A text of one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// What it says.
    pub text: String,
    /// How heavy.
    pub weight: Weight,
    /// Which colour.
    pub ink: Ink,
}

impl Span {
    /// Running text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Regular,
            ink: Ink::Dark,
        }
    }

    /// What must be seen first.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Bold,
            ink: Ink::Dark,
        }
    }

    /// What may be read second.
    pub fn soft(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Regular,
            ink: Ink::Soft,
        }
    }
}

/// Rank of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The document's title.
    Title,
    /// A section.
    Section,
    /// A part of a section.
    Part,
    /// The name of a list inside a part.
    Label,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// A box to tick.
    Box,
    /// A small dot.
    Dot,
    /// A number.
    Number(usize),
}

/// One item of a list: its paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its paragraphs, the first one beside the label.
    pub lines: Vec<Vec<Span>>,
}

/// How close to each other lines and items stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Running text.
    Wide,
    /// Lists and contact lines.
    Tight,
    /// Lists of which an item is several paragraphs.
    Apart,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; it stays with what follows.
    Heading(Level, String),
    /// A paragraph; it never leaves one line alone.
    Paragraph(Vec<Span>, Pace),
    /// A paragraph that stays with what it announces.
    Lead(Vec<Span>),
    /// A list; an item is not cut in two pages while it is short.
    List(Label, Vec<Item>, Pace),
    /// A label, then short items in two columns, each with its box to tick.
    Grid(String, Vec<String>),
    /// Two columns side by side; kept on one page when that wastes little of it.
    Columns {
        /// Width of the first column.
        first: f32,
        /// What stands in the first.
        left: Vec<Block>,
        /// What stands in the second.
        right: Vec<Block>,
        /// The second column is aligned to the right edge.
        flush: bool,
    },
    /// A box with a border.
    Framed(Vec<Block>),
    /// A line across the column.
    Rule(Stroke),
    /// Blocks kept on one page when that wastes little of it.
    Together(Vec<Block>),
}

/// How strong a line across the column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Under the title.
    Strong,
    /// Between two organisations.
    Hair,
}

/// What a structure element is to a screen reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A division without a meaning of its own.
    Div,
    /// The document's title.
    H1,
    /// A section's heading.
    H2,
    /// A part's heading, or the name of a list right under a section.
    H3,
    /// A paragraph.
    P,
    /// A list.
    L,
    /// An item.
    Li,
    /// An item's number.
    Lbl,
    /// An item's text.
    LBody,
}

impl Role {
    /// Its name in a PDF.
    pub fn name(self) -> &'static str {
        match self {
            Self::Div => "Div",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::H3 => "H3",
            Self::P => "P",
            Self::L => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
        }
    }
}

/// One element of the document's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element it stands in; `None` for the document itself.
    pub parent: Option<usize>,
}

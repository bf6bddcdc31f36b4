//! A row: one line of text, a gap or a hairline, that a page break may not cut.

use std::sync::Arc;

use super::block::Ink;
use super::wrap::Fragment;

/// What is drawn, at a place measured from its row's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Distance from the left edge of the page.
    pub x: f32,
    /// Distance below the row's top; for text, of its baseline.
    pub y: f32,
    /// The element it belongs to; `None` for decoration, which a screen reader skips.
    pub element: Option<usize>,
    /// What it is.
    pub what: What,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A run of text at a size.
    Text(Fragment, f32),
    /// A box to tick, of this side, standing on its y.
    Box(f32),
    /// A dot of this radius.
    Dot(f32),
    /// A line of this length and thickness.
    Rule(f32, f32, Ink),
}

/// A slice of the document that stays whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Space above it, dropped at the top of a page.
    pub before: f32,
    /// Its own height.
    pub height: f32,
    /// What is drawn.
    pub pieces: Vec<Piece>,
    /// It must stand on the same page as the next row.
    pub keep: bool,
    /// The border it stands in.
    pub frame: Option<usize>,
    /// What is drawn in front of it when a page begins here.
    pub again: Option<Again>,
    /// The rows it should share a page with, when that wastes little.
    pub group: Option<Group>,
}

/// The name of what was cut, written where it goes on; no part of what is read aloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// What is drawn.
    pub pieces: Arc<[Piece]>,
    /// How much of the page it takes; nothing when it stands beside the row.
    pub height: f32,
}

/// Rows that should share a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Which ones.
    pub id: usize,
    /// How much of a page may stay empty for it.
    pub waste: f32,
}

/// Height of rows stacked on one page.
pub fn height(rows: &[Row]) -> f32 {
    rows.iter().map(|row| row.before + row.height).sum()
}

//! Sizes and spaces: the rhythm of a page, in points.

use super::block::{Block, Level, Pace, Stroke};

/// Size of running text.
const BODY: f32 = 12.0;
/// Size of what may be read second.
pub const SMALL: f32 = 12.0;
/// Space inside a border.
pub const FRAME_PADDING: f32 = 13.0;
/// Space taken by a box to tick, before the text of its item.
pub const INDENT: f32 = 21.0;

/// Size and leading of a text.
pub fn measure(pace: Pace) -> (f32, f32) {
    match pace {
        Pace::Wide => (BODY, 1.4),
        Pace::Tight => (SMALL, 1.32),
    }
}

/// Space between two items.
pub fn item_gap(pace: Pace) -> f32 {
    match pace {
        Pace::Wide => 4.0,
        Pace::Tight => 2.5,
    }
}

/// Space wanted above and below a block; between two blocks the larger one stands.
pub fn spacing(block: &Block) -> (f32, f32) {
    match block {
        Block::Heading(Level::Title, _) => (0.0, 5.0),
        Block::Heading(Level::Section, _) => (18.0, 6.0),
        Block::Heading(Level::Part, _) => (14.0, 3.0),
        Block::Heading(Level::Label, _) => (8.0, 1.0),
        Block::Paragraph(_, Pace::Wide) | Block::Lead(_) => (6.0, 6.0),
        Block::Paragraph(_, Pace::Tight) => (2.0, 2.0),
        Block::List(_, _, Pace::Wide) => (4.0, 4.0),
        Block::List(_, _, Pace::Tight) => (2.0, 3.0),
        Block::Flow(..) => (4.0, 4.0),
        Block::Columns { .. } => (6.0, 5.0),
        Block::Framed(_) => (8.0, 12.0),
        Block::Rule(Stroke::Strong) => (12.0, 12.0),
        Block::Rule(Stroke::Hair) => (7.0, 6.0),
        Block::Together(blocks) => (
            blocks.first().map_or(0.0, |b| spacing(b).0),
            blocks.last().map_or(0.0, |b| spacing(b).1),
        ),
    }
}

/// Where the baseline stands below the top of a line: the letters are centred in it.
pub fn baseline(size: f32, leading: f32) -> f32 {
    size * (leading / 2.0 + 0.33)
}

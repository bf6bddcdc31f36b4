//! Sizes and spaces: the rhythm of a page, in points.
//!
//! Texts are measured as they are meant to be read; a document that would spill over its pages is set a little closer ([`Rhythm`]).

use super::block::{Block, Level, Pace, Stroke};

/// Size of running text. Its letters are large for their size: 10.5 points of it read like 12 of most others.
const BODY: f32 = 10.5;
/// Size of what may be read second.
pub const SMALL: f32 = 10.5;
/// Space inside a border.
pub const FRAME_PADDING: f32 = 11.0;
/// Space taken by a box to tick, before the text of its item.
pub const INDENT: f32 = 19.0;

/// Side of a box to tick, in parts of the size of its text.
pub const BOX_SIDE: f32 = 0.82;

/// How close lines and blocks stand. Letters keep their size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rhythm {
    /// Parts of the leading a text is meant to have.
    leading: f32,
    /// Parts of the spaces between blocks and between items.
    space: f32,
}

impl Rhythm {
    /// As they are meant to be.
    pub const WIDE: Self = Self {
        leading: 1.0,
        space: 1.0,
    };
    /// As close as is still read with ease.
    pub const CLOSE: Self = Self {
        leading: 0.95,
        space: 0.75,
    };

    /// Size and leading of a text.
    pub fn measure(self, pace: Pace) -> (f32, f32) {
        let (size, leading) = match pace {
            Pace::Wide => (BODY, 1.34),
            Pace::Tight | Pace::Apart => (SMALL, 1.28),
        };
        (size, leading * self.leading)
    }

    /// Space between two items.
    pub fn item_gap(self, pace: Pace) -> f32 {
        let gap = match pace {
            Pace::Wide => 4.0,
            Pace::Tight => 2.5,
            Pace::Apart => 5.0,
        };
        gap * self.space
    }

    /// Space wanted above and below a block; between two blocks the larger one stands.
    pub fn spacing(self, block: &Block) -> (f32, f32) {
        let (above, below) = spacing(block);
        (above * self.space, below * self.space)
    }
}

fn spacing(block: &Block) -> (f32, f32) {
    match block {
        Block::Heading(Level::Title, _) => (0.0, 5.0),
        Block::Heading(Level::Section, _) => (13.0, 4.0),
        Block::Heading(Level::Part, _) => (8.0, 2.0),
        Block::Heading(Level::Label, _) => (8.0, 1.0),
        Block::Paragraph(_, Pace::Wide) | Block::Lead(_) => (5.0, 5.0),
        Block::Paragraph(..) => (3.0, 3.0),
        Block::List(_, _, Pace::Wide) => (4.0, 4.0),
        Block::List(..) => (2.0, 3.0),
        Block::Grid(..) => (4.0, 4.0),
        Block::Columns { .. } => (5.0, 4.0),
        Block::Framed(_) => (7.0, 10.0),
        Block::Rule(Stroke::Strong) => (9.0, 9.0),
        Block::Rule(Stroke::Hair) => (6.0, 5.0),
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

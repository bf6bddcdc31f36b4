//! Blocks into rows: every row is one line of text (or a gap, or a hairline) that a page break may not cut.
//!
//! Rows know what must stay with the next one; `pages.rs` then only stacks them.

use super::block::{Block, Element, Ink, Level, Pace, Role, Span, Stroke};
use super::fonts::{Fonts, Weight};
use super::measure::{FRAME_PADDING, Rhythm, SMALL, baseline};
use super::row::{Group, Piece, Row, What};
use super::wrap::{Line, wrap};

/// Turns blocks into rows and notes the document's structure on the way.
pub struct Rows<'a> {
    pub(super) fonts: &'a Fonts,
    /// The structure, in reading order; an element's parent always precedes it.
    pub elements: Vec<Element>,
    frames: usize,
    groups: usize,
    pub(super) page_height: f32,
    pub(super) rhythm: Rhythm,
    /// What follows the name of what goes on over a page.
    pub(super) continued: &'a str,
}

impl<'a> Rows<'a> {
    /// A builder for pages whose text is this high.
    pub fn new(fonts: &'a Fonts, page_height: f32, rhythm: Rhythm, continued: &'a str) -> Self {
        Self {
            fonts,
            elements: Vec::new(),
            frames: 0,
            groups: 0,
            page_height,
            rhythm,
            continued,
        }
    }

    /// The rows of some blocks in a column.
    pub fn of(&mut self, blocks: &[Block], x: f32, width: f32, parent: Option<usize>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let mut after = 0.0_f32;
        for block in blocks {
            let (space_before, space_after) = self.rhythm.spacing(block);
            let mut more = self.block(block, x, width, parent);
            if let Some(first) = more.first_mut() {
                first.before = if rows.is_empty() {
                    0.0
                } else {
                    space_before.max(after)
                };
                after = space_after;
            }
            // What to bring stays with what it is brought for.
            if let (Block::Grid(..), Some(last)) = (block, rows.last_mut()) {
                last.keep = true;
            }
            rows.append(&mut more);
        }
        rows
    }

    fn block(&mut self, block: &Block, x: f32, width: f32, parent: Option<usize>) -> Vec<Row> {
        match block {
            Block::Heading(level, text) => self.heading(*level, text, x, width, parent),
            Block::Paragraph(spans, pace) => {
                let element = self.element(Role::P, parent);
                self.paragraph(spans, *pace, x, width, element)
            }
            Block::Lead(spans) => {
                let element = self.element(Role::P, parent);
                let mut rows = self.paragraph(spans, Pace::Wide, x, width, element);
                rows.iter_mut().for_each(|row| row.keep = true);
                rows
            }
            Block::List(label, items, pace) => self.list(label, items, *pace, x, width, parent),
            Block::Grid(label, items) => self.grid(label, items, x, width, parent),
            Block::Columns {
                first,
                left,
                right,
                flush,
            } => self.columns((*first, *flush), left, right, x, width, parent),
            Block::Framed(blocks) => self.framed(blocks, x, width, parent),
            Block::Rule(stroke) => vec![rule(*stroke, x, width)],
            Block::Together(blocks) => {
                let mut rows = self.of(blocks, x, width, parent);
                self.group(&mut rows, 0.06);
                self.name_again(blocks, &mut rows, x, width);
                rows
            }
        }
    }

    fn heading(
        &mut self,
        level: Level,
        text: &str,
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) -> Vec<Row> {
        let (role, size, ink, leading) = match level {
            Level::Title => (Role::H1, 21.0, Ink::Dark, 1.15),
            Level::Section => (Role::H2, 14.0, Ink::Accent, 1.25),
            Level::Part => (Role::H3, 12.0, Ink::Dark, 1.25),
            Level::Label => (Role::H3, SMALL, Ink::Dark, 1.33),
        };
        let element = self.element(role, parent);
        let span = Span {
            text: text.to_owned(),
            weight: Weight::Bold,
            ink,
        };
        let mut rows = self.lines(&[span], size, leading, x, width, element);
        for row in &mut rows {
            row.keep = true;
        }
        rows
    }

    fn paragraph(
        &mut self,
        spans: &[Span],
        pace: Pace,
        x: f32,
        width: f32,
        element: usize,
    ) -> Vec<Row> {
        let (size, leading) = self.rhythm.measure(pace);
        let mut rows = self.lines(spans, size, leading, x, width, element);
        keep_ends(&mut rows);
        rows
    }

    fn framed(&mut self, blocks: &[Block], x: f32, width: f32, parent: Option<usize>) -> Vec<Row> {
        let frame = self.frames;
        self.frames += 1;
        let pad = || Row {
            height: FRAME_PADDING - 2.0,
            ..Row::default()
        };
        let mut rows = vec![Row {
            keep: true,
            ..pad()
        }];
        rows.append(&mut self.of(
            blocks,
            x + FRAME_PADDING + 3.0,
            width - 2.0 * FRAME_PADDING - 6.0,
            parent,
        ));
        if let Some(last) = rows.last_mut() {
            last.keep = true;
        }
        rows.push(pad());
        for row in &mut rows {
            row.frame = Some(frame);
        }
        self.group(&mut rows, 0.5);
        rows
    }

    /// Marks rows that should share a page, at the price of this part of a page left empty.
    fn group(&mut self, rows: &mut [Row], waste: f32) {
        let id = self.groups;
        self.groups += 1;
        for row in rows {
            row.group = Some(Group {
                id,
                waste: waste * self.page_height,
            });
        }
    }

    pub(super) fn lines(
        &mut self,
        spans: &[Span],
        size: f32,
        leading: f32,
        x: f32,
        width: f32,
        element: usize,
    ) -> Vec<Row> {
        wrap(self.fonts, spans, size, width)
            .into_iter()
            .map(|line| text_row(line, size, leading, x, element))
            .collect()
    }

    pub(super) fn element(&mut self, role: Role, parent: Option<usize>) -> usize {
        self.elements.push(Element { role, parent });
        self.elements.len() - 1
    }
}

/// One line of an element.
pub(super) fn text_row(line: Line, size: f32, leading: f32, x: f32, element: usize) -> Row {
    let pieces = line.fragments.into_iter().map(|fragment| Piece {
        x: x + fragment.x,
        y: baseline(size, leading),
        element: Some(element),
        what: What::Text(fragment, size),
    });
    Row {
        height: size * leading,
        pieces: pieces.collect(),
        ..Row::default()
    }
}

fn rule(stroke: Stroke, x: f32, width: f32) -> Row {
    let (thickness, ink) = match stroke {
        Stroke::Strong => (2.4, Ink::Accent),
        Stroke::Hair => (0.8, Ink::Hairline),
    };
    Row {
        height: thickness,
        keep: true,
        pieces: vec![Piece {
            x,
            y: thickness / 2.0,
            element: None,
            what: What::Rule(width, thickness, ink),
        }],
        ..Row::default()
    }
}

pub(super) fn keep_all(rows: &mut [Row]) {
    if let Some((_, before)) = rows.split_last_mut() {
        for row in before {
            row.keep = true;
        }
    }
}

/// No line of a paragraph stands alone at the foot or at the top of a page.
pub(super) fn keep_ends(rows: &mut [Row]) {
    let count = rows.len();
    if count >= 2 {
        rows[0].keep = true;
        rows[count - 2].keep = true;
    }
}

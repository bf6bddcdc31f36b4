//! Two columns side by side, the second of which may go on over the page.

use super::block::{Block, Level, Role, Span};
use super::measure::{SMALL, baseline};
use super::row::{Again, Piece, Row, What, height};
use super::rows::Rows;
use super::wrap::wrap;

impl Rows<'_> {
    /// The first column hangs from the first row of the second: a break may then pass between the rows of the second.
    pub(super) fn columns(
        &mut self,
        (first, flush): (f32, bool),
        left: &[Block],
        right: &[Block],
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) -> Vec<Row> {
        const GUTTER: f32 = 17.0;
        let parent = Some(self.element(Role::Div, parent));
        let again = self.again(left, x, first);
        let left = self.of(left, x, first, parent);
        let aside = height(&left);
        if right.is_empty() || aside > self.page_height * 0.5 {
            let mut rows = left;
            rows.append(&mut self.of(right, x, width, parent));
            return rows;
        }
        let announces = matches!(right.last(), Some(Block::Lead(_)));
        let offset = x + first + GUTTER;
        let wide = width - first - GUTTER;
        let mut rows = self.of(right, offset, wide, parent);
        if flush {
            rows.iter_mut().for_each(|row| push_right(row, x + width));
        }
        let total = height(&rows);
        if let Some(last) = rows.last_mut().filter(|_| aside > total) {
            last.height += aside - total;
        }
        let mut hanging = Vec::new();
        let mut y = 0.0;
        for row in left {
            y += row.before;
            hanging.extend(row.pieces.into_iter().map(|p| Piece { y: p.y + y, ..p }));
            y += row.height;
        }
        if let Some(head) = rows.first_mut() {
            hanging.append(&mut head.pieces);
            head.pieces = hanging;
        }
        if let Some(again) = again {
            for row in rows.iter_mut().skip(1) {
                row.again = Some(again.clone());
            }
        }
        let mut reached = 0.0;
        for row in &mut rows {
            reached += row.before + row.height;
            row.keep |= reached < aside;
        }
        if let Some(last) = rows.last_mut() {
            last.keep = announces;
        }
        rows
    }

    /// Writes the name of what these blocks tell on every page where it goes on.
    pub(super) fn name_again(&self, blocks: &[Block], rows: &mut [Row], x: f32, width: f32) {
        let mut lefts = blocks.iter().filter_map(|block| match block {
            Block::Columns { left, .. } => Some(left),
            _ => None,
        });
        let again = lefts.find_map(|left| self.again(left, x, width));
        for row in rows.iter_mut().skip(1) {
            row.again = again.clone().map(|again| Again {
                height: SMALL * 1.8,
                ..again
            });
        }
    }

    /// The name of what is cut in two pages, beside the row that goes on.
    fn again(&self, left: &[Block], x: f32, width: f32) -> Option<Again> {
        let Some(Block::Heading(Level::Part, name)) = left.first() else {
            return None;
        };
        let lines = wrap(
            self.fonts,
            &[Span::soft(format!("{name} {}", self.continued))],
            SMALL,
            width,
        );
        let pieces = lines.into_iter().zip(0u8..).flat_map(|(line, row)| {
            let y = baseline(SMALL, 1.33) + f32::from(row) * SMALL * 1.33;
            line.fragments.into_iter().map(move |fragment| Piece {
                x: x + fragment.x,
                y,
                element: None,
                what: What::Text(fragment, SMALL),
            })
        });
        Some(Again {
            pieces: pieces.collect(),
            height: 0.0,
        })
    }
}

fn push_right(row: &mut Row, edge: f32) {
    let end = row
        .pieces
        .iter()
        .map(|p| {
            p.x + if let What::Text(f, _) = &p.what {
                f.width
            } else {
                0.0
            }
        })
        .fold(0.0, f32::max);
    for piece in &mut row.pieces {
        piece.x += edge - end;
    }
}

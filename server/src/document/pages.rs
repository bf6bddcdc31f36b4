//! Rows onto pages.

use super::measure::FRAME_PADDING;
use super::row::{Piece, Row, What};

/// The sheet: A4, in points, and its margins.
pub struct Sheet {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// Left and right margins.
    pub side: f32,
    /// Top margin.
    pub top: f32,
    /// Bottom margin, where the foot of the page stands.
    pub bottom: f32,
    /// How many times larger everything is drawn than it was laid out.
    pub scale: f32,
}

/// A4 with the margins of our documents.
pub const A4: Sheet = Sheet {
    width: 595.276,
    height: 841.89,
    side: 46.0,
    top: 40.0,
    bottom: 52.0,
    scale: 1.0,
};

/// A4 for eyes that tire: laid out as a smaller sheet, drawn larger. Running text is then 13.6 points high.
pub const LARGE: Sheet = Sheet {
    width: A4.width / MAGNIFIED,
    height: A4.height / MAGNIFIED,
    side: A4.side / MAGNIFIED,
    top: A4.top / MAGNIFIED,
    // The foot takes two lines on a sheet so narrow, and printers leave the edge of the paper white.
    bottom: 64.0,
    scale: MAGNIFIED,
};

const MAGNIFIED: f32 = 1.3;

impl Sheet {
    /// Width of the text.
    pub fn text_width(&self) -> f32 {
        self.width - 2.0 * self.side
    }

    /// Height of the text.
    pub fn text_height(&self) -> f32 {
        self.height - self.top - self.bottom
    }
}

/// Something drawn on a page; x and y from the page's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Distance from the left.
    pub x: f32,
    /// Distance from the top; for text, of its baseline.
    pub y: f32,
    /// The element it belongs to; `None` for decoration.
    pub element: Option<usize>,
    /// What it is.
    pub what: What,
}

impl Drawn {
    /// Whether it is in French within a text in another language.
    pub fn is_french(&self) -> bool {
        matches!(&self.what, What::Text(fragment, _) if fragment.french)
    }
}

/// A border on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Which border, the same number on each page it goes through.
    pub id: usize,
    /// Its top, from the page's top.
    pub top: f32,
    /// Its bottom, from the page's top.
    pub bottom: f32,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What is drawn, in reading order.
    pub drawn: Vec<Drawn>,
    /// The borders.
    pub frames: Vec<Frame>,
}

/// Stacks rows on pages. Rows that keep together move together, unless they fill more than a page;
/// a group moves to the next page whole when that leaves little of this one empty.
pub fn paginate(rows: &[Row], sheet: &Sheet) -> Vec<Page> {
    let whole = sheet.text_height();
    let mut pages = vec![Page::default()];
    let mut y = 0.0;
    let mut start = 0;
    while let Some(first) = rows.get(start) {
        let end = chain_end(rows, start);
        let needed = stacked(&rows[start..end], y);
        let group = &rows[start..group_end(rows, start, end)];
        let left = whole - y;
        let group_moves = first.group != start.checked_sub(1).and_then(|i| rows[i].group)
            && stacked(group, y) > left
            && stacked(group, 0.0) <= whole
            && group
                .last()
                .and_then(|row| row.group)
                .is_some_and(|g| left <= g.waste);
        if y > 0.0 && (needed > left || group_moves) {
            pages.push(Page::default());
            y = 0.0;
        }
        for row in &rows[start..end] {
            if y > 0.0 && y + row.before + row.height > whole {
                pages.push(Page::default());
                y = 0.0;
            }
            let again = row.again.as_ref();
            let top = if y > 0.0 {
                y + row.before
            } else {
                again.map_or(0.0, |again| again.height)
            };
            if let Some(page) = pages.last_mut() {
                if y == 0.0 {
                    let again = again.iter().flat_map(|again| again.pieces.iter());
                    page.drawn
                        .extend(again.map(|piece| drawn(piece, sheet.top)));
                }
                place(row, page, sheet.top + top);
            }
            y = top + row.height;
        }
        start = end;
    }
    pages
}

/// Where the rows that must stay with this one end.
fn chain_end(rows: &[Row], start: usize) -> usize {
    rows[start..]
        .iter()
        .position(|row| !row.keep)
        .map_or(rows.len(), |n| start + n + 1)
}

/// Where the group that these rows begin ends.
fn group_end(rows: &[Row], start: usize, end: usize) -> usize {
    match rows[start..end].last().and_then(|row| row.group) {
        Some(group) => rows[end..]
            .iter()
            .position(|row| row.group != Some(group))
            .map_or(rows.len(), |n| end + n),
        None => end,
    }
}

/// Height of rows stacked at this height of a page; the space above the first is dropped at its top.
fn stacked(rows: &[Row], y: f32) -> f32 {
    rows.iter()
        .enumerate()
        .map(|(i, row)| row.height + if i == 0 && y == 0.0 { 0.0 } else { row.before })
        .sum()
}

fn drawn(piece: &Piece, top: f32) -> Drawn {
    Drawn {
        x: piece.x,
        y: top + piece.y,
        element: piece.element,
        what: piece.what.clone(),
    }
}

fn place(row: &Row, page: &mut Page, top: f32) {
    page.drawn
        .extend(row.pieces.iter().map(|piece| drawn(piece, top)));
    let Some(id) = row.frame else { return };
    // A border's own first and last rows are empty: where it is cut by a page, text rows get the padding instead.
    let padding = if row.pieces.is_empty() {
        0.0
    } else {
        FRAME_PADDING
    };
    let bottom = top + row.height + padding;
    match page.frames.last_mut().filter(|frame| frame.id == id) {
        Some(frame) => frame.bottom = bottom,
        None => page.frames.push(Frame {
            id,
            top: top - padding,
            bottom,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(height: f32, keep: bool) -> Row {
        Row {
            height,
            keep,
            before: 10.0,
            ..Row::default()
        }
    }

    fn counts(rows: &[Row]) -> usize {
        paginate(rows, &A4).len()
    }

    #[test]
    fn an_empty_document_has_one_page() {
        assert_eq!(counts(&[]), 1);
    }

    #[test]
    fn rows_that_keep_together_move_together() {
        let filled = A4.text_height() - 60.0;
        // 60 points are left, less 10 of space: a row of 40 fits, a heading of 40 with its text does not.
        assert_eq!(counts(&[row(filled, false), row(40.0, false)]), 1);
        assert_eq!(
            counts(&[row(filled, false), row(20.0, true), row(40.0, false)]),
            2
        );
    }

    #[test]
    fn more_than_a_page_kept_together_is_cut_all_the_same() {
        let rows: Vec<Row> = (0..40).map(|_| row(60.0, true)).collect();
        let pages = counts(&rows);
        assert!((4..=5).contains(&pages), "{pages}");
    }

    #[test]
    fn a_group_moves_whole_only_when_little_is_wasted() {
        let group = Some(crate::document::row::Group {
            id: 1,
            waste: 150.0,
        });
        let rows = |before: f32| {
            let mut rows = vec![row(before, false)];
            rows.extend((0..6).map(|_| Row {
                group,
                ..row(60.0, false)
            }));
            rows
        };
        let heights = |before: f32| -> Vec<bool> {
            paginate(&rows(before), &A4)
                .iter()
                .map(|page| page.drawn.is_empty())
                .collect()
        };
        assert_eq!(heights(100.0).len(), 1);
        let after = |before: f32| {
            let mut marked = rows(before);
            marked[1].frame = Some(1);
            paginate(&marked, &A4)[0].frames.len()
        };
        assert_eq!(
            after(A4.text_height() - 400.0),
            1,
            "400 points would stay empty: the group is cut"
        );
        assert_eq!(
            after(A4.text_height() - 140.0),
            0,
            "140 points stay empty: the group moves"
        );
    }

    #[test]
    fn a_border_cut_by_a_page_is_drawn_on_both() {
        let rows: Vec<Row> = (0..20)
            .map(|_| Row {
                frame: Some(7),
                ..row(60.0, false)
            })
            .collect();
        let pages = paginate(&rows, &A4);
        assert_eq!(pages.len(), 2);
        assert!(
            pages
                .iter()
                .all(|page| page.frames.len() == 1 && page.frames[0].bottom > page.frames[0].top)
        );
    }
}

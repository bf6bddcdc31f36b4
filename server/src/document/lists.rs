//! Lists: one item under the other, or in two columns.

use super::block::{Item, Label, Pace, Role, Span};
use super::measure::{BOX_SIDE, INDENT, baseline};
use super::row::{Piece, Row, What};
use super::rows::{Rows, keep_all, keep_ends, text_row};
use super::wrap::{Line, wrap};

impl Rows<'_> {
    pub(super) fn list(
        &mut self,
        label: &Label,
        items: &[Item],
        pace: Pace,
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) -> Vec<Row> {
        let list = self.element(Role::L, parent);
        let (size, leading) = self.rhythm.measure(pace);
        let indent = match (label, pace) {
            (Label::Box, _) | (_, Pace::Apart) => INDENT,
            (_, Pace::Wide) => 19.0,
            _ => 16.0,
        };
        let mut all: Vec<Row> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let li = self.element(Role::Li, Some(list));
            let mut rows = Vec::new();
            let mut lead = Vec::new();
            match label {
                Label::Number(from) => {
                    let lbl = self.element(Role::Lbl, Some(li));
                    let number = [Span::plain(format!("{}.", from + i))];
                    lead = self
                        .lines(&number, size, leading, x, indent, lbl)
                        .into_iter()
                        .flat_map(|r| r.pieces)
                        .collect();
                }
                Label::Box => lead.push(tick(x, size, leading)),
                Label::Dot => lead.push(Piece {
                    x: x + 3.0,
                    y: baseline(size, leading) - size * 0.25,
                    element: None,
                    what: What::Dot(2.0),
                }),
            }
            let body = self.element(Role::LBody, Some(li));
            for spans in &item.lines {
                rows.append(&mut self.lines(
                    spans,
                    size,
                    leading,
                    x + indent,
                    width - indent,
                    body,
                ));
            }
            if let Some(first) = rows.first_mut() {
                lead.append(&mut first.pieces);
                first.pieces = lead;
                first.before = if all.is_empty() {
                    0.0
                } else {
                    self.rhythm.item_gap(pace)
                };
            }
            if rows.len() <= 6 {
                keep_all(&mut rows);
            } else {
                keep_ends(&mut rows);
            }
            all.append(&mut rows);
        }
        all
    }

    /// Items in two columns of about the same height, read one after the other. Their lines stand side by side.
    pub(super) fn grid(
        &mut self,
        label: &str,
        items: &[String],
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) -> Vec<Row> {
        const GUTTER: f32 = 16.0;
        let (size, leading) = self.rhythm.measure(Pace::Tight);
        if let [item] = items {
            let spans = vec![Span::bold(format!("{label} ")), Span::plain(item)];
            let item = Item { lines: vec![spans] };
            return self.list(&Label::Box, &[item], Pace::Tight, x, width, parent);
        }
        let name = self.element(Role::P, parent);
        let mut rows = self.lines(&[Span::bold(label)], size, leading, x, width, name);
        let list = self.element(Role::L, parent);
        let across = (width - GUTTER) / 2.0;
        let mut told: Vec<Vec<Line>> = Vec::new();
        let mut bodies = Vec::new();
        for item in items {
            let item = [Span::plain(item)];
            told.push(wrap(self.fonts, &item, size, across - INDENT));
            let li = self.element(Role::Li, Some(list));
            bodies.push(self.element(Role::LBody, Some(li)));
        }
        let cut = half(&told.iter().map(Vec::len).collect::<Vec<_>>());
        let mut columns = [Vec::new(), Vec::new()];
        for (i, (lines, body)) in told.into_iter().zip(bodies).enumerate() {
            let (column, x) = match i < cut {
                true => (&mut columns[0], x),
                false => (&mut columns[1], x + across + GUTTER),
            };
            column.extend(lines.into_iter().enumerate().map(|(at, line)| {
                let mut row = text_row(line, size, leading, x + INDENT, body);
                if at == 0 {
                    row.pieces.insert(0, tick(x, size, leading));
                }
                row
            }));
        }
        let [mut beside, mut right] = columns;
        if beside.len() < right.len() {
            std::mem::swap(&mut beside, &mut right);
        }
        for (row, other) in beside.iter_mut().zip(right) {
            row.pieces.extend(other.pieces);
        }
        rows.append(&mut beside);
        keep_all(&mut rows);
        rows
    }
}

fn tick(x: f32, size: f32, leading: f32) -> Piece {
    Piece {
        x,
        y: baseline(size, leading) + 1.0,
        element: None,
        what: What::Box(size * BOX_SIDE),
    }
}

/// How many items stand in the first of two columns, for the longer one to be as short as it can.
fn half(heights: &[usize]) -> usize {
    let longer = |cut: &usize| {
        let (first, second) = heights.split_at(*cut);
        first.iter().sum::<usize>().max(second.iter().sum())
    };
    // The first one is preferred to be the longer.
    (0..=heights.len()).rev().min_by_key(longer).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn two_columns_are_about_as_long() {
        for (heights, cut) in [
            (&[][..], 0),
            (&[3], 1),
            (&[1, 1], 1),
            (&[1, 1, 1], 2),
            (&[1, 1, 3], 2),
            (&[2, 1, 1], 1),
            (&[4, 1, 1], 1),
            (&[1, 2, 1, 1, 1], 2),
        ] {
            assert_eq!(half(heights), cut, "{heights:?}");
        }
    }
}

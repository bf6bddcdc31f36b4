//! Lists: one item under the other, or one after the other in running lines.

use super::block::{Item, Label, Pace, Role, Span};
use super::fonts::{BOX, BOX_SIDE};
use super::measure::{INDENT, baseline, item_gap, measure};
use super::row::{Piece, Row, What};
use super::rows::{Rows, keep_all, keep_ends, text_row};
use super::wrap::wrap;

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
        let (size, leading) = measure(pace);
        let indent = match (label, pace) {
            (Label::Box, _) => INDENT,
            (_, Pace::Wide) => 19.0,
            (_, Pace::Tight) => 16.0,
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
                Label::Box => lead.push(Piece {
                    x,
                    y: baseline(size, leading) + 1.0,
                    element: None,
                    what: What::Box(size * BOX_SIDE),
                }),
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
                first.before = if all.is_empty() { 0.0 } else { item_gap(pace) };
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

    /// Items in running lines, each an item of a list to a screen reader all the same.
    pub(super) fn flow(
        &mut self,
        label: &str,
        items: &[String],
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) -> Vec<Row> {
        let (size, leading) = measure(Pace::Tight);
        let mut spans = vec![Span::bold(format!("{label} "))];
        let mut elements = vec![self.element(Role::P, parent)];
        let list = self.element(Role::L, parent);
        for item in items {
            spans.push(Span::plain(format!("{BOX}{item} ")));
            let li = self.element(Role::Li, Some(list));
            elements.push(self.element(Role::LBody, Some(li)));
        }
        let mut rows: Vec<Row> = wrap(self.fonts, &spans, size, width)
            .into_iter()
            .map(|line| text_row(line, size, leading, x, &elements))
            .collect();
        keep_ends(&mut rows);
        rows
    }
}

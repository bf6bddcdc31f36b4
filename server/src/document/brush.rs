//! The brush: one page of drawing operations, every text marked by the element it belongs to.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Line as Path, LinePoint, Op, PaintMode,
    PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rgb, TextItem,
};

use super::block::{Ink, Span};
use super::fonts::{FontIds, Fonts};
use super::pages::{Drawn, Frame, Page, Sheet};
use super::row::What;
use super::wrap::wrap;

/// Draws on one page.
pub struct Brush<'a> {
    sheet: &'a Sheet,
    ids: &'a FontIds,
    /// What was drawn.
    pub ops: Vec<Op>,
    /// The element of each marked sequence, in order.
    pub marks: Vec<usize>,
}

impl<'a> Brush<'a> {
    /// A clean page.
    pub fn new(sheet: &'a Sheet, ids: &'a FontIds) -> Self {
        let matrix = CurTransMat::Scale(sheet.scale, sheet.scale);
        Self {
            sheet,
            ids,
            ops: vec![Op::SetTransformationMatrix { matrix }],
            marks: Vec::new(),
        }
    }

    /// Draws what stands on a page.
    pub fn page(&mut self, page: &Page) {
        for frame in &page.frames {
            self.artifact("Layout", |brush| brush.frame(frame));
        }
        let alike = |a: &Drawn, b: &Drawn| a.element == b.element && a.is_french() == b.is_french();
        for group in page.drawn.chunk_by(alike) {
            match group.first().and_then(|drawn| drawn.element) {
                Some(element) => {
                    let mcid = i64::try_from(self.marks.len()).unwrap_or(i64::MAX);
                    self.marks.push(element);
                    let mut properties = vec![("MCID", DictItem::Int(mcid))];
                    if group.first().is_some_and(Drawn::is_french) {
                        let lang = DictItem::String {
                            data: b"fr".to_vec(),
                            literal: true,
                        };
                        properties.push(("Lang", lang));
                    }
                    self.marked("Span", properties, |brush| {
                        group.iter().for_each(|d| brush.draw(d))
                    });
                }
                None => self.artifact("Layout", |brush| group.iter().for_each(|d| brush.draw(d))),
            }
        }
    }

    /// The foot is the same on every page but for its number, and is no part of what is read aloud.
    pub fn foot(&mut self, fonts: &Fonts, words: &str, number: &str) {
        const SIZE: f32 = 10.5;
        let (left, right) = (self.sheet.side, self.sheet.width - self.sheet.side);
        let top = self.sheet.height - self.sheet.bottom + 14.0;
        self.artifact("Pagination", |brush| {
            brush.rule(left, top, right - left, 0.8, Ink::Hairline);
            let number = wrap(fonts, &[Span::soft(number)], SIZE, 90.0);
            let wide = number.iter().map(|line| line.width).fold(0.0, f32::max);
            for fragment in number.into_iter().flat_map(|line| line.fragments) {
                brush.draw(&Drawn {
                    x: right - wide + fragment.x,
                    y: top + 16.0,
                    element: None,
                    what: What::Text(fragment, SIZE),
                });
            }
            for (i, line) in wrap(fonts, &[Span::soft(words)], SIZE, right - left - 90.0)
                .into_iter()
                .take(3)
                .enumerate()
            {
                let y = top + 16.0 + SIZE * 1.3 * [0.0, 1.0, 2.0][i];
                for fragment in line.fragments {
                    brush.draw(&Drawn {
                        x: left + fragment.x,
                        y,
                        element: None,
                        what: What::Text(fragment, SIZE),
                    });
                }
            }
        });
    }

    fn draw(&mut self, drawn: &Drawn) {
        match &drawn.what {
            What::Text(fragment, size) => {
                // The face changes inside a fragment only where a name needs another one.
                let mut x = drawn.x;
                for run in fragment.glyphs.chunk_by(|a, b| a.face == b.face) {
                    let Some(face) = run.first().map(|glyph| glyph.face) else {
                        continue;
                    };
                    let glyphs = run.iter().map(|g| Codepoint {
                        gid: g.gid,
                        offset: -g.stretch,
                        cid: Some(g.character.to_string()),
                    });
                    let font = self.ids.get(face);
                    self.text((x, drawn.y), font, *size, fragment.ink, glyphs.collect());
                    x += run.iter().map(|g| g.advance * size / 1000.0).sum::<f32>();
                }
            }
            What::Box(side) => self.tick(drawn.x, drawn.y, *side),
            What::Dot(radius) => {
                let points = rounded(
                    drawn.x,
                    drawn.y - radius,
                    radius * 2.0,
                    radius * 2.0,
                    *radius,
                );
                let ring = PolygonRing {
                    points: points
                        .iter()
                        .map(|(x, y, bezier)| self.point(*x, *y, *bezier))
                        .collect(),
                };
                self.ops.push(Op::SetFillColor {
                    col: colour(Ink::Accent),
                });
                self.ops.push(Op::DrawPolygon {
                    polygon: Polygon {
                        rings: vec![ring],
                        mode: PaintMode::Fill,
                        ..Polygon::default()
                    },
                });
            }
            What::Rule(length, thickness, ink) => {
                self.rule(drawn.x, drawn.y, *length, *thickness, *ink)
            }
        }
    }

    /// A box to tick, standing on this place.
    fn tick(&mut self, x: f32, y: f32, side: f32) {
        self.outline(&rounded(x, y - side, side, side, 1.6), 1.0);
    }

    fn text(
        &mut self,
        (x, y): (f32, f32),
        font: FontId,
        size: f32,
        ink: Ink,
        glyphs: Vec<Codepoint>,
    ) {
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::External(font),
                size: Pt(size),
            },
            Op::SetFillColor { col: colour(ink) },
            Op::SetTextCursor {
                pos: Point {
                    x: Pt(x),
                    y: Pt(self.sheet.height - y),
                },
            },
            Op::ShowText {
                items: vec![TextItem::GlyphIds(glyphs)],
            },
            Op::EndTextSection,
        ]);
    }

    fn frame(&mut self, frame: &Frame) {
        let (left, width) = (self.sheet.side, self.sheet.text_width());
        self.outline(
            &rounded(left, frame.top, width, frame.bottom - frame.top, 8.0),
            1.2,
        );
    }

    fn outline(&mut self, points: &[(f32, f32, bool)], thickness: f32) {
        let points = points
            .iter()
            .map(|(x, y, bezier)| self.point(*x, *y, *bezier))
            .collect();
        self.ops.extend([
            Op::SetOutlineColor {
                col: colour(Ink::Dark),
            },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawLine {
                line: Path {
                    points,
                    is_closed: true,
                },
            },
        ]);
    }

    fn rule(&mut self, x: f32, y: f32, length: f32, thickness: f32, ink: Ink) {
        let points = vec![self.point(x, y, false), self.point(x + length, y, false)];
        self.ops.extend([
            Op::SetOutlineColor { col: colour(ink) },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawLine {
                line: Path {
                    points,
                    is_closed: false,
                },
            },
        ]);
    }

    fn point(&self, x: f32, y: f32, bezier: bool) -> LinePoint {
        LinePoint {
            p: Point {
                x: Pt(x),
                y: Pt(self.sheet.height - y),
            },
            bezier,
        }
    }

    fn artifact(&mut self, kind: &str, paint: impl FnOnce(&mut Self)) {
        self.marked(
            "Artifact",
            vec![("Type", DictItem::Name(kind.as_bytes().to_vec()))],
            paint,
        );
    }

    fn marked(
        &mut self,
        tag: &str,
        properties: Vec<(&str, DictItem)>,
        paint: impl FnOnce(&mut Self),
    ) {
        let properties = properties.into_iter();
        let map: BTreeMap<_, _> = properties
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties,
        });
        paint(self);
        self.ops.push(Op::EndMarkedContent);
    }
}

/// A rectangle with round corners, as points and Bézier handles.
fn rounded(x: f32, y: f32, w: f32, h: f32, r: f32) -> Vec<(f32, f32, bool)> {
    let (right, bottom) = (x + w, y + h);
    let k = r * 0.447_7;
    vec![
        (x + r, y, false),
        (right - r, y, false),
        (right - k, y, true),
        (right, y + k, true),
        (right, y + r, false),
        (right, bottom - r, false),
        (right, bottom - k, true),
        (right - k, bottom, true),
        (right - r, bottom, false),
        (x + r, bottom, false),
        (x + k, bottom, true),
        (x, bottom - k, true),
        (x, bottom - r, false),
        (x, y + r, false),
        (x, y + k, true),
        (x + k, y, true),
        (x + r, y, false),
    ]
}

fn colour(ink: Ink) -> Color {
    let (r, g, b) = match ink {
        Ink::Dark => (0x16, 0x24, 0x2b),
        Ink::Soft => (0x4b, 0x5a, 0x62),
        Ink::Accent => (0x0b, 0x55, 0x60),
        Ink::Hairline => (0xc9, 0xc6, 0xbc),
    };
    let part = |v: u8| f32::from(v) / 255.0;
    Color::Rgb(Rgb::new(part(r), part(g), part(b), None))
}

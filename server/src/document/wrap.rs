//! Words into lines no wider than their column.
//!
//! A line breaks at U+0020 and nowhere else: no-break spaces keep « 1 242 € » and « à : » whole.
//! Only a word wider than the whole column is cut, after a `-` or a `/` when it has one, else after a dot.

use app::copy::pieces;

use super::block::{Ink, Span};
use super::fonts::{Fonts, Glyph, Weight};

/// A run of one look on one line, at a distance from the line's left edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// Distance from the left edge of the column, in points.
    pub x: f32,
    /// Width of what is seen, in points.
    pub width: f32,
    /// What is drawn.
    pub glyphs: Vec<Glyph>,
    /// Its colour.
    pub ink: Ink,
    /// The span it comes from.
    pub part: usize,
    /// It is in French within a text in another language.
    pub french: bool,
}

/// One line of a wrapped text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The runs, from left to right.
    pub fragments: Vec<Fragment>,
    /// Width of what is seen, in points.
    pub width: f32,
}

#[derive(Clone, Copy)]
struct Letter {
    glyph: Glyph,
    weight: Weight,
    ink: Ink,
    part: usize,
    french: bool,
}

/// Wraps spans into lines of at most `width` points.
pub fn wrap(fonts: &Fonts, spans: &[Span], size: f32, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Filling::default();
    for word in words(fonts, spans) {
        let wide = measure(&word, size);
        let space = line.space.map_or(0.0, |s| s.glyph.advance * size / 1000.0);
        if line.width > 0.0 && line.width + space + wide > width {
            lines.push(line.finish(size, true));
            line = Filling::default();
        }
        let mut rest = word.as_slice();
        if wide > width {
            while let Some(cut) = cut(rest, size, width) {
                let (head, tail) = rest.split_at(cut);
                line.push(head, size);
                lines.push(line.finish(size, false));
                line = Filling::default();
                rest = tail;
            }
        }
        line.push(rest, size);
        // The space takes the look of the word it follows, so that a bold label stays one run.
        line.space = rest.last().and_then(|last| {
            Some(Letter {
                glyph: fonts.glyph(' ', last.weight)?,
                ..*last
            })
        });
    }
    if line.width > 0.0 {
        lines.push(line.finish(size, false));
    }
    lines
}

#[derive(Default)]
struct Filling {
    letters: Vec<Letter>,
    width: f32,
    space: Option<Letter>,
}

impl Filling {
    fn push(&mut self, word: &[Letter], size: f32) {
        if let Some(space) = self.space.take().filter(|_| !self.letters.is_empty()) {
            self.width += space.glyph.advance * size / 1000.0;
            self.letters.push(space);
        }
        self.width += measure(word, size);
        self.letters.extend_from_slice(word);
    }

    /// The finished line. A space that ends it is written too: without it a screen reader would join two words.
    fn finish(self, size: f32, more: bool) -> Line {
        let mut line = Line {
            fragments: Vec::new(),
            width: self.width,
        };
        let mut x = 0.0;
        let end = self.space.filter(|_| more);
        for letter in self.letters.into_iter().chain(end) {
            let advance = letter.glyph.advance * size / 1000.0;
            match line.fragments.last_mut() {
                Some(f)
                    if f.part == letter.part
                        && f.ink == letter.ink
                        && f.french == letter.french
                        && f.glyphs.last().is_some_and(|g| g.face == letter.glyph.face) =>
                {
                    f.glyphs.push(letter.glyph);
                    f.width += advance;
                }
                _ => line.fragments.push(Fragment {
                    x,
                    width: advance,
                    glyphs: vec![letter.glyph],
                    ink: letter.ink,
                    part: letter.part,
                    french: letter.french,
                }),
            }
            x += advance;
        }
        line
    }
}

/// The words of the spans; a word may change look in its middle (« **À apporter :** » glued to a comma).
fn words(fonts: &Fonts, spans: &[Span]) -> Vec<Vec<Letter>> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    for (part, span) in spans.iter().enumerate() {
        let pieces = pieces(&span.text);
        for (c, french) in
            pieces.flat_map(|(french, piece)| piece.chars().map(move |c| (c, french)))
        {
            if matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            } else if let Some(glyph) = fonts.glyph(c, span.weight) {
                word.push(Letter {
                    glyph,
                    weight: span.weight,
                    ink: span.ink,
                    part,
                    french,
                });
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn measure(word: &[Letter], size: f32) -> f32 {
    word.iter().map(|l| l.glyph.advance * size / 1000.0).sum()
}

/// Where a word wider than the column is cut; `None` when it fits.
fn cut(word: &[Letter], size: f32, width: f32) -> Option<usize> {
    let mut used = 0.0;
    let (mut soft, mut dot) = (None, None);
    for (i, letter) in word.iter().enumerate() {
        used += letter.glyph.advance * size / 1000.0;
        if used > width {
            // At least one letter a line, however narrow the column.
            return Some(soft.or(dot).unwrap_or(i).max(1)).filter(|cut| *cut < word.len());
        }
        match letter.glyph.character {
            '-' | '/' => soft = Some(i + 1),
            '.' => dot = Some(i + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;

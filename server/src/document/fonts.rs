//! The letters: which embedded face draws a character, and how wide it is.
//!
//! Three faces: regular, bold, and one for the letters of names that the first two lack (see `server/fonts/README.md`).
//! A character no face has is drawn as U+FFFD and counted: on paper it is visible, in tests it is an error.

use printpdf::{FontId, ParsedFont, PdfDocument};

use super::error::DocumentError;

/// How heavy a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Headings and what must be seen first.
    Bold,
}

/// One of the embedded faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaceId {
    /// The regular face.
    Regular,
    /// The bold face.
    Bold,
    /// The face of the letters that the others lack.
    Names,
}

/// A character as it will be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The face that draws it.
    pub face: FaceId,
    /// Its number in that face.
    pub gid: u16,
    /// Its width, in thousandths of the size.
    pub advance: f32,
    /// How much of this width the face itself does not give.
    pub stretch: f32,
    /// What is copied, searched and read aloud.
    pub character: char,
    /// No face had it: what is drawn is the mark of a missing letter.
    pub missing: bool,
}

struct Face {
    font: ParsedFont,
    units: f32,
}

/// The embedded faces, ready to measure.
pub struct Fonts {
    regular: Face,
    bold: Face,
    names: Face,
}

/// The numbers of the faces in one PDF.
pub struct FontIds {
    regular: FontId,
    bold: FontId,
    names: FontId,
}

const REGULAR: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Bold.ttf");
const NAMES: &[u8] = include_bytes!("../../fonts/NotoSans-Names.ttf");

/// Width of a narrow no-break space: the thin space that draws it is too thin to part thousands (« 1 242 € »).
const NARROW: f32 = 205.0;

/// The mark of a letter that could not be drawn.
const MISSING: char = '\u{FFFD}';

impl Fonts {
    /// Reads the embedded faces.
    ///
    /// # Errors
    /// [`DocumentError::Font`] when the binary is damaged.
    pub fn embedded() -> Result<Self, DocumentError> {
        Ok(Self {
            regular: face(REGULAR, "regular")?,
            bold: face(BOLD, "bold")?,
            names: face(NAMES, "names")?,
        })
    }

    /// How a character is drawn at this weight; `None` for what has no body at all (controls, joiners, variation selectors).
    pub fn glyph(&self, character: char, weight: Weight) -> Option<Glyph> {
        if bodiless(character) {
            return None;
        }
        let first = match weight {
            Weight::Regular => FaceId::Regular,
            Weight::Bold => FaceId::Bold,
        };
        let found = self
            .lookup(first, drawn_as(character))
            .or_else(|| self.lookup(FaceId::Names, character));
        if let Some((face, gid, advance)) = found {
            let wanted = if character == '\u{202F}' {
                NARROW.max(advance)
            } else {
                advance
            };
            return Some(Glyph {
                face,
                gid,
                advance: wanted,
                stretch: wanted - advance,
                character,
                missing: false,
            });
        }
        let (face, gid, advance) = self.lookup(FaceId::Names, MISSING)?;
        Some(Glyph {
            face,
            gid,
            advance,
            stretch: 0.0,
            character: MISSING,
            missing: true,
        })
    }

    /// Width of a text in points, for the tests of wrapping.
    #[cfg(test)]
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        text.chars()
            .filter_map(|c| self.glyph(c, weight))
            .map(|g| g.advance * size / 1000.0)
            .sum()
    }

    /// Adds the faces to a PDF.
    pub fn add_to(&self, pdf: &mut PdfDocument) -> FontIds {
        FontIds {
            regular: pdf.add_font(&self.regular.font),
            bold: pdf.add_font(&self.bold.font),
            names: pdf.add_font(&self.names.font),
        }
    }

    fn lookup(&self, id: FaceId, character: char) -> Option<(FaceId, u16, f32)> {
        let face = match id {
            FaceId::Regular => &self.regular,
            FaceId::Bold => &self.bold,
            FaceId::Names => &self.names,
        };
        let gid = face
            .font
            .lookup_glyph_index(u32::from(character))
            .filter(|gid| *gid != 0)?;
        let advance = f32::from(face.font.get_horizontal_advance(gid)) * 1000.0 / face.units;
        Some((id, gid, advance))
    }
}

impl FontIds {
    /// The number of a face.
    pub fn get(&self, face: FaceId) -> FontId {
        match face {
            FaceId::Regular => self.regular.clone(),
            FaceId::Bold => self.bold.clone(),
            FaceId::Names => self.names.clone(),
        }
    }
}

fn face(bytes: &[u8], name: &'static str) -> Result<Face, DocumentError> {
    let font =
        ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(DocumentError::Font(name))?;
    let units = f32::from(font.font_metrics.units_per_em);
    if units <= 0.0 {
        return Err(DocumentError::Font(name));
    }
    Ok(Face { font, units })
}

/// The first face has no narrow no-break space: its thin space draws it, and the text keeps the character.
fn drawn_as(character: char) -> char {
    match character {
        '\u{202F}' => '\u{2009}',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

/// Characters that carry no ink and no width: drawing a mark for them would be noise.
fn bodiless(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_french_character_has_a_glyph_in_both_weights() {
        let fonts = Fonts::embedded().unwrap();
        let french = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’“”–—…•·€°²³½× \u{A0}\u{202F}.,;:!?()/'\"-+=%&@#*_";
        for weight in [Weight::Regular, Weight::Bold] {
            for c in french.chars() {
                let glyph = fonts.glyph(c, weight).unwrap();
                assert!(!glyph.missing, "{c:?} {weight:?}");
                assert_ne!(glyph.face, FaceId::Names, "{c:?} {weight:?}");
                assert!(glyph.advance > 0.0, "{c:?}");
            }
        }
    }

    #[test]
    fn names_from_elsewhere_are_drawn_and_the_rest_is_marked() {
        let fonts = Fonts::embedded().unwrap();
        for c in "NguyễnĐỗŁukaszŞahinГаннаΕλένη".chars() {
            assert!(!fonts.glyph(c, Weight::Bold).unwrap().missing, "{c:?}");
        }
        for c in "😀محمد".chars() {
            assert!(fonts.glyph(c, Weight::Regular).unwrap().missing, "{c:?}");
        }
        assert_eq!(fonts.glyph('\u{200D}', Weight::Regular), None);
        assert_eq!(fonts.glyph('\n', Weight::Regular), None);
    }

    #[test]
    fn a_narrow_space_is_narrower_than_a_space_and_stays_itself() {
        let fonts = Fonts::embedded().unwrap();
        let narrow = fonts.glyph('\u{202F}', Weight::Regular).unwrap();
        let plain = fonts.glyph(' ', Weight::Regular).unwrap();
        assert!(narrow.advance < plain.advance);
        assert_eq!(narrow.character, '\u{202F}');
        assert_ne!(narrow.gid, plain.gid);
    }
}

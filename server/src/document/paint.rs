//! Pages into a PDF, with its properties; not yet tagged.

use chrono::{DateTime, Utc};
use printpdf::{Mm, OffsetDateTime, PdfDocument, PdfPage, PdfSaveOptions, Pt};

use super::brush::Brush;
use super::error::DocumentError;
use super::fonts::Fonts;
use super::pages::{Page, Sheet};

/// What is written about a document in its properties and at the foot of its pages.
pub struct Imprint {
    /// The title, shown by readers in their title bar.
    pub title: String,
    /// What the file is about, without a name in it.
    pub subject: String,
    /// The product.
    pub creator: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The words at the foot of each page.
    pub foot: String,
    /// The language, as `lang` attributes write it.
    pub lang: String,
    /// « page », before its number.
    pub page: String,
    /// « (suite) », after the name of what goes on over a page.
    pub continued: String,
}

/// A drawn document: its objects, and for each page the element of each marked sequence.
pub struct Painted {
    /// The objects, not yet tagged.
    pub pdf: lopdf::Document,
    /// For each page, the element of the n-th marked sequence.
    pub marks: Vec<Vec<usize>>,
}

/// Draws pages.
///
/// # Errors
/// [`DocumentError::Pdf`] when the library warns: what it warns about would be missing from the paper.
pub fn paint(
    fonts: &Fonts,
    pages: &[Page],
    sheet: &Sheet,
    imprint: &Imprint,
) -> Result<Painted, DocumentError> {
    let mut pdf = PdfDocument::new(&imprint.title);
    let ids = fonts.add_to(&mut pdf);
    let instant = OffsetDateTime::from_unix_timestamp(imprint.at.timestamp())
        .map_err(|e| DocumentError::Pdf(e.to_owned()))?;
    let info = &mut pdf.metadata.info;
    info.creation_date = instant;
    info.modification_date = instant;
    info.metadata_date = instant;
    info.subject.clone_from(&imprint.subject);
    info.creator.clone_from(&imprint.creator);
    info.producer = "printpdf".to_owned();

    let mut marks = Vec::new();
    let mut sheets = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut brush = Brush::new(sheet, &ids);
        brush.page(page);
        brush.foot(
            fonts,
            &imprint.foot,
            &format!("{} {} / {}", imprint.page, number + 1, pages.len()),
        );
        marks.push(brush.marks);
        sheets.push(PdfPage::new(
            Mm::from(Pt(sheet.width * sheet.scale)),
            Mm::from(Pt(sheet.height * sheet.scale)),
            brush.ops,
        ));
    }
    pdf.with_pages(sheets);
    let mut warnings = Vec::new();
    let document = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.first() {
        Some(warning) => Err(DocumentError::Pdf(warning.msg.clone())),
        None => Ok(Painted {
            pdf: document,
            marks,
        }),
    }
}

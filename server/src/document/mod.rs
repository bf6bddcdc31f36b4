//! Documents that leave the office: what is written, laid out on pages, drawn and tagged for screen readers.
//!
//! `copy` says which blocks the person's copy is made of, `support` those of the professionals' support; `rows` turns blocks into lines, `pages` stacks lines on A4 sheets,
//! `paint` draws them with printpdf and `tags` adds the structure a screen reader needs.
//! Another document is one more file like `copy.rs`. All of it is pure and takes some tens of milliseconds of processor: call it off the async threads.

mod block;
mod brush;
mod columns;
mod copy;
mod error;
mod fonts;
mod lists;
mod measure;
mod pages;
mod paint;
mod row;
mod rows;
mod support;
mod tags;
mod wrap;

pub use copy::{large_print, pdf};
pub use error::DocumentError;
pub use support::support_pdf;

use block::Block;
use fonts::Fonts;
use measure::Rhythm;
use pages::Sheet;
use paint::Imprint;
use rows::Rows;

/// Lays out, draws and tags a document. One that makes more pages than `aim` is set closer, if that makes fewer.
fn make(
    blocks: &[Block],
    imprint: &Imprint,
    sheet: &Sheet,
    aim: usize,
) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::embedded()?;
    let lay = |rhythm| {
        let mut builder = Rows::new(&fonts, sheet.text_height(), rhythm, &imprint.continued);
        let rows = builder.of(blocks, sheet.side, sheet.text_width(), None);
        (pages::paginate(&rows, sheet), builder.elements)
    };
    let mut laid = lay(Rhythm::WIDE);
    if laid.0.len() > aim {
        let closer = lay(Rhythm::CLOSE);
        if closer.0.len() < laid.0.len() {
            laid = closer;
        }
    }
    let (pages, elements) = laid;
    let painted = paint::paint(&fonts, &pages, sheet, imprint)?;
    let mut document = tags::tag(painted, &elements, &imprint.lang)?;
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;

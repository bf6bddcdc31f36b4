//! The support for professionals as a PDF: which block each part of it becomes.

use app::support::{Answered, Line, RightLine, RightsGroup, Section, Support};

use super::block::{Block, Item, Label, Level, Pace, Span, Stroke};
use super::error::DocumentError;
use super::pages::A4;
use super::paint::Imprint;

/// Width of the column of labels.
const LABELS: f32 = 110.0;

/// The support as a tagged PDF.
///
/// # Errors
/// [`DocumentError`] when a font or the PDF itself can not be written; never because of what the support says.
pub fn support_pdf(support: &Support) -> Result<Vec<u8>, DocumentError> {
    super::make(&blocks(support), &imprint(support), &A4, usize::MAX)
}

fn imprint(support: &Support) -> Imprint {
    Imprint {
        // The title shows in the reader's title bar and in lists of files: it never carries the name.
        title: format!("{} {}", support.title, support.reference),
        subject: support.title.clone(),
        creator: "Bilan des droits".to_owned(),
        at: support.made_at,
        foot: support.foot.clone(),
        lang: "fr".to_owned(),
        page: "page".to_owned(),
        continued: "(suite)".to_owned(),
    }
}

fn blocks(support: &Support) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(Level::Title, support.title.clone()),
        Block::Paragraph(vec![Span::bold(&support.caution)], Pace::Wide),
    ];
    blocks.extend(support.head.iter().map(|pair| Block::Columns {
        first: LABELS,
        left: vec![paragraph(Span::soft(&pair.label))],
        right: vec![paragraph(Span::plain(&pair.value))],
        flush: false,
    }));
    blocks.push(Block::Rule(Stroke::Strong));
    blocks.extend(support.rights.iter().flat_map(group));
    blocks.extend(section(&support.to_know));
    blocks.push(heading(Level::Section, &support.answers_title));
    blocks.extend(support.answers.iter().flat_map(theme));
    for perhaps in [&support.notes, &support.earlier, &support.changed] {
        if !perhaps.title.is_empty() {
            blocks.extend(section(perhaps));
        }
    }
    blocks.extend(section(&support.history));
    blocks
}

fn group(group: &RightsGroup) -> Vec<Block> {
    let mut blocks = vec![heading(Level::Section, &group.title)];
    blocks.extend(group.full.iter().flat_map(right));
    if !group.brief_label.is_empty() {
        blocks.push(heading(Level::Part, &group.brief_label));
    }
    blocks.extend(lines(&group.brief));
    blocks
}

fn right(right: &RightLine) -> Vec<Block> {
    let mut blocks = vec![heading(Level::Part, &right.name)];
    if !right.facts.is_empty() {
        blocks.push(Block::Lead(vec![Span::plain(right.facts.join(" "))]));
    }
    let conditions: Vec<Item> = right
        .conditions
        .iter()
        .map(|condition| Item {
            lines: vec![vec![
                Span::bold(format!("{}\u{a0}: ", condition.word)),
                Span::plain(format!("{} ", condition.label)),
                Span::soft(&condition.source),
            ]],
        })
        .collect();
    blocks.extend(list(conditions));
    blocks
}

fn theme(theme: &Section<Answered>) -> Vec<Block> {
    let mut blocks = vec![heading(Level::Part, &theme.title)];
    if !theme.note.is_empty() {
        blocks.push(Block::Lead(vec![Span::plain(&theme.note)]));
    }
    blocks.extend(list(theme.items.iter().map(answered).collect()));
    blocks
}

fn answered(answered: &Answered) -> Item {
    let mut question = vec![Span::soft(&answered.question)];
    if !answered.mark.is_empty() {
        question.push(Span::bold(format!(" ({})", answered.mark)));
    }
    let given = answered.given.iter().map(|given| {
        let mut spans = vec![Span::bold(&given.text)];
        if !given.by.is_empty() {
            spans.push(Span::soft(format!(" {}", given.by)));
        }
        spans
    });
    Item {
        lines: std::iter::once(question).chain(given).collect(),
    }
}

fn section(section: &Section<Line>) -> Vec<Block> {
    let mut blocks = vec![heading(Level::Section, &section.title)];
    if !section.note.is_empty() {
        blocks.push(Block::Lead(vec![Span::plain(&section.note)]));
    }
    blocks.extend(lines(&section.items));
    blocks
}

fn lines(lines: &[Line]) -> Option<Block> {
    let items = lines.iter().map(|line| Item {
        lines: vec![vec![
            Span::bold(format!("{} ", line.strong)),
            Span::plain(&line.text),
        ]],
    });
    list(items.collect())
}

fn list(items: Vec<Item>) -> Option<Block> {
    (!items.is_empty()).then_some(Block::List(Label::Dot, items, Pace::Tight))
}

fn heading(level: Level, text: &str) -> Block {
    Block::Heading(level, text.to_owned())
}

fn paragraph(span: Span) -> Block {
    Block::Paragraph(vec![span], Pace::Tight)
}

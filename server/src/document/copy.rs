//! The person's copy as a PDF: which block each part of it becomes.

use app::copy::{Chapter, First, Group, Line, PersonCopy, RightLine, Rights, Roadmap, Stop};

use super::block::{Block, Item, Label, Level, Pace, Span, Stroke};
use super::error::DocumentError;
use super::pages::{A4, LARGE, Sheet};
use super::paint::Imprint;

/// A longer paper is not read.
const PAGES: usize = 4;
/// Width of the column of the code, and of the space before it.
const CODE: f32 = 88.0;
/// Width of the column of organisations.
const ORGANISATION: f32 = 120.0;

/// The person's copy as a tagged PDF.
///
/// # Errors
/// [`DocumentError`] when a font or the PDF itself can not be written; never because of what the copy says.
pub fn pdf(copy: &PersonCopy) -> Result<Vec<u8>, DocumentError> {
    super::make(&blocks(copy, &A4), &imprint(copy), &A4, PAGES)
}

/// The same in large letters, on as many pages as they take.
///
/// # Errors
/// The same.
pub fn large_print(copy: &PersonCopy) -> Result<Vec<u8>, DocumentError> {
    super::make(&blocks(copy, &LARGE), &imprint(copy), &LARGE, usize::MAX)
}

fn imprint(copy: &PersonCopy) -> Imprint {
    Imprint {
        // The title shows in the reader's title bar and in lists of files: it never carries the name.
        title: format!("{} {}", copy.title, copy.reference),
        subject: "Copie pour la personne".to_owned(),
        creator: "Bilan des droits".to_owned(),
        at: copy.made_at,
        foot: copy.foot.clone(),
        lang: copy.setting.lang.clone(),
        page: copy.setting.page.clone(),
        continued: copy.setting.continued.clone(),
    }
}

fn blocks(copy: &PersonCopy, sheet: &Sheet) -> Vec<Block> {
    let mut blocks = header(copy, sheet);
    blocks.extend(copy.first.iter().flat_map(first));
    blocks.extend(copy.roadmap.iter().flat_map(roadmap));
    blocks.extend(copy.rights.iter().flat_map(rights));
    blocks.extend(copy.chapters.iter().flat_map(chapter));
    blocks
}

fn header(copy: &PersonCopy, sheet: &Sheet) -> Vec<Block> {
    let mut left = vec![Block::Heading(Level::Title, copy.title.clone())];
    left.extend(
        copy.name
            .iter()
            .map(|name| Block::Paragraph(vec![Span::bold(name)], Pace::Wide)),
    );
    left.extend(
        copy.opening
            .iter()
            .map(|text| Block::Paragraph(vec![Span::soft(text)], Pace::Tight)),
    );
    let right = vec![
        Block::Paragraph(vec![Span::bold(&copy.reference)], Pace::Wide),
        Block::Paragraph(vec![Span::soft(&copy.code_label)], Pace::Tight),
    ];
    vec![
        Block::Columns {
            first: sheet.text_width() - CODE,
            left,
            right,
            flush: true,
        },
        Block::Rule(Stroke::Strong),
    ]
}

fn first(first: &First) -> Vec<Block> {
    let mut inside = Vec::new();
    if !first.urgent.is_empty() {
        inside.extend(label(Level::Label, &first.urgent_label));
        inside.push(Block::List(Label::Dot, items(&first.urgent), Pace::Wide));
    }
    if !first.priorities.is_empty() {
        inside.extend(label(Level::Label, &first.next_label));
        inside.push(Block::List(
            Label::Number(1),
            items(&first.priorities),
            Pace::Wide,
        ));
    }
    vec![
        Block::Heading(Level::Section, first.title.clone()),
        Block::Framed(inside),
    ]
}

fn roadmap(roadmap: &Roadmap) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(Level::Section, roadmap.title.clone()),
        Block::Lead(vec![Span::plain(&roadmap.intro)]),
    ];
    blocks.extend(documents(&roadmap.folder_label, &roadmap.folder));
    blocks.extend(roadmap.stops.iter().map(organisation));
    if !roadmap.others.is_empty() {
        blocks.push(Block::Rule(Stroke::Hair));
        blocks.extend(label(Level::Part, &roadmap.others_label));
        let (to_ask, by_themselves) = roadmap.others_apart();
        blocks.extend(others(Label::Box, to_ask));
        blocks.extend(others(Label::Dot, by_themselves));
    }
    blocks
}

/// What to ask for at organisations that serve one right each, then where and with what.
fn others(label: Label, stops: &[Stop]) -> Option<Block> {
    let told = |stop: &Stop| {
        let lines = stop.asks.iter().chain(&stop.automatic);
        let mut item = Item {
            lines: lines.map(spans).collect(),
        };
        item.lines.push(where_and_what(stop));
        item
    };
    let items = stops.iter().map(told).collect();
    (!stops.is_empty()).then_some(Block::List(label, items, Pace::Apart))
}

fn where_and_what(stop: &Stop) -> Vec<Span> {
    let reach = std::iter::once(&stop.name).chain(stop.reach()).cloned();
    let place = (!stop.places.is_empty()).then(|| stop.places.join(" "));
    let reach = reach.chain(place).collect::<Vec<_>>().join(" · ");
    let mut spans = vec![Span::plain(reach)];
    if !stop.bring.is_empty() {
        let bring = stop.bring.join(" · ");
        spans.push(Span::soft(format!(" {} {bring}", stop.bring_label)));
    }
    spans
}

/// One organisation, over the whole width: what is to be done there is read in few lines.
fn organisation(stop: &Stop) -> Block {
    let reach: Vec<String> = stop.reach().cloned().collect();
    let contact = (!reach.is_empty()).then(|| Span::soft(reach.join(" · ")));
    let mut inside = vec![
        Block::Rule(Stroke::Hair),
        Block::Columns {
            first: ORGANISATION,
            left: vec![Block::Heading(Level::Part, stop.name.clone())],
            right: contact
                .map(|contact| Block::Lead(vec![contact]))
                .into_iter()
                .collect(),
            flush: false,
        },
    ];
    if !stop.places.is_empty() {
        inside.push(Block::Lead(vec![Span::plain(stop.places.join(" "))]));
    }
    if !stop.asks.is_empty() {
        inside.push(Block::List(Label::Box, items(&stop.asks), Pace::Tight));
    }
    if !stop.automatic.is_empty() {
        inside.push(Block::List(Label::Dot, items(&stop.automatic), Pace::Tight));
    }
    inside.extend(documents(&stop.bring_label, &stop.bring));
    Block::Together(inside)
}

fn documents(label: &str, items: &[String]) -> Option<Block> {
    (!items.is_empty()).then(|| Block::Grid(label.to_owned(), items.to_vec()))
}

fn label(level: Level, text: &str) -> Option<Block> {
    (!text.is_empty()).then(|| Block::Heading(level, text.to_owned()))
}

fn rights(rights: &Rights) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::Section, rights.title.clone())];
    blocks.extend(rights.groups.iter().flat_map(group));
    blocks
}

fn group(group: &Group) -> Vec<Block> {
    let items = group.rights.iter().map(right).collect();
    let mut blocks = vec![
        Block::Heading(Level::Part, group.title.clone()),
        Block::List(Label::Dot, items, Pace::Tight),
    ];
    if group.note != Line::default() {
        blocks.push(Block::Paragraph(spans(&group.note), Pace::Tight));
    }
    blocks
}

fn right(right: &RightLine) -> Item {
    let mut spans = vec![
        Span::bold(format!("{} ", right.name)),
        Span::plain(&right.sentence),
    ];
    let notes = right.notes.iter();
    spans.extend(notes.map(|note| Span::soft(format!(" {note}"))));
    Item { lines: vec![spans] }
}

fn chapter(chapter: &Chapter) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::Section, chapter.title.clone())];
    if !chapter.intro.is_empty() {
        blocks.push(Block::Lead(vec![Span::plain(&chapter.intro)]));
    }
    if !chapter.lines.is_empty() {
        blocks.push(Block::List(Label::Dot, items(&chapter.lines), Pace::Tight));
    }
    if !chapter.source.is_empty() {
        blocks.push(Block::Paragraph(
            vec![Span::soft(&chapter.source)],
            Pace::Tight,
        ));
    }
    blocks
}

fn items(lines: &[Line]) -> Vec<Item> {
    lines.iter().map(item).collect()
}

fn item(line: &Line) -> Item {
    Item {
        lines: vec![spans(line)],
    }
}

fn spans(line: &Line) -> Vec<Span> {
    let mut spans = Vec::new();
    if !line.strong.is_empty() {
        spans.push(Span::bold(format!("{} ", line.strong)));
    }
    spans.push(Span::plain(&line.text));
    if !line.how.is_empty() {
        let space = if line.text.is_empty() { "" } else { " " };
        spans.push(Span::soft(format!("{space}{}", line.how)));
    }
    spans
}

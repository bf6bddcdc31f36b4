//! What the readers look for in each file, noted while they read: the JSON Schema editors use is made of it, so that
//! it says what the loader accepts and nothing else.

use std::collections::BTreeMap;

/// What a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    Text,
    Texts,
    /// Texts, or tables that say more of them.
    TextsOrTables,
    /// One of these words.
    Word(Vec<&'static str>),
    Date,
    Flag,
    Whole,
    Number,
    Numbers,
    Table,
    Tables,
    Anything,
}

/// One key of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Key {
    pub(crate) wants: Option<Wants>,
    /// In how many of the tables read it had to be there.
    pub(crate) required: usize,
}

/// The keys of tables of one shape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// How many such tables were read.
    pub(crate) read: usize,
    pub(crate) keys: BTreeMap<&'static str, Key>,
}

/// Every shape, by name: `droits`, `droits.condition`.
pub(crate) type Shapes = BTreeMap<String, Shape>;

/// Notes that a reader looks for a key.
pub(crate) fn note(shapes: &mut Shapes, shape: &str, key: &'static str, wants: Wants) {
    let known = &mut found(shapes, shape, key).wants;
    // A word is first looked for as a text.
    if known.is_none() || matches!(wants, Wants::Word(_)) {
        *known = Some(wants);
    }
}

/// Notes that the key must be there in the table being read.
pub(crate) fn note_required(shapes: &mut Shapes, shape: &str, key: &'static str) {
    let required = &mut found(shapes, shape, key).required;
    *required = required.saturating_add(1);
}

fn found<'s>(shapes: &'s mut Shapes, shape: &str, key: &'static str) -> &'s mut Key {
    let shape = shapes.entry(shape.to_owned()).or_default();
    shape.keys.entry(key).or_default()
}

/// Notes that a table of this shape was read to its end.
pub(crate) fn note_read(shapes: &mut Shapes, shape: &str) {
    let read = &mut shapes.entry(shape.to_owned()).or_default().read;
    *read = read.saturating_add(1);
}

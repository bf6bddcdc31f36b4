//! The files being read and the faults found in them, each at its line and column.

use std::cmp::Ordering;
use std::ops::Range;

use super::shapes::{self, Shapes, Wants};
use crate::{Fault, Source};

/// A place in one of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct At {
    file: usize,
    span: Range<usize>,
}

impl At {
    /// The same file, other bytes.
    pub(crate) fn with(&self, span: Range<usize>) -> Self {
        Self {
            file: self.file,
            span,
        }
    }

    /// The first of its bytes.
    pub(crate) const fn start(&self) -> usize {
        self.span.start
    }
}

/// Something read, with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Located<T> {
    /// What was read.
    pub(crate) value: T,
    /// Where.
    pub(crate) at: At,
}

/// The most faults told at once.
const MOST_FAULTS: usize = 1000;

/// The longest message or suggestion, in characters.
const LONGEST_MESSAGE: usize = 500;

/// Names and keys are no longer: whatever is written instead of one and is longer looks like none.
const LONGEST_NAME: usize = 160;

/// Every file, and every fault found so far.
pub(crate) struct Files<'s> {
    sources: &'s [Source],
    /// Where the lines of each file begin.
    lines: Vec<Vec<usize>>,
    faults: Vec<(At, Fault)>,
    /// What readers look for, when somebody wants to know.
    shapes: Option<Shapes>,
}

impl<'s> Files<'s> {
    /// Files without faults yet.
    pub(crate) fn new(sources: &'s [Source]) -> Self {
        let begin = |source: &Source| {
            let after = source.text.match_indices('\n');
            let after = after.map(|(at, _)| at.saturating_add(1));
            std::iter::once(0).chain(after).collect()
        };
        Self {
            sources,
            lines: sources.iter().map(begin).collect(),
            faults: Vec::new(),
            shapes: None,
        }
    }

    /// The same, noting what readers look for.
    pub(crate) fn noting(mut self) -> Self {
        self.shapes = Some(Shapes::new());
        self
    }

    /// What readers looked for.
    pub(crate) fn into_shapes(self) -> Shapes {
        self.shapes.unwrap_or_default()
    }

    /// Notes that a reader looks for a key.
    pub(crate) fn note(&mut self, shape: &str, key: &'static str, wants: Wants) {
        if let Some(shapes) = &mut self.shapes {
            shapes::note(shapes, shape, key, wants);
        }
    }

    /// Notes that the key must be there.
    pub(crate) fn note_required(&mut self, shape: &str, key: &'static str) {
        if let Some(shapes) = &mut self.shapes {
            shapes::note_required(shapes, shape, key);
        }
    }

    /// Notes that a table was read to its end.
    pub(crate) fn note_read(&mut self, shape: &str) {
        if let Some(shapes) = &mut self.shapes {
            shapes::note_read(shapes, shape);
        }
    }

    /// The first byte of a file.
    pub(crate) fn start_of(&self, file: usize) -> At {
        At { file, span: 0..0 }
    }

    /// The layer a place belongs to.
    pub(crate) fn layer(&self, at: &At) -> &'s str {
        self.sources
            .get(at.file)
            .map_or("", |source| source.layer.as_str())
    }

    /// Records what is wrong somewhere.
    pub(crate) fn fault(&mut self, at: &At, message: impl Into<String>) {
        self.push(at, message.into(), None);
    }

    /// Records what is wrong somewhere, with what was probably meant.
    pub(crate) fn fault_near<'n>(
        &mut self,
        at: &At,
        message: impl Into<String>,
        written: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        if self.faults.len() > MOST_FAULTS {
            return;
        }
        let suggestion =
            nearest(written, names).map(|name| format!("vouliez-vous écrire « {name} » ?"));
        self.push(at, message.into(), suggestion);
    }

    /// Records what is wrong somewhere, with a piece of advice.
    pub(crate) fn fault_advised(
        &mut self,
        at: &At,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.push(at, message.into(), Some(advice.into()));
    }

    fn push(&mut self, at: &At, message: String, suggestion: Option<String>) {
        let (message, suggestion) = match self.faults.len().cmp(&MOST_FAULTS) {
            Ordering::Less => (shortened(message), suggestion.map(shortened)),
            Ordering::Equal => {
                let rest =
                    "il y a d’autres fautes, qui ne sont pas dites : corrigez d’abord celles-ci";
                (rest.to_owned(), None)
            }
            Ordering::Greater => return,
        };
        let fault = Fault {
            message,
            suggestion,
            ..self.place(at)
        };
        self.faults.push((at.clone(), fault));
    }

    /// A place as a fault tells it, nothing being wrong there yet.
    pub(crate) fn place(&self, at: &At) -> Fault {
        let (file, line, column) = self.describe(at);
        Fault {
            file,
            line,
            column,
            span: at.span.clone(),
            message: String::new(),
            suggestion: None,
        }
    }

    /// « national/droits/rsa.toml:12 », to refer to another place within a message.
    pub(crate) fn name(&self, at: &At) -> String {
        let (file, line, _) = self.describe(at);
        format!("{file}:{line}")
    }

    fn describe(&self, at: &At) -> (String, usize, usize) {
        let Some(source) = self.sources.get(at.file) else {
            return (String::new(), 1, 1);
        };
        let begins = self.lines.get(at.file).map_or(&[][..], Vec::as_slice);
        let line = begins
            .partition_point(|begin| *begin <= at.span.start)
            .max(1);
        let begin = begins.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = source.text.get(begin..at.span.start).unwrap_or("");
        let column = before.chars().count().saturating_add(1);
        (format!("{}/{}", source.layer, source.path), line, column)
    }

    /// The bytes of the file where a range of a string's content stands. Falls back on the whole string when
    /// escapes hide the correspondence.
    pub(crate) fn within(&self, text: &Located<String>, inner: &Range<usize>) -> At {
        let whole = || text.at.clone();
        let Some(source) = self.sources.get(text.at.file) else {
            return whole();
        };
        let Some(raw) = source.text.get(text.at.span.clone()) else {
            return whole();
        };
        let opening = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
            let rest = raw.get(3..).unwrap_or("");
            if rest.starts_with("\r\n") {
                5
            } else {
                3_usize.saturating_add(usize::from(rest.starts_with('\n')))
            }
        } else {
            1
        };
        let content = raw.get(opening..).unwrap_or("");
        match text.value.get(..inner.end.min(text.value.len())) {
            Some(prefix) if content.starts_with(prefix) => {
                let base = text.at.span.start.saturating_add(opening);
                At {
                    file: text.at.file,
                    span: base.saturating_add(inner.start)..base.saturating_add(inner.end),
                }
            }
            _ => whole(),
        }
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Every fault, by file and place, each once.
    pub(crate) fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort_by(|(a, x), (b, y)| {
            (a.file, a.span.start, a.span.end, &x.message).cmp(&(
                b.file,
                b.span.start,
                b.span.end,
                &y.message,
            ))
        });
        let mut faults: Vec<Fault> = self.faults.into_iter().map(|(_, fault)| fault).collect();
        faults.dedup();
        faults
    }
}

/// The beginning of a sentence that quotes too much.
pub(crate) fn shortened(mut message: String) -> String {
    if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
        message.truncate(end);
        message.push('…');
    }
    message
}

/// The name most like what was written, when one is like it.
pub(crate) fn nearest<'n>(
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    if written.len() > LONGEST_NAME {
        return None;
    }
    let allowed = (written.chars().count() / 3).max(2);
    names
        .into_iter()
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

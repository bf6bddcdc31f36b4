//! The text of the file: one JSON object a line, whose only name says what it is. The first line says what the file is about, the
//! last one how many there are between. A line is read alone, and no further than it may be long: a file of any size takes no more
//! memory than its longest line. (What is nested deeper than 128 levels is refused by `serde_json` itself.)

use std::{
    collections::BTreeMap,
    io::{BufRead, Read as _, Write},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{FORMAT, LONGEST, TransferError};

/// The name of the first line.
const EXPORT: &str = "export";
/// The name of the last one.
pub(super) const END: &str = "end";

/// What the first line says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) format: u32,
    /// The version of the program.
    pub(super) program: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) structure: Uuid,
    pub(super) name: String,
    /// How many lines of the journal follow.
    pub(super) journal: u64,
}

/// What the last line says: how many there are before it, the first one included.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    lines: u64,
}

/// Writes the lines.
pub(super) struct Pen<'a> {
    out: &'a mut dyn Write,
    lines: u64,
}

impl<'a> Pen<'a> {
    /// Begins with the first line.
    pub(super) fn new(out: &'a mut dyn Write, header: &Header) -> Result<Self, TransferError> {
        let mut pen = Self { out, lines: 0 };
        pen.line(EXPORT, header)?;
        Ok(pen)
    }

    /// Writes one line.
    pub(super) fn line(
        &mut self,
        name: &'static str,
        value: &impl Serialize,
    ) -> Result<(), TransferError> {
        let text = serde_json::to_vec(&BTreeMap::from([(name, value)]));
        let mut text = text.map_err(|_| TransferError::Content(name))?;
        text.push(b'\n');
        if text.len() as u64 > LONGEST {
            return Err(TransferError::TooLong(name));
        }
        self.out.write_all(&text)?;
        self.lines += 1;
        Ok(())
    }

    /// Ends with the last line.
    pub(super) fn end(mut self) -> Result<(), TransferError> {
        let lines = self.lines;
        self.line(END, &End { lines })?;
        Ok(self.out.flush()?)
    }
}

/// Reads the lines.
pub(super) struct Lines<'a> {
    input: &'a mut dyn BufRead,
    text: Vec<u8>,
    /// The number of the last one that was read.
    pub(super) number: u64,
}

impl<'a> Lines<'a> {
    /// Reads the first line.
    pub(super) fn new(input: &'a mut dyn BufRead) -> Result<(Self, Header), TransferError> {
        let mut lines = Self {
            input,
            text: Vec::new(),
            number: 0,
        };
        let (name, value) = lines.next()?.ok_or(TransferError::NotWhole)?;
        // The number first: the rest of another form is another.
        let format = value.get("format").and_then(Value::as_u64);
        match format {
            _ if name != EXPORT => Err(TransferError::Line(1)),
            Some(format) if format > u64::from(FORMAT) => Err(TransferError::Newer(format)),
            _ => {
                let header = Header::deserialize(value).map_err(|_| TransferError::Line(1))?;
                Ok((lines, header))
            }
        }
    }

    /// The next line; `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<(String, Value)>, TransferError> {
        self.text.clear();
        let mut line = self.input.take(LONGEST);
        line.read_until(b'\n', &mut self.text)?;
        if self.text.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let fault = TransferError::Line(self.number);
        if self.text.last() != Some(&b'\n') {
            return Err(fault);
        }
        let line: Option<Map<String, Value>> = serde_json::from_slice(&self.text).ok();
        let mut line = line.unwrap_or_default().into_iter();
        match (line.next(), line.next()) {
            (Some(only), None) => Ok(Some(only)),
            _ => Err(fault),
        }
    }

    /// Whether this is the last line, says how many there are, and nothing follows it.
    pub(super) fn ends(&mut self, value: Value) -> Result<(), TransferError> {
        let before = self.number.saturating_sub(1);
        let whole = End::deserialize(value).is_ok_and(|end| end.lines == before);
        if whole && self.next()?.is_none() {
            Ok(())
        } else {
            Err(TransferError::NotWhole)
        }
    }
}

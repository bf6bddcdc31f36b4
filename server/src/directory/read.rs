//! Reads a file row by row, JSON or CSV: however large, only one row of it is in memory, and a row has an end.

use std::{
    cell::Cell,
    fmt,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use super::fields::{Line, Refusal};

#[cfg(test)]
mod tests;

/// The most bytes of one row: a thousand times what the longest ones take.
const ROW_LIMIT: u64 = 4 * 1024 * 1024;

/// Why a file can not be read to its end.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Unreadable {
    /// Bytes that are not UTF-8.
    #[error(
        "the text is not UTF-8 near byte {0}: the file is probably in Latin-1. Convert it first: iconv -f latin1 -t utf-8 FILE > NEW"
    )]
    Encoding(u64),
    /// JSON that ends in the middle.
    #[error("the file ends in the middle, after {0} whole rows: fetch it again")]
    Truncated(usize),
    /// JSON that is not an array of objects, or not JSON.
    #[error("the file is not the JSON array of data.inclusion: {0}")]
    Syntax(String),
    /// CSV without the columns.
    #[error("the first line of the CSV does not name the columns of data.inclusion ({0})")]
    Columns(&'static str),
    /// A row that does not end.
    #[error(
        "row {0} is longer than {limit} MB: this is not a file of data.inclusion",
        limit = ROW_LIMIT / (1024 * 1024)
    )]
    TooLong(usize),
    /// The disk.
    #[error("the file cannot be read: {0}")]
    Io(String),
}

/// What becomes of each row: its number, from 1, and its fields or why it has none. `false` stops.
pub type Each<'e> = &'e mut dyn FnMut(usize, Result<Line, Refusal>) -> bool;

/// Reads every row of a file, whichever form it has.
pub fn rows(input: impl Read, each: Each<'_>) -> Result<usize, Unreadable> {
    let wrong_byte = Rc::new(Cell::new(None));
    let progress = Rc::new(Progress {
        rows: Cell::new(0),
        bytes: Cell::new(0),
    });
    let checked = Utf8 {
        input,
        seen: 0,
        tail: Vec::new(),
        wrong_byte: wrong_byte.clone(),
        progress: progress.clone(),
    };
    let each: Each<'_> = &mut |number, line| {
        progress.rows.set(number);
        progress.bytes.set(0);
        each(number, line)
    };
    let mut input = BufReader::with_capacity(1 << 16, checked);
    let first = first_byte(&mut input);
    let done = match first {
        Ok(Some(b'[')) => json(&mut input, each),
        Ok(Some(b'{')) => Err(Unreadable::Syntax(
            "it begins with an object instead of an array".to_owned(),
        )),
        Ok(Some(_)) => csv(&mut input, each),
        Ok(None) => Err(Unreadable::Syntax("it is empty".to_owned())),
        Err(error) => Err(Unreadable::Io(error.to_string())),
    };
    match wrong_byte.get() {
        Some(at) => Err(Unreadable::Encoding(at)),
        None if progress.bytes.get() > ROW_LIMIT => {
            Err(Unreadable::TooLong(progress.rows.get() + 1))
        }
        None => done,
    }
}

/// Where the reading stands: how many rows ended, and what came since the last one.
struct Progress {
    rows: Cell<usize>,
    bytes: Cell<u64>,
}

/// The first byte that is no space, left in the input; the mark some programs put before UTF-8 is passed over.
fn first_byte(input: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        let buffer = input.fill_buf()?;
        let Some(&first) = buffer.first() else {
            return Ok(None);
        };
        if first.is_ascii_whitespace() || [0xEF, 0xBB, 0xBF].contains(&first) {
            input.consume(1);
        } else {
            return Ok(Some(first));
        }
    }
}

fn json(input: &mut impl BufRead, each: Each<'_>) -> Result<usize, Unreadable> {
    let read = Cell::new(0);
    let mut reader = serde_json::Deserializer::from_reader(input);
    let done = reader
        .deserialize_seq(Rows { each, read: &read })
        .and_then(|()| reader.end());
    match done {
        Ok(()) => Ok(read.get()),
        Err(error) if error.is_eof() => Err(Unreadable::Truncated(read.get())),
        Err(error) if error.is_io() => Err(Unreadable::Io(error.to_string())),
        Err(error) if error.to_string().starts_with(STOPPED) => Ok(read.get()),
        Err(error) => Err(Unreadable::Syntax(error.to_string())),
    }
}

const STOPPED: &str = "stopped by the reader";

struct Rows<'e, 'r> {
    each: Each<'e>,
    read: &'r Cell<usize>,
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element_seed(Row)? {
            let number = self.read.get() + 1;
            self.read.set(number);
            if !(self.each)(number, row) {
                return Err(A::Error::custom(STOPPED));
            }
        }
        Ok(())
    }
}

/// One row: an object becomes a line, anything else is refused without ending the reading.
struct Row;

impl<'de> DeserializeSeed<'de> for Row {
    type Value = Result<Line, Refusal>;

    fn deserialize<D: Deserializer<'de>>(self, row: D) -> Result<Self::Value, D::Error> {
        row.deserialize_any(self)
    }
}

macro_rules! not_an_object {
    ($($visit:ident($kind:ty)),*) => {
        $(fn $visit<E>(self, _: $kind) -> Result<Self::Value, E> { Ok(Err(refused())) })*
    };
}

fn refused() -> Refusal {
    Refusal {
        field: "",
        reason: "the row is not an object".to_owned(),
    }
}

impl<'de> Visitor<'de> for Row {
    type Value = Result<Line, Refusal>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut line = Line::new();
        while let Some((name, value)) = fields.next_entry::<String, Value>()? {
            line.insert(name, value);
        }
        Ok(Ok(line))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err(refused()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Err(refused()))
    }

    not_an_object!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64),
        visit_str(&str)
    );
}

/// A CSV with the names of the columns on its first line; a comma or a semicolon between.
fn csv(input: &mut impl BufRead, each: Each<'_>) -> Result<usize, Unreadable> {
    let failed = |error: csv::Error| Unreadable::Io(error.to_string());
    let head = input
        .fill_buf()
        .map_err(|error| Unreadable::Io(error.to_string()))?;
    let head = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| head.iter().filter(|byte| **byte == sign).count();
    let delimiter = if count(b';') > count(b',') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(input);
    let names = reader.headers().map_err(failed)?.clone();
    for wanted in ["id", "source", "nom"] {
        if !names.iter().any(|name| name.trim() == wanted) {
            return Err(Unreadable::Columns(wanted));
        }
    }
    let mut record = csv::StringRecord::new();
    let mut read = 0;
    while reader.read_record(&mut record).map_err(failed)? {
        read += 1;
        let row = if record.len() == names.len() {
            let cells = names
                .iter()
                .zip(&record)
                .filter(|(_, cell)| !cell.trim().is_empty());
            Ok(cells
                .map(|(name, cell)| (name.trim().to_owned(), Value::from(cell)))
                .collect())
        } else {
            let reason = format!("has {} cells, {} are expected", record.len(), names.len());
            Err(Refusal { field: "", reason })
        };
        if !each(read, row) {
            break;
        }
    }
    Ok(read)
}

/// Lets text through as long as it is UTF-8 and its rows end, and remembers where it stopped being.
struct Utf8<R> {
    input: R,
    seen: u64,
    /// The beginning of a letter whose end is in the next piece.
    tail: Vec<u8>,
    wrong_byte: Rc<Cell<Option<u64>>>,
    progress: Rc<Progress>,
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let bytes = self.progress.bytes.get() + read as u64;
        self.progress.bytes.set(bytes);
        if bytes > ROW_LIMIT {
            return Err(io::Error::other("a row does not end"));
        }
        self.tail
            .extend_from_slice(buffer.get(..read).unwrap_or_default());
        let kept = match std::str::from_utf8(&self.tail) {
            Ok(_) => self.tail.len(),
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            // A letter cut by the end of the file is a truncated file, which the form of the text tells better.
            Err(error) if error.error_len().is_none() => self.tail.len(),
            Err(error) => {
                self.wrong_byte
                    .set(Some(self.seen + error.valid_up_to() as u64 + 1));
                return Err(io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"));
            }
        };
        self.tail.drain(..kept);
        self.seen += kept as u64;
        Ok(read)
    }
}

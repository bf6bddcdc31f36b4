//! What is wrong in the catalogue's files, said where it stands.

use std::fmt;
use std::ops::Range;

/// One mistake in one file, in French, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as named in [`crate::Source`]: layer and path.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the file the fault is about, to underline them.
    pub span: Range<usize>,
    /// What is wrong, a sentence.
    pub message: String,
    /// The nearest name that exists, or what to write.
    pub suggestion: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )?;
        match &self.suggestion {
            Some(suggestion) => write!(f, " ({suggestion})"),
            None => Ok(()),
        }
    }
}

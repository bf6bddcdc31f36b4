//! What can keep a document from being made. None of it carries what the document says.

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// An embedded font could not be read: the binary is damaged.
    #[error("the embedded font {0} can not be read")]
    Font(&'static str),
    /// The PDF library refused or dropped something.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The bytes could not be assembled.
    #[error("the PDF could not be assembled")]
    Write(#[from] std::io::Error),
}

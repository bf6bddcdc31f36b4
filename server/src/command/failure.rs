//! Why a command did not do what it was asked: one sentence for the operator.

use crate::{
    access::Disagreement, catalogue::folders::Unreadable, session::SessionError, store::StoreError,
};

/// One clear English sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// A failure told by this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

macro_rules! told_by_itself {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self(error.to_string())
            }
        })*
    };
}
told_by_itself!(
    StoreError,
    SessionError,
    Disagreement,
    Unreadable,
    crate::store::TransferError,
    crate::store::UrlError
);

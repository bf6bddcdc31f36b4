//! The addresses of the second factor.

use super::{Notice, Page, encode, with_query};

/// One page about the second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondFactorPage {
    /// Where the code is typed, after the password.
    Code {
        /// What to say above the form.
        notice: Option<Notice>,
        /// Where to return once signed in.
        next: Option<Box<Page>>,
    },
    /// « Protéger le compte ».
    SetUp,
}

impl SecondFactorPage {
    /// The address.
    pub fn path(&self) -> String {
        match self {
            Self::Code { notice, next } => with_query(
                "/connexion/code".to_owned(),
                &[
                    ("etat", notice.map(|notice| notice.word().to_owned())),
                    ("suite", next.as_ref().map(|page| encode(&page.path()))),
                ],
            ),
            Self::SetUp => "/compte/protection".to_owned(),
        }
    }
}

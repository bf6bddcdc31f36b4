//! The language of conditions and amounts: French words, typed, checked when the catalogue is loaded.
//!
//! `lexer` cuts the text, `parser` makes a tree (`syntax`), `check` and `calls` look up names, verify types and
//! compile into the arena of `program`; `crate::evaluation` computes. How to add a word: see `calls`.

pub(crate) mod calls;
pub(crate) mod check;
mod lexer;
pub(crate) mod names;
pub(crate) mod parser;
pub(crate) mod program;
pub(crate) mod quick;
pub(crate) mod reach;
pub(crate) mod syntax;
pub(crate) mod tell;
pub(crate) mod ties;
pub(crate) mod types;

//! What an expression says, as written: a tree whose names are not yet looked up.

use std::ops::Range;

use chrono::NaiveDate;

use crate::Decimal;

/// Bytes of the expression's text.
pub(crate) type Span = Range<usize>;

/// A name as written, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// `=`, `!=`, `<`, `<=`, `>`, `>=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Comparison {
    Equal,
    Different,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// `+`, `-`, `*`, `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// The lists one can look through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ListName {
    /// `enfants`.
    Children,
    /// `adultes`: the person, and the partner if there is one.
    Adults,
    /// `conjoint`: a list of none or one.
    Partner,
    /// `revenus[-4..-2]`: the incomes of these months, relative to the month of the date of law.
    Incomes { first: i32, last: i32 },
}

impl ListName {
    /// The same list so many months later.
    pub(crate) const fn later(self, months: i32) -> Self {
        match self {
            Self::Incomes { first, last } => Self::Incomes {
                first: first.saturating_add(months),
                last: last.saturating_add(months),
            },
            list => list,
        }
    }
}

/// What one can ask of another right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    /// `possible(x)`.
    Possible,
    /// `ouvert(x)`.
    Open,
    /// `recu(x)`.
    Received,
    /// `montant(x)`.
    Amount,
}

/// What a piece of an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Truth(bool),
    Number(Decimal),
    /// In euros.
    Amount(Decimal),
    Date(NaiveDate),
    Name {
        qualifier: Option<Word>,
        name: Word,
    },
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Compare(Comparison, Box<Expr>, Box<Expr>),
    Compute(Operation, Box<Expr>, Box<Expr>),
    Negate(Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Word>),
    List(ListName),
    Call {
        word: Word,
        arguments: Vec<Expr>,
    },
    Right {
        asked: Asked,
        right: Word,
    },
}

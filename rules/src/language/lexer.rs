//! Cuts the text of an expression into tokens, each with its place. Written with `winnow`.

use chrono::NaiveDate;
use winnow::ascii::multispace0;
use winnow::combinator::{alt, delimited, not, opt, peek, preceded, terminated};
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{one_of, take_while};

use super::syntax::{Asked, Comparison, Span};
use crate::Decimal;

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word: keyword, name of a fact, of a function…
    Word(String),
    /// A number without unit.
    Number(Decimal),
    /// A percentage, already divided by a hundred.
    Percent(Decimal),
    /// An amount in euros.
    Euros(Decimal),
    /// `d(2012-03-01)`.
    Date(NaiveDate),
    /// `possible(rsa-socle)`, and where the right's id stands.
    Right(Asked, String, Span),
    /// A comparison.
    Compare(Comparison),
    /// One of `+ - * / ( ) , . [ ]`.
    Sign(char),
    /// `..`.
    To,
}

/// Every token with its place.
///
/// # Errors
/// The place of the first character that begins no token, with a sentence.
pub(crate) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, (Span, String)> {
    let mut input = LocatingSlice::new(text);
    let mut found = Vec::new();
    loop {
        let _ = space(&mut input);
        if input.is_empty() {
            return Ok(found);
        }
        let at = text.len().saturating_sub(input.len());
        match token.with_span().parse_next(&mut input) {
            Ok(token) => found.push(token),
            Err(_) => {
                let wrong = text
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .unwrap_or(' ');
                let span = at..at.saturating_add(wrong.len_utf8());
                return Err((span, why_not(text.get(at..).unwrap_or(""), wrong)));
            }
        }
    }
}

fn why_not(rest: &str, wrong: char) -> String {
    if rest.starts_with("d(") {
        "une date s’écrit d(2012-03-01)".to_owned()
    } else if wrong.is_alphabetic() {
        format!(
            "« {wrong} » ne peut pas commencer un nom : les noms s’écrivent en minuscules sans accent"
        )
    } else {
        format!("« {wrong} » n’a pas de sens ici")
    }
}

type Input<'t> = LocatingSlice<&'t str>;
type Parsed<T> = winnow::Result<T>;

fn space(input: &mut Input<'_>) -> Parsed<()> {
    (
        multispace0,
        take_while(0.., ['\u{a0}', '\u{202f}', ' ', '\n', '\r', '\t']),
    )
        .void()
        .parse_next(input)
}

fn token(input: &mut Input<'_>) -> Parsed<Token> {
    alt((number, date, right, word.map(Token::Word), sign)).parse_next(input)
}

fn word(input: &mut Input<'_>) -> Parsed<String> {
    (
        one_of('a'..='z'),
        take_while(0.., ('a'..='z', '0'..='9', '_')),
        not(one_of(|c: char| c.is_alphanumeric())),
    )
        .take()
        .map(|text: &str| text.to_owned())
        .parse_next(input)
}

fn number(input: &mut Input<'_>) -> Parsed<Token> {
    let digits = |input: &mut Input<'_>| -> Parsed<()> {
        take_while(1.., ('0'..='9', '_')).void().parse_next(input)
    };
    let decimal = (
        one_of('0'..='9'),
        opt(digits),
        opt((('.', peek(one_of('0'..='9'))), digits)),
    )
        .take()
        .try_map(|text: &str| text.parse::<Decimal>())
        .parse_next(input)?;
    let unit = opt(preceded(space, one_of(['%', '€']))).parse_next(input)?;
    Ok(match unit {
        Some('%') => Token::Percent(Decimal::from_millionths(decimal.millionths() / 100)),
        Some(_) => Token::Euros(decimal),
        None => Token::Number(decimal),
    })
}

fn date(input: &mut Input<'_>) -> Parsed<Token> {
    delimited(
        ("d(", space),
        take_while(1.., ('0'..='9', '-')),
        (space, ')'),
    )
    .verify_map(|text: &str| text.parse::<NaiveDate>().ok())
    .map(Token::Date)
    .parse_next(input)
}

fn right(input: &mut Input<'_>) -> Parsed<Token> {
    let asked = alt((
        "possible".value(Asked::Possible),
        "ouvert".value(Asked::Open),
        "recu".value(Asked::Received),
        "montant".value(Asked::Amount),
    ));
    let id = (
        one_of('a'..='z'),
        take_while(0.., ('a'..='z', '0'..='9', '-')),
    );
    let (asked, (id, span)) = (
        terminated(asked, (space, '(', space)),
        terminated(id.take().with_span(), (space, ')')),
    )
        .parse_next(input)?;
    Ok(Token::Right(asked, id.to_owned(), span))
}

fn sign(input: &mut Input<'_>) -> Parsed<Token> {
    alt((
        "..".value(Token::To),
        comparison.map(Token::Compare),
        one_of(['+', '-', '*', '/', '(', ')', ',', '.', '[', ']']).map(Token::Sign),
    ))
    .parse_next(input)
}

fn comparison(input: &mut Input<'_>) -> Parsed<Comparison> {
    alt((
        alt(("!=", "≠")).value(Comparison::Different),
        alt(("<=", "≤")).value(Comparison::AtMost),
        alt((">=", "≥")).value(Comparison::AtLeast),
        '='.value(Comparison::Equal),
        '<'.value(Comparison::Less),
        '>'.value(Comparison::More),
    ))
    .parse_next(input)
}

//! Reads tokens into a tree, with `winnow` over the tokens.
//!
//! From the loosest to the tightest: `si … alors … sinon …`, `ou`, `et`, `non`, comparisons and `dans`,
//! `+ -`, `* /`, a sign before, then names, numbers, calls and parentheses.

use winnow::stream::{Stateful, Stream};

use super::lexer::{Token, tokens};
use super::syntax::{Comparison, Expr, Kind, ListName, Operation, Span, Word};

/// How deep parentheses, `si` and `non` may nest.
const DEEPEST: usize = 64;

/// The longest expression, in bytes.
const LONGEST: usize = 4000;

/// What is wrong with the text, with its place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxFault {
    pub(crate) span: Span,
    pub(crate) message: String,
}

type Parsed<T> = Result<T, SyntaxFault>;

/// The tree of an expression.
///
/// # Errors
/// The first thing that can not be read.
pub(crate) fn parse(text: &str) -> Parsed<Expr> {
    if text.len() > LONGEST {
        let message = "l’expression est trop longue ; nommez-en une partie dans un intermédiaire";
        return Err(SyntaxFault {
            span: 0..text.len(),
            message: message.to_owned(),
        });
    }
    let tokens = tokens(text).map_err(|(span, message)| SyntaxFault { span, message })?;
    let state = State {
        end: text.len(),
        depth: 0,
    };
    let mut parser = Parser {
        input: Stateful {
            input: tokens.as_slice(),
            state,
        },
    };
    let expr = parser.expression()?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.unexpected("un opérateur ou la fin de l’expression")),
    }
}

#[derive(Clone, Debug)]
struct State {
    end: usize,
    depth: usize,
}

struct Parser<'t> {
    input: Stateful<&'t [(Token, Span)], State>,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.input.input.first().map(|(token, _)| token)
    }

    fn peek_second(&self) -> Option<&'t Token> {
        self.input.input.get(1).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<&'t (Token, Span)> {
        let first = self.input.input.first();
        let _ = self.input.next_token();
        first
    }

    fn here(&self) -> Span {
        self.input
            .input
            .first()
            .map_or(self.input.state.end..self.input.state.end, |(_, span)| {
                span.clone()
            })
    }

    fn unexpected(&self, expected: &str) -> SyntaxFault {
        let message = match self.peek() {
            None => format!("l’expression s’arrête trop tôt : il faut ici {expected}"),
            Some(_) => format!("il faut ici {expected}"),
        };
        SyntaxFault {
            span: self.here(),
            message,
        }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(found)) if found == word)
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            let _ = self.next();
        }
        found
    }

    fn takes_sign(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Token::Sign(sign));
        if found {
            let _ = self.next();
        }
        found
    }

    fn needs_sign(&mut self, sign: char) -> Parsed<usize> {
        let end = self.here().end;
        if self.takes_sign(sign) {
            Ok(end)
        } else {
            Err(self.unexpected(&format!("« {sign} »")))
        }
    }

    fn needs_word(&mut self, word: &str) -> Parsed<()> {
        if self.takes_word(word) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("« {word} »")))
        }
    }

    /// One level deeper.
    fn expression(&mut self) -> Parsed<Expr> {
        self.deeper(Self::choice)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Parsed<Expr>) -> Parsed<Expr> {
        self.input.state.depth = self.input.state.depth.saturating_add(1);
        if self.input.state.depth > DEEPEST {
            return Err(SyntaxFault {
                span: self.here(),
                message:
                    "l’expression est trop imbriquée ; nommez une partie dans un intermédiaire"
                        .to_owned(),
            });
        }
        let expr = read(self)?;
        self.input.state.depth = self.input.state.depth.saturating_sub(1);
        Ok(expr)
    }

    fn choice(&mut self) -> Parsed<Expr> {
        let start = self.here().start;
        if !self.takes_word("si") {
            return self.any();
        }
        let test = self.expression()?;
        self.needs_word("alors")?;
        let then = self.expression()?;
        self.needs_word("sinon")?;
        let otherwise = self.expression()?;
        let span = start..otherwise.span.end;
        Ok(Expr {
            kind: Kind::If(Box::new(test), Box::new(then), Box::new(otherwise)),
            span,
        })
    }

    fn any(&mut self) -> Parsed<Expr> {
        self.joined("ou", Kind::Any, Self::all)
    }

    fn all(&mut self) -> Parsed<Expr> {
        self.joined("et", Kind::All, Self::negation)
    }

    fn joined(
        &mut self,
        word: &str,
        kind: fn(Vec<Expr>) -> Kind,
        part: fn(&mut Self) -> Parsed<Expr>,
    ) -> Parsed<Expr> {
        let first = part(self)?;
        if !self.is_word(word) {
            return Ok(first);
        }
        let start = first.span.start;
        let mut end = first.span.end;
        let mut parts = vec![first];
        while self.takes_word(word) {
            let next = part(self)?;
            end = next.span.end;
            parts.push(next);
        }
        Ok(Expr {
            kind: kind(parts),
            span: start..end,
        })
    }

    fn negation(&mut self) -> Parsed<Expr> {
        let start = self.here().start;
        if !self.is_word("non") || self.non_is_a_name() {
            return self.comparison();
        }
        let _ = self.next();
        let inner = self.deeper(Self::negation)?;
        let span = start..inner.span.end;
        Ok(Expr {
            kind: Kind::Not(Box::new(inner)),
            span,
        })
    }

    /// « non » is also the id of some variants: `compte = non` has nothing to negate after it.
    fn non_is_a_name(&self) -> bool {
        match self.peek_second() {
            None | Some(Token::Sign(')' | ',') | Token::Compare(_)) => true,
            Some(Token::Word(word)) => matches!(word.as_str(), "et" | "ou" | "alors" | "sinon"),
            Some(_) => false,
        }
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.sum()?;
        if self.takes_word("dans") {
            let _ = self.needs_sign('(')?;
            let mut words = Vec::new();
            loop {
                words.push(self.name("le nom d’une réponse possible")?);
                if !self.takes_sign(',') {
                    break;
                }
            }
            let end = self.needs_sign(')')?;
            let span = left.span.start..end;
            return Ok(Expr {
                kind: Kind::In(Box::new(left), words),
                span,
            });
        }
        let Some(Token::Compare(comparison)) = self.peek() else {
            return Ok(left);
        };
        let _ = self.next();
        let right = self.sum()?;
        if matches!(self.peek(), Some(Token::Compare(_))) {
            return Err(SyntaxFault {
                span: self.here(),
                message:
                    "on ne compare que deux choses à la fois : reliez deux comparaisons par « et »"
                        .to_owned(),
            });
        }
        Ok(compare(*comparison, left, right))
    }

    fn sum(&mut self) -> Parsed<Expr> {
        let signs = [('+', Operation::Add), ('-', Operation::Subtract)];
        self.computed(&signs, Self::product)
    }

    fn product(&mut self) -> Parsed<Expr> {
        let signs = [('*', Operation::Multiply), ('/', Operation::Divide)];
        self.computed(&signs, Self::signed)
    }

    fn computed(
        &mut self,
        signs: &[(char, Operation)],
        part: fn(&mut Self) -> Parsed<Expr>,
    ) -> Parsed<Expr> {
        let mut left = part(self)?;
        loop {
            let found = signs.iter().find(|(sign, _)| self.takes_sign(*sign));
            let Some((_, operation)) = found else {
                return Ok(left);
            };
            let right = part(self)?;
            let span = left.span.start..right.span.end;
            left = Expr {
                kind: Kind::Compute(*operation, Box::new(left), Box::new(right)),
                span,
            };
        }
    }

    fn signed(&mut self) -> Parsed<Expr> {
        let start = self.here().start;
        if !self.takes_sign('-') {
            return self.operand();
        }
        let inner = self.deeper(Self::signed)?;
        let span = start..inner.span.end;
        Ok(Expr {
            kind: Kind::Negate(Box::new(inner)),
            span,
        })
    }

    fn operand(&mut self) -> Parsed<Expr> {
        let refused = self.unexpected("un nom, un nombre, une fonction ou une parenthèse");
        let Some((token, span)) = self.next() else {
            return Err(refused);
        };
        let kind = match token {
            Token::Number(number) | Token::Percent(number) => Kind::Number(*number),
            Token::Euros(euros) => Kind::Amount(*euros),
            Token::Date(day) => Kind::Date(*day),
            Token::Right(asked, right, span) => Kind::Right {
                asked: *asked,
                right: Word {
                    text: right.clone(),
                    span: span.clone(),
                },
            },
            Token::Sign('(') => {
                let mut inner = self.expression()?;
                let end = self.needs_sign(')')?;
                inner.span = span.start..end;
                return Ok(inner);
            }
            Token::Word(word) => {
                return self.named(
                    Word {
                        text: word.clone(),
                        span: span.clone(),
                    },
                    refused,
                );
            }
            Token::Compare(_) | Token::Sign(_) | Token::To => return Err(refused),
        };
        Ok(Expr {
            kind,
            span: span.clone(),
        })
    }

    /// What begins with a word: a constant, a list, a call, a name.
    fn named(&mut self, word: Word, refused: SyntaxFault) -> Parsed<Expr> {
        let start = word.span.start;
        let mut end = word.span.end;
        let kind = match word.text.as_str() {
            "et" | "ou" | "si" | "alors" | "sinon" | "dans" => return Err(refused),
            "vrai" => Kind::Truth(true),
            "faux" => Kind::Truth(false),
            "revenus" if self.takes_sign('[') => {
                let first = self.month()?;
                let last = if self.peek() == Some(&Token::To) {
                    let _ = self.next();
                    self.month()?
                } else {
                    first
                };
                end = self.needs_sign(']')?;
                if first > last || last.saturating_sub(first) > 35 {
                    return Err(SyntaxFault {
                        span: start..end,
                        message: "les mois vont du plus ancien au plus récent, trois ans au plus : revenus[-4..-2]".to_owned(),
                    });
                }
                Kind::List(ListName::Incomes { first, last })
            }
            _ if self.takes_sign('(') => {
                let mut arguments = Vec::new();
                if !self.takes_sign(')') {
                    loop {
                        arguments.push(self.expression()?);
                        end = self.here().end;
                        if self.takes_sign(')') {
                            break;
                        }
                        if !self.takes_sign(',') {
                            return Err(self.unexpected("« , » ou « ) »"));
                        }
                    }
                }
                Kind::Call { word, arguments }
            }
            _ if self.takes_sign('.') => {
                let name = self.name("le nom d’un fait")?;
                end = name.span.end;
                Kind::Name {
                    qualifier: Some(word),
                    name,
                }
            }
            _ => Kind::Name {
                qualifier: None,
                name: word,
            },
        };
        Ok(Expr {
            kind,
            span: start..end,
        })
    }

    fn name(&mut self, expected: &str) -> Parsed<Word> {
        match self.input.input.first() {
            Some((Token::Word(word), span)) => {
                let word = Word {
                    text: word.clone(),
                    span: span.clone(),
                };
                let _ = self.next();
                Ok(word)
            }
            _ => Err(self.unexpected(expected)),
        }
    }

    fn month(&mut self) -> Parsed<i32> {
        let refused = self.unexpected("un nombre de mois, comme -4");
        let negative = self.takes_sign('-');
        let Some((Token::Number(number), _)) = self.next() else {
            return Err(refused);
        };
        let months = i32::try_from(number.millionths() / 1_000_000)
            .ok()
            .filter(|m| *m <= 120);
        match months {
            Some(months) if number.is_whole() => Ok(if negative {
                months.saturating_neg()
            } else {
                months
            }),
            _ => Err(refused),
        }
    }
}

fn compare(comparison: Comparison, left: Expr, right: Expr) -> Expr {
    let span = left.span.start..right.span.end;
    Expr {
        kind: Kind::Compare(comparison, Box::new(left), Box::new(right)),
        span,
    }
}

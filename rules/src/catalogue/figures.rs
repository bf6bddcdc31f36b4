//! Figures of the law within texts: « jusqu’à {aah_maximum} par mois » is told with the figure in force on the day it is told
//! for, so that a revaluation is written once, in `bareme/`. Braces hold a parameter, or a calculation on parameters:
//! `{ass_jour * ass_plafond_seul}`. `{{` and `}}` are braces one reads.

use std::ops::Range;

use chrono::NaiveDate;

use super::Catalogue;
use crate::evaluation::interval::nearest;
use crate::language::syntax::{Expr, Kind, Operation};
use crate::values::UNIT;
use crate::{AmountRange, Decimal, Parameter, Unit, english, french};

/// What is told of a figure that was not in force yet.
const NOT_IN_FORCE: &str = "(montant inconnu à cette date)";

/// One piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words, as they are.
    Words(&'t str),
    /// What stands between braces: a calculation on parameters.
    Figure(&'t str),
    /// A brace that nothing closes.
    Unclosed,
}

/// The pieces of a text, in order, each with its bytes.
pub(crate) fn pieces(text: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while let Some(left) = text.get(at..).filter(|left| !left.is_empty()) {
        let (piece, long) = if left.starts_with("{{") || left.starts_with("}}") {
            (Piece::Words(left.get(..1).unwrap_or("")), 2)
        } else if let Some(inside) = left.strip_prefix('{') {
            match inside.find('}') {
                Some(end) => {
                    let name = inside.get(..end).unwrap_or("");
                    (Piece::Figure(name), end.saturating_add(2))
                }
                None => (Piece::Unclosed, left.len()),
            }
        } else {
            // A brace that closes nothing is read as it is.
            let brace = |at: &usize| *at > 0;
            let ends = ["{", "}}"].map(|brace| left.find(brace));
            let end = ends.into_iter().flatten().filter(brace).min();
            let words = left.get(..end.unwrap_or(left.len())).unwrap_or(left);
            (Piece::Words(words), words.len())
        };
        let end = at.saturating_add(long);
        found.push((piece, at..end));
        at = end;
    }
    found
}

/// The text with one number of as many bytes in place of each figure: one word, whatever is calculated.
pub(crate) fn masked(text: &str) -> String {
    let masked = pieces(text).into_iter().map(|(piece, bytes)| match piece {
        Piece::Figure(_) => "0".repeat(bytes.len()),
        _ => text.get(bytes).unwrap_or("").to_owned(),
    });
    masked.collect()
}

/// Whether a text tells this parameter, by itself or within a calculation.
pub(crate) fn tells(text: &str, parameter: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.contains('{')
        && pieces(text).iter().any(|(piece, _)| match piece {
            Piece::Figure(written) => written
                .split(|c: char| !is_part(c))
                .any(|name| name == parameter),
            Piece::Words(_) | Piece::Unclosed => false,
        })
}

/// Whether the text under this key may hold figures: what is said of conditions and of what a right gives.
pub(crate) fn may_stand_in(key: &str) -> bool {
    let mut parts = key.split('.');
    parts.next() == Some("droit")
        && matches!(
            (parts.nth(1), parts.next_back()),
            (Some("condition"), Some("label" | "appreciation"))
                | (Some("montant"), Some("texte" | "note"))
        )
}

impl Catalogue {
    /// A text with the figures of the law in force on a day, as people read them. Only conditions
    /// ([`Condition`](crate::Condition)) and what a right gives ([`Benefit`](crate::Benefit)) hold figures.
    #[must_use]
    pub fn with_figures(&self, text: &str, on: NaiveDate) -> String {
        self.with_figures_in("fr", text, on)
    }

    /// The same for a text in another language: a translation holds the same braces, and its figures are told as they are
    /// read there, « €1,144.00 » in English. A language whose way is not known gets the French one.
    #[must_use]
    pub fn with_figures_in(&self, lang: &str, text: &str, on: NaiveDate) -> String {
        if !text.contains(['{', '}']) {
            return text.to_owned();
        }
        let pieces = pieces(text).into_iter();
        let told = pieces.map(|(piece, bytes)| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Figure(name) => self.figure(lang, name, on).unwrap_or_else(|| match lang {
                english::LANG => english::NOT_IN_FORCE.to_owned(),
                _ => NOT_IN_FORCE.to_owned(),
            }),
            Piece::Unclosed => text.get(bytes).unwrap_or("").to_owned(),
        });
        told.collect()
    }

    /// What stands between braces, as it is worth on a day.
    pub(crate) fn figure(&self, lang: &str, written: &str, on: NaiveDate) -> Option<String> {
        let tree = self.wording.figures.get(written)?;
        if let Kind::Name { name, .. } = &tree.kind {
            let parameter = self.parameter_named(&name.text)?;
            return Some(parameter.show_in(lang, parameter.on(on)?.value));
        }
        let value = self.computed(tree, on)?;
        Some(if self.is_money(tree) {
            let cents = i64::try_from(nearest(value, i128::from(UNIT / 100))).ok()?;
            match lang {
                english::LANG => english::amount(cents),
                _ => french::amount(AmountRange::exact(cents)),
            }
        } else {
            let number = Decimal::from_millionths(i64::try_from(value).ok()?);
            match lang {
                english::LANG => english::decimal(number),
                _ => french::decimal(number),
            }
        })
    }

    fn parameter_named(&self, name: &str) -> Option<&Parameter> {
        let index = self.compiled.names.parameters.get(name)?;
        self.parameters.get(usize::from(*index))
    }

    /// The value of a calculation on a day, in millionths.
    fn computed(&self, tree: &Expr, on: NaiveDate) -> Option<i128> {
        let unit = i128::from(UNIT);
        Some(match &tree.kind {
            Kind::Number(number) | Kind::Amount(number) => i128::from(number.millionths()),
            Kind::Name { name, .. } => {
                let value = self.parameter_named(&name.text)?.on(on)?.value;
                i128::from(value.millionths())
            }
            Kind::Compute(operation, left, right) => {
                let (left, right) = (self.computed(left, on)?, self.computed(right, on)?);
                match operation {
                    Operation::Add => left.checked_add(right)?,
                    Operation::Subtract => left.checked_sub(right)?,
                    Operation::Multiply => nearest(left.checked_mul(right)?, unit),
                    Operation::Divide if right > 0 => nearest(left.checked_mul(unit)?, right),
                    Operation::Divide => return None,
                }
            }
            Kind::Call { word, arguments } => {
                let value = self.computed(arguments.first()?, on)?;
                match word.text.as_str() {
                    "arrondi_euro" => nearest(value, unit).checked_mul(unit)?,
                    "plancher_euro" => value.div_euclid(unit).checked_mul(unit)?,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    fn is_money(&self, tree: &Expr) -> bool {
        match &tree.kind {
            Kind::Amount(_) => true,
            Kind::Name { name, .. } => self
                .parameter_named(&name.text)
                .is_some_and(|parameter| parameter.unit == Unit::Euros),
            Kind::Compute(_, left, right) => self.is_money(left) || self.is_money(right),
            Kind::Call { arguments, .. } => arguments.iter().any(|inner| self.is_money(inner)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Piece<'_>> {
        pieces(text).into_iter().map(|(piece, _)| piece).collect()
    }

    #[test]
    fn a_text_is_words_and_figures() {
        assert_eq!(
            read("Sous {plafond} par an."),
            [
                Piece::Words("Sous "),
                Piece::Figure("plafond"),
                Piece::Words(" par an.")
            ]
        );
        assert_eq!(read("é {a}{b}").len(), 3);
        assert_eq!(read(""), []);
        assert_eq!(read("un {oubli"), [Piece::Words("un "), Piece::Unclosed]);
    }

    #[test]
    fn a_doubled_brace_is_read() {
        let words = |text: &str| -> String {
            let pieces = read(text).into_iter();
            let words = pieces.map(|piece| match piece {
                Piece::Words(words) => words,
                _ => "?",
            });
            words.collect()
        };
        assert_eq!(words("{{a}} et {b}"), "{a} et ?");
        assert_eq!(words("} seule }"), "} seule }");
        assert_eq!(masked("à {a + b} ou {{"), "à 0000000 ou {{");
    }

    #[test]
    fn a_text_tells_the_parameters_it_names() {
        let text = "Jusqu’à {bmaf * cf_part}, {{asf_part}} à part.";
        assert!(tells(text, "bmaf") && tells(text, "cf_part"));
        assert!(!tells(text, "cf") && !tells(text, "asf_part"));
    }

    #[test]
    fn only_conditions_and_benefits_hold_figures() {
        for key in [
            "droit.aspa.condition.2.label",
            "droit.aspa.condition.2.appreciation",
            "droit.aspa.montant.texte",
            "droit.aspa.montant.note",
        ] {
            assert!(may_stand_in(key), "{key}");
        }
        for key in [
            "droit.aspa.phrase",
            "question.rfr.texte",
            "parametre.aspa_seul.nom",
        ] {
            assert!(!may_stand_in(key), "{key}");
        }
    }
}

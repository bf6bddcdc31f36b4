//! Amounts of money and percentages written by hand: they go stale in silence, where a figure of `bareme/` follows the law.
//!
//! What may be written all the same is listed in `mots.toml` ([`Fixed`]): a name, a rate of disability, a fee that never moves.

use super::Observation;
use crate::Catalogue;
use crate::catalogue::figures;
use crate::catalogue::texts::{Fixed, Text};

/// What follows the digits of a figure of the law.
const UNITS: [&str; 4] = ["€", "%", "euro", "pour cent"];

/// The figures a text writes in digits, as written with their unit, and where; « 0 € » is no figure of the law.
fn figures_of(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    for unit in UNITS {
        for (at, _) in text.match_indices(unit) {
            let before = text.get(..at).unwrap_or("");
            let amount = before.get(begins_at(before)..).unwrap_or("").trim();
            if amount.chars().any(|c| matches!(c, '1'..='9')) {
                let start = amount.as_ptr().addr().saturating_sub(text.as_ptr().addr());
                let end = at.saturating_add(unit.len());
                found.push((format!("{amount}\u{a0}{unit}"), start..end));
            }
        }
    }
    found.sort_by_key(|(_, span)| span.start);
    found
}

/// Where the number that ends a text begins: digits, the spaces between them, and a mark followed by a digit.
fn begins_at(text: &str) -> usize {
    let mut start = text.len();
    let mut next = ' ';
    for (at, c) in text.char_indices().rev() {
        let is_space = matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        let is_mark = matches!(c, ',' | '.') && next.is_ascii_digit();
        if !(c.is_ascii_digit() || is_space || is_mark) {
            break;
        }
        (start, next) = (at, c);
    }
    start
}

/// Whether two figures are written alike, whatever their spaces.
fn alike(one: &str, other: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    digits(one) == digits(other)
}

impl Fixed {
    fn allows(&self, key: &str, figure: &str) -> bool {
        let stands = |begins: &String| {
            key.strip_prefix(begins.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        alike(&self.written, figure) && (self.within.is_empty() || self.within.iter().any(stands))
    }
}

impl Catalogue {
    /// The figures a text of the catalogue writes by hand without leave, and those whose leave no longer holds.
    pub(super) fn written_by_hand(&self, text: &Text) -> Vec<Observation> {
        let read = figures::masked(&text.text);
        let mut found = Vec::new();
        for (figure, span) in figures_of(&read) {
            let mut leaves = self.fixed_figures().iter();
            let (message, suggestion) = match leaves.find(|fixed| fixed.allows(&text.key, &figure)) {
                None if figures::may_stand_in(&text.key) => (
                    format!("« {figure} » est écrit à la main"),
                    "{nom_du_parametre} suit le barème".to_owned(),
                ),
                None => (
                    format!("« {figure} » est écrit à la main"),
                    "dites-le sans chiffre ici, et avec {nom_du_parametre} dans une condition ou un montant".to_owned(),
                ),
                Some(fixed) => match self.worth(fixed) {
                    Some(worth) if !alike(&worth, &figure) => (
                        format!("« {figure} » ne suit plus le barème"),
                        format!("{worth}, ici et dans mots.toml"),
                    ),
                    _ => continue,
                },
            };
            found.push(Observation {
                span,
                message,
                suggestion: Some(suggestion),
                is_error: true,
            });
        }
        found
    }

    /// What a figure with a calculation is worth by the last law known.
    fn worth(&self, fixed: &Fixed) -> Option<String> {
        self.figure("fr", fixed.worth.as_deref()?, chrono::NaiveDate::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let found = figures_of(text).into_iter();
        let spans = found.map(|(_, span)| text.get(span).unwrap().to_owned());
        spans.collect()
    }

    #[test]
    fn a_figure_written_by_hand_is_seen_with_all_its_digits() {
        assert_eq!(
            seen("Sous 1\u{202f}043,59\u{a0}€ par mois, ou 1 620 € en couple."),
            ["1\u{202f}043,59\u{a0}€", "1 620 €"]
        );
        assert_eq!(seen("Un taux de 50 à 79 %, ou 3,5%."), ["79 %", "3,5%"]);
        assert_eq!(
            seen("Vers 12 euros. 10 pour cent."),
            ["12 euro", "10 pour cent"]
        );
        assert_eq!(seen("En 2026, 5 € de plus."), ["5 €"]);
        assert_eq!(seen("Gratuit\u{a0}: 0 €. Moins de {plafond}."), [""; 0]);
        assert_eq!(seen("Des €uros, 3 enfants, un euro."), [""; 0]);
    }

    #[test]
    fn leave_is_given_to_one_figure_under_some_keys() {
        let fixed = |within: &[&str]| Fixed {
            written: "80 %".to_owned(),
            within: within.iter().map(|key| (*key).to_owned()).collect(),
            worth: None,
        };
        assert!(fixed(&[]).allows("droit.aah.nom", "80\u{a0}%"));
        assert!(!fixed(&[]).allows("droit.aah.nom", "8 %"));
        let rates = fixed(&["droit.aah"]);
        assert!(rates.allows("droit.aah.condition.1.label", "80%"));
        assert!(!rates.allows("droit.aah-majoree.nom", "80%"));
        assert!(!rates.allows("question.aah.texte", "80%"));
    }
}

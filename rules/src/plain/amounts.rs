//! Amounts of money written by hand where a figure of the law could stand: they do not follow a revaluation.

use super::Observation;

/// The amounts in euros a text writes in digits; « 0 € » is no figure of the law.
pub(super) fn written(text: &str) -> Vec<Observation> {
    let amounts = text.match_indices('€').filter_map(|(end, _)| {
        let before = text.get(..end)?;
        let digits = before.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}')
        });
        let amount = before.get(digits.len()..)?;
        let start = digits
            .len()
            .saturating_add(amount.len().saturating_sub(amount.trim_start().len()));
        let amount = amount.trim();
        let counts = amount.chars().any(|c| matches!(c, '1'..='9'));
        counts.then(|| Observation {
            span: start..end,
            message: format!("« {amount} € » est écrit à la main"),
            suggestion: Some("{nom_du_parametre} suit le barème".to_owned()),
            is_error: false,
        })
    });
    amounts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_written_by_hand_is_seen_with_all_its_digits() {
        let seen = |text: &str| -> Vec<String> {
            let found = written(text).into_iter();
            let amount = |one: Observation| text.get(one.span).unwrap_or("").trim().to_owned();
            found.map(amount).collect()
        };
        assert_eq!(
            seen("Sous 1\u{202f}043,59\u{a0}€ par mois, ou 1 620 € en couple."),
            ["1\u{202f}043,59", "1 620"]
        );
        assert_eq!(seen("Gratuit\u{a0}: 0 €. Moins de {plafond}."), [""; 0]);
        assert_eq!(seen("Des €uros."), [""; 0]);
    }
}

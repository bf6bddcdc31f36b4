//! French spacing, so that a line never ends between a word and its punctuation, nor inside a number.
//!
//! Catalogue files are typed with plain spaces; [`typeset`] puts the right ones. It changes spaces and apostrophes, never a letter,
//! and setting a text twice changes nothing.

use rules::MONTHS;

/// A no-break space.
pub const NBSP: char = '\u{A0}';
/// A narrow no-break space.
pub const NARROW: char = '\u{202F}';

const UNITS: [&str; 6] = ["€", "%", "h", "m²", "km", "ans"];

/// The same text with French spacing: U+202F before `; ! ?` and between thousands, U+00A0 before `:`, inside « », in telephone numbers,
/// before units and inside dates.
pub fn typeset(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (i, &c) in letters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|p| letters.get(p)).copied();
        let after = letters.get(i + 1).copied();
        match c {
            '\'' if before.is_some_and(char::is_alphabetic)
                && after.is_some_and(char::is_alphabetic) =>
            {
                out.push('’')
            }
            ' ' | NBSP | NARROW => out.push(space(&letters, i, before, after).unwrap_or(c)),
            _ => out.push(c),
        }
    }
    out
}

/// The space that belongs at this place; `None` to leave what was typed.
fn space(letters: &[char], i: usize, before: Option<char>, after: Option<char>) -> Option<char> {
    match (before?, after?) {
        (_, ';' | '!' | '?') => Some(NARROW),
        (_, ':' | '»') | ('«', _) => Some(NBSP),
        (a, b) if a.is_ascii_digit() && b.is_ascii_digit() => {
            let group = letters
                .get(i + 1..)
                .unwrap_or_default()
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            let lead = letters
                .get(..i)
                .unwrap_or_default()
                .iter()
                .rev()
                .take_while(|c| c.is_ascii_digit())
                .count();
            Some(if group == 3 && lead <= 3 && !phone(letters, i) {
                NARROW
            } else {
                NBSP
            })
        }
        (a, _) if a.is_ascii_digit() => {
            let word: String = letters
                .get(i + 1..)
                .unwrap_or_default()
                .iter()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '€' | '%'))
                .collect();
            (UNITS.contains(&word.as_str()) || MONTHS.contains(&word.as_str())).then_some(NBSP)
        }
        ('r', _) if ends_with(letters, i, "1er") && starts_with_month(letters, i + 1) => Some(NBSP),
        _ => None,
    }
}

/// Whether the group of digits around this space begins with a 0, as telephone numbers do (« 0 805 16 00 75 »).
fn phone(letters: &[char], i: usize) -> bool {
    let start = letters
        .get(..i)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit() || matches!(**c, ' ' | NBSP | NARROW))
        .count();
    letters
        .get(i - start..i)
        .unwrap_or_default()
        .iter()
        .find(|c| c.is_ascii_digit())
        == Some(&'0')
}

fn ends_with(letters: &[char], i: usize, word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    letters
        .get(..i)
        .is_some_and(|before| before.ends_with(&word))
}

fn starts_with_month(letters: &[char], from: usize) -> bool {
    let word: String = letters
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|c| c.is_alphabetic())
        .collect();
    MONTHS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the spaces: `_` no-break, `~` narrow.
    fn shown(text: &str) -> String {
        typeset(text).replace(NBSP, "_").replace(NARROW, "~")
    }

    #[test]
    fn punctuation_takes_its_space() {
        assert_eq!(
            shown("Attention : oui ; non ! Pourquoi ?"),
            "Attention_: oui~; non~! Pourquoi~?"
        );
        assert_eq!(
            shown("rubrique « Ma Caf », puis"),
            "rubrique «_Ma Caf_», puis"
        );
        assert_eq!(shown("l'aide d'urgence"), "l’aide d’urgence");
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(
            shown("environ 10 421 € pour une personne, 15 632,50 € à deux"),
            "environ 10~421_€ pour une personne, 15~632,50_€ à deux"
        );
        assert_eq!(
            shown("le 0 805 16 00 75 est gratuit"),
            "le 0_805_16_00_75 est gratuit"
        );
        assert_eq!(shown("au 0 800 948 999"), "au 0_800_948_999");
        assert_eq!(
            shown("de 8 h à 19 h, 60 km, 50 %, 9 m², 65 ans"),
            "de 8_h à 19_h, 60_km, 50_%, 9_m², 65_ans"
        );
        assert_eq!(
            shown("le 21 novembre 2026 et le 1er mars"),
            "le 21_novembre 2026 et le 1er_mars"
        );
        assert_eq!(shown("un délai de 2 mois"), "un délai de 2 mois");
    }

    #[test]
    fn addresses_and_hours_are_left_alone() {
        for text in ["https://caf.fr/aides?x=1", "à 14:30", "caf.fr;msa.fr"] {
            assert_eq!(typeset(text), text);
        }
    }

    #[test]
    fn setting_twice_changes_nothing() {
        for text in [
            "Attention : 1 242 € !",
            "le 0 805 16 00 75 ; « oui »",
            "  :",
            "1 2 3",
            "",
        ] {
            assert_eq!(typeset(&typeset(text)), typeset(text));
        }
    }
}

//! Recognising a social security number (NIR), which is never kept: 13 digits, or 15 with its key.

/// The digits of the shortest.
const LEAST: usize = 13;

/// Whether a text contains what looks like one.
pub fn holds_one(text: &str) -> bool {
    if text.len() < LEAST {
        return false;
    }
    let mut run: Vec<u8> = Vec::new();
    let mut separators = 0_u8;
    for c in text.chars().chain(['\n', '\n']) {
        let corsica = run.len() == 6 && matches!(c, 'A' | 'B' | 'a' | 'b');
        if let Some(digit) = c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
            run.push(digit);
            separators = 0;
        } else if corsica {
            // 2A and 2B are 19 and 18 in the key; any digit keeps the shape.
            run.push(9);
        } else if matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}')
            && !run.is_empty()
            && separators == 0
        {
            separators = 1;
        } else {
            if is_one(&run) {
                return true;
            }
            run.clear();
            separators = 0;
        }
    }
    false
}

/// The digits hidden, the rest as typed.
pub(crate) fn masked(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_digit() { '•' } else { c })
        .collect()
}

fn is_one(run: &[u8]) -> bool {
    match run.len() {
        13 | 15 => has_shape(run),
        16.. => run
            .windows(15)
            .any(|window| has_shape(window) && has_key(window)),
        _ => false,
    }
}

/// Sex, year, a month that exists in the register.
fn has_shape(digits: &[u8]) -> bool {
    let [sex, _, _, tens, units, ..] = digits else {
        return false;
    };
    let month = tens.saturating_mul(10).saturating_add(*units);
    matches!(sex, 1..=4 | 7 | 8) && matches!(month, 1..=12 | 20..=42 | 50..=99)
}

/// The key is 97 less the number modulo 97.
fn has_key(digits: &[u8]) -> bool {
    let number = |digits: &[u8]| {
        digits.iter().fold(0_u64, |number, digit| {
            number.saturating_mul(10).saturating_add(u64::from(*digit))
        })
    };
    let Some((body, key)) = digits.split_at_checked(13) else {
        return false;
    };
    number(body) % 97 == 97_u64.saturating_sub(number(key)) % 97
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_recognised_however_it_is_spaced() {
        assert!(holds_one("mon numéro est 2 69 05 49 588 157 80 merci"));
        assert!(holds_one("269054958815780"));
        assert!(holds_one("2690549588157"));
        assert!(holds_one("1.85.05.2A.006.084.36"));
        assert!(holds_one("tel 06 12 34 56 78 2 69 05 49 588 157 80"));
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "06 12 34 56 78",
            "FR76 3000 6000 0112 3456 7890 189",
            "12/03/1990",
            "1 200,50 €",
            "allocataire 1234567",
        ] {
            assert!(!holds_one(text), "{text}");
        }
        assert_eq!(masked("né 12"), "né ••");
    }
}

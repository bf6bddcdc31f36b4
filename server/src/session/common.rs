//! What everybody tries first: passwords that are long and still weak.
//!
//! A password is weak when too little is left of it once common words, digits and the account's own names are put aside, when it
//! repeats itself, or when it follows the keyboard or the alphabet. To refuse one more word: its line in `common_passwords.txt`.

use std::sync::LazyLock;

/// Fewer characters than this, once what everybody knows is put aside, are no password.
const LEFT: usize = 6;
/// Shorter words are found in anything.
const WORD: usize = 3;

/// What the product is called: the first thing tried here.
const OURS: [&str; 3] = ["bilandesdroits", "bilan", "droits"];

/// Rows whose neighbours are typed without thinking, each read both ways.
const ROWS: [&str; 8] = [
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
];

static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = include_str!("common_passwords.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .chain(OURS)
        .collect();
    // The longest first: « administrateur » before « admin ».
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// Whether this password is among those that are guessed first. `names` are what is known of the account: login, name, structure.
pub(super) fn is_common(password: &str, names: &[&str]) -> bool {
    let plain = folded(password);
    let signs: Vec<char> = plain.chars().collect();
    repeats(&signs) || follows(&signs) || {
        let mut own: Vec<String> = names
            .iter()
            .flat_map(|name| {
                let parts = name.split(|sign: char| !sign.is_alphanumeric());
                std::iter::once(folded(name)).chain(parts.map(folded).collect::<Vec<_>>())
            })
            .filter(|word| word.chars().count() >= WORD)
            .collect();
        own.sort_by_key(|word| std::cmp::Reverse(word.len()));
        [plain.clone(), as_letters(&plain)]
            .into_iter()
            .any(|text| left(text, &own) < LEFT)
    }
}

/// Lower case without accents, letters and digits only.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|sign| match sign {
            'à' | 'â' | 'ä' | '@' => Some('a'),
            'ç' => Some('c'),
            'é' | 'è' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' => Some('i'),
            'ô' | 'ö' => Some('o'),
            'ù' | 'û' | 'ü' => Some('u'),
            '$' => Some('s'),
            sign => sign.is_alphanumeric().then_some(sign),
        })
        .collect()
}

/// Digits read as the letters they stand for: « m0td3passe ».
fn as_letters(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            sign => sign,
        })
        .collect()
}

/// How much is left once the words and the digits are put aside.
fn left(text: String, own: &[String]) -> usize {
    let own = own.iter().map(String::as_str);
    let without = own
        .chain(COMMON.iter().copied())
        .fold(text, |text, word| text.replace(word, " "));
    without.chars().filter(|sign| sign.is_alphabetic()).count()
}

/// The same few signs again and again.
fn repeats(signs: &[char]) -> bool {
    (1..=signs.len() / 2).any(|period| {
        signs
            .iter()
            .zip(signs.iter().skip(period))
            .all(|(one, other)| one == other)
    })
}

/// Made of a few runs along a row, in one way or the other.
fn follows(signs: &[char]) -> bool {
    let breaks = signs
        .iter()
        .zip(signs.iter().skip(1))
        .filter(|(one, other)| !neighbours(**one, **other))
        .count();
    (breaks + 1) * 3 <= signs.len()
}

fn neighbours(one: char, other: char) -> bool {
    one == other
        || ROWS.iter().any(|row| {
            let mut pairs = row.chars().zip(row.chars().skip(1));
            pairs.any(|pair| pair == (one, other) || pair == (other, one))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["nadia.b", "Nadia Benali", "EDS de Villejuif"];

    #[test]
    fn what_everybody_tries_is_refused() {
        for weak in [
            "motdepasse2026",
            "Mot de passe 1!",
            "M0td3p@sse123",
            "Password12345!",
            "123456789012",
            "azertyuiop123",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdefghijklm",
            "poiuytreza321",
            "Nadia.B-2026!",
            "nadiabenali94",
            "EDSdeVillejuif1",
            "bilan des droits",
            "BilanDesDroits2026",
            "janvier2026janvier",
            "chevalcheval",
        ] {
            assert!(is_common(weak, &NAMES), "{weak}");
        }
    }

    #[test]
    fn a_sentence_of_one_s_own_is_accepted() {
        for good in [
            "quatre mots tout simples",
            "une phrase à moi",
            "un nouveau mot de passe",
            "un mot de passe assez long",
            "girafe tambour velours",
            "le soleil brille demain matin",
            "xk7fq-2mnpv-ddw3s-hy8tr",
        ] {
            assert!(!is_common(good, &NAMES), "{good}");
        }
    }
}

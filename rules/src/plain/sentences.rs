//! Cutting a text into sentences and words, and finding the sentences that are too long.

use std::ops::Range;

use super::Observation;

/// A sentence of more words is hard to follow.
const LONG: usize = 25;
/// A sentence of more words must be cut.
pub(super) const TOO_LONG: usize = 40;

/// What ends with a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 10] = ["M", "Mme", "MM", "art", "etc", "ex", "p", "n", "vs", "cf"];

/// The words of a text with where they begin: runs of letters and digits, apostrophes and hyphens apart.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| {
            (
                word.as_ptr().addr().saturating_sub(text.as_ptr().addr()),
                word,
            )
        })
}

/// The sentences of a text, by their bytes: up to `.`, `!`, `?`, `…` or `;`, with what closes it.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at.saturating_add(c.len_utf8());
        let ends = match c {
            '!' | '?' | '…' | ';' | '\n' => true,
            '.' => {
                let next_is_apart = chars
                    .peek()
                    .is_none_or(|(_, next)| next.is_whitespace() || ")»”".contains(*next));
                let word = text
                    .get(start..at)
                    .and_then(|said| said.rsplit(|c: char| !c.is_alphanumeric()).next());
                next_is_apart && !word.is_some_and(|word| ABBREVIATIONS.contains(&word))
            }
            _ => false,
        };
        if ends {
            found.push(start..after);
            start = after;
        }
    }
    found.push(start..text.len());
    found.retain(|range| {
        text.get(range.clone())
            .is_some_and(|said| words(said).next().is_some())
    });
    found
}

/// How many words one says: what stands between two spaces and holds a letter or a digit. A number with its unit, as
/// « 1 200,50 € », is one.
fn count(sentence: &str) -> usize {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    sentence
        .split(is_space)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// The sentences that are too long to follow.
pub(super) fn too_long(text: &str) -> Vec<Observation> {
    let mut found = Vec::new();
    for span in sentences(text) {
        let sentence = text.get(span.clone()).unwrap_or("");
        let count = count(sentence);
        if count > LONG {
            let blank = sentence.len().saturating_sub(sentence.trim_start().len());
            found.push(Observation {
                span: span.start.saturating_add(blank)..span.end,
                message: format!("cette phrase a {count} mots"),
                suggestion: Some(format!("coupez-la : {LONG} mots au plus se lisent bien, plus de {TOO_LONG} sont refusés")),
                is_error: count > TOO_LONG,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_people_breathe() {
        let cut = |text: &'static str| -> Vec<&str> {
            sentences(text)
                .into_iter()
                .map(|span| text.get(span).unwrap().trim())
                .collect()
        };
        assert_eq!(cut("Un. Deux ! Trois ?"), ["Un.", "Deux !", "Trois ?"]);
        assert_eq!(
            cut("Payez 1.5 fois, etc. et M. Dupont"),
            ["Payez 1.5 fois, etc. et M. Dupont"]
        );
        assert_eq!(
            cut("Sur caf.fr (voir plus bas.) Puis."),
            ["Sur caf.fr (voir plus bas.", ") Puis."]
        );
        assert_eq!(
            cut("Demandez d’abord ; attendez ensuite"),
            ["Demandez d’abord ;", "attendez ensuite"]
        );
        assert_eq!(cut(" … "), [""; 0]);
    }

    #[test]
    fn words_are_what_one_says() {
        assert_eq!(
            count("« Je paie 1\u{202f}200,50\u{a0}€ », dit-elle : oui"),
            5
        );
        let found: Vec<_> = words("l’AAH, à 2").collect();
        assert_eq!(found, [(0, "l"), (4, "AAH"), (9, "à"), (12, "2")]);
    }

    #[test]
    fn long_sentences_are_told_and_longer_ones_refused() {
        let of = |words: usize| "mot ".repeat(words);
        assert!(too_long(&of(25)).is_empty());
        assert!(!too_long(&of(26))[0].is_error);
        assert!(!too_long(&of(40))[0].is_error);
        assert!(too_long(&of(41))[0].is_error);
        let second = format!("Un. {}", of(30));
        assert_eq!(too_long(&second)[0].span.start, 4);
    }
}

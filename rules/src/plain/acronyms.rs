//! Acronyms: each must be explained, in the text itself or in the catalogue's list, which pages and paper print.

use super::Observation;
use super::sentences::words;
use crate::catalogue::texts::Acronym;

/// Whether a word is one: two capitals or more, digits, and nothing else.
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// The acronyms of a text that nothing explains.
pub(super) fn unexplained(text: &str, known: &[Acronym]) -> Vec<Observation> {
    let mut found: Vec<Observation> = Vec::new();
    for (at, word) in words(text).filter(|(_, word)| is_acronym(word)) {
        let end = at.saturating_add(word.len());
        let explained = known.iter().any(|acronym| acronym.id == word)
            || explains_before(
                text.get(..at).unwrap_or(""),
                text.get(end..).unwrap_or(""),
                word,
            )
            || explains_after(text.get(end..).unwrap_or(""), word);
        if !explained {
            found.push(Observation {
                span: at..end,
                message: format!("« {word} » n’est expliqué nulle part"),
                suggestion: Some(format!(
                    "écrivez ses mots, ou ajoutez [[sigle]] id = \"{word}\" à mots.toml"
                )),
                is_error: true,
            });
        }
    }
    found
}

/// « revenu de solidarité active (RSA) ».
fn explains_before(before: &str, after: &str, acronym: &str) -> bool {
    let Some(said) = before.strip_suffix('(').filter(|_| after.starts_with(')')) else {
        return false;
    };
    let near: Vec<&str> = words(said).map(|(_, word)| word).collect();
    let most = acronym.chars().count().saturating_mul(3).saturating_add(3);
    stands_for(
        near.get(near.len().saturating_sub(most)..).unwrap_or(&[]),
        acronym,
    )
}

/// « RSA (revenu de solidarité active) ».
fn explains_after(after: &str, acronym: &str) -> bool {
    let Some(said) = after
        .strip_prefix(" (")
        .and_then(|rest| rest.split_once(')'))
    else {
        return false;
    };
    let near: Vec<&str> = words(said.0).map(|(_, word)| word).collect();
    stands_for(&near, acronym)
}

/// Whether the letters of the acronym are, in order, first letters of these words.
fn stands_for(words: &[&str], acronym: &str) -> bool {
    let mut initials = words
        .iter()
        .filter_map(|word| word.chars().next())
        .map(plain);
    acronym
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(|letter| initials.any(|initial| initial == plain(letter)))
}

fn plain(c: char) -> char {
    match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ù' | 'û' => 'u',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let known = [Acronym {
            id: "CAF".to_owned(),
            words: "caisse d’allocations familiales".to_owned(),
        }];
        unexplained(text, &known)
            .into_iter()
            .map(|seen| text.get(seen.span).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn an_acronym_is_explained_in_the_text_or_in_the_list() {
        assert_eq!(seen("Demandez à la CAF."), [""; 0]);
        assert_eq!(seen("Le RSA (revenu de solidarité active)."), [""; 0]);
        assert_eq!(seen("Allocation aux adultes handicapés (AAH)"), [""; 0]);
        assert_eq!(seen("Aide à l’équipement (AE)"), [""; 0]);
        assert_eq!(seen("Le RSA et la C2S."), ["RSA", "C2S"]);
        assert_eq!(
            seen("À la mairie (CCAS) ou au RSA (trois mois)."),
            ["CCAS", "RSA"]
        );
        assert_eq!(seen("A. Dupont, l’Aspa, 2026, le 3e"), [""; 0]);
    }
}

//! Words of the administration that have a plain equivalent: advice, since some are the name of a paper one must show.

use super::Observation;
use crate::catalogue::texts::Avoided;

/// The words to avoid that a text uses, whole words, in any case, with an « s » or not.
pub(super) fn used(text: &str, avoided: &[Avoided]) -> Vec<Observation> {
    let lower = text.to_lowercase();
    // Where lower case changes the length of a letter, places would be wrong: no French letter does.
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for Avoided { word, instead } in avoided {
        for (at, _) in lower.match_indices(word.as_str()) {
            let end = at.saturating_add(word.len());
            let before = lower
                .get(..at)
                .and_then(|before| before.chars().next_back());
            let after = lower.get(end..).unwrap_or("");
            let after = after.strip_prefix('s').unwrap_or(after).chars().next();
            if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric)
            {
                continue;
            }
            found.push(Observation {
                span: at..end,
                message: format!("« {word} » se dit plus simplement"),
                suggestion: Some(instead.clone()),
                is_error: false,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_to_avoid_is_seen_whole_in_any_form() {
        let avoided = [Avoided {
            word: "notification".to_owned(),
            instead: "lettre".to_owned(),
        }];
        let seen = |text: &str| used(text, &avoided).len();
        assert_eq!(seen("La Notification. Deux notifications !"), 2);
        assert_eq!(seen("renotification, notificationnel"), 0);
    }
}

//! Signs that are printed, read aloud and typed: the reference of a bilan (« 7F-42K », which names a file and opens nothing), and
//! the codes that open something once (« 7F4K-42KM »).

use super::StoreError;
use crate::seal::SealError;

/// Digits and capitals without those mistaken for one another (0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
const LETTERS: &[u8; 24] = b"34679ACDEFGHJKMNPQRTVWXY";

/// Draws signs in groups of these lengths, with dashes between: a reference is `[2, 3]`, one among eight million.
pub(super) fn draw(groups: &[usize]) -> Result<String, StoreError> {
    let groups: Result<Vec<String>, StoreError> = groups
        .iter()
        .map(|length| (0..*length).map(|_| sign()).collect())
        .collect();
    Ok(groups?.join("-"))
}

fn sign() -> Result<char, StoreError> {
    let drawn = getrandom::u32().map_err(|_| SealError::Randomness)?;
    // 2³² is not a multiple of 24; over 24 signs the bias is below one in a hundred million.
    let position = usize::try_from(drawn % 24).unwrap_or(0);
    Ok(LETTERS
        .get(position)
        .map_or('X', |letter| char::from(*letter)))
}

/// A code as it was drawn, whatever the case, dashes and spaces it was typed with.
pub(super) fn fold(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_aloud() {
        for _ in 0..100 {
            let reference = draw(&[2, 3]).unwrap();
            assert_eq!(reference.len(), 6);
            assert_eq!(reference.find('-'), Some(2));
            assert!(
                reference
                    .bytes()
                    .all(|byte| byte == b'-' || LETTERS.contains(&byte)),
                "{reference}"
            );
        }
    }

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = draw(&[4, 4]).unwrap();
        assert_eq!(fold(&format!(" {} ", code.to_lowercase())), fold(&code));
        assert_eq!(fold("7f4k 42km"), "7F4K42KM");
    }
}
